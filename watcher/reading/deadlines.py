"""Duties due N days after an event (取得证书后3个月内提出申请). The office's own promises (7个工作日内兑现) are none."""

import re
from collections.abc import Iterator
from datetime import date

from watcher.reading.document import Fact, RelativeDeadline
from watcher.reading.effective import reference_day
from watcher.reading.reckoning import later
from watcher.reading.segment import Segment
from watcher.reading.wording import DAYS, ISSUE, YEARS, Rule, Sentence, dated
from watcher.reading.workdays import add_workdays

_ACT = (
    r"(?:提交|报送|上报|递交|填报|申报|送交|报告|备案|登记|提出[^,。;]{0,14}(?:申请|意见|异议|复核|复议)|(?:完成|办理)[^,。;]{0,16}(?:申请|申报|登记|备案|手续)|"
    r"向[^,。;]{2,24}(?:提供|说明|申请|提出|报告|备案|报送|提交|反馈)|重新申报|补正|补充提交|补交|反馈|申请(?!材料|人|表|单位))"
)
RULES = (
    Rule("after", rf"(?P<anchor>[^,。;:()、\n]{{0,30}}(?:之日|之后|以后|后|{ISSUE}|期满前|届满前))(?:起|的|,)?(?P<n>[{DAYS}{YEARS}])(?:之?内|以内|前)(?P<mid>[^。;{DAYS}]{{0,60}}?)(?P<act>{_ACT})", "企业应在取得证书后3个月内提出奖励申请。"),
    Rule("after", rf"(?P<anchor>自?(?:收到|取得|接到|签订|完成|发生|变更|下达|公布)[^,。;()、\n]{{1,30}}(?:之日)?)(?:起|的)?(?P<n>[{DAYS}{YEARS}])(?:之?内|以内|前)?,?(?P<mid>[^。;{DAYS}]{{0,60}}?)(?P<act>{_ACT})", "自收到通知5个工作日内，向市科技局提供材料原件。"),
    Rule("after", rf"(?P<anchor>)(?P<n>[{DAYS}{YEARS}])(?:之?内|以内)(?:[(](?P<from>[^()]{{2,30}})[)])(?P<mid>[^。;{DAYS}]{{0,40}}?)(?P<act>{_ACT})", "6个月内（从发证之日起计算）完成补贴申请。"),
)
_OFFICE = re.compile(
    r"(?:局|厅|委|部门|机关|中心|银行|办公室|机构|政府|站|所|法院|承办单位|窗口)(?:应当?|要|须|需|将|在|于|会同|自|收到|应当在|对)[^,。;]{0,16}\Z|(?:局|厅|委|部门|机关|中心|银行|办公室)(?:[^,。;]{0,6})?,?\Z"
)
_OFFICE_WORK = re.compile("审核|审查|审批|拨付|兑付|兑现|公示|受理|答复|办结|作出|告知|转入|放款|核实|支付|退回|退款|划转|核发|通知申请|评审|初审|出具|验收(?!申请)|公布|资金")


def find(segment: Segment, issued: Fact[date] | None, published: Fact[date] | None) -> tuple[RelativeDeadline, ...]:
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
    seen: set[int] = set()
    for rule in RULES:
        for found in rule.finditer(sentence.text):
            at = found.start("n")
            left = sentence.text[max(0, at - 60) : at]
            words = f"{found['mid']}{found['act']}"
            if at in seen or _OFFICE.search(left) or _OFFICE.search(found["anchor"]) or _OFFICE_WORK.search(words) or _office_speaks(sentence.text[: found.start()], found["anchor"]):
                continue
            seen.add(at)
            length = sentence.duration_at(at)
            anchor = _printed(segment, sentence, found)
            due, provisional = _due(sentence, found, issued, published)
            start, end = sentence.offsets(found.start(), found.end())
            yield RelativeDeadline(anchor, length.amount, length.unit, segment.sentence(start, end), due, provisional)


def _office_speaks(left: str, anchor: str) -> bool:
    clause = re.split("[,;:]", left)[-1] + anchor
    return bool(re.match(r"[^,]{0,30}?(?:局|厅|委员会|管理部门|主管部门|税务机关|审批部门|中心|银行|经办机构)(?:应当?|要|须|需|将|在|于|会同|自|收到|受理)", clause))


def _printed(segment: Segment, sentence: Sentence, found: re.Match[str]) -> str:
    group = "from" if found.groupdict().get("from") else "anchor"
    start, end = sentence.offsets(*found.span(group))
    printed = re.sub(r"^(?:自|应|须|需|应当|请|要|在|于|从|并|且|的|主动|及时)+", "", segment.cite(start, end).text.strip())
    return re.sub(r"^[^在于自]{0,16}(?:应当?|须|需要?|请|要)(?:在|于|自)?", "", printed) or printed


def _due(
    sentence: Sentence, found: re.Match[str], issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[date | None, bool]:
    anchor = found["anchor"]
    own = ISSUE in anchor or anchor.endswith(("印发后", "发布后", "公布后", "下发后"))
    if not own or "《" in anchor:
        return None, False
    word = next((str(sentence.signs[i]) for i in sentence.signed(found, ISSUE)), "印发" if "印发" in anchor or "下发" in anchor else "发布")
    day, _ = reference_day(word, issued, published)
    if day is None:
        return None, False
    length = sentence.duration_at(found.start("n"))
    if length.unit == "workday":
        computed = add_workdays(day, length.amount)
        return computed.day, computed.provisional
    return later(day, length), False
