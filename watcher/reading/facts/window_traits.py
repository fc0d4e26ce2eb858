"""Kind, actor, channel and batch of a window, from the words around its date. Decides no dates."""

import re
from collections.abc import Sequence

from store.records import Actor, DeadlineKind, WindowChannel
from watcher.patterns import deferred, worded
from watcher.reading.dates.wording import DATE, DATES, SPAN, Rule, Sentence
from watcher.reading.segment import Segment

_CONSULTING = worded("window_traits", "{consulting}")
_APPLYING = worded("window_traits", "{applying}")
_ELIGIBLE = worded("window_traits", "{eligible}")
_CONSULTED = worded("window_traits", "{consulted}")
_REGISTERING = worded("window_traits", "{registering}")
_CALL = worded("window_traits", "{call}")
_AUTHORITY = worded("window_traits", "{authority}")
# 组织申报主体在…前完成申报: the applicant's day, whoever is told to see to it
_OWN_DAY = deferred(
    rf"(?:申报主体|申报单位|申报企业|申请人|申请单位|项目单位|企业)(?:在|于|应|须|需|务必|可"
    rf"|请)*[{DATE}{SPAN}{DATES}][^{DATE}{SPAN}{DATES}]*\Z"
)
_ONLINE = worded("window_traits", "{online}")
_PAPER = worded("window_traits", "{paper}")
_PRODUCT = worded("window_traits", "{product}")
_BATCH = worded("window_traits", "{batch}")
_OTHER_OPINIONS = deferred("申报|推荐意见|审核意见|评审意见")
_NOT_CONSULTED = deferred("申报|申请|报名|推荐文件")
_AROUND = 60  # characters before and behind a sentence that tell what it is about
_CHINESE = "一二三四五六七八九十"


def kind_of(segment: Segment, sentence: Sentence, rule: Rule | None = None) -> DeadlineKind:
    """consultation, application, else filing; the paragraph decides where the sentence does not."""
    text = sentence.text
    if _asks_for_comments(segment, text) or (rule and "征求意见" in rule.sample):
        return DeadlineKind.CONSULTATION
    if _REGISTERING.search(text) and not _APPLYING.search(text):
        return DeadlineKind.FILING
    around = segment.text[max(sentence.origin[0] - _AROUND, 0) : sentence.origin[-1] + _AROUND]
    if _APPLYING.search(text) or _APPLYING.search(around):
        return DeadlineKind.APPLICATION
    if _CALL.search(segment.title) or _ELIGIBLE.search(text):
        return DeadlineKind.APPLICATION
    return DeadlineKind.FILING


def _asks_for_comments(segment: Segment, text: str) -> bool:
    """The sentence asks for comments, or the title does and the sentence calls for no filing."""
    if _CONSULTING.search(text) and not _OTHER_OPINIONS.search(text):
        return True
    return bool(_CONSULTED.search(segment.title)) and not _NOT_CONSULTED.search(text)


def actor_of(left: str) -> Actor:
    """authority where the local bureaus must report, else the applicant."""
    left = left[-120:]
    if _AUTHORITY.search(left) and not _OWN_DAY.search(left):
        return Actor.AUTHORITY
    return Actor.APPLICANT


def channel_of(text: str) -> WindowChannel | None:
    """online or paper, where exactly one of them is named."""
    online, paper = bool(_ONLINE.search(text)), bool(_PAPER.search(text))
    if online == paper:
        return None
    return WindowChannel.ONLINE if online else WindowChannel.PAPER


def batch_names(text: str, before: int, printed: Sequence[str]) -> list[str | None]:
    """第一批, 第二批, … for a list of dates, each as `printed` before it.

    For a single one the name printed last before it.
    """
    if len(printed) > 1:
        unit = "季度" if "季度" in text else "批"
        names: list[str | None] = []
        for index, left in enumerate(printed):
            own = _BATCH.search(left)
            counted = f"第{_CHINESE[index]}{unit}" if index < len(_CHINESE) else None
            names.append(own[1] if own else counted)
        return names
    named = re.findall(r"第[一二三四五六七八九十]{1,2}批次?(?!复核)", text[:before])
    return [named[-1] if named else None]


def product_of(text: str, before: int) -> str | None:
    """The programme whose batches are listed: （产业优化升级项目）共组织两批次申报."""
    found = _PRODUCT.findall(text, max(0, before - 60), min(len(text), before + 40))
    return str(found[-1]) if found else None
