"""Tells the kind of a segment's text: policy_text, policy_news, interpretation, case or news.

The heading decides.

The rules stand in order; the first that holds wins. Each carries an invented sample.
"""

import re
from collections.abc import Sequence

from store.records import DocumentKind
from watcher.patterns import deferred
from watcher.reading.document import (
    Paragraph,
)
from watcher.reading.segment import fold
from watcher.reading.segmenting import headings
from watcher.reading.segmenting.heading_signs import opens_as_report, opens_with_a_time

# "《澄江市低空经济促进办法》解读" · "一图读懂…" · "如何办理…？操作指南来了" · "…答记者问"
INTERPRETATION = deferred(
    r"解读(?:材料|之[一二三四五六七八九十]|[(（][^()（）]{1,10}[)）])?$|^(?:政策|文件|图文|专家|部门|权威|媒体)?解读(?:之?[一二三四五六七八九十0-9]{1,2})?[:|丨]|读懂|看懂|图解|答记者问|政策问答|^问答|问答$|热点问答|^一问一答|问题解[答析]$|流程(?:一览|图解)$"
    r"|(?:如何|怎么|怎样).{1,30}[?？]|操作(?:指南|指引|流程)来了|(?:攻略|指南|看这里|来了)[!！]$|权威解答|十问十答|的起草说明$|政策说明$"
)
# "澄江市工信局印发《…方案》": a report, unless a 文号 stands beneath
REPORTED = deferred(
    r"印发|发布(?!会)|出台|公布|下发|推出|联合发文|提出|明确|部署(?!会|动员)|公开征求|设立|[上下]调|启动|延长|日起(?:正式)?(?:实施|施行|执行)"
)
# "云南：…", "财政部等五部门：…"
COLON = deferred(r"^[^:,。《]{2,16}:")
# "…的通知", "…管理办法（试行）"
COMPLETE = deferred(
    rf"关于.{{2,}}(?:{headings.PAPERS}){headings.TAIL}$|(?:办法|规定|条例|细则|规则|实施方案|行动方案|工作方案|行动计划|若干措施|若干政策(?:措施)?|指导意见|实施意见|申报指南|(?:申报|申请|办事|办理)须知|的通知|的公告|的通告|公告|通告|通报|的决定|的批复|令|法|规划|纲要){headings.TAIL}$"
)
# "近日，…印发《…》": what the first sentences of a report say
POLICY = deferred(
    r"(?:印发|发布|出台|公布|下发|制定|施行|推出)(?:了|的|实施|关于|修订后的|新修订的)?.{0,12}《|《[^》]{4,}》[^。]{0,30}(?:印发|发布|出台|公布|施行|实施|对外)"
    r"|审议通过了?《|(?:^|[^一-龥]|部|局|委|总署|银行)(?:联合)?(?:发布|印发)公告|宣布.{0,12}(?:[上下]调|调整|降低|提高|取消|延长)|发布.{0,10}政策|出台.{0,12}(?:政策|措施|举措)|(?:推出|出台|发布)\d+(?:条|项)|迎来新变化|\d日起.{0,30}(?:实施|施行|执行)"
)
# "长期以来，…。…探索…": an experience report
CASE = deferred(
    r"探索|试点|打造|创新|以“|模式|经验|做法|成效|扎实推进|实施好|落实好|坚持以|赋能|为例"
)
# A text without a title that speaks of itself as a paper: "本办法自2026年3月1日起施行", "现将有关事项通知如下"
SELF = deferred(
    rf"本(?:{headings.PAPERS})(?:自|由|所称|适用|有效|印发|发布|施行|实施|规定)|现(?:将|就)[^。]{{2,60}}(?:通知|公告|通告)如下|特此(?:通知|公告)"
)
_GUIDED = 2  # of them make an entry
# An office alone on the line under a headline
_ORGAN = deferred(r"[^\s,，。:;、]{2,20}(?:部|委|局|厅|办|会|院|府|中心|署)")
# "本报讯（记者 …）…获悉，…同比增长": news
NEWS = deferred(r"记者|本报|新华社|同比|据悉|据了解|通讯员|采访")


def text_kind(
    title: str,
    body: Sequence[Paragraph],
    *,
    numbered: bool,
    reported: bool = False,
    section: str = "",
) -> DocumentKind:
    """The kind of a text with this title.

    `numbered`: a 文号 or addressee stands beneath it. `reported`: it begins with a dateline, without
    a heading. `section`: the page's label above it.
    """
    head = fold(title).strip()
    bare = re.sub(rf"{headings.TAIL}\s*$", "", head)
    if INTERPRETATION.search(head) or INTERPRETATION.search(bare):
        return DocumentKind.INTERPRETATION
    lead = fold("".join(p.text for p in body[:2]))[:300]
    if numbered or (headings.NOTICE.search(bare) and headings.ISSUES.search(lead)):
        return DocumentKind.POLICY_TEXT
    colon = COLON.match(head) is not None
    report = reported or (headings.LEAD.match(lead) is not None and "关于" not in head)
    told = not colon and REPORTED.search(head) is not None and not headings.NOTICE.search(head)
    if (COMPLETE.search(head) or _is_guide_entry(body)) and not (colon or told or report):
        return DocumentKind.POLICY_TEXT
    labelled = headings.NEWS_LABEL.search(section) is not None and not opens_with_a_time(lead)
    if not labelled and (told or (POLICY.search(lead) and not SELF.search(lead))):
        return DocumentKind.POLICY_NEWS
    # "澄江：做强新材料产业" / "澄江市工业和信息化局": an office tells what it did
    if labelled or (colon and body and _ORGAN.fullmatch(fold(body[0].text))):
        return DocumentKind.CASE
    return _untitled_kind(head, lead, fold("".join(p.text for p in body[:8]))[:1500])


def _is_guide_entry(body: Sequence[Paragraph]) -> bool:
    """An entry of a guide: what the measure rests on, whom it is for, how to apply, each under its
    label.
    """
    found = (headings.GUIDE.match(fold(paragraph.text[:12])) for paragraph in body[:12])
    return len({label[1] for label in found if label}) >= _GUIDED


def _untitled_kind(head: str, lead: str, whole: str) -> DocumentKind:
    """Neither a titled policy nor a report of one."""
    if SELF.search(whole) and not headings.LEAD.match(lead):
        return DocumentKind.POLICY_TEXT
    if NEWS.search(whole[:400]) or headings.LEAD.match(lead) or opens_as_report(lead):
        return DocumentKind.NEWS
    if headings.is_official(head) and not (COLON.match(head) and headings.DATED.match(lead)):
        return DocumentKind.POLICY_TEXT
    return DocumentKind.CASE if len(CASE.findall(whole)) >= 2 else DocumentKind.NEWS
