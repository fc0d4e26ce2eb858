"""Alerts as people read them, in Chinese or English. Pure: is given the facts, today and the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast

from store.records import (
    AlertKind,
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    LookStatus,
    Policy,
    PolicyStatus,
    SourceState,
)
from watcher.deciding import events
from watcher.deciding.news import Match, News, Reminder
from watcher.rendering import grounds, redline, summary, words
from watcher.rendering.fact_lines import line
from watcher.rendering.passages import dates, footing, heading, joined, labelled, offers, quoted
from watcher.rendering.words import Language

MOST_CLAUSES = 8
_SOURCE = {
    "zh": {
        "source_silent": "来源「{name}」自 {since} 起无法读取：{trouble}。在它恢复之前，那里的新政策不会被发现，请自行留意。",
        "finding": "技术信息：{reason}",
        "source_back": "来源「{name}」已恢复读取；失联期间的变化会照常补报。",
        "why": "该来源的地区在您的订阅范围内：{place}",
        "why_all": "该来源没有注明地区，所以告知每位订阅者",
    },
    "en": {
        "source_silent": "The source “{name}” cannot be read since {since}: {trouble}. Until it is back, new policies "
        "there are not seen; please look yourself.",
        "finding": "Finding: {reason}",
        "source_back": "The source “{name}” can be read again; what changed meanwhile is told as usual.",
        "why": "the source's region is one of yours: {place}",
        "why_all": "the source states no region, so every subscriber is told",
    },
}


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


def news(found: News, kinds: Sequence[ChangeKind], why: str, today: date, asked: str) -> Text:
    """What happened to a policy: its changes of the `kinds` the subscriber wants, with redline and dates ahead."""
    language = cast("Language", asked)
    kind = events.primary(kinds)
    told = [change for change in found.changes if change.kind in kinds]
    first = (
        offers(found, language)
        if kind == ChangeKind.PUBLISHED
        else _happened(found, told, language)
    )
    ahead = (
        dates(found.deadlines, today, language)
        if found.policy.status == PolicyStatus.ACTIVE
        else ()
    )
    evidence = found.evidence or ("" if kind == ChangeKind.AMENDED else _sentence(found.deadlines))
    body = joined(
        list(heading(found.policy, language)),
        [*first, *ahead, *quoted(evidence, language)],
        list(_wording(found, language)),
        list(footing(found.policy.url, why, language)),
    )
    mark = (
        words.NEW[language][found.policy.kind]
        if kind == ChangeKind.PUBLISHED
        else words.KIND[language][kind]
    )
    extra = {
        "changes": [
            {"kind": change.kind, "summary": summary.in_words(change, language)} for change in told
        ]
    }
    return Text(_title(mark, found.policy.title, language), body, why, extra)


def unseen(found: News, why: str, asked: str) -> Text:
    """Repeals of documents that nobody has seen: which, by which document, in which words."""
    language = cast("Language", asked)
    names = [summary.named(one.title, one.doc_number, language) for one in found.unseen]
    first = found.unseen[0].title or found.unseen[0].doc_number or ""
    more = (
        ""
        if len(names) == 1
        else f"等{len(names)}件"
        if language == "zh"
        else f" and {len(names) - 1} more"
    )
    by = summary.named(found.policy.title, found.policy.doc_number, language)
    quotes = dict.fromkeys(one.evidence for one in found.unseen)
    body = joined(
        names,
        [
            labelled("cause", by, language),
            *(line for text in quotes for line in quoted(text, language)),
        ],
        list(footing(found.policy.url, why, language)),
    )
    told = [
        summary.said_in_words(
            summary.repealed(found.policy.title, found.policy.doc_number, one.on), language
        )
        for one in found.unseen
    ]
    extra = {
        "changes": [
            {"kind": "repealed", "summary": summary.of_document(name, text, language)}
            for name, text in zip(names, told, strict=True)
        ],
        "repeals": [{"title": one.title, "doc_number": one.doc_number} for one in found.unseen],
    }
    return Text(
        _title(words.KIND[language][ChangeKind.REPEALED], first + more, language), body, why, extra
    )


def reminder(
    deadline: Deadline,
    policy: Policy,
    due: Reminder,
    why: str,
    asked: str,
    *,
    by: Sequence[Policy] = (),
) -> Text:
    """A date that is near, with the sentence it was read from; `by` are the notices that moved it there."""
    language = cast("Language", asked)
    left, what = words.days_left(due.days_left, language), words.DEADLINE[language][deadline.kind]
    mark = words.REMINDER[language][
        "expiry" if deadline.kind == DeadlineKind.EXPIRY else "window"
    ].format(left=left, what=what)
    today = due.closes - timedelta(days=due.days_left)
    body = joined(
        list(heading(policy, language)),
        [
            *dates((deadline,), today, language),
            *(
                labelled("cause", summary.named(one.title, one.doc_number, language), language)
                for one in by
            ),
            *quoted(deadline.evidence or "", language),
        ],
        list(footing(policy.url, why, language)),
    )
    extra = {"closes": due.closes.isoformat(), "days_left": due.days_left, "lead_days": due.lead}
    return Text(_title(mark, policy.title, language), body, why, extra)


def source(
    kind: AlertKind, card: SourceCard, state: SourceState, now: datetime, asked: str
) -> Text:
    """A source that went silent, or is back: its silence is not the absence of news."""
    language = cast("Language", asked)
    since = (
        state.failing_since.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")
        if state.failing_since
        else "?"
    )
    say = _SOURCE[language]
    why = (
        say["why"].format(place=grounds.place_name(card.region, language))
        if card.region
        else say["why_all"]
    )
    trouble = words.TROUBLE[language].get(
        state.last_status or "", words.TROUBLE[language][LookStatus.FAILED]
    )
    told = [say[kind].format(name=card.name, since=since, trouble=trouble)]
    if kind == AlertKind.SOURCE_SILENT and state.last_reason:
        told.append(say["finding"].format(reason=state.last_reason))
    body = joined(told, list(footing(card.url, why, language)))
    return Text(
        _title(words.KIND[language][kind], card.name, language), body, why, {"source": card.key}
    )


def digest(items: Sequence[tuple[str, str]], asked: str) -> tuple[str, str]:
    """Title and body of several alerts told together; `items` are their titles and bodies."""
    title = f"政策动态：{len(items)} 条" if asked == "zh" else f"Policy digest: {len(items)} items"
    contents = [f"{number}. {text}" for number, (text, _) in enumerate(items, 1)]
    bodies = [[f"━━ {number}. {text}", body] for number, (text, body) in enumerate(items, 1)]
    return title, joined(contents, *bodies)


def reason(match: Match, asked: str) -> str:
    """Why this subscriber got it."""
    return grounds.reason(match, cast("Language", asked))


def policy_payload(policy: Policy | None) -> dict[str, Any]:
    """The `policy` of a webhook; nulls where an alert is about a source."""
    if policy is None:
        return {"id": None, "title": None, "doc_number": None, "url": None}
    return {
        "id": policy.id,
        "title": policy.title,
        "doc_number": policy.doc_number,
        "url": policy.url,
    }


def _happened(found: News, told: Sequence[Change], language: Language) -> Iterator[str]:
    """The facts that moved, each once; the log's line where a change has no facts."""
    facts = dict.fromkeys(line(fact, language) for fact in found.facts)
    stated = [
        summary.in_words(change, language)
        for change in told
        if not change.facts and change.kind != ChangeKind.PUBLISHED
    ]
    if facts or stated:
        yield labelled("changes", "", language).rstrip()
    yield from (f"· {text}" for text in (*facts, *stated))


def _wording(found: News, language: Language) -> Iterator[str]:
    if found.clauses:
        yield labelled("wording", "", language).rstrip()
        yield redline.plain(found.clauses, limit=MOST_CLAUSES, language=language)


def _sentence(deadlines: Sequence[Deadline]) -> str:
    """The sentence that the nearest date was read from."""
    dated = sorted((d.closes, d.evidence) for d in deadlines if d.closes and d.evidence)
    return dated[0][1] if dated else ""


def _title(mark: str, title: str, language: Language) -> str:
    return f"【{mark}】{title}" if language == "zh" else f"[{mark}] {title}"
