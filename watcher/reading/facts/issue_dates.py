"""The days a document was written (成文日期) and published (发布日期).

Effective and closing dates are read elsewhere.

成文日期 is the metadata cell, a labelled line or the date that signs the text. A digest's, a source
line's or a statistic's date is none of them (docs/reading.md).
"""

import re
from collections.abc import Iterator
from datetime import date

from store.records import Basis, DocumentKind
from watcher.patterns import deferred, worded
from watcher.reading.dates.civil_dates import Moment, read_whole_day
from watcher.reading.dates.elided_years import Anchor, day_behind, year_anchor
from watcher.reading.dates.wording import DATE, Sentence, compile_wording, dated_sentences, dates_in
from watcher.reading.document import Fact
from watcher.reading.segment import Segment

_ISSUED_LABEL = deferred(r"(?:成文|生成|发文|签发|制发|制定|落款)(?:日期|时间):")
_PUBLISHED_LABEL = deferred(r"(?:发布|公布|公开|上网|刊发|发表)(?:日期|时间):")
_ISSUER_END = worded("issue_dates", "{issuer_end}")
_WAITING = worded("issue_dates", "{waiting}")
_REPORT = (
    "^[^。,\n]{0,12}{date}[)）]?,?[^。]{0,90}?(?:印发|出台|发布(?!会|的数据|数据)|公布|下发|推出)[^。]{0,20}?(?:《|政策|措施"
    "|办法|新政|方案|意见|通知)"
)
_HEARSAY = worded("issue_dates", "{hearsay}")


def find_issued_on(segment: Segment) -> Fact[date] | None:
    """成文日期: from metadata, else a labelled line, else the date under the title or the signature.

    Only printed ones.
    """
    if segment.meta.issued_on and (day := read_whole_day(segment.meta.issued_on)):
        return Fact(day, Basis.STATED, None, "page metadata")
    if segment.kind != DocumentKind.POLICY_TEXT:
        return None
    if found := _labelled(segment, _ISSUED_LABEL):
        return found
    return _under_title(segment) or _signature(segment)


def day_conflicts(segment: Segment, issued: Fact[date] | None) -> tuple[str, ...]:
    """The page's 成文日期 and another under its issuer's name, in words, where they differ.

    The page's stands.
    """
    if issued is None or not segment.meta.issued_on or segment.kind != DocumentKind.POLICY_TEXT:
        return ()
    signed = _signature(segment)
    if signed is None or signed.evidence is None or signed.value == issued.value:
        return ()
    lines = {paragraph.lines[1]: paragraph.text for paragraph in segment.paragraphs}
    above = lines.get(signed.evidence.lines[0] - 1, "")
    return (
        (f"成文日期：页面信息为{issued.value}，落款为{signed.value}",)
        if _ISSUER_END.search(above.strip(" *#"))
        else ()
    )


def find_published_on(segment: Segment) -> Fact[date] | None:
    """发布日期: from metadata, a labelled line, the list that linked here, or a report's sentence.

    Such a sentence begins with its day: 1月20日，云南出台….
    """
    if segment.meta.published_on and (day := read_whole_day(segment.meta.published_on)):
        return Fact(day, Basis.STATED, None, "page metadata")
    if segment.kind in (DocumentKind.POLICY_TEXT, DocumentKind.INTERPRETATION) and (
        found := _labelled(segment, _PUBLISHED_LABEL)
    ):
        return found
    if segment.context.published_on:
        return Fact(
            segment.context.published_on, Basis.STATED, None, "date in the list that links here"
        )
    if segment.kind in (DocumentKind.POLICY_NEWS, DocumentKind.NEWS):
        return _reported(segment)
    return None


def _day_moments(segment: Segment) -> Iterator[Moment]:
    for token in dates_in(segment.text):
        if isinstance(token, Moment) and token.grain == "day":
            yield token


def _labelled(segment: Segment, label: re.Pattern[str]) -> Fact[date] | None:
    """The whole date behind a label (成文日期：2024年4月2日), spaces inside the label allowed."""
    for moment in _day_moments(segment):
        if (
            moment.stated is None
            or ":" not in segment.text[max(moment.start - 3, 0) : moment.start]
        ):
            continue
        start = segment.starts[segment.index_at(moment.start)]
        before = (
            segment.text[max(start, moment.start - 24) : moment.start]
            .replace(" ", "")
            .replace("*", "")
        )
        if label.search(before[-6:] if before[-6:-1].strip() else before) and before.endswith(":"):
            return Fact(
                moment.stated, Basis.STATED, segment.cite(max(start, moment.start - 24), moment.end)
            )
    return None


def _alone(segment: Segment, moment: Moment) -> tuple[str, bool] | None:
    """The words before a date that ends its paragraph, and whether it is written with 年月日."""
    if segment.text[moment.end : moment.end + 6].lstrip(" *)。")[:1] not in ("", "\n"):
        return None
    index = segment.index_at(moment.start)
    start = segment.starts[index]
    after = segment.text[moment.end : start + len(segment.paragraphs[index].text)].strip(" *)。")
    before = segment.text[start : moment.start].strip(" *(#")
    if after or len(before) > 80 or moment.clock:
        return None
    return before, "年" in segment.text[moment.start : moment.end]


def _under_title(segment: Segment) -> Fact[date] | None:
    """（2023年7月14日）alone in brackets, at most three paragraphs below the title."""
    for moment in _day_moments(segment):
        index = segment.index_at(moment.start)
        if index > segment.heads + 3:
            return None
        text = segment.paragraphs[index].text.strip(" *#\u3000")
        if (
            moment.stated
            and text[:1] in "(（"
            and text[-1:] in ")）"
            and _alone(segment, moment) == ("", True)
        ):
            return Fact(moment.stated, Basis.STATED, segment.cite(moment.start, moment.end))
    return None


def _signature(segment: Segment) -> Fact[date] | None:
    """The first date that stands alone on its line, or behind the issuer's name, with its year.

    One that is neither written with 年月日 nor signed serves where there is no other, if it stands in
    the last third.
    """
    spare: Fact[date] | None = None
    for moment in _day_moments(segment):
        alone = _alone(segment, moment)
        index = segment.index_at(moment.start)
        above = _line_above(segment, index)
        if moment.stated is None or alone is None or not _may_sign(alone[0], above):
            continue
        before, written = alone
        fact = Fact(moment.stated, Basis.STATED, segment.cite(moment.start, moment.end))
        if (written and index > 0) or _is_signed(before, above):
            return fact
        if index * 3 >= len(segment.paragraphs) * 2:
            spare = spare or fact
    return spare


def _line_above(segment: Segment, index: int) -> str:
    return segment.paragraphs[index - 1].text.strip(" *#") if index else ""


def _is_signed(before: str, above: str) -> bool:
    """An issuer's name stands before the date, or ends the line above."""
    return bool(before) or _ISSUER_END.search(above) is not None


def _may_sign(before: str, above: str) -> bool:
    """Nothing but an issuer's name stands before the date, and no label waits for it above."""
    if before:
        return _ISSUER_END.search(before) is not None
    return _WAITING.search(above) is None


def _reported(segment: Segment) -> Fact[date] | None:
    """A report's opening date: its year from the issue it stands in, marked inferred."""
    base = year_anchor(segment, None, None)
    for sentence in dated_sentences(segment.text):
        found = compile_wording(_REPORT).search(sentence.text)
        if found and not _HEARSAY.search(found[0]):
            return _report_day(segment, sentence, found.start(), base)
    return None


def _report_day(
    segment: Segment, sentence: Sentence, start: int, base: Anchor | None
) -> Fact[date] | None:
    at = sentence.text.index(DATE, start)
    moment = sentence.moments_at(at)
    if not isinstance(moment, Moment) or moment.grain != "day":
        return None
    known = day_behind(moment, base)
    if known is None:
        return None
    day, note = known
    return Fact(
        day,
        Basis.INFERRED if note else Basis.STATED,
        segment.sentence(moment.start, moment.end),
        note,
    )
