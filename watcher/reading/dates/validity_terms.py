"""Reads every statement of effect and validity in a document, with whose it is. Chooses none: effective and validity do.

Sources of the wordings: DOMAIN.md (Dates and lifecycle) and sentences of the same shape from a dozen governments.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from store.records import DocumentKind
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.clause_subjects import Subject, whose
from watcher.reading.dates.date_spans import Span
from watcher.reading.dates.printed_durations import Duration
from watcher.reading.dates.wording import (
    DATE,
    DATES,
    DAYS,
    ISSUE,
    SPAN,
    TAKING_EFFECT,
    YEARS,
    Rule,
    Sentence,
    dated,
)
from watcher.reading.segment import Segment

Role = Literal[
    "effective_on",
    "effective_on_issue",
    "effective_after",
    "span",
    "until",
    "years",
    "issue_until",
    "plan",
    "begins",
]

_TERM = r"(?:(?:政策|施行|执行|实施|试行)?有效期限?|有效时间|(?:政策)?(?:执行|实施|施行|试行)(?:有效)?(?:期限?|时间|时限)|暂行期|政策期限|适用(?:期限?|时间)|时效)"
_CLOSE = r"[】\])）]*[\n:]*"
_OWN = r"(?P<who>(?:本|该|此|以上|上述|文件|政策|通知|公告|办法|规定|措施|细则|方案|意见|决定|条例|新政|若干|实施|工作|管理|《[^》]{2,12}》)*)"

_WORDINGS = (
    Rule(
        "issue_until",
        rf"{_TERM}{_CLOSE}{{is}}(?P<of>[^,。]{{0,24}}?){{issue}}起?{{to}}{{date}}",
        "政策执行期限自文件印发之日起至2027年12月31日。",
    ),
    Rule(
        "issue_until",
        rf"{{from}}(?P<of>{_OWN}){{issue}}起?{{to}}{{date}}止?(?:期间)?(?:有效|{{takes_effect}})",
        "本政策自发布之日起至2027年12月31日有效。",
    ),
    # effect
    Rule(
        "effective_after",
        rf"{{from}}{_OWN}{{issue}}起?满?[{YEARS}{DAYS}]之?后起?{{takes_effect}}",
        "本规定自发布之日起30日后施行。",
    ),
    Rule(
        "effective_on_issue",
        rf"{{from}}{_OWN}{{issue}}起?{{takes_effect}}",
        "本办法自印发之日起施行。",
    ),
    Rule(
        "effective_on_issue",
        rf"(?:实施|生效|施行|执行)(?:时间|日期){_CLOSE}{{is}}{_OWN}{{issue}}",
        "【实施时间】自印发之日起。",
    ),
    Rule(
        "span",
        r"{from}{span}止?(?:期间)?(?:{takes_effect}|有效)",
        "本措施自2026年1月1日至2027年12月31日施行。",
    ),
    Rule("effective_on", r"{from}{date}(?:起|始)?,?{takes_effect}", "本办法自2026年5月1日起施行。"),
    Rule(
        "effective_on",
        rf"(?:实施|生效|施行|执行)(?:时间|日期){_CLOSE}{{is}}{{date}}(?:起|$|[,。)])",
        "【生效时间】2026年5月1日起。",
    ),
    Rule("effective_on_issue", r"{issue}起,?{takes_effect}", "本通知即日起施行。"),
    Rule("effective_on", r"{date}起,?{takes_effect}", "新政2026年5月1日起施行。"),
    Rule(
        "begins",
        r"(?:^|(?<=要求,)|(?<=规定,)|(?<=批准,)|(?<=同意,)|(?<=研究,)|(?<=决定,)|(?<=获悉,)|(?<=通知,)|(?<=公告,))(?:第[一二三四五六七八九十]{1,3}条|[(]?[一二三四五六七八九十0-9]{1,3}[、.)])?[自从]?{date}起(?:,(?=[^。]{0,60}(?:调整|[上下]调|提高|降低|统一|停止|取消|不再|恢复|执行|实行|实施))|(?=(?:全面|暂时|阶段性|统一|将)*(?:[上下]调|取消|停止|暂停|恢复|不再)))",
        "自2026年4月1日起，住房公积金贷款最高额度调整为100万元。",
    ),
    Rule(
        "begins",
        r"^[^,。;《]{0,24}[自从]{date}起,?(?:由|统一|分别|正式|将)*[^,。;]{0,24}(?:调整[为至到]|提高[为至到]|降[低至为到]|[上下]调)",
        "我市低保标准从2026年7月1日起由每人每月1000元提高至1060元。",
    ),
    # validity
    Rule(
        "span",
        rf"{_TERM}内?{_CLOSE}(?:为|是|自|从|暂定|[0-9]{{4}}年?-[0-9]{{4}}年|\()*{{span}}",
        "【有效期限】2024年1月1日至2026年12月31日",
    ),
    Rule("until", rf"{_TERM}{_CLOSE}(?:为|暂定|原则上)*{{to}}{{date}}", "有效期至2028年12月31日。"),
    Rule(
        "until",
        r"(?:有效|政策|执行|实施)期限?[】\])]+[\n:]*{date}(?!起)",
        "【有效期限】2028年12月31日",
    ),
    Rule(
        "until",
        rf"{_TERM}{_CLOSE}(?:为|是)*{{date}}(?:之?前|以前|止|截止)",
        "政策有效期为2028年12月31日前。",
    ),
    Rule(
        "until",
        r"(?P<who>政策|措施|通知|办法|规定|文件)(?:截至|截止|至|到)+{date}前?有效",
        "以上政策截至2028年12月31日有效。",
    ),
    Rule(
        "until",
        r"(?:,|^)期限(?:为|暂定)?{to}{date}",
        "本措施自2024年9月1日起执行，期限至2025年12月31日止。",
    ),
    Rule(
        "until",
        r"(?:有效|适用|暂定)?(?:执行|施行|实施|试行|有效|适用){to}{date}(?!前?(?:完成|建成))",
        "本公告执行至2027年12月31日。",
    ),
    Rule(
        "until",
        r",(?:有效|暂定)?{to}{date}(?:为?止|截止|结束|自动废止|自动失效|废止|失效|有效|$)",
        "该政策自2026年3月14日起施行，至2029年3月13日止。",
    ),
    Rule(
        "until",
        r"(?<=[行施效]),{date}(?:截止|终?止|结束|自动废止|自动失效|失效|废止|到期)",
        "措施自2026年8月6日起实施，2027年8月5日（含）截止。",
    ),
    Rule(
        "span",
        rf"(?<={YEARS})[,(]*(?:即|自|从)+{{span}}",
        "有效期为2年，自2026年6月1日至2028年5月31日。",
    ),
    Rule(
        "years",
        rf"{_TERM}{_CLOSE}(?:为|暂定)*{{years}},?自{_OWN}{{issue}}起(?:计算?|算)",
        "有效期2年，自印发之日起计算。",
    ),
    Rule(
        "until",
        rf"(?:{_TERM}|政策|执行|实施|施行)的?截止(?:时间|日期)(?:为|是|:|至|到)*{{date}}",
        "政策执行截止时间为2028年12月31日。",
    ),
    Rule(
        "years",
        rf"{_TERM}{_CLOSE}{{is}}{_OWN}[{ISSUE}{TAKING_EFFECT}]起?(?:满)?{{years}}",
        "有效期为自印发之日起三年。",
    ),
    Rule(
        "until",
        r"本(?:通知|办法|措施|政策|规定|细则|意见|方案)[^,。;《]{0,6}有效期限?(?:延长|延续|顺延){to}{date}",
        "本通知有效期延续至2028年12月31日。",
    ),
    Rule(
        "years",
        rf"{_TERM}{_CLOSE}(?:为|是|共|暂定|原则上|一般|限|:)*{{years}}(?!的|内|以|前|后|届|满|期|至|到|或|、|,?(?:有效)?期满前)",
        "有效期5年。",
    ),
    Rule("years", r"试行{years}(?!的|内|以|前|后|届|满|期)", "自发布之日起施行，试行一年。"),
    Rule(
        "years",
        r"(?<=[行施效]),(?:暂定|执行|实施|施行|有效|为期)+{years}(?=[,。;)(]|$)",
        "本通知自2026年5月6日起执行，暂定一年。",
    ),
    Rule(
        "plan",
        rf"{_TERM}{_CLOSE}(?:为|是|:|自|同|与|至|到)*[“\"]?(?P<plan>十[四五六]五)[”\"]?(?:规划)?(?:末|期末|期间|时期|期满|结束|一致)",
        "实施期限为“十五五”期间。",
    ),
)
# The sign that a wording cannot do without: a sentence that has none of it is not searched.
_MUST = (("{issue}", ISSUE), ("{span}", SPAN), ("{date}", DATE), ("{years}", YEARS))
RULES = tuple(
    replace(rule, needs=next((sign for name, sign in _MUST if name in rule.wording), ""))
    for rule in _WORDINGS
)
_TERM_BEFORE = deferred(rf"{_TERM}{_CLOSE}(?:为|是|共|暂定|:)*{YEARS}[,(]*\Z")
_CELL = deferred(rf"[^,。;:]{{0,6}}(?:日期|时间):{DATE}\Z")  # 发文日期：… 实施日期：… on one line
_SHARED = 2  # 自…起执行至…: the verb ends one statement and begins the next
_EFFECT_WORDS = deferred(f"施行|实施|执行|生效|试行|实行|启用|有效|时效|期限|政策截止|{DATE}起")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: what it says, whose it is, and where it stands (offsets in the segment's text)."""

    role: Role
    subject: Subject
    start: int
    end: int
    moment: Moment | None = None
    span: Span | None = None
    length: Duration | None = None
    word: str = ""  # 印发, 发布, … or the plan's name
    own: bool = False  # the document names itself (本办法)

    @property
    def binding(self) -> bool:
        """It speaks of the document as a whole."""
        return self.subject in ("document", "unsaid")


def _values(sentence: Sentence, found: re.Match[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for index in range(found.start(), found.end()):
        match sentence.text[index]:
            case mark if mark in (DATE, DATES):
                token = sentence.moments_at(index)
                values["moment"] = token if isinstance(token, Moment) else None
            case mark if mark == SPAN:
                values["span"] = sentence.moments_at(index)
            case mark if mark in (YEARS, DAYS):
                values["length"] = sentence.duration_at(index)
            case mark if mark == ISSUE:
                values["word"] = sentence.signs[index]
    return values


def _statement(sentence: Sentence, rule: Rule, found: re.Match[str]) -> Statement:
    values = _values(sentence, found)
    groups = found.groupdict()
    if "plan" in groups:
        values["word"] = groups["plan"]
    left = sentence.text[: found.start() + found[0].startswith(",")] + (
        "政策" if found[0].startswith("政策") else ""
    )
    left = _TERM_BEFORE.sub(lambda term: "政策" if term[0].startswith("政策") else "", left)
    subject: Subject = "document" if groups.get("who") else whose(_CELL.sub("", left))
    role = rule.role
    if role == "begins":
        subject = "unsaid"
    if role == "issue_until" and not re.fullmatch(_OWN, groups["of"].lstrip("自从为")):
        role = "until"  # counted from another document's issue
    start, end = sentence.offsets(found.start(), found.end())
    return Statement(role, subject, start, end, own="本" in left[-60:], **values)  # type: ignore[arg-type]  # keyed by field


@lru_cache(maxsize=4)
def _statements(text: str) -> tuple[Statement, ...]:
    out: list[Statement] = []
    for sentence in dated(text):
        if not _EFFECT_WORDS.search(sentence.text):
            continue
        taken: list[tuple[int, int]] = []
        told: list[Statement] = []
        for rule in RULES:
            for found in rule.finditer(sentence.text):
                if all(
                    found.end() <= start or found.start() >= end - _SHARED for start, end in taken
                ):
                    # the statement whose verb this one goes on from tells whose it is
                    shared = next(
                        (
                            i
                            for i, (_, end) in enumerate(taken)
                            if end - _SHARED <= found.start() < end
                        ),
                        None,
                    )
                    said = _statement(sentence, rule, found)
                    if shared is not None:
                        said = replace(said, subject=told[shared].subject, own=told[shared].own)
                    taken.append(found.span())
                    told.append(said)
        out += told
    return tuple(sorted(out, key=lambda statement: statement.start))


def statements(segment: Segment) -> tuple[Statement, ...]:
    """Every statement of effect or validity in the text, in order."""
    return _statements(segment.text)


def binding(segment: Segment) -> list[Statement]:
    """The statements that speak of the document as a whole.

    A report that says nothing of "the policy" but tells one named document's effect means that one.
    """
    said = [statement for statement in statements(segment) if statement.binding]
    if said or segment.kind != DocumentKind.POLICY_NEWS:
        return said
    others = [statement for statement in statements(segment) if statement.subject == "other"]
    roles = [statement.role for statement in others]
    told = len(set(roles)) == len(roles) and any(
        role.startswith(("effective", "span")) for role in roles
    )
    return others if told else []
