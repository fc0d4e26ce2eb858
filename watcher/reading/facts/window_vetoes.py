"""Tells the dates to file by from other dates, by the words around them.

Only vetoes and wants stand here; dates are read in `windows`.
"""

import re

from store.records import Actor
from watcher.patterns import deferred, worded
from watcher.reading.dates.wording import DATE, DATES, SPAN, YEARS, Rule, Sentence
from watcher.reading.facts.window_rules import (
    BEFORE,
    CLOSING,
    CONSULTATION,
    MOVED,
    PERIOD,
)
from watcher.reading.facts.window_traits import actor_of

FILING = worded("window_vetoes", "{filing}")
_BLOCKED = worded("window_vetoes", "{blocking}")
_REPORTED = worded("window_vetoes", "{reporting}")
_NO_WINDOW = worded("window_vetoes", "{no_window}")
_SIGN = deferred(f"[{DATE}{SPAN}{DATES}]")
_OTHER_END = worded("window_vetoes", "{other_end}")
_CHECKING = worded("window_vetoes", "{checking}")
_REPORTING_STEP = worded("window_vetoes", "{reporting_step}")
_TO_REPORT = ("报送", "上报", "报", "报至", "报到")
_LABELLED = worded("window_vetoes", "{labelled}")
# 补贴政策受理期限截至…: the limit of applying, though a policy is named
_LIMIT = worded("window_vetoes", "{limit}")
# 上半年批次截止时间为…: in a call for applications it closes the applications
_BARE = deferred(
    rf"(?:^|[,:、.)])(?:本次|本批次?|首批|第[一二三四五六]批次?|[上下]{YEARS}|批次|线上|线下|网上|系统|纸质|材料|最终"
    rf"|[一二三四五六七八九十0-9]|[】【\[\])(:、.# *])*\Z"
)
_NAMED_CLOSE = worded("window_vetoes", "{named_close}")
_CALL = worded("window_vetoes", "{call}")
# objections to what is announced (公示) are no application; a draft's are consultation
_OBJECTING = worded("window_vetoes", "{objecting}")
# 公示期内如有意见: objections to what is announced
_OPINION = worded("window_vetoes", "{opinion}")
_DONE = worded("window_vetoes", "{done}")
_OF_IT = worded("window_vetoes", "{of_it}")
# 备案时间在…之后: a condition, unless somebody is told to do it
_REGISTERED = worded("window_vetoes", "{registered}")
_FILED = worded("window_vetoes", "{filed}")
_ASIDE = deferred(r"\([^()]*\)")
_MOVABLE = worded("window_vetoes", "{movable}")
# 应于…前购买并提交申请: the day binds the application too
# 在全国公共数据平台完成申报: the name of the place says nothing of the act
_PLACE = worded("window_vetoes", "{place}")
# 申报日期在1月1日以后的: a condition
_CONDITION = worded("window_vetoes", "{condition}")
_AND_THEN = worded("window_vetoes", "{and_then}")
# 自即日起至…，社会公众可登录网站提出意见
_TO_DO = worded("window_vetoes", "{to_do}")
_UNSAID = worded("window_vetoes", "{unsaid}")
_TIMED = worded("window_vetoes", "{timed}")
# 各县市…于6月30日前将实施方案报市政府备案: offices among themselves
_PLANS = worded("window_vetoes", "{plans}")
_CALLING = worded("window_vetoes", "{calling}")
_APPLYING = worded("window_vetoes", "{applying}")


def is_blocked(text: str) -> bool:
    """The words are about the office's own work, or a condition."""
    return bool(_BLOCKED.search(text))


def is_window(sentence: Sentence, rule: Rule, found: re.Match[str], title: str) -> bool:
    """People file by what a rule found. `title` tells the call that a bare 截止时间 closes."""
    if _is_over(sentence, found) or ("公示" in title and _OPINION.search(sentence.text)):
        return False
    if rule in CONSULTATION:
        return True
    return not _OBJECTING.search(sentence.text) and _is_filing(sentence, rule, found, title)


def _is_filing(sentence: Sentence, rule: Rule, found: re.Match[str], title: str) -> bool:
    """The words around the date speak of filing, as rules of that table ask for it."""
    if rule in BEFORE:
        return _is_filed_before(sentence, found, title)
    if rule in MOVED:
        return _is_moved(sentence, found, title)
    if rule in CLOSING:
        return _closes(sentence, found, title)
    if rule in PERIOD and _CONDITION.match(sentence.text, found.end()):
        return False
    return _is_filing_period(sentence, rule, found, title)


def _head(found: re.Match[str]) -> str:
    """The words before the date: its label."""
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
        _OTHER_END.search(left) or _NO_WINDOW.search(clause) or is_blocked(clause)
    )


def _is_filing_period(sentence: Sentence, rule: Rule, found: re.Match[str], title: str) -> bool:
    head = _head(found)
    groups = found.groupdict()
    if rule.role == "until":
        called = _CALLING.search(sentence.text[: found.start()][-30:])
        told = called or _TO_DO.match(sentence.text, found.end())
        return bool(told) and not _NO_WINDOW.search(head)
    if groups.get("what"):
        return _names_filing(head, title)
    if is_blocked(found[0]):
        return False
    return not groups.get("batch") or bool(_CALLING.search(sentence.text))


def _names_filing(label: str, title: str) -> bool:
    """A label names the time of filing, or no other time. 备案时间在…之后 is a condition."""
    if _LABELLED.search(label):
        return True
    if _NO_WINDOW.search(label):
        return False
    told_to = _FILED.search(label) or _REGISTERED.search(title)
    return bool(told_to) or not _REGISTERED.search(label)


def _is_filed_before(sentence: Sentence, found: re.Match[str], title: str) -> bool:
    clause = sentence.text[max(0, found.start() - 40) : found.end() + 12]
    mid = _PLACE.sub("", found.groupdict().get("mid") or "")
    if is_blocked(_AND_THEN.sub("", mid)):
        # 完成审核推荐，并将推荐材料报送: the bureau's reporting step of an application batch
        return (
            bool(_REPORTING_STEP.search(clause))
            and not is_blocked(_CHECKING.sub("", mid))
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
