"""Whether the words around a date speak of filing. Only vetoes and wants stand here; dates are read in `windows`."""

import re

from store.records import Actor
from watcher.patterns import deferred
from watcher.reading.dates.wording import DATE, DATES, SPAN, YEARS, Rule, Sentence
from watcher.reading.facts.window_rules import (
    BEFORE,
    BLOCKING,
    CLOSING,
    CONSULTATION,
    MOVED,
    NO_WINDOW,
    PERIOD,
    REPORTING,
)
from watcher.reading.facts.window_traits import actor_of

FILING = deferred(
    "申报|申请|申领|报名|填报|提交|报送|上报|递交|受理|征集|推荐|备案|登记|意见|反馈|逾期|投稿|送达|寄|报[我本市省两国]|收件|系统|平台|登录|领取|发至|发送|回执"
)
_BLOCKED = deferred(BLOCKING)
_REPORTED = deferred(REPORTING)
_NO_WINDOW = deferred(NO_WINDOW)
_SIGN = deferred(f"[{DATE}{SPAN}{DATES}]")
_OTHER_END = deferred("公示|评审|利息|施行|纳税|缓缴|政策|贷款发放")
_CHECKING = deferred("审核|初审|汇总|审批|核查")
_REPORTING_STEP = deferred("推荐|申报(?:材料|文件)|申请材料")
_TO_REPORT = ("报送", "上报", "报", "报至", "报到")
_LABELLED = deferred(
    r"(?:申报|申请|报名|申领|受理|填报|征集|报送|提交|网报|收件)(?:受理|申请)?(?:起止|截止|窗口|的)?(?:时间|日期|期限|时限|期)(?:安排|要求)?[】\])]*(?:\n|:|为|是|自|从|于|即|在|至|到|分别|均)*\Z"
)
# 补贴政策受理期限截至…: the limit of applying, though a policy is named
_LIMIT = deferred(
    "(?:申报|申请|申领|受理|报名)(?:截止)?(?:时间|日期|期限|期)(?:为|是|:)?(?:截至|截止|截止到|截止至)?\\Z"
)
# 上半年批次截止时间为…: in a call for applications it closes the applications
_BARE = deferred(
    rf"(?:^|[,:、.)])(?:本次|本批次?|首批|第[一二三四五六]批次?|[上下]{YEARS}|批次|线上|线下|网上|系统|纸质|材料|最终|[一二三四五六七八九十0-9]|[】【\[\])(:、.# *])*\Z"
)
_NAMED_CLOSE = deferred("时间|日期|期限|时限|[日为是:]|[^,截]截止")
_CALL = deferred("申报|申请|征集|遴选|推荐|报名|认定|评选|申领|招募")
# objections to what is announced (公示) are no application; a draft's are consultation
_OBJECTING = deferred("异议[^。]{0,60}(?:反馈|反映|提出|提交|向|联系)|(?:投诉|举报)[^。,]{0,6}受理")
# 公示期内如有意见: objections to what is announced
_OPINION = deferred("^(?!.*(?:征求|征集)).*(?:意见|异议)")
_DONE = deferred("已(?:经)?(?:于|在|自|从)?\\Z")
_OF_IT = deferred("的(?=[^,。;])")
# 备案时间在…之后: a condition, unless somebody is told to do it
_REGISTERED = deferred("备案|登记|注册")
_FILED = deferred("办理|申请|受理|申报|请|应|须|集中")
_ASIDE = deferred(r"\([^()]*\)")
_MOVABLE = deferred(
    "(?:申报|申请|申领|报名|受理|填报|征集|提交|报送|推荐|意见)[^。;]{0,24}(?:时间|日期|期限|截止|期)"
    "|截止的[^,。;]{0,8}(?:申报|申请|报名|受理|征集)"
)
# 应于…前购买并提交申请: the day binds the application too
# 在全国公共数据平台完成申报: the name of the place says nothing of the act
_PLACE = deferred(
    r"(?:在|通过|登录|登陆|进入)[^,。;]{2,40}?(?:平台|系统|网站|官网)(?:[(][^()]*[)])?"
)
# 申报日期在1月1日以后的: a condition
_CONDITION = deferred(r"(?:之?后|以后|之?前|以前|期间|之间)?的(?=[,。;]|$)|(?:之?后|以后)")
_AND_THEN = deferred(
    "(?:购买|取得|签订|网签|缴清|缴纳|竣工|投产)[^,。;]{0,16}(?:并|且)[^,。;]{0,10}\\Z"
)
# 自即日起至…，社会公众可登录网站提出意见
_TO_DO = deferred(
    "(?:期间|止)?,?[^。,;]{0,24}(?:可|请|应)[^。,;]{0,24}(?:提出[^,。]{0,10}(?:意见|申请)|提交|申报|报名)"
    "|(?:期间)?,?(?:向社会)?(?:公开)?(?:征求|征集)"
)
_UNSAID = deferred(
    "(?:现|现将|将|其|该|原|统一)*(?:截止|截至|结束|最后)(?:时间|日期|期限|时限)?(?:延|推|顺|调|变|更|由|从)"
)
_TIMED = deferred("[^,]时间|日期|期限|时限|截止")
# 各县市…于6月30日前将实施方案报市政府备案: offices among themselves
_PLANS = deferred("(?:方案|措施|细则|计划|办法|政策)[^。;]{0,30}(?:报|备案)")
_CALLING = deferred("申报|报名|申请|申领|受理|征集|提交")
_APPLYING = deferred("申报|申请|推荐|意见")


def blocked(text: str) -> bool:
    """The words are about the office's own work, or a condition."""
    return bool(_BLOCKED.search(text))


def is_window(sentence: Sentence, rule: Rule, found: re.Match[str], title: str) -> bool:
    """Whether what a rule found is something people file by. `title` tells what a bare 截止时间 closes."""
    if _is_over(sentence, found) or ("公示" in title and _OPINION.search(sentence.text)):
        return False
    if rule in CONSULTATION:
        return True
    if _OBJECTING.search(sentence.text) or (
        rule in PERIOD and _CONDITION.match(sentence.text, found.end())
    ):
        return False
    if rule in BEFORE:
        return _is_filed_before(sentence, found, title)
    if rule in MOVED:
        return _is_moved(sentence, found, title)
    return (
        _closes(sentence, found, title)
        if rule in CLOSING
        else _is_filing_period(sentence, rule, found, title)
    )


def _head(found: re.Match[str]) -> str:
    """What stands before the date: its label."""
    return _SIGN.split(found[0].split("\n")[0])[0]


def _is_over(sentence: Sentence, found: re.Match[str]) -> bool:
    """It is told as done: 申报已于4月15日结束; 3月31日前已提交的; 对12月31日前完成申报的项目."""
    at = next(
        index for index in range(found.start(), found.end()) if _SIGN.match(sentence.text[index])
    )
    before, behind = sentence.text[max(at - 8, 0) : at], sentence.text[at + 1 : found.end()]
    if _DONE.search(before) or behind.lstrip("之前止日,").startswith(("已", "尚未", "未", "没有")):
        return True
    return sentence.text[:at].endswith(("对", "对于", "凡")) and bool(
        _OF_IT.match(sentence.text, found.end())
    )


def _is_moved(sentence: Sentence, found: re.Match[str], title: str) -> bool:
    """The close of a call is put off; not the validity of a document, nor an evaluation."""
    left = _ASIDE.sub("", sentence.text[: found.end()])
    clause = re.split("[,;:]", sentence.text[: found.start()])[-1][-30:]
    # 申领截止时间延长至…，服务券使用截止时间延长至…: a clause with its own time speaks for itself
    own = re.split("[,;:]", left)[-1]
    told = own if _TIMED.search(own) else left
    if _UNSAID.match(own):  # 截止时间顺延至…: of what the words before it, or the title, say
        told = title + left
    return bool(_MOVABLE.search(told)) and not (
        _OTHER_END.search(left) or _NO_WINDOW.search(clause) or blocked(clause)
    )


def _is_filing_period(sentence: Sentence, rule: Rule, found: re.Match[str], title: str) -> bool:
    head = _head(found)
    groups = found.groupdict()
    if rule.role == "until":
        told = _CALLING.search(sentence.text[: found.start()][-30:]) or _TO_DO.match(
            sentence.text, found.end()
        )
        return bool(told) and not _NO_WINDOW.search(head)
    if groups.get("what"):
        registered = (
            _REGISTERED.search(head) and not _FILED.search(head) and not _REGISTERED.search(title)
        )
        return bool(_LABELLED.search(head)) or not (registered or _NO_WINDOW.search(head))
    return not blocked(found[0]) and (
        not groups.get("batch") or bool(_CALLING.search(sentence.text))
    )


def _is_filed_before(sentence: Sentence, found: re.Match[str], title: str) -> bool:
    clause = sentence.text[max(0, found.start() - 40) : found.end() + 12]
    mid = _PLACE.sub("", found.groupdict().get("mid") or "")
    if blocked(_AND_THEN.sub("", mid)):
        # 完成审核推荐，并将推荐材料报送: the bureau's reporting step of an application batch
        return (
            bool(_REPORTING_STEP.search(clause))
            and not blocked(_CHECKING.sub("", mid))
            and found["do"] in _TO_REPORT
        )
    if _APPLYING.search(clause) or (_CALL.search(title) and not _REPORTED.search(clause)):
        return True
    plans = _PLANS.search(clause) and actor_of(sentence.text[: found.end()]) == Actor.AUTHORITY
    return not (plans or _REPORTED.search(clause))


def _closes(sentence: Sentence, found: re.Match[str], title: str) -> bool:
    head = _head(found)
    wanted = bool(FILING.search(head)) or "逾期" in sentence.text[found.end() :]
    if not wanted and not found["what"].strip("【[( "):
        wanted = bool(FILING.search(sentence.text[: found.start()][-30:]))
    if not wanted and _BARE.search(found["what"]):
        # 截止11月10日，共申报…: as of that day, unless it is named a time
        wanted = bool(_CALL.search(title)) and bool(_NAMED_CLOSE.search(head))
    return wanted and (bool(_LIMIT.search(head)) or not _OTHER_END.search(head))
