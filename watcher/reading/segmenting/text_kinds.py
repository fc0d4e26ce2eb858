"""Tells the kind of a segment's text: policy_text, policy_news, interpretation, case or news.

The heading decides.

The rules stand in order; the first that holds wins. Each carries an invented sample.
"""

from collections.abc import Sequence

from store.records import DocumentKind
from watcher.patterns import deferred, one_of
from watcher.reading.document import Paragraph
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.headings import is_official
from watcher.reading.segmenting.report_openings import opens_as_report, opens_with_a_time

# "《澄江市低空经济促进办法》解读" · "一图读懂…" · "如何办理…？操作指南来了" · "…答记者问"
INTERPRETATION = deferred(
    r"解读(?:材料|之[一二三四五六七八九十]|[(（][^()（）]{1,10}[)）])?$"
    r"|^(?:政策|文件|图文|专家|部门|权威|媒体)?解读(?:之?[一二三四五六七八九十0-9]{1,2})?[:|丨]"
    r"|读懂|看懂|图解|答记者问|政策问答|^问答|问答$|热点问答|^一问一答|问题解[答析]$|流程(?:一览|图解)$"
    r"|(?:如何|怎么|怎样).{1,30}[?？]|操作(?:指南|指引|流程)来了|(?:攻略|指南|看这里|来了)[!！]$"
    r"|权威解答|十问十答|的起草说明$|政策说明$"
)
# "澄江市工信局印发《…方案》": a report, unless a 文号 stands beneath
REPORTED = deferred(lambda: one_of("paper_words.reported"))
# "云南：…", "财政部等五部门：…"
COLON = deferred(r"^[^:,。《]{2,16}:")
# "…的通知", "…管理办法（试行）"
COMPLETE = deferred(
    lambda: (
        rf"关于.{{2,}}(?:{one_of('paper_words.papers')}){line_patterns.TAIL}$"
        rf"|(?:{one_of('paper_words.complete')}){line_patterns.TAIL}$"
    )
)
# "近日，…印发《…》": the first sentences of a report say so
POLICY = deferred(
    lambda: (
        rf"(?:{one_of('paper_words.report_verbs')})(?:了|的|实施|关于|修订后的|新修订的)?.{{0,12}}《"
        r"|《[^》]{4,}》[^。]{0,30}(?:印发|发布|出台|公布|施行|实施|对外)|审议通过了?《"
        r"|(?:^|[^一-龥]|部|局|委|总署|银行)(?:联合)?(?:发布|印发)公告"
        r"|宣布.{0,12}(?:[上下]调|调整|降低|提高|取消|延长)|发布.{0,10}政策"
        r"|出台.{0,12}(?:政策|措施|举措)|(?:推出|出台|发布)\d+(?:条|项)|迎来新变化"
        r"|\d日起.{0,30}(?:实施|施行|执行)"
    )
)
# "长期以来，…。…探索…": an experience report
CASE = deferred(lambda: one_of("paper_words.case"))
# A text without a title that speaks of itself as a paper: "本办法自2026年3月1日起施行",
# "现将有关事项通知如下"
SELF = deferred(
    lambda: (
        rf"本(?:{one_of('paper_words.papers')})(?:{one_of('paper_words.self_verbs')})"
        r"|现(?:将|就)[^。]{2,60}(?:通知|公告|通告)如下|特此(?:通知|公告)"
    )
)
# An office alone on the line under a headline
_ORGAN = deferred(r"[^\s,，。:;、]{2,20}(?:部|委|局|厅|办|会|院|府|中心|署)")
# "本报讯（记者 …）…获悉，…同比增长": news
NEWS = deferred(lambda: one_of("paper_words.news"))


_FEWEST_GUIDE_LABELS = 2  # make an entry
_TAIL = deferred(rf"{line_patterns.TAIL}\s*$")
_LEAD_LENGTH = 300  # characters of the first two paragraphs
_WHOLE_LENGTH = 1500  # characters of the first eight
_FEWEST_CASE_WORDS = 2


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
    lead = _first_text(body[:2], _LEAD_LENGTH)
    if _is_interpretation(head):
        return DocumentKind.INTERPRETATION
    if numbered or _is_notice(head, lead):
        return DocumentKind.POLICY_TEXT
    told = _tells_of_issuing(head)
    if not (reported or told) and _is_titled_policy(head, lead, body):
        return DocumentKind.POLICY_TEXT
    if _is_labelled_news(section, lead):
        return DocumentKind.CASE
    if told or _reports_policy(lead):
        return DocumentKind.POLICY_NEWS
    return _untitled_kind(head, lead, body)


def _first_text(paragraphs: Sequence[Paragraph], length: int) -> str:
    """The first characters of some paragraphs, folded."""
    return fold("".join(paragraph.text for paragraph in paragraphs))[:length]


def _is_interpretation(head: str) -> bool:
    bare = _TAIL.sub("", head)
    return INTERPRETATION.search(head) is not None or INTERPRETATION.search(bare) is not None


def _is_notice(head: str, lead: str) -> bool:
    """A notice by its title that says in its own words what it issues."""
    if not line_patterns.NOTICE.search(_TAIL.sub("", head)):
        return False
    return line_patterns.ISSUES.search(lead) is not None


def _is_labelled_news(section: str, lead: str) -> bool:
    """A page's label (典型案例) announces a report of experience, and no report's first words
    follow.
    """
    return line_patterns.NEWS_LABEL.search(section) is not None and not opens_with_a_time(lead)


def _tells_of_issuing(head: str) -> bool:
    """A headline that says what was issued: "澄江市工信局印发《…方案》"."""
    if COLON.match(head) or not REPORTED.search(head):
        return False
    return line_patterns.NOTICE.search(head) is None


def _is_titled_policy(head: str, lead: str, body: Sequence[Paragraph]) -> bool:
    """A paper's whole title, or an entry of a guide, that is no headline over a report."""
    if line_patterns.LEAD.match(lead) and "关于" not in head:
        return False
    if COLON.match(head):
        return False
    return COMPLETE.search(head) is not None or _is_guide_entry(body)


def _reports_policy(lead: str) -> bool:
    return POLICY.search(lead) is not None and SELF.search(lead) is None


def _is_office_account(head: str, body: Sequence[Paragraph]) -> bool:
    """An office tells what it did: "澄江：做强新材料产业" / "澄江市工业和信息化局"."""
    if not body or not COLON.match(head):
        return False
    return _ORGAN.fullmatch(fold(body[0].text)) is not None


def _is_guide_entry(body: Sequence[Paragraph]) -> bool:
    """An entry of a guide: what the measure rests on, whom it is for, how to apply, each under its
    label.
    """
    labels = set()
    for paragraph in body[:12]:
        found = line_patterns.GUIDE.match(fold(paragraph.text[:12]))
        if found:
            labels.add(found[1])
    return len(labels) >= _FEWEST_GUIDE_LABELS


def _untitled_kind(head: str, lead: str, body: Sequence[Paragraph]) -> DocumentKind:
    """Neither a titled policy nor a report of one."""
    if _is_office_account(head, body):
        return DocumentKind.CASE
    whole = _first_text(body[:8], _WHOLE_LENGTH)
    told_as_news = line_patterns.LEAD.match(lead) is not None
    if not told_as_news and SELF.search(whole):
        return DocumentKind.POLICY_TEXT
    if told_as_news or NEWS.search(whole[:400]) or opens_as_report(lead):
        return DocumentKind.NEWS
    if is_official(head) and not _is_dated_account(head, lead):
        return DocumentKind.POLICY_TEXT
    return (
        DocumentKind.CASE if len(CASE.findall(whole)) >= _FEWEST_CASE_WORDS else DocumentKind.NEWS
    )


def _is_dated_account(head: str, lead: str) -> bool:
    return COLON.match(head) is not None and line_patterns.DATED.match(lead) is not None
