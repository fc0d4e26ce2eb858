"""行业: which of the labels people subscribe to a document names, as its target or in passing.

Labels and words are data.

A label in the title, or in a list of what is supported, is strong; elsewhere weak. The longest
wording wins, so that 新能源汽车 is neither 新能源 nor 汽车; phrases that hold such a word and name no
industry (教育部, 研发费用) are skipped.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from config import catalogue
from watcher.patterns import deferred
from watcher.reading.document import Industry
from watcher.reading.paragraphs.phrases import PhraseHit, PhraseIndex
from watcher.reading.segment import Segment, fold

_NO_LABEL = ("ignore", "other", "general", "target")
# how far behind 重点支持 a list of industries may reach, in characters and never past the sentence
_REACH = 220
_NEGATIONS = "不非未"
# a label named only after so many characters, outside such a list, is not what a document is about
_PASSING = 4000
# a cue counts only where it speaks of enterprises or sectors: 从事光伏制造的企业, 重点支持…产业
_KIND = deferred("企业|行业|产业|领域|单位|机构|项目|制造|服务业|装备")
# a list that says so behind itself: 集成电路、低空经济等重点产业
_SO_CALLED = deferred(
    "等[^,。;、\n]{0,10}?(?:重点|优势|主导|支柱|特色|引领|先导|战略性新兴)[^,。;、\n]{0,4}(?:产业|行业)"
)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return catalogue.words("industry_words")


@cache
def _labels() -> dict[str, str]:
    """Each wording's label, "" for phrases that name none of them."""
    table = {
        fold(word): row.label
        for row in catalogue.industries()
        for word in (*row.keywords, row.label)
    }
    table |= {
        fold(word): label
        for label, words in _words().items()
        if label not in _NO_LABEL
        for word in words
    }
    table |= dict.fromkeys((*_words()["ignore"], *_words()["other"]), "")
    return {word: label for word, label in table.items() if _inner(word, table) != {label}}


def _inner(word: str, table: dict[str, str]) -> set[str]:
    """The labels of the shorter wordings inside one.

    Where they all say the same, the longer one adds nothing.
    """
    size = len(word)
    parts = (word[a:b] for a in range(size) for b in range(a + 2, size + 1) if b - a < size)
    return {table[part] for part in parts if part in table}


@cache
def _wordings() -> PhraseIndex:
    return PhraseIndex(_labels())


@cache
def _cues() -> PhraseIndex:
    return PhraseIndex((*_words()["target"], *_words()["general"]))


def find_industries(segment: Segment) -> tuple[tuple[Industry, ...], bool]:
    """The labels named, strong ones first and each by first mention; and if it is general.

    General: it says so (各行业, 所有企业), or names no industry as its target and no other sector in
    its title.
    """
    in_title = [hit.phrase for hit in _wordings().find_phrases(fold(segment.title))]
    cues = list(_cues().find_phrases(segment.text, segment.body_start))
    lists = _lists(segment.text, cues)
    hits = _hits(segment, lists)
    strong = _title_labels(in_title)
    strong |= dict.fromkeys(_labels()[hit.phrase] for hit in hits if _inside(hit.start, lists))
    found: list[Industry] = []
    for label, span in _first_mentions(segment, in_title, hits).items():
        evidence = segment.cite(*span) if span else None
        found.append(Industry(label, "strong" if label in strong else "weak", evidence))
    found.sort(key=_strength)
    return tuple(found), _is_general(in_title, cues, named=bool(strong))


def _strength(industry: Industry) -> str:
    return industry.strength  # "strong" comes before "weak"


def _title_labels(in_title: Iterable[str]) -> dict[str, None]:
    """The labels of the title's wordings, each once; a wording without one names no industry."""
    return dict.fromkeys(filter(None, (_labels()[word] for word in in_title)))


def _hits(segment: Segment, lists: list[tuple[int, int]]) -> list[PhraseHit]:
    """The wordings of labels where they tell what a document is about."""
    passing = (segment.body_start, segment.body_start + _PASSING)
    hits: list[PhraseHit] = []
    for span in _merged([passing, *lists]):
        hits += _wordings().find_phrases(segment.text, *span)
    return [hit for hit in hits if _labels()[hit.phrase]]


def _first_mentions(
    segment: Segment, in_title: list[str], hits: list[PhraseHit]
) -> dict[str, tuple[int, int] | None]:
    """Each label with the place of its first mention.

    None of one by a title that only the page's metadata holds: no line of the text says it.
    """
    title = _title_labels(in_title)
    first: dict[str, tuple[int, int] | None] = {}
    if segment.heads:
        first = dict.fromkeys(title, (0, max(segment.body_start - 1, 1)))
    for hit in hits:
        first.setdefault(_labels()[hit.phrase], (hit.start, hit.end))
    for label in title:
        first.setdefault(label, None)
    return first


def _is_general(in_title: list[str], cues: list[PhraseHit], *, named: bool) -> bool:
    """It says so, or neither names an industry as its target nor another sector in its title."""
    if any(cue.phrase in _words()["general"] for cue in cues):
        return True
    return not named and not any(word in _words()["other"] for word in in_title)


def _lists(text: str, cues: list[PhraseHit]) -> list[tuple[int, int]]:
    """The spans in which the supported is listed: behind 重点支持, 从事…, or before 等重点产业."""
    targets = _words()["target"]
    spans: list[tuple[int, int]] = []
    for cue in cues:
        if cue.phrase in targets and text[cue.start - 1] not in _NEGATIONS:
            span = _behind(text, cue.end)
            if _KIND.search(text, *span):
                spans.append(span)
    called = [match.start() for match in _SO_CALLED.finditer(text)]
    return _merged([*spans, *((_clause_start(text, at), at) for at in called)])


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _behind(text: str, at: int) -> tuple[int, int]:
    """From a cue to the end of its sentence; a line break right behind the cue is none."""
    start = at + (text[at : at + 3].find("\n") + 1)
    reach = min(len(text), start + _REACH)
    end = reach
    for mark in "。;\n":
        at = text.find(mark, start, end)
        end = at if at >= 0 else end
    return start, end


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(mark, max(0, at - _REACH), at) for mark in ",。;:\n") + 1
