"""Cuts Chinese text and queries into the pairs of characters that both databases index.

Pure text, knows no table.

Neither database knows Chinese words, and trigram indexes cannot find words of two characters (社保).
So a run of Chinese is indexed as its characters and overlapping pairs, a run of Latin letters and
digits as one word; the index says which documents may hold a word, and a pattern says whether, and
where, they do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from unicodedata import normalize

LONGEST = 64  # characters of an indexed word; PostgreSQL takes no lexeme over 2 KB
MOST = 60_000  # different pairs of one document; PostgreSQL takes no vector over 1 MB
MOST_WORDS = 16  # of a query
# before a pair that stands in the title; no run mixes the two, so that nothing else begins like it
TITLE = "题0"

# ideographs are named first: most of a text is those, and a range is ten times faster than "a
# letter"
_RUN = re.compile(r"[0-9]+|[a-z]+|[㐀-鿿]+|[^\W\da-z_㐀-鿿]+")
# what separates the words of a query; brackets and dashes do not: they stand inside document
# numbers
_BREAK = re.compile(r"[\s,;、，；。！？!?\"“”‘’'*|&+]+")
_GAP = r"[^\w]{0,3}"  # what may stand between two runs of one word: 〔 〕, [ ], a space


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a query.

    Each of `pairs` is in every document that holds it; of `starts` it may be the beginning.
    """

    pattern: re.Pattern[str]
    pairs: tuple[str, ...]
    starts: tuple[str, ...]


def index_pairs(text: str) -> set[str]:
    """The terms that a text is indexed under: each word, character and pair of them, once."""
    found: set[str] = set()
    joined: set[tuple[str, str]] = set()
    for run in _RUN.findall(_plain_text(text)):
        if run.isascii():
            found.add(run[:LONGEST])
        else:
            joined.update(pairwise(run))
            if len(run) == 1:
                found.add(run)
    found.update(chain.from_iterable(joined))  # a single character may be all that is asked for
    found.update(map("".join, joined))
    return found if len(found) <= MOST else set(sorted(found)[:MOST])


def index_terms(title: str, body: str) -> list[str]:
    """Everything a document is found by; what stands in its title once more, marked as such."""
    in_title = index_pairs(title)
    return [*(TITLE + pair for pair in in_title), *(in_title | index_pairs(body))]


def query_words(query: str) -> list[QueryWord]:
    """The words of a query, all of which a document must hold.

    Whatever else stands in it means nothing.
    """
    found = (_query_word(part) for part in _BREAK.split(_plain_text(query)))
    return [word for word in found if word is not None][:MOST_WORDS]


def matching_spans(patterns: Iterable[re.Pattern[str]], text: str) -> list[tuple[int, int]]:
    """The places where the patterns match, in order, overlapping ones joined into one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(
        match.span() for pattern in patterns for match in pattern.finditer(text)
    ):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _query_word(part: str) -> QueryWord | None:
    runs = _RUN.findall(part)
    if not runs:
        return None
    whole: list[str] = []
    starts: list[str] = []
    for run in runs:
        if run.isdigit():
            whole.append(run[:LONGEST])
        elif _is_latin(run):
            starts.append(run[:LONGEST])
        else:
            whole += map("".join, pairwise(run)) if len(run) > 1 else [run]
    pattern = _GAP.join(map(_run_pattern, runs))
    return QueryWord(
        re.compile(pattern, re.IGNORECASE),
        tuple(dict.fromkeys(whole)),
        tuple(dict.fromkeys(starts)),
    )


def _run_pattern(run: str) -> str:
    """A run as a pattern, full-width forms included; a number only as a whole number, a Latin word
    from its start.
    """
    letters = "".join(_either_width(letter) for letter in run)
    if run.isdigit():
        return rf"(?<!\d){letters}(?!\d)"
    return rf"(?<![a-zａ-ｚ]){letters}" if _is_latin(run) else letters


def _either_width(letter: str) -> str:
    wide = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else ""
    return f"[{letter}{wide}]" if wide else re.escape(letter)


def _is_latin(run: str) -> bool:
    return run.isascii()


def _plain_text(text: str) -> str:
    return normalize("NFKC", text).casefold()
