"""行业: which of the labels people subscribe to a document names, as its target or in passing.

Labels and words are data.

A label in the title, or in a list of what is supported, is strong; elsewhere weak. The longest
wording wins, so that 新能源汽车 is neither 新能源 nor 汽车; phrases that hold such a word and name no
industry (教育部, 研发费用) are skipped.
"""

from bisect import bisect_right
from functools import cache
from itertools import chain

from config import catalogue
from watcher.patterns import deferred
from watcher.reading.document import Industry
from watcher.reading.paragraphs.phrases import PhraseHit, PhraseIndex
from watcher.reading.segment import Segment, fold

_NO_LABEL = ("ignore", "other", "general", "target")
# how far behind 重点支持 a list of industries may reach, in characters and never past the sentence
_REACH = 220
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


def find(segment: Segment) -> tuple[tuple[Industry, ...], bool]:
    """The labels named, strong ones first and each in order of first mention.

    And whether the document is general.

    General: it says so (各行业, 所有企业), or names no industry as its target and no other sector in its
    title.
    """
    labels, words, title = _labels(), _words(), fold(segment.title)
    in_title = [hit.phrase for hit in _wordings().find_phrases(title)]
    cues = list(_cues().find_phrases(segment.text, segment.body_start))
    lists = _lists(segment.text, cues)
    looked_at = _merged([(segment.body_start, segment.body_start + _PASSING), *lists])
    hits = [
        hit
        for span in looked_at
        for hit in _wordings().find_phrases(segment.text, *span)
        if labels[hit.phrase]
    ]
    listed = {labels[hit.phrase] for hit in hits if _inside(hit.start, lists)}
    strong = {labels[word] for word in in_title if labels[word]} | listed
    first: dict[str, tuple[int, int] | None] = {}
    if segment.heads:
        first = {
            labels[word]: (0, max(segment.body_start - 1, 1)) for word in in_title if labels[word]
        }
    for hit in hits:
        first.setdefault(labels[hit.phrase], (hit.start, hit.end))
    for label in (labels[word] for word in in_title):
        if label:  # by a title that only the page's metadata holds: no line of the text says it
            first.setdefault(label, None)
    found = [
        Industry(
            label, "strong" if label in strong else "weak", segment.cite(*span) if span else None
        )
        for label, span in first.items()
    ]
    other = any(word in words["other"] for word in in_title)
    general = (not strong and not other) or any(cue.phrase in words["general"] for cue in cues)
    return tuple(sorted(found, key=lambda industry: industry.strength)), general


def _lists(text: str, cues: list[PhraseHit]) -> list[tuple[int, int]]:
    """The spans in which the supported is listed: behind 重点支持, 支持范围, 从事…, or before 等重点产业."""
    targets = _words()["target"]
    spans = [
        _behind(text, cue.end)
        for cue in cues
        if cue.phrase in targets and text[cue.start - 1] not in "不非未"
    ]
    spans = [span for span in spans if _KIND.search(text, *span)]
    spans += [
        (_clause_start(text, match.start()), match.start()) for match in _SO_CALLED.finditer(text)
    ]
    return _merged(spans)


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
    return start, min(
        chain((at for mark in "。;\n" if (at := text.find(mark, start, reach)) >= 0), (reach,))
    )


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(mark, max(0, at - _REACH), at) for mark in ",。;:\n") + 1
