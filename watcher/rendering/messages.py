"""Alerts as people read them, in Chinese or English. Pure: is given the facts, today and the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from config import catalogue
from store.records import Deadline, Policy, SourceState
from watcher.lifecycle import events
from watcher.lifecycle.news import Match, News, Reminder
from watcher.rendering import redline, words
from watcher.rendering.facts import line
from watcher.rendering.words import Language

MOST_CLAUSES = 8
MOST_NAMED = 4
MOST_EVIDENCE = 160  # characters


@dataclass(frozen=True, slots=True)
class Text:
    """A rendered alert; `extra` goes into a webhook's payload beside what every alert has."""

    title: str
    body: str
    reason: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What is said of a source."""

    key: str
    name: str
    region: str | None
    url: str | None


def news(found: News, kinds: Sequence[str], why: str, today: date, asked: str) -> Text:
    """What happened to a policy: its changes of the `kinds` the subscriber wants, with redline and dates ahead."""
    language = cast("Language", asked)
    label = words.LABEL[language]
    kind = events.primary(kinds)
    told = [change for change in found.changes if change.kind in kinds]
    lines = [*_heading(found.policy, language), ""]
    if kind != "published":
        lines.append(f"{label['changes']}：")
        lines += [f"· {text}" for text in _happened(found, told, language)]
    if kind == "published":
        lines += _offers(found, language)
    if found.policy.status == "active":
        lines += _dates(found.deadlines, today, language)
    evidence = found.evidence or ("" if kind == "amended" else _sentence(found.deadlines))
    if evidence:
        lines.append(f"{label['evidence']}：「{_short(evidence)}」")
    if found.clauses:
        lines += ["", f"{label['wording']}：", redline.plain(found.clauses, limit=MOST_CLAUSES, language=language)]
    lines += ["", *_footing(found.policy, why, language)]
    extra = {"changes": [{"kind": change.kind, "summary": change.summary} for change in told]}
    return Text(
        _title(_kind_word(kind, found.policy, language), found.policy.title, language), "\n".join(lines), why, extra
    )


def reminder(deadline: Deadline, policy: Policy, due: Reminder, why: str, asked: str) -> Text:
    """A date that is near, with the sentence it was read from."""
    language = cast("Language", asked)
    label = words.LABEL[language]
    what = words.DEADLINE[language][deadline.kind]
    left = words.days_left(due.days_left, language)
    mark = f"{left}{what}截止" if language == "zh" else f"{what}: {left}"
    if deadline.kind == "expiry":
        mark = f"{left}有效期届满" if language == "zh" else f"Expires {left}"
    lines = [*_heading(policy, language), "", *_dates((deadline,), due.closes, language, days=due.days_left)]
    if deadline.evidence:
        lines.append(f"{label['evidence']}：「{_short(deadline.evidence)}」")
    lines += ["", *_footing(policy, why, language)]
    extra = {"closes": due.closes.isoformat(), "days_left": due.days_left, "lead_days": due.lead}
    return Text(_title(mark, policy.title, language), "\n".join(lines), why, extra)


def source(kind: str, card: SourceCard, state: SourceState, now: datetime, asked: str) -> Text:
    """A source that went silent, or is back: its silence is not the absence of news."""
    language = cast("Language", asked)
    since = state.failing_since.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M") if state.failing_since else "?"
    zh = {
        "source_silent": f"来源「{card.name}」自 {since} 起无法读取：{state.last_reason}。在它恢复之前，那里的新政策不会被发现，请自行留意。",
        "source_back": f"来源「{card.name}」已恢复读取；失联期间的变化会照常补报。",
    }
    en = {
        "source_silent": f"The source “{card.name}” cannot be read since {since}: {state.last_reason}. "
        "Until it is back, new policies there are not seen; please look yourself.",
        "source_back": f"The source “{card.name}” can be read again; what changed meanwhile is told as usual.",
    }
    why = (
        f"该来源的地区在您的订阅范围内：{_place(card.region)}"
        if language == "zh"
        else f"the source's region is one of yours: {_place(card.region)}"
    )
    body = "\n".join(
        [(zh if language == "zh" else en)[kind], *([card.url] if card.url else []), "", _why(why, language)]
    )
    extra = {"source": card.key}
    return Text(_title(words.KIND[language][kind], card.name, language), body, why, extra)


def digest(items: Sequence[tuple[str, str]], asked: str) -> tuple[str, str]:
    """Title and body of several alerts told together; `items` are their titles and bodies."""
    language = cast("Language", asked)
    title = f"政策动态：{len(items)} 条" if language == "zh" else f"Policy digest: {len(items)} items"
    contents = [f"{number}. {text}" for number, (text, _) in enumerate(items, 1)]
    bodies = [f"━━ {number}. {text}\n{body}" for number, (text, body) in enumerate(items, 1)]
    return title, "\n".join([*contents, "", "\n\n".join(bodies)])


def reason(match: Match, asked: str) -> str:
    """Why this subscriber got it: the place, the industries and the words that matched."""
    return "；".join(_grounds(match)) if asked == "zh" else "; ".join(_grounds_en(match))


def policy_payload(policy: Policy | None) -> dict[str, Any]:
    """The `policy` of a webhook; nulls where an alert is about a source."""
    if policy is None:
        return {"id": None, "title": None, "doc_number": None, "url": None}
    return {"id": policy.id, "title": policy.title, "doc_number": policy.doc_number, "url": policy.url}


def _heading(policy: Policy, language: Language) -> Iterator[str]:
    label = words.LABEL[language]
    yield policy.title
    if policy.doc_number:
        yield f"{label['number']}：{policy.doc_number}"
    if policy.issuers:
        yield f"{label['issuers']}：{'、'.join(policy.issuers)}"
    if policy.region_name:
        yield f"{label['region']}：{policy.region_name}"


def _offers(found: News, language: Language) -> Iterator[str]:
    """What a new policy offers, and to whom, in its own words."""
    label, comma = words.LABEL[language], "、" if language == "zh" else ", "
    if found.audience:
        yield f"{label['audience']}：{comma.join(found.audience[:MOST_NAMED])}"
    if found.amounts:
        yield f"{label['amounts']}：{'；'.join(found.amounts[:MOST_NAMED])}"


def _sentence(deadlines: Sequence[Deadline]) -> str:
    """The sentence that the nearest date was read from."""
    dated = sorted((d.closes, d.evidence) for d in deadlines if d.closes and d.evidence)
    return dated[0][1] if dated else ""


def _happened(found: News, told: Sequence[Any], language: Language) -> Iterator[str]:
    """The facts that moved, each once; the log's line where a change has no facts."""
    facts = dict.fromkeys(line(fact, language) for fact in found.facts)
    yield from facts
    for change in told:
        if not change.facts and change.kind != "published":
            yield change.summary


def _dates(deadlines: Sequence[Deadline], today: date, language: Language, *, days: int | None = None) -> Iterator[str]:
    label = words.LABEL[language]
    for deadline in sorted(deadlines, key=lambda d: (d.closes is None, d.closes or date.max)):
        what = words.DEADLINE[language][deadline.kind] + words.ACTOR[language].get(deadline.actor or "", "")
        batch = f"（{deadline.batch}）" if deadline.batch else ""
        if deadline.closes is None:
            yield f"{what}{batch}：{words.UNDATED[language].get(deadline.status, deadline.status)}"
            continue
        left = words.days_left((deadline.closes - today).days if days is None else days, language)
        basis = label.get(deadline.basis, "")
        if deadline.kind == "expiry":
            yield f"{label['validity']}：{deadline.closes.isoformat()}{basis}（{left}）"
            continue
        opens = f"{deadline.opens.isoformat()} — " if deadline.opens else ""
        at = deadline.closes_at.strftime(" %H:%M") if deadline.closes_at else ""
        yield f"{what}{label['closes']}{batch}：{opens}{deadline.closes.isoformat()}{at}{basis}（{left}）"


def _footing(policy: Policy, why: str, language: Language) -> Iterator[str]:
    yield f"{words.LABEL[language]['source']}：{policy.url}"
    yield _why(why, language)


def _why(why: str, language: Language) -> str:
    return f"{words.LABEL[language]['reason']}：{why}"


def _kind_word(kind: str, policy: Policy, language: Language) -> str:
    return words.NEW[language][policy.kind] if kind == "published" else words.KIND[language][kind]


def _title(mark: str, title: str, language: Language) -> str:
    return f"【{mark}】{title}" if language == "zh" else f"[{mark}] {title}"


def _grounds(match: Match) -> Iterator[str]:
    place, asked = match.region, match.subscription.regions
    if not asked:
        yield "您订阅了全部地区"
    elif place is None or place == catalogue.NATION:
        yield "全国适用"
    elif place in asked:
        yield f"您订阅的地区：{_place(place)}"
    else:
        yield f"与您订阅的地区相关：{_place(place)}"
    for label, strength in match.labels:
        yield f"行业：{label}" + ("" if strength == "strong" else "（仅提及）")
    if match.subscription.industries and not match.labels:
        yield "不限行业"
    if match.keywords:
        yield "关键词：" + "、".join(match.keywords)


def _grounds_en(match: Match) -> Iterator[str]:
    place, asked = match.region, match.subscription.regions
    if not asked:
        yield "you subscribe to every region"
    elif place is None or place == catalogue.NATION:
        yield "applies to the whole country"
    else:
        yield ("your region: " if place in asked else "related to your region: ") + _place(place)
    for label, strength in match.labels:
        yield f"industry: {label}" + ("" if strength == "strong" else " (mentioned only)")
    if match.subscription.industries and not match.labels:
        yield "names no industry"
    if match.keywords:
        yield "keywords: " + ", ".join(match.keywords)


def _place(code: str | None) -> str:
    return catalogue.full_name(code) if code and code != catalogue.NATION else "全国"


def _short(text: str) -> str:
    return text if len(text) <= MOST_EVIDENCE else text[:MOST_EVIDENCE] + "…"
