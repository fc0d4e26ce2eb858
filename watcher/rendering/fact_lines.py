"""One line for one fact that differs, in Chinese or English. Wording only."""

from datetime import date
from typing import Final, Literal

from store.records import Actor
from watcher.diffing.fact_changes import FactChange, FactName

Language = Literal["zh", "en"]

_NAMES: Final[dict[Language, dict[FactName, str]]] = {
    "zh": {
        "deadline": "截止",
        "opens": "开始",
        "validity": "有效期",
        "effective": "施行日期",
        "amount": "金额",
        "percent": "比例",
        "issuer": "发文机关",
        "doc_number": "发文字号",
        "title": "标题",
        "region": "适用地区",
        "status": "状态",
        "issued_on": "成文日期",
        "published_on": "发布日期",
    },
    "en": {
        "deadline": "closes",
        "opens": "opens",
        "validity": "Validity",
        "effective": "Effective",
        "amount": "Amount",
        "percent": "Rate",
        "issuer": "Issued by",
        "doc_number": "Number",
        "title": "Title",
        "region": "Region",
        "status": "Status",
        "issued_on": "Written",
        "published_on": "Published",
    },
}
_WINDOWS: Final[dict[Language, dict[str, str]]] = {
    "zh": {"application": "申报", "consultation": "征求意见", "filing": "报送"},
    "en": {"application": "Application", "consultation": "Consultation", "filing": "Filing"},
}
_CHANNELS: Final[dict[Language, dict[str, str]]] = {
    "zh": {"online": "（网上）", "paper": "（纸质）"},
    "en": {"online": " (online)", "paper": " (paper)"},
}
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "rolling": "常年受理",
        "recurring": "定期受理",
        "unannounced": "另行通知",
        "on_issue": "印发之日",
    },
    "en": {
        "rolling": "open all year",
        "recurring": "recurring",
        "unannounced": "to be announced",
        "on_issue": "day of issue",
    },
}
_ABSENT: Final[dict[Language, tuple[str, str]]] = {"zh": ("新增", "取消"), "en": ("new", "dropped")}


def line(fact: FactChange, language: Language = "zh") -> str:
    """申报截止 2026年6月30日 → 7月31日（延长31天）; 最高200万元 → 最高300万元."""
    old = _value(fact.old, language)
    new = _value(fact.new, language)
    if (
        language == "zh"
        and old
        and new
        and fact.old
        and fact.new
        and fact.old[:5] == fact.new[:5]
        and _day(fact.new)
    ):
        new = new.removeprefix(f"{fact.new[:4]}年")
    name = _name(fact, language)
    added, dropped = _ABSENT[language]
    if fact.old is None or fact.new is None:
        return f"{added if fact.old is None else dropped} {name} {new or old}".replace("  ", " ")
    return f"{name} {old} → {new}{_by(fact, language)}".lstrip()


def _name(fact: FactChange, language: Language) -> str:
    name = _NAMES[language][fact.what]
    if fact.what in ("amount", "percent") and fact.old and fact.new:
        return ""
    if fact.what not in ("deadline", "opens"):
        return name
    window = _WINDOWS[language].get(fact.window or "", "")
    channel = _CHANNELS[language].get(fact.channel or "", "")
    if language == "en":
        by = " (by the local bureau)" if fact.actor == Actor.AUTHORITY else ""
        return " ".join(filter(None, (fact.batch, window, name))) + channel + by
    by = "（主管部门）" if fact.actor == Actor.AUTHORITY else ""
    return f"{fact.batch or ''}{window}{name}{channel}{by}"


def _by(fact: FactChange, language: Language) -> str:
    if not fact.days:
        return ""
    days = abs(fact.days)
    if fact.direction is None or fact.what == "effective":
        if language == "zh":
            return f"（{'推迟' if fact.days > 0 else '提前'}{days}天）"
        return f" ({days} days {'later' if fact.days > 0 else 'earlier'})"
    if language == "zh":
        return f"（{'延长' if fact.direction == 'extended' else '缩短'}{days}天）"
    return f" ({fact.direction} by {days} days)"


def _value(value: str | None, language: Language) -> str:
    if value is None:
        return ""
    day = _day(value)
    if day and language == "zh":
        return f"{day.year}年{day.month}月{day.day}日{value[10:]}"
    return _WORDS[language].get(value, value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
