"""Duties due N days after an event (取得证书后3个月内提出申请). The office's own promises (7个工作日内兑现) are none."""

import re
from collections.abc import Iterator
from datetime import date

from watcher.patterns import deferred
from watcher.reading.dates.printed_durations import Duration
from watcher.reading.dates.reckoning import later
from watcher.reading.dates.wording import DAYS, ISSUE, YEARS, Rule, Sentence, dated, pattern
from watcher.reading.dates.working_days import add_workdays
from watcher.reading.document import Fact, RelativeDeadline
from watcher.reading.facts.effective_day import reference_day
from watcher.reading.segment import Segment

_ACT = (
    r"(?:提交|报送|上报|递交|填报|申报|送交|报告|备案|登记|提出[^,。;]{0,14}(?:申请|意见|异议|复核|复议)|(?:完成|办理)[^,。;]{0,16}(?:申请|申报|登记|备案|手续)|"
    r"向[^,。;]{2,24}?(?:提供|说明|申请|提出|报告|备案|报送|提交|反馈)|重新申报|补正|补充提交|补交|反馈)"
)
# What stands before the amount, and what after it.
AFTER_EVENT = (
    Rule(
        "after",
        r"(?P<anchor>[^,。;:()、\n]{0,30}(?:之日|之后|以后|后|{issue}|期满前|届满前))(?:起|的|,)?\Z",
        "企业应在取得证书后3个月内提出奖励申请。",
    ),
    Rule(
        "after",
        r"(?P<anchor>自?(?:收到|取得|接到|签订|完成|发生|变更|下达|公布)[^,。;()、\n]{1,30}(?:之日)?)(?:起|的)?\Z",
        "自收到通知5个工作日内，向市科技局提供材料原件。",
    ),
)
TO_DO = rf"(?:之?内|以内|前),?(?:[(](?P<from>[^()]{{2,30}})[)])?(?P<mid>[^。;{DAYS}]{{0,60}}?)(?P<act>{_ACT})"
_OFFICE = deferred(
    r"(?:局|厅|委|部门|机关|中心|银行|办公室|机构|政府|站|所|法院|承办单位|窗口)(?:应当?|要|须|需|将|在|于|会同|自|收到|应当在|对)[^,。;]{0,16}\Z|(?:局|厅|委|部门|机关|中心|银行|办公室)(?:[^,。;]{0,6})?,?\Z"
)
_OFFICE_CLAUSE = deferred(
    r"[^,]{0,30}?(?:局|厅|委员会|管理部门|主管部门|税务机关|审批部门|中心|银行|(?:经办|执法|监管|管理|监督|评审|登记)机构|机关|法院|政府)(?:应当?|要|须|需|将|在|于|会同|自|收到|受理)"
)
_LEAD = deferred(
    r"^(?:第[一二三四五六七八九十百]+条|自|应|须|需|应当|请|要|在|于|从|并|且|的|主动|及时)+"
)
_DUTY = deferred(
    r"^(?:请|应)?(?:各|有关|相关)[^于在自,]{1,10}(?:于|在|自)|^[^在于自]{0,16}(?:应当?|须|需要?|请|要)(?:在|于|自)?"
)
_AMOUNTS = (DAYS, YEARS)
_OFFICE_WORK = deferred(
    "网签|购买|审核|审查|审批|拨付|兑付|兑现|公示|受理|答复|办结|作出|告知|转入|放款|核实|支付|退回|退款|划转|核发|通知申请|评审|初审|出具|验收(?!申请|报告)|公布|资金"
)


def find(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[RelativeDeadline, ...]:
    """Every such duty of those the document addresses; `due` only where the event is the document's own issue."""
    out: dict[str, RelativeDeadline] = {}
    for sentence in dated(segment.text):
        if DAYS in sentence.text or YEARS in sentence.text:
            for deadline in _deadlines(segment, sentence, issued, published):
                out.setdefault(deadline.evidence.text + deadline.anchor, deadline)
    return tuple(out.values())


def _deadlines(
    segment: Segment, sentence: Sentence, issued: Fact[date] | None, published: Fact[date] | None
) -> Iterator[RelativeDeadline]:
    text = sentence.text
    for at in range(len(text)):
        if (
            text[at] not in _AMOUNTS
            or not (act := pattern(TO_DO).match(text, at + 1))
            or _OFFICE_WORK.search(f"{act['mid']}{act['act']}")
        ):
            continue
        anchored = _anchor(text, at, act)
        if anchored is None or _office_speaks(text, anchored, at):
            continue
        length = sentence.duration_at(at)
        due, provisional = _due(sentence, anchored, length, issued, published)
        start, end = sentence.offsets(min(anchored[0], at), act.end())
        yield RelativeDeadline(
            _printed(segment, sentence, anchored),
            length.amount,
            length.unit,
            segment.sentence(start, end),
            due,
            provisional,
        )


def _anchor(text: str, at: int, act: re.Match[str]) -> tuple[int, int] | None:
    """Where the event stands: before the amount, or in brackets behind it（从发证之日起计算）."""
    if act["from"]:
        return act.span("from")
    low = max(at - 44, 0)
    found = next(
        (m for rule in AFTER_EVENT if (m := pattern(rule.wording).search(text, low, at))), None
    )
    return found.span("anchor") if found else None


def _office_speaks(text: str, anchored: tuple[int, int], at: int) -> bool:
    """The clause is the office's own promise: its subject is a bureau, a bank, a court."""
    left = text[max(0, at - 60) : at]
    clause = re.split("[,;:]", text[: anchored[0]])[-1] + text[anchored[0] : anchored[1]]
    return bool(
        _OFFICE.search(left)
        or _OFFICE.search(text[anchored[0] : anchored[1]])
        or _OFFICE_CLAUSE.match(clause)
    )


def _printed(segment: Segment, sentence: Sentence, anchored: tuple[int, int]) -> str:
    start, end = sentence.offsets(*anchored)
    printed = _LEAD.sub("", segment.cite(start, end).text.strip())
    return _DUTY.sub("", printed) or printed


def _due(
    sentence: Sentence,
    anchored: tuple[int, int],
    length: Duration,
    issued: Fact[date] | None,
    published: Fact[date] | None,
) -> tuple[date | None, bool]:
    anchor = sentence.text[anchored[0] : anchored[1]]
    own = ISSUE in anchor or anchor.endswith(("印发后", "发布后", "公布后", "下发后"))
    if not own or "《" in anchor:
        return None, False
    sign = sentence.text.find(ISSUE, *anchored)
    word = (
        str(sentence.signs[sign])
        if sign >= 0
        else ("印发" if "印发" in anchor or "下发" in anchor else "发布")
    )
    day, _ = reference_day(word, issued, published)
    if day is None:
        return None, False
    if length.unit == "workday":
        computed = add_workdays(day, length.amount)
        return computed.day, computed.provisional
    return later(day, length), False
