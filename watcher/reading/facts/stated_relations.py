"""The relations of a document to others: it repeals, extends, amends, forwards, interprets.

Or it drafts another, or is based on it. Facts of its own are read elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from store.records import DocumentKind, RelationKind
from watcher.patterns import deferred, worded
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.elided_years import day_ahead, year_anchor
from watcher.reading.dates.wording import Rule, dates_in, sentence_bounds
from watcher.reading.document import (
    Fact,
    Reference,
    Relating,
)
from watcher.reading.facts import repeals
from watcher.reading.facts.effective_day import Effective
from watcher.reading.facts.extension_words import with_extended_date
from watcher.reading.names.named_documents import find_named, reference_to
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment, fold
from watcher.reading.segmenting.drafts import is_draft

# Over the title, and over 《…》 in it; the sample is a title.
TITLE_RULES = (
    Rule(
        RelationKind.FORWARDS,
        r"(?:转发|批转)[^。]{0,40}",
        "甲市科技局转发省科技厅关于开展高新技术企业认定工作的通知",
    ),
    Rule(
        RelationKind.AMENDS,
        r"关于(?:修改|修订|修正|调整)[^。]{0,60}(?:的)?(?:决定|通知|公告)|修正案",
        "甲市人民政府关于修改《甲市节约用水办法》的决定",
    ),
    Rule(
        RelationKind.EXTENDS,
        r"(?:延长|延续|继续(?:执行|实施|有效)|延期|顺延)",
        "关于延长《甲市人才办法》有效期的通知",
    ),
    Rule(RelationKind.INTERPRETS, r"解读|问答|答记者问|图解|一图读懂", "《甲市人才办法》政策解读"),
)
_FORWARDED = deferred(r"(?:转发|批转)(?P<of>[^。]{4,80}?)(?:的通知)?\Z")
_EXTENDED = Keywords(
    (
        "延长至",
        "延长到",
        "继续有效",
        "延期至",
        "顺延至",
        "延续至",
        "延长执行",
        "延续实施",
        "继续执行",
        "延续执行",
    )
)
# 将《…》的申报截止时间调整至4月10日: only with the date, and where a time is spoken of
_MOVED = Keywords(
    ("提前至", "提前到", "调整至", "调整为", "调整到", "推迟至", "推迟到", "延后至", "变更为")
)
_TIME = deferred(r"时间|期限|时限|日期|截止")
_SUBJECT_OWN = deferred(r"本(?:通知|办法|措施|政策|规定|细则|意见|公告)[^,。;《]{0,16}\Z")
_AMENDING = worded("relation_words", "{amending}")
_BASIS = worded("relation_words", "{basis}")

_OPENING = 1200  # the grounds stand in the opening paragraphs
_POLICY = worded("relation_words", "{policy}")
_GROUND_ENDS = deferred(r"》[^,。;]{0,120},")


def find_relations(
    segment: Segment,
    own_number: str | None,
    effective: Effective | None = None,
    issued: Fact[date] | None = None,
) -> tuple[Relating, ...]:
    """Every typed relation to another document, each once.

    `own_number` is canonical and never a target.
    """
    out: dict[tuple[RelationKind, str], Relating] = {}
    for relating in _all(segment, effective, issued):
        other = relating.reference
        key = other.doc_number or other.title or ""
        if key and not (own_number and other.doc_number == own_number):
            out.setdefault((relating.relation, key), relating)
    kept = (each for each in out.values() if not _told_better(each, out.values()))
    return tuple(_stating_moved_date(_numbered(segment, each)) for each in kept)


def _stating_moved_date(one: Relating) -> Relating:
    if one.relation != RelationKind.EXTENDS:
        return one
    return Relating(one.relation, with_extended_date(one.reference))


def repealed_documents(_: Segment, relations: tuple[Relating, ...]) -> tuple[Reference, ...]:
    """The documents that end by this one, among its relations."""
    return tuple(one.reference for one in relations if one.relation == RelationKind.REPEALS)


def _numbered(segment: Segment, one: Relating) -> Relating:
    """With the number that the opening prints behind the same title.

    印发了《甲市人才办法（2026年版）》（甲政发〔2026〕3号）.
    """
    other = one.reference
    if other.doc_number or not other.title:
        return one
    wanted = _plain(other.title)
    for name in find_named(
        segment.text, segment.body_start, min(segment.body_start + _OPENING, len(segment.text))
    ):
        if name.doc_number and name.title and _plain(name.title) == wanted:
            return Relating(one.relation, replace(other, doc_number=name.doc_number))
    return one


def _plain(title: str) -> str:
    return re.sub(r"[\s《》〈〉]", "", fold(title)).partition("(")[0].removesuffix("的通知")


def _told_better(one: Relating, others: Iterable[Relating]) -> bool:
    """The heading names by its title what the body names with its number too."""
    title = one.reference.title
    return one.reference.doc_number is None and any(
        other.relation == one.relation
        and other.reference.doc_number
        and other.reference.title == title
        for other in others
    )


def _all(
    segment: Segment, effective: Effective | None, issued: Fact[date] | None
) -> Iterator[Relating]:
    for repealed in repeals.find_repeals(segment, effective, issued):
        yield Relating(RelationKind.REPEALS, repealed)
    yield from _from_title(segment)
    yield from _extends(segment, issued)
    yield from _moves(segment, issued)
    yield from _amends(segment)
    yield from _based_on(segment)


def _from_title(segment: Segment) -> Iterator[Relating]:
    """The relations of the title to the documents that it names."""
    end = max(segment.body_start - 1, 0)
    title = segment.text[:end] or fold(segment.title)
    names = list(find_named(segment.text, 0, end)) if end else []
    relation = _title_relation(segment, title)
    if relation is None:
        return
    for name in names:
        yield Relating(relation, reference_to(segment, name))
    if not names and relation == RelationKind.FORWARDS:
        original = _FORWARDED.search(title.replace("\n", ""))
        if original:
            yield Relating(relation, Reference(original["of"], None, segment.cite(0, end)))


def _title_relation(segment: Segment, title: str) -> RelationKind | None:
    """The relation of the first rule that fits; only an interpretation interprets."""
    if is_draft(segment):
        return RelationKind.DRAFTS
    for rule in TITLE_RULES:
        relation = RelationKind(rule.role)
        if relation == RelationKind.INTERPRETS and segment.kind != DocumentKind.INTERPRETATION:
            continue
        if rule.search(title):
            return relation
    return None


def _extends(segment: Segment, issued: Fact[date] | None) -> Iterator[Relating]:
    text = segment.text
    for at, word in _EXTENDED.word_places(text, segment.body_start if segment.heads else 0):
        start, end = sentence_bounds(text, at)
        names = [] if _SUBJECT_OWN.search(text[start:at]) else list(find_named(text, start, at))
        until = _until(segment, at, end, issued)
        if "有效" in text[start:end] or "期限" in text[start:end] or until or "执行" in word:
            for name in names[-1:]:
                yield Relating(
                    RelationKind.EXTENDS, reference_to(segment, name, until=until, said=end)
                )


def _moves(segment: Segment, issued: Fact[date] | None) -> Iterator[Relating]:
    text = segment.text
    for at, _ in _MOVED.word_places(text, segment.body_start if segment.heads else 0):
        start, end = sentence_bounds(text, at)
        if _TIME.search(text, start, at) and not _SUBJECT_OWN.search(text[start:at]):
            until = _until(segment, at, end, issued)
            # （附件《…表》发至邮箱）时间调整为…: what stands in brackets is not what is moved
            names = [
                name
                for name in find_named(text, start, at)
                if not _in_brackets(text, start, name.start)
            ]
            for name in names[-1:] if until else []:
                yield Relating(
                    RelationKind.EXTENDS, reference_to(segment, name, until=until, said=end)
                )


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _until(segment: Segment, at: int, end: int, issued: Fact[date] | None) -> date | None:
    for token in dates_in(segment.text):
        if at <= token.start < end:
            known = (
                day_ahead(token, year_anchor(segment, issued, None))
                if isinstance(token, Moment)
                else None
            )
            return known[0] if known else None
    return None


def _amends(segment: Segment) -> Iterator[Relating]:
    if "修改" not in segment.text and "修订" not in segment.text:
        return
    for found in _AMENDING.finditer(segment.text, segment.body_start if segment.heads else 0):
        for name in list(
            find_named(segment.text, found.start(), min(found.end() + 40, len(segment.text)))
        )[:1]:
            yield Relating(RelationKind.AMENDS, reference_to(segment, name))


def _based_on(segment: Segment) -> Iterator[Relating]:
    """The documents that the opening paragraphs name as the ground of this one."""
    text = segment.text
    stop = min(segment.body_start + _OPENING, len(text))
    done = segment.body_start if segment.heads else 0
    while (at := text.find("《", done, stop)) >= 0:
        done = at + 1
        low, end = sentence_bounds(text, at)
        if not _BASIS.search(text, max(low, at - 40), at) or "未尽" in text[low:at]:
            continue
        end = min(end, at + 300)
        cut = _GROUND_ENDS.search(text, at, end)
        done = max(cut.end() if cut else end, done)
        for name in find_named(text, at, done):
            if name.title and _POLICY.search(name.title):
                yield Relating(RelationKind.BASED_ON, reference_to(segment, name))
