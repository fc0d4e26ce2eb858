"""The redline of one amended clause: runs of words that stay, go or come. Never splits a number, a date or a word.

diff-match-patch works on one private character a word. Its clock is off: what it may cost is bounded by size, and a
clause too large for it is compared sentence by sentence first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from watcher.diffing.alignment import Alignment, backbone, join_alike
from watcher.diffing.changes import Mark
from watcher.diffing.likeness import Text
from watcher.diffing.noise import folded

Run = tuple[Mark, str]

_WORD: Final = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}月\d{1,2}日|[〔\[［（(]\d{4}[〕\]］）)]\s*\d+\s*号"
    r"|[\d０-９]+(?:[.,:：/．，-][\d０-９]+)*[%％‰]?|[A-Za-zＡ-Ｚａ-ｚ]+(?:[-'][A-Za-z]+)*"
    r"|[〇零一二三四五六七八九十百千万亿两]{2,}|\n|.",
    re.DOTALL,
)
_SENTENCE: Final = re.compile(r"[^。；！？\n]*(?:[。；！？]+[”’』」）]?\n?|\n|$)")
_GAP: Final = re.compile(r"[^\S\n]+|[\u200b-\u200f\u2060\ufeff]+")
_PRIVATE: Final = 0xF0000
# Steps of the bisection: about 10,000 a millisecond. One clause may take 30 ms, one comparison half a second.
_CLAUSE_STEPS: Final = 300_000
_TOTAL_STEPS: Final = 5_000_000
_TORN: Final = 0.25  # less than this of the longer side kept: two texts, not one with marks in it
_MARKS: Final[dict[int, Mark]] = {-1: "deleted", 0: "same", 1: "inserted"}


class Redliner:
    """Marks clause after clause within one comparison, and keeps to its share of work."""

    def __init__(self) -> None:
        self._left = _TOTAL_STEPS

    def runs(self, old: str, new: str) -> tuple[Run, ...]:
        """The runs of both wordings: same + deleted spell `old`, same + inserted spell `new`, to the character."""
        return tuple(_joined(self._marked(_words(old), _words(new), whole=True)))

    def _marked(self, old: list[str], new: list[str], *, whole: bool) -> Iterator[Run]:
        code = _Code()
        was, now = code.of(old), code.of(new)
        if was == now:
            yield from _realised([(0, was)], old, new)
            return
        steps = _steps(was, now)
        if steps <= min(_CLAUSE_STEPS, self._left):
            self._left -= steps
            yield from _realised(_cleaned(was, now), old, new)
        elif whole:
            yield from self._by_sentence("".join(old), "".join(new))
        else:
            yield from (("deleted", "".join(old)), ("inserted", "".join(new)))

    def _by_sentence(self, old: str, new: str) -> Iterator[Run]:
        olds, news = _sentences(old), _sentences(new)
        i = j = 0
        for k, m in [*_sentence_pairs(olds, news), (len(olds), len(news))]:
            yield from (("deleted", text) for text in olds[i:k])
            yield from (("inserted", text) for text in news[j:m])
            if k < len(olds):
                yield from self._marked(_words(olds[k]), _words(news[m]), whole=False)
            i, j = k + 1, m + 1


def _sentence_pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    old_keys, new_keys = [folded(s) for s in olds], [folded(s) for s in news]
    alignment = Alignment(len(olds), len(news))
    alignment.join_equal(old_keys, new_keys)
    weights = [len(key) for key in old_keys]
    join_alike(alignment, ([Text(k) for k in old_keys], [Text(k) for k in new_keys]), weights, lambda _i, _j: True)
    return backbone(alignment, weights)


def _sentences(text: str) -> list[str]:
    return [s for s in _SENTENCE.findall(text) if s]


def _words(text: str) -> list[str]:
    """Words, each with the white space after it; together they spell the text."""
    words: list[str] = []
    for word in _WORD.findall(text):
        if words and _GAP.fullmatch(word):
            words[-1] += word
        else:
            words.append(word)
    return words


class _Code:
    """One character a word, the same for words that differ in noise only."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def of(self, words: Iterable[str]) -> str:
        return "".join(map(self._letter, words))

    def _letter(self, word: str) -> str:
        key = "\n" if word.startswith("\n") else folded(word)
        if len(key) == 1 and not "\ue000" <= key <= "\uf8ff" and key < chr(_PRIVATE):
            return key
        return self._letters.setdefault(key, chr(_PRIVATE + len(self._letters)))


def _steps(was: str, now: str) -> int:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before it

    return int(Indel.distance(was, now)) * (len(was) + len(now))


@cache
def _engine() -> Any:
    from diff_match_patch import diff_match_patch  # noqa: PLC0415 - heavy, and most comparisons end before it

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _cleaned(was: str, now: str) -> list[tuple[int, str]]:
    engine = _engine()
    diffs: list[tuple[int, str]] = engine.diff_main(was, now, False)  # noqa: FBT003 - its own positional flag
    engine.diff_cleanupSemantic(diffs)
    kept = sum(len(text) for op, text in diffs if op == 0)
    if kept < _TORN * max(len(was), len(now)):
        return [(-1, was), (1, now)]
    return diffs


def _realised(diffs: Iterable[tuple[int, str]], old: list[str], new: list[str]) -> Iterator[Run]:
    """Back from letters to the words of each side; what differs in noise only is a deletion and an insertion."""
    i = j = 0
    for op, letters in diffs:
        if op:
            side, at = (old, i) if op < 0 else (new, j)
            yield _MARKS[op], "".join(side[at : at + len(letters)])
        else:
            for a, b in zip(old[i : i + len(letters)], new[j : j + len(letters)], strict=True):
                if a == b:
                    yield "same", a
                else:
                    yield from (("deleted", a), ("inserted", b))
        i += len(letters) if op <= 0 else 0
        j += len(letters) if op >= 0 else 0


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs of one mark as one, what goes before what comes."""
    gone: list[str] = []
    come: list[str] = []
    kept: list[str] = []
    for mark, text in runs:
        if mark == "same":
            yield from _edit(gone, come)
            kept.append(text)
            continue
        if kept:
            yield "same", "".join(kept)
            kept.clear()
        (gone if mark == "deleted" else come).append(text)
    yield from _edit(gone, come)
    if kept:
        yield "same", "".join(kept)


def _edit(gone: list[str], come: list[str]) -> Iterator[Run]:
    if gone:
        yield "deleted", "".join(gone)
        gone.clear()
    if come:
        yield "inserted", "".join(come)
        come.clear()
