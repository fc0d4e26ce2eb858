"""Organs that running text says issued something: 近日，国家数据局发布《…》. A source of news or an organiser
is none.
"""

import re

from store.records import Basis, DocumentKind
from watcher.patterns import deferred, one_of
from watcher.reading.document import Fact
from watcher.reading.names import organ_runs
from watcher.reading.segment import Segment

_VERB = deferred(
    lambda: rf"(?:{one_of('name_words.issuing_verbs')})(?!{one_of('name_words.no_issuing_behind')})"
)
_ADVERB = deferred(
    lambda: (
        rf"(?:(?:{one_of('name_words.issuing_adverbs')}|"
        r"(?:于)?(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日"
        r"|等[\d一二三四五六七八九十]{0,3}个?(?:部门|单位|部委|机关|厅局)?)\s*)+$"
    )
)
_LEAD = deferred(
    r".*(?:近日|日前|近期|获悉|今日|昨日|\d日|(?<!自)由|经(?!济|信|贸|开|营)|(?<!数)据|其中|今年|去年"
    r"|\d年|\d月)"
)
# the things an organ issues: 发布《…》, 出台若干措施; 发布的数据 is none
_ISSUED = deferred(lambda: rf"[^。;\n]{{0,30}}?(?:{one_of('name_words.issued_things')})")
_FAR = 600  # characters of a text in which somebody is said to issue something
_CLAUSE = 160  # characters of a clause
_LIST = deferred(r"会同|联合|、|与")
_AND = deferred("和")


def organs_in(segment: Segment, start: int, end: int) -> tuple[Fact[str], ...]:
    """The organs in text[start:end] when it holds nothing else."""
    found = []
    for a, b in organ_runs.split_organs(segment.text[start:end]):
        name = "".join(segment.text[start + a : start + b].split())
        found.append(Fact(name, Basis.STATED, segment.cite(start + a, start + b), ""))
    return tuple(found)


def find_reported_issuers(segment: Segment) -> tuple[Fact[str], ...]:
    """The organs before 印发/发布 in the first paragraphs.

    A policy's own text is read only where it speaks of itself, an experience report (case) not at
    all: it tells who did something, not who issued it.
    """
    if segment.kind == DocumentKind.CASE:
        return ()
    first = segment.body_start
    limit = segment.starts[min(segment.heads + 4, len(segment.starts)) - 1] if segment.starts else 0
    stop = min(len(segment.text), max(limit, first + _FAR))
    for begin, end in ((0, first), (first, stop)):
        for verb in _VERB.finditer(segment.text, begin, end):
            if not _is_issuing(segment, verb):
                continue
            if found := _before_verb(segment, begin, verb.start()):
                return found
    return ()


def _is_issuing(segment: Segment, verb: re.Match[str]) -> bool:
    if segment.kind == DocumentKind.POLICY_TEXT:
        return _speaks_of_itself(segment, verb.end())
    return verb[0] in ("设立", "编写", "编制") or bool(_ISSUED.match(segment.text, verb.end()))


def _speaks_of_itself(segment: Segment, at: int) -> bool:
    named = re.match(r"[^《。\n]{0,6}《([^》\n]{4,80})", segment.text[at : at + 100])
    flat = re.sub(r"[\s《》〈〉]", "", segment.title)
    return bool(named) and re.sub(r"[\s〈〉]", "", named[1] if named else "") in flat


def _before_verb(segment: Segment, begin: int, at: int) -> tuple[Fact[str], ...]:
    text = segment.text
    low = max(begin, at - _CLAUSE)
    clause = max(text.rfind(mark, low, at) for mark in ",。;:!?《》“”()\n") + 1
    start = max(clause, low)
    adverb = _ADVERB.search(text, start, at)
    end = adverb.start() if adverb else at
    lead = _LEAD.match(text, start, end)
    found: list[Fact[str]] = []
    for piece in _pieces_between(text, _LIST, lead.end() if lead else start, end):
        found += _joined_by_and(segment, *piece) or organs_in(segment, *piece)
    return tuple(found)


def _pieces_between(text: str, gap: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    """The spans between the gaps."""
    pieces = []
    for match in gap.finditer(text, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    return [*pieces, (start, end)]


def _joined_by_and(segment: Segment, start: int, end: int) -> tuple[Fact[str], ...]:
    """Two organs joined by a 和 that is in neither's name: 商务部和工业和信息化部."""
    for match in _AND.finditer(segment.text, start, end):
        first = organs_in(segment, start, match.start())
        second = organs_in(segment, match.end(), end)
        if first and second:
            return (*first, *second)
    return ()
