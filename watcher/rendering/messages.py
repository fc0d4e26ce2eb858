"""Alerts as people read them, in the subscriber's language. Pure: is given the facts, today and the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

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
from watcher.deciding.beside_windows import Surroundings
from watcher.deciding.news import Match, News, Reminder
from watcher.rendering import grounds, redline, summary
from watcher.rendering.fact_lines import line
from watcher.rendering.formatting import (
    alert_title,
    days_left,
    document_name,
    short_day,
    statements,
    time_of_day,
)
from watcher.rendering.languages import Wording, wording
from watcher.rendering.passages import (
    dates,
    footing,
    heading,
    joined,
    labelled_line,
    offers,
    quoted,
    told_with_windows,
)

UNKNOWN_INSTANT = "?"
MOST_CLAUSES = 8
OF_WINDOWS = (ChangeKind.PUBLISHED, ChangeKind.DEADLINE_SET, ChangeKind.DEADLINE_MOVED)


@dataclass(frozen=True, slots=True)
class AlertText:
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


def news(
    found: News, kinds: Sequence[ChangeKind], why: str, today: date, language: str
) -> AlertText:
    """The alert of what happened to a policy: its changes of the `kinds` the subscriber wants, with redline and dates."""
    speech, kind = wording(language), events.primary(kinds)
    told = [change for change in found.changes if change.kind in kinds]
    body = joined(
        list(heading(found.policy, speech)),
        list(_news_lines(found, told, kind, today, speech)),
        list(_redline(found, speech)),
        list(footing(found.policy.url, why, speech)),
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


def unseen(found: News, why: str, language: str) -> AlertText:
    """The alert of repeals of documents that nobody has seen: which, by which document, in which words."""
    speech, policy = wording(language), found.policy
    names = [document_name(one.title, one.doc_number, speech) for one in found.unseen]
    body = joined(
        names,
        list(_cause_lines(found, speech)),
        list(footing(policy.url, why, speech)),
    )
    changes = []
    for one, name in zip(found.unseen, names, strict=True):
        said = summary.repealed(policy.title, policy.doc_number, one.on)
        text = summary.said_in_words(said, language)
        told = speech.say("summary.of_document", name=name, said=text)
        changes.append({"kind": ChangeKind.REPEALED, "summary": told})
    repeals = [{"title": one.title, "doc_number": one.doc_number} for one in found.unseen]
    title = alert_title(
        speech.name_in("kind", ChangeKind.REPEALED), _unseen_title(found, speech), speech
    )
    return AlertText(title, body, why, {"changes": changes, "repeals": repeals})


def reminder(
    deadline: Deadline,
    policy: Policy,
    due: Reminder,
    why: str,
    language: str,
    *,
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
    body = joined(
        list(heading(policy, speech)),
        [
            *dates((deadline,), today, speech),
            *(labelled_line("cause", cause, speech) for cause in causes),
            *told_with_windows(around.beside, speech),
            *quoted(deadline.evidence or "", speech),
        ],
        list(footing(policy.url, why, speech)),
    )
    extra = {"closes": due.closes.isoformat(), "days_left": due.days_left, "lead_days": due.lead}
    return AlertText(alert_title(mark, policy.title, speech), body, why, extra)


def source(
    kind: AlertKind, card: SourceCard, state: SourceState, now: datetime, language: str
) -> AlertText:
    """The alert of a source that went silent, or is back: its silence is not the absence of news."""
    speech = wording(language)
    if card.region:
        place = grounds.place_name(card.region, language)
        why = speech.say("source.place", place=place)
    else:
        why = speech.say("source.no_place")
    body = joined(
        list(_source_lines(kind, card, state, now, speech)), list(footing(card.url, why, speech))
    )
    title = alert_title(speech.name_in("kind", kind), card.name, speech)
    return AlertText(title, body, why, {"source": card.key})


def digest(told: Sequence[tuple[str, str]], language: str) -> tuple[str, str]:
    """Title and body of several alerts told together; `told` are their titles and bodies."""
    title = wording(language).count("digest.title", len(told))
    contents = [f"{number}. {text}" for number, (text, _) in enumerate(told, 1)]
    bodies = [[f"━━ {number}. {text}", body] for number, (text, body) in enumerate(told, 1)]
    return title, joined(contents, *bodies)


def digest_reason(reasons: Iterable[str], language: str) -> str:
    """Why the alerts of a digest were told, each reason once."""
    return statements(dict.fromkeys(reasons), wording(language))


def reason(match: Match, language: str) -> str:
    """Why this subscriber got it."""
    return grounds.reason(match, language)


def _news_lines(
    found: News, told: Sequence[Change], kind: ChangeKind, today: date, speech: Wording
) -> Iterator[str]:
    """The offers of a new policy, the difference of any other; then the dates ahead, and the sentence that says so."""
    if kind == ChangeKind.PUBLISHED:
        yield from offers(found, speech)
    else:
        yield from _difference_lines(found, told, speech)
    if found.policy.status == PolicyStatus.ACTIVE:
        yield from dates(found.deadlines, today, speech)
    if kind in OF_WINDOWS:
        yield from told_with_windows(found.beside, speech)
    evidence = found.evidence
    if not evidence and kind != ChangeKind.AMENDED:
        evidence = _nearest_sentence(found.deadlines)
    yield from quoted(evidence, speech)


def _difference_lines(found: News, told: Sequence[Change], speech: Wording) -> Iterator[str]:
    """The facts that moved, each once; the log's line where a change has no facts."""
    lines = [line(fact, speech.code) for fact in found.facts]
    facts = list(dict.fromkeys(lines))
    stated = [summary.in_words(change, speech.code) for change in told if _says_itself(change)]
    if facts or stated:
        yield _section_label("changes", speech)
    for text in (*facts, *stated):
        yield f"· {text}"


def _says_itself(change: Change) -> bool:
    """Whether no fact tells the change; what is new is told by what it offers."""
    return not change.facts and change.kind != ChangeKind.PUBLISHED


def _redline(found: News, speech: Wording) -> Iterator[str]:
    if found.clauses:
        yield _section_label("wording", speech)
        yield redline.marked_text(found.clauses, limit=MOST_CLAUSES, language=speech.code)


def _section_label(key: str, speech: Wording) -> str:
    """The label of the lines below it, without the space that would stand before a text."""
    return labelled_line(key, "", speech).rstrip()


def _cause_lines(found: News, speech: Wording) -> Iterator[str]:
    """The document that repeals others, and each of its sentences once."""
    by = document_name(found.policy.title, found.policy.doc_number, speech)
    yield labelled_line("cause", by, speech)
    for text in dict.fromkeys(one.evidence for one in found.unseen):
        yield from quoted(text, speech)


def _unseen_title(found: News, speech: Wording) -> str:
    """The first document, and how many there are in all, or besides."""
    first = found.unseen[0].title or found.unseen[0].doc_number or ""
    count = len(found.unseen)
    if count == 1:
        return first
    return speech.say("unseen.title", first=first, count=count, others=count - 1)


def _source_lines(
    kind: AlertKind, card: SourceCard, state: SourceState, now: datetime, speech: Wording
) -> Iterator[str]:
    if kind != AlertKind.SOURCE_SILENT:
        yield speech.say("source.source_back", name=card.name)
        return
    failed = speech.name_in("trouble", LookStatus.FAILED)
    trouble = speech.name_or("trouble", state.last_status, failed)
    since = _silent_since(state, now, speech)
    yield speech.say("source.source_silent", name=card.name, since=since, trouble=trouble)
    if state.last_reason:
        yield speech.say("source.finding", reason=state.last_reason)


def _silent_since(state: SourceState, now: datetime, speech: Wording) -> str:
    if state.failing_since is None:
        return UNKNOWN_INSTANT
    since = state.failing_since.astimezone(now.tzinfo)
    return f"{short_day(since, speech)} {time_of_day(since, speech)}"


def _nearest_sentence(deadlines: Sequence[Deadline]) -> str:
    """The sentence that the nearest date was read from."""
    dated = sorted((one.closes, one.evidence) for one in deadlines if one.closes and one.evidence)
    return dated[0][1] if dated else ""
