"""Windows without a closing day: rolling (常年), recurring (每年), unannounced (另行通知). None of these is a date."""

import re

from store.records import DeadlineKind, DeadlineStatus
from watcher.patterns import deferred
from watcher.reading.dates.wording import DATE, DATES, DAYS, SPAN, YEARS, Rule, Sentence, around
from watcher.reading.document import (
    Window,
)
from watcher.reading.facts.window_traits import actor_of, kind_of
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment

_APPLY = "(?:申报|申请|报名|受理|申领|征集|填报|提交|报送|推荐|遴选|入库|评选)"
_EVERY = "(?:每(?:个)?(?:年度?|两年|三年|季度?|半年|月|个会计年度|个季度|个月)|按(?:年度?|季度?|月|半年)|一年(?:两次|一次)|逐年)"
_SIGNS = (DATE, SPAN, DATES)
_SIGN = deferred(f"[{DATE}{SPAN}{DATES}]")
_ANOTHER = deferred("截止|结束|关闭|批|轮|期次|纸质|书面|线下|现场|其[他它余]")

ROLLING = (
    Rule(
        DeadlineStatus.ROLLING,
        r"(?:常年|全年|随时|即时|敞开|长期|实时|滚动|常态化(?=申报|受理|报名))(?:均可|都可|可以|可|集中|接受|开放|提出|不间断|网上|在线|登录[^,。;]{0,12}|向[^,。;]{2,16})*(?:受理|申报|申请|接受|办理申请|征集|报名|提交)",
        "本项目常年受理申报。",
    ),
    Rule(
        DeadlineStatus.ROLLING,
        rf"{_APPLY}(?:工作)?(?:采用|采取|实行|实施|设为|为|是|方式|时间|期限|:|\n|【|】|“)*(?:常年|全年|即时|随时|敞开|滚动|长期)(?:申报|受理|申请|开放|有效|滚动|进行|性)?",
        "申报采用即时申报的方式。",
    ),
    Rule(
        DeadlineStatus.ROLLING,
        r"(?:申报|申请|受理|报名)(?:时间|期限|日期)[】\])]*(?:为|:|\n)*不限(?!于)",
        "申报时间：不限。",
    ),
    Rule(
        DeadlineStatus.ROLLING,
        r"(?:免申即享|无需申报|无需申请|即申即(?:享|办|审|兑))",
        "补助资金采取“免申即享”方式发放。",
    ),
)
UNANNOUNCED = (
    Rule(
        DeadlineStatus.UNANNOUNCED,
        rf"(?:{_APPLY}|征求意见|提交材料)[^。;]{{0,40}}?(?:另行(?:通知|公布|发布|公告|安排|明确)|统一安排|(?:通知|公告|指南|文件|规定|安排)(?:的(?:时间|要求))?为准|以[^,。;]{{2,24}}(?:公布|发布|系统|平台)[^,。;]{{0,8}}为准)",
        "申报时间另行通知。",
    ),
    Rule(
        DeadlineStatus.UNANNOUNCED,
        r"(?:申报|申请|报名|受理)(?:受理|启动|开放)?(?:时间|日期|期限)[】\])]*(?:\n|:|为)*(?:待定|待通知)",
        "申报时间待定，请留意后续通知。",
    ),
    Rule(
        DeadlineStatus.UNANNOUNCED,
        rf"{_APPLY}[^。;,\n]{{0,8}}(?:时间|日期)[】\])]*[:\n]*(?:具体|将|以|按|依据|根据|由)*[^。;]{{2,40}}(?:统一安排|另行通知|为准|通知)",
        "【申报时间】具体依据市科技局的统一安排。",
    ),
    Rule(
        DeadlineStatus.UNANNOUNCED,
        r"(?:按照?|根据|依据|依照|待|以)[^,。;]{0,36}?(?:申报通知|申报指南|申报公告|年度通知|评选通知|(?:当年|年度)[^,。;]{0,8}通知要求|统一安排)(?:和|或|及)?[^,。;]{0,20}?[,]?[^。;]{0,40}?(?:申报|申请|提交|报送|填写|送)",
        "企业按申报通知要求提交申报材料。",
    ),
    Rule(
        DeadlineStatus.UNANNOUNCED,
        r"(?:^|[\n。;])[^,。;\n]{0,10}(?:局|委|厅|部门|办公室)(?:将|适时|每年|定期|统一)?发布[^,。;了0-9]{0,24}申报(?:通知|指南|公告)[,;](?:明确|组织|启动|申报|企业)",
        "市科技局发布创新中心申报通知，明确申报单位需提交的材料。",
    ),
    Rule(
        DeadlineStatus.UNANNOUNCED,
        r"(?:具体)?(?:申报|受理|申请|报名|征集)[^,。;]{0,12}(?:将)?另行(?:通知|公布|发布|公告)",
        "具体申报事项另行通知。",
    ),
)
RECURRING = (
    Rule(
        DeadlineStatus.RECURRING,
        rf"(?:每个?|各)(?:会计年度|年度|季度|半年度?|月)(?:结束|终了|度终了)(?:后|之后)[{DAYS}{YEARS}]内[^。;]{{0,140}}?(?:填报|报送|提交|申报|申请|申领|登记|备案|更新)",
        "每个会计年度结束后6个月内填报上一年度信息。",
    ),
    Rule(
        DeadlineStatus.RECURRING,
        rf"{_EVERY}[^。;,]{{0,24}}?(?:前|底|末|间|内|初|旬|起|月|日)?[^。;,]{{0,16}}?(?:申报|受理|申请|报名|征集|填报)(?!人|情况|数据|截止)",
        "每季度首月10日前申报。",
    ),
    Rule(
        DeadlineStatus.RECURRING,
        r"(?:认定|申报|评选|评定|遴选|申请|征集|受理|评价|培育|推荐)(?:工作)?[,]?(?:原则上|一般|定期)*(?:每年|每两年|每三年|每半年|每季度)(?:度)?(?:集中|组织|开展|进行|认定|申报|受理|评选)*(?:[一二两三1-4])(?:次|批)",
        "认定工作原则上每年进行一次。",
    ),
    Rule(
        DeadlineStatus.RECURRING,
        rf"{_EVERY}[^。;,]{{0,16}}(?:前|底|末|内|初|旬|起|间|月|日|季度),?[^。;,]{{0,24}}?(?:提交|提出|报送|递交|组织|开展|启动|印发|发布)[^。;]{{0,16}}?(?:申请|申报)(?!人|情况|数据)",
        "每季度首月15日前，担保机构向市工信局提交上季度奖补申请。",
    ),
    Rule(
        DeadlineStatus.RECURRING,
        rf"(?:申报|受理|申请|征集|报名)(?:工作)?(?:时间|期限)?(?:为|是|:|\n|】)*(?:原则上|一般|于)*{_EVERY}",
        "申报时间为每年3月。",
    ),
)
_WORDS: dict[DeadlineStatus, tuple[str, ...]] = {
    DeadlineStatus.ROLLING: (
        "常年",
        "全年",
        "随时",
        "即时",
        "敞开",
        "滚动",
        "长期",
        "常态化",
        "免申即享",
        "无需申",
        "即申即",
        "不限",
    ),
    DeadlineStatus.UNANNOUNCED: (
        "另行",
        "统一安排",
        "为准",
        "申报通知",
        "申报指南",
        "申报公告",
        "通知要求",
        "待定",
        "待通知",
    ),
    DeadlineStatus.RECURRING: ("每", "按年", "按季", "按月", "按半年"),
}
_KEYWORDS = {status: Keywords(words) for status, words in _WORDS.items()}
_TIMES = frozenset("年季半月两三个")
# Not a window: the office's own rounds, figures, tax periods, a slogan.
_NOT_RECURRING = deferred(
    r"初审|评审|上月|上季|数据|情况|报表|总结|进展|(?<![列纳]入)(?:清单|名单)|纳税|税务|缴存|缴费|年度报告|贷款|活动|培训|兑现|检查|公示|统计|专家|不超过|不少于|不得"
)
_OF_LAST = deferred(
    "上(?:一)?(?:季度?|年度?|个?月)(?:的)?[^,。;]{0,16}(?=申请|申报|补贴|奖补|补助)"
)
_SLOGAN = deferred(
    r"推动|推进|推广|推行|探索|深化|优化|提升(?!补贴|行动)|加快|更多|建设|完善|拓展|扩大|打造|力争|健全|机制|试点|鼓励|实现"
)
_NO_APPLICATION = deferred(
    r"调研|核查|考察|验收|公示|评审(?!.*申报)|贷款|资金拨付|财政|统一安排使用|解释|不一致|不符|日期为准|时间为准|合同|登记时间|网签|批复|备案为准|(?:用户名|密码|账号|口令|地点|名额|结果)[^,。;]{0,6}另行"
)
_PROCEDURE = deferred(
    r"申报(?:主体|单位|材料|程序|流程|条件|要求|书|表)|申请(?:主体|单位|材料|表|书|条件)|提出申请|提交[^。]{0,10}申请"
)


def undated(segment: Segment) -> tuple[Window, ...]:
    """One window for each undated status that the document states, at most: the first statement of it."""
    statuses: tuple[DeadlineStatus, ...] = (
        DeadlineStatus.ROLLING,
        DeadlineStatus.UNANNOUNCED,
        DeadlineStatus.RECURRING,
    )
    found = {status: window for status in statuses if (window := _first(segment, status))}
    returning, told = found.get(DeadlineStatus.RECURRING), found.get(DeadlineStatus.UNANNOUNCED)
    if returning and told and returning.evidence == told.evidence:
        del found[
            DeadlineStatus.RECURRING
        ]  # 每年受理一次，具体时间另行通知: the notice to come says when
    return tuple(found.values())


def _first(segment: Segment, status: DeadlineStatus) -> Window | None:
    rules, allowed = _TABLES[status]
    text = segment.text
    last = -1
    for at, word in _KEYWORDS[status].word_places(text, segment.body_start if segment.heads else 0):
        if at < last or (word == "每" and text[at + 1 : at + 2] not in _TIMES):
            continue
        sentence = around(text, at)
        last = sentence.origin[-1]
        for rule in rules:
            found = _undated(rule, sentence)
            if found and allowed(segment, sentence, found):
                return _window(
                    segment,
                    sentence,
                    status,
                    _cited(segment, *sentence.offsets(found.start(), found.end())),
                )
    return None


def _undated(rule: Rule, sentence: Sentence) -> re.Match[str] | None:
    """The first place where a rule holds that has no day: 申报时间为5月12日至22日，具体以通知为准 has one.

    第一批截止时间为5月12日，第二批另行通知: the words behind the day name what it does not close.
    """
    for found in rule.finditer(sentence.text):
        behind = _SIGN.split(found[0])
        if len(behind) == 1 or _ANOTHER.search(behind[-1]):
            return found
    return None


def _cited(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Offsets that a sentence's evidence is cited from: a label above it is left to the words below."""
    return (
        (start, end)
        if segment.index_at(start) == segment.index_at(max(start, end - 1))
        else (segment.starts[segment.index_at(end - 1)], end)
    )


def _window(
    segment: Segment, sentence: Sentence, status: DeadlineStatus, at: tuple[int, int]
) -> Window:
    evidence = segment.sentence(*at)
    recurrence = evidence.text if status == DeadlineStatus.RECURRING else None
    kind = (
        DeadlineKind.APPLICATION if status == DeadlineStatus.ROLLING else kind_of(segment, sentence)
    )
    return Window(kind, status, evidence, actor=actor_of(sentence.text), recurrence=recurrence)


def _is_rolling(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    del segment
    text = sentence.text
    if re.search("免申|无需申|即申即", found[0]):
        return not _SLOGAN.search(text)
    return not _SLOGAN.search(text[: found.start()][-12:])


def _is_unannounced(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    del segment, sentence
    return not _NO_APPLICATION.search(found[0])


def _is_recurring(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    """A yearly or quarterly round that people apply for: the sentence applies, or the document has a procedure."""
    if any(sign in sentence.text for sign in _SIGNS):
        return False  # 每季度截止时间分别为1月30日、…: dated
    if _NOT_RECURRING.search(_OF_LAST.sub("", sentence.text)):
        return False
    return bool(re.search("申报|申请|受理|报名|填报|结束|终了", found[0])) or bool(
        _PROCEDURE.search(segment.text)
    )


_TABLES = {
    DeadlineStatus.ROLLING: (ROLLING, _is_rolling),
    DeadlineStatus.UNANNOUNCED: (UNANNOUNCED, _is_unannounced),
    DeadlineStatus.RECURRING: (RECURRING, _is_recurring),
}
