"""When somebody must act: application, consultation and filing windows, dated or not. Wordings stand in `window_rules`.

Each printed date is decided by the first rule that covers it; the same day of the same batch stated twice is one window.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from watcher.reading.civil import Moment
from watcher.reading.document import Evidence, Fact, Window, WindowKind
from watcher.reading.effective import reference_day
from watcher.reading.elided import Anchor, ahead, anchor
from watcher.reading.merging import merged
from watcher.reading.reckoning import later
from watcher.reading.segment import Segment
from watcher.reading.spans import Listing, Span, Token, days_of
from watcher.reading.undated import undated
from watcher.reading.window_rules import BEFORE, BLOCKING, CLOSING, CONSULTATION, OPENING, PERIOD, RELATIVE, REPORTING
from watcher.reading.window_traits import actor_of, batch_names, channel_of, kind_of, product_of
from watcher.reading.wording import DATE, DATES, DAYS, ISSUE, SPAN, Rule, Sentence, dated
from watcher.reading.workdays import add_workdays

_BLOCKED = re.compile(BLOCKING)
_REPORTED = re.compile(REPORTING)
_FILING = re.compile("申报|申请|申领|报名|填报|提交|报送|上报|递交|受理|征集|推荐|备案|登记|意见|反馈|逾期|投稿|送达|寄|报[我本市省国两]|收件|系统|平台|登录|领取")
_NO_WINDOW = re.compile(
    r"公示|评审|初审|审核|网签|所购|复审|答辩|考试|面试|公布|发放|缴费|活动|培训|纳税|所属期|统计|建设|实施|执行|用券|购房|缴存|结算年度|计算|利息|施行|竣工|投产|起算|有效|补贴时间|补贴期|贷款发放"
)
_RULES = (*CONSULTATION, *CLOSING, *OPENING, *PERIOD, *BEFORE)


def find(segment: Segment, issued: Fact[date] | None, published: Fact[date] | None) -> tuple[Window, ...]:
    """Every window of a document, dated ones first in the order of the text, then one for each undated status."""
    base = anchor(segment, issued and issued.value, published and published.value)
    windows: list[Window] = []
    for sentence in dated(segment.text):
        if _FILING.search(sentence.text):
            windows += _dated(segment, sentence, base, published)
            windows += _relative(segment, sentence, issued, published)
    return merged((*windows, *undated(segment)))


def _dated(segment: Segment, sentence: Sentence, base: Anchor | None, published: Fact[date] | None) -> Iterator[Window]:
    taken: set[int] = set()
    for rule in _RULES:
        for found in rule.finditer(sentence.text):
            signs = [i for i in sentence.signed(found, DATE + SPAN + DATES) if i not in taken]
            if not signs or not _is_window(sentence, rule, found):
                continue
            taken.update(signs)
            token = sentence.moments_at(signs[-1] if rule not in BEFORE else signs[0])
            yield from _windows(segment, sentence, rule, (found.start(), found.end()), token, base, published)


def _is_window(sentence: Sentence, rule: Rule, found: re.Match[str]) -> bool:
    """Whether the words around a match speak of filing, not of the office's own steps or a condition."""
    groups = found.groupdict()
    text = found[0]
    if rule in BEFORE:
        if _BLOCKED.search(groups.get("mid") or ""):
            return False
        clause = sentence.text[max(0, found.start() - 40) : min(len(sentence.text), found.end() + 12)]
        return not (_REPORTED.search(clause) and not re.search("申报|申请|推荐|意见", clause))
    if rule in CONSULTATION:
        return True
    label = text.split("\n")[0]
    head = re.split(f"[{DATE}{SPAN}{DATES}]", label)[0]
    if rule in CLOSING and "what" in groups:
        what = groups["what"].strip("【[( ")
        wanted = _FILING.search(head) or "逾期" in sentence.text[found.end() :]
        if not what:
            wanted = wanted or _FILING.search(sentence.text[: found.start()][-30:])
        return bool(wanted) and not re.search("公示|评审|利息|施行|纳税|缓缴|政策|贷款发放", head)
    if rule.role == "period" and "what" in groups and groups["what"]:
        return not _NO_WINDOW.search(head)
    if rule.role == "until":
        return bool(re.search("申报|报名|申请|受理|征集|提交", sentence.text[: found.start()][-30:])) and not _NO_WINDOW.search(head)
    return not _BLOCKED.search(text)


def _windows(  # noqa: PLR0913  one statement, all that bears on it
    segment: Segment,
    sentence: Sentence,
    rule: Rule,
    at: tuple[int, int],
    token: Token,
    base: Anchor | None,
    published: Fact[date] | None,
) -> Iterator[Window]:
    start, end = sentence.offsets(*at)
    evidence = segment.sentence(max(start, token.start), end) if segment.index_at(start) == segment.index_at(token.start) else segment.cite(start, max(end, token.end))
    blank = Window(
        kind=kind_of(segment, sentence, rule),
        status="dated",
        evidence=evidence,
        actor=actor_of(segment, sentence.text[: at[1]]),
        channel=channel_of(sentence.text[at[0] : at[1]]),
    )
    first = token.first if isinstance(token, Span) else None
    if rule.role == "opens":
        if isinstance(token, Moment) and (known := ahead(token, base)):
            yield replace(blank, opens=known[0], basis="inferred" if known[1] else "stated", note=known[1])
        return
    names = batch_names(sentence.text, at[1], len(days_of(token)) if isinstance(token, Listing) else 1)
    product = product_of(sentence.text, at[0])
    before: date | None = None
    opens: date | None = None
    opening_note = ""
    if first:
        known = ahead(first, base)
        opens, opening_note = known if known else (None, "")
        before = opens
    if rule.role == "until":
        opens = published.value if published else None
    for index, moment in enumerate((token.last,) if isinstance(token, Span) else days_of(token)):
        known = ahead(moment, base, before)
        if known is None:
            return
        closes, note = known
        note = note or opening_note
        if isinstance(token, Listing) and published:
            opens = published.value if index == 0 else (before or closes) + timedelta(days=1)
            note = note or ("opening day inferred: the day after the batch before it" if index else "opening day inferred: the publication")
        if opens and closes < opens:
            return
        batch = "·".join(part for part in (product, names[index]) if part) or None
        stated = not note and moment.grain == "day"
        yield replace(
            blank, opens=opens, closes=closes, closes_at=moment.clock, batch=batch, basis="stated" if stated else "inferred", note=note
        )
        before = closes


def _relative(
    segment: Segment, sentence: Sentence, issued: Fact[date] | None, published: Fact[date] | None
) -> Iterator[Window]:
    """N days after the document's own issue or publication, that day not counted. Computed only where it is known."""
    if DAYS not in sentence.text:
        return
    for rule in RELATIVE:
        found = rule.search(sentence.text)
        if not found or _BLOCKED.search(found[0], found[0].index(DAYS)):
            continue
        said = sentence.signed(found, ISSUE)
        word = str(sentence.signs[said[0]]) if said else ("印发" if "印发" in found[0] or "下发" in found[0] else "发布")
        day, note = reference_day(word, issued, published)
        if day is None:
            return
        length = sentence.duration_at(sentence.signed(found, DAYS)[0])
        closes = add_workdays(day, length.amount).day if length.unit == "workday" else later(day, length)
        start, end = sentence.offsets(found.start(), found.end())
        evidence: Evidence = segment.sentence(start, end)
        kind: WindowKind = kind_of(segment, sentence, rule)
        yield Window(kind, "dated", evidence, closes=closes, actor=actor_of(segment, found[0]), basis="computed", note=note or f"counted from {day.isoformat()}, that day not included")
        return
