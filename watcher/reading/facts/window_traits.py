"""Kind, actor, channel and batch of a window, from the words around its date. Decides no dates."""

import re
from collections.abc import Sequence

from store.records import Actor, DeadlineKind, WindowChannel
from watcher.patterns import deferred
from watcher.reading.dates.wording import DATE, DATES, SPAN, Rule, Sentence
from watcher.reading.segment import Segment

_CONSULTING = deferred(
    r"征求[^,。]{0,20}意见|如有(?:不同|修改|任何)?(?:意见|建议)|意见征集|征集意见|(?:修改|反馈|书面|提出)[^,。]{0,10}意见|意见[^,。]{0,16}(?:反馈|发送|寄|提出|报送)|意见(?:和|及|或)?建议"
)
_APPLYING = deferred(r"申报|申请|申领|报名|认定|补贴|奖补|奖励|推荐|遴选|征集|评选|兑现|资助")
_ELIGIBLE = deferred(r"受理|符合条件的")
_CONSULTED = deferred(r"征求[^。]{0,80}意见|意见征集|征集意见|征求意见稿|草案")
_REGISTERING = deferred("备案|登记|年报|年度报告|填报[^,。]{0,16}(?:信息|数据|情况)")
_CALL = deferred(
    r"申报|申请|征集|遴选|推荐|认定|评选|报名|指南|评审|补贴|奖|资金|试点|竞赛|大赛|评价工作|入库"
)
_AUTHORITY = deferred(
    r"各(?:设区)?(?:市|县|区|省|地|盟|州|乡|镇|街道|级|园区|有关(?:部门|单位)|部门|自治区|直辖市|主管)[^。;]{0,40}|"
    r"(?:局|厅|委|部门|办公室|主管部门|管委会|政府|推荐单位|归口单位)(?:会同|联合|负责|应|须|要|需|于|将|请|在|汇总|同级|统一)|上报|"
    r"(?:局|厅|委|主管部门|管理部门|推荐单位|归口单位|组织单位|[市县区]级)(?:网上|线上|在线|集中)*(?:审核|推荐|确认|初审|报送|汇总)"
)
# 组织申报主体在…前完成申报: the applicant's day, whoever is told to see to it
_OWN_DAY = deferred(
    rf"(?:申报主体|申报单位|申报企业|申请人|申请单位|项目单位|企业)(?:在|于|应|须|需|务必|可|请)*[{DATE}{SPAN}{DATES}][^{DATE}{SPAN}{DATES}]*\Z"
)
_ONLINE = deferred(r"网上|线上|在线|网络|系统|平台|网报|电子(?!版?光盘|版?U盘|版?[一二两三四五]份)")
_PAPER = deferred(r"纸质|书面材料|邮寄|现场|送达|纸件")
_PRODUCT = deferred(
    r"[(]([^()]{2,24})[)](?:项目)?(?:共|分)?(?:组织|开展|安排|设|分)?[^,。;()]{0,8}批"
)
_BATCH = deferred("(第[一二三四五六七八九十]批)次?(?:为|是|于|:)?\\Z")
_CHINESE = "一二三四五六七八九十"


def kind_of(segment: Segment, sentence: Sentence, rule: Rule | None = None) -> DeadlineKind:
    """consultation, application, else filing; the paragraph decides where the sentence does not."""
    text = sentence.text
    if (_CONSULTING.search(text) and not re.search("申报|推荐意见|审核意见|评审意见", text)) or (
        rule and "征求意见" in rule.sample
    ):
        return DeadlineKind.CONSULTATION
    if _CONSULTED.search(segment.title) and not re.search("申报|申请|报名|推荐文件", text):
        return DeadlineKind.CONSULTATION
    if _REGISTERING.search(text) and not _APPLYING.search(text):
        return DeadlineKind.FILING
    around = segment.text[max(sentence.origin[0] - 60, 0) : sentence.origin[-1] + 60]
    if (
        _APPLYING.search(text)
        or _APPLYING.search(around)
        or _CALL.search(segment.title)
        or _ELIGIBLE.search(text)
    ):
        return DeadlineKind.APPLICATION
    return DeadlineKind.FILING


def actor_of(left: str) -> Actor:
    """authority where the local bureaus must report, else the applicant."""
    left = left[-120:]
    return (
        Actor.AUTHORITY
        if _AUTHORITY.search(left) and not _OWN_DAY.search(left)
        else Actor.APPLICANT
    )


def channel_of(text: str) -> WindowChannel | None:
    """online or paper, where exactly one of them is named."""
    online, paper = bool(_ONLINE.search(text)), bool(_PAPER.search(text))
    if online == paper:
        return None
    return WindowChannel.ONLINE if online else WindowChannel.PAPER


def batch_names(text: str, before: int, printed: Sequence[str]) -> list[str | None]:
    """第一批, 第二批, … for a list of dates, each as `printed` before it; for a single one the name printed last before it."""
    if len(printed) > 1:
        unit = "季度" if "季度" in text else "批"
        counted = [f"第{mark}{unit}" for mark in _CHINESE]
        own = [_BATCH.search(left) for left in printed]
        return [
            name[1] if name else (counted[i] if i < len(counted) else None)
            for i, name in enumerate(own)
        ]
    named = re.findall(r"第[一二三四五六七八九十]{1,2}批次?(?!复核)", text[:before])
    return [named[-1] if named else None]


def product_of(text: str, before: int) -> str | None:
    """The programme whose batches are listed: （产业优化升级项目）共组织两批次申报."""
    found = _PRODUCT.findall(text, max(0, before - 60), min(len(text), before + 40))
    return str(found[-1]) if found else None
