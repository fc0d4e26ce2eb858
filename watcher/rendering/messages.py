"""Alerts as people read them, in the subscriber's language. Pure: today is given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from store.records import (
    AlertKind,
    ChangeKind,
    Deadline,
    DeadlineKind,
    LookStatus,
    Policy,
    SourceState,
)
from watcher.deciding import events, saying
from watcher.deciding.beside_windows import Surroundings
from watcher.deciding.news import Match, News, Reminder
from watcher.rendering import grounds, summary
from watcher.rendering.formatting import (
    alert_title,
    days_left,
    document_name,
    join_statements,
    short_day,
    time_of_day,
)
from watcher.rendering.languages import Wording, wording
from watcher.rendering.news_passages import cause_lines, news_lines, redline_lines, unseen_title
from watcher.rendering.passages import (
    beside_window_lines,
    deadline_lines,
    evidence_lines,
    footing_lines,
    heading_lines,
    join_passages,
    labelled_line,
)

UNKNOWN_INSTANT = "?"


@dataclass(frozen=True, slots=True)
class AlertText:
    """A rendered alert; `extra` goes into a webhook's payload beside what every alert has."""

    title: str
    body: str
    reason: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceCard:
    """The source that an alert is about."""

    key: str
    name: str
    region: str | None
    url: str | None


def news_alert(
    found: News, kinds: Sequence[ChangeKind], why: str, *, today: date, language: str
) -> AlertText:
    """The alert of a policy's changes, of the `kinds` that are wanted, with redline and dates."""
    speech, kind = wording(language), events.primary(kinds)
    told = [change for change in found.changes if change.kind in kinds]
    body = join_passages(
        list(heading_lines(found.policy, speech)),
        list(news_lines(found, told, kind, today=today, speech=speech)),
        list(redline_lines(found, speech)),
        list(footing_lines(found.policy.url, why, speech)),
    )
    if kind == ChangeKind.PUBLISHED:
        mark = speech.name_in("new", found.policy.kind)
    else:
        mark = speech.name_in("kind", kind)
    summaries = [
        {"kind": change.kind, "summary": summary.in_words(change, language)} for change in told
    ]
    return AlertText(
        alert_title(mark, found.policy.title, speech), body, why, {"changes": summaries}
    )


def repeals_alert(found: News, why: str, language: str) -> AlertText:
    """The alert of repeals of documents that nobody has seen, with the sentences that say so."""
    speech, policy = wording(language), found.policy
    names = [document_name(one.title, one.doc_number, speech) for one in found.unseen]
    body = join_passages(
        names,
        list(cause_lines(found, speech)),
        list(footing_lines(policy.url, why, speech)),
    )
    changes = []
    for one, name in zip(found.unseen, names, strict=True):
        said = saying.repealed(policy.title, policy.doc_number, one.on)
        text = summary.said_in_words(said, language)
        told = speech.say("summary.of_document", name=name, said=text)
        changes.append({"kind": ChangeKind.REPEALED, "summary": told})
    repeals = [{"title": one.title, "doc_number": one.doc_number} for one in found.unseen]
    title = alert_title(
        speech.name_in("kind", ChangeKind.REPEALED), unseen_title(found, speech), speech
    )
    return AlertText(title, body, why, {"changes": changes, "repeals": repeals})


def reminder_alert(
    deadline: Deadline,
    policy: Policy,
    due: Reminder,
    why: str,
    *,
    language: str,
    around: Surroundings = Surroundings(),  # noqa: B008 -- frozen, no state
) -> AlertText:
    """The alert of a date that is near, with its sentence.

    `around` tells which notices moved it there, and whom to ask.
    """
    speech = wording(language)
    left = days_left(due.days_left, speech)
    if deadline.kind == DeadlineKind.EXPIRY:
        mark = speech.say("reminder.expiry", left=left)
    else:
        what = speech.name_in("deadline", deadline.kind)
        mark = speech.say("reminder.window", left=left, what=what)
    today = due.closes - timedelta(days=due.days_left)
    causes = [document_name(one.title, one.doc_number, speech) for one in around.moved_by]
    body = join_passages(
        list(heading_lines(policy, speech)),
        [
            *deadline_lines((deadline,), today, speech),
            *(labelled_line("cause", cause, speech) for cause in causes),
            *beside_window_lines(around.beside, speech),
            *evidence_lines(deadline.evidence or "", speech),
        ],
        list(footing_lines(policy.url, why, speech)),
    )
    extra = {"closes": due.closes.isoformat(), "days_left": due.days_left, "lead_days": due.lead}
    return AlertText(alert_title(mark, policy.title, speech), body, why, extra)


def source_alert(
    kind: AlertKind, card: SourceCard, state: SourceState, *, now: datetime, language: str
) -> AlertText:
    """The alert of a source that went silent, or is back: its silence is not that of news.

    Instants are told in the zone of `now`.
    """
    speech = wording(language)
    if card.region:
        place = grounds.place_name(card.region, language)
        why = speech.say("source.place", place=place)
    else:
        why = speech.say("source.no_place")
    if kind == AlertKind.SOURCE_BACK:
        told = [speech.say("source.source_back", name=card.name)]
    else:
        told = list(_silence_lines(card.name, state, _silent_since(state, now, speech), speech))
    body = join_passages(told, list(footing_lines(card.url, why, speech)))
    title = alert_title(speech.name_in("kind", kind), card.name, speech)
    return AlertText(title, body, why, {"source": card.key})


def digest_text(told: Sequence[tuple[str, str]], language: str) -> tuple[str, str]:
    """Title and body of several alerts told together; `told` are their titles and bodies."""
    title = wording(language).count("digest.title", len(told))
    contents = [f"{number}. {text}" for number, (text, _) in enumerate(told, 1)]
    bodies = [[f"━━ {number}. {text}", body] for number, (text, body) in enumerate(told, 1)]
    return title, join_passages(contents, *bodies)


def digest_reasons(reasons: Iterable[str], language: str) -> str:
    """The reasons of the alerts of a digest, each once."""
    return join_statements(dict.fromkeys(reasons), wording(language))


def alert_reason(match: Match, language: str) -> str:
    """The grounds on which a subscriber gets an alert."""
    return grounds.match_reason(match, language)


def _silence_lines(name: str, state: SourceState, since: str, speech: Wording) -> Iterator[str]:
    """Since when a source is silent and why, and what the last look at it found."""
    failed = speech.name_in("trouble", LookStatus.FAILED)
    trouble = speech.name_or("trouble", state.last_status, failed)
    yield speech.say("source.source_silent", name=name, since=since, trouble=trouble)
    if state.last_reason:
        yield speech.say("source.finding", reason=state.last_reason)


def _silent_since(state: SourceState, now: datetime, speech: Wording) -> str:
    if state.failing_since is None:
        return UNKNOWN_INSTANT
    since = state.failing_since.astimezone(now.tzinfo)
    return f"{short_day(since, speech)} {time_of_day(since, speech)}"
