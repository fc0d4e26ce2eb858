"""The passages of alerts: heading, what is offered, dates, footing. Lines only, no decisions."""

from collections.abc import Iterator, Sequence
from datetime import date

from config import catalogue
from store.records import Actor, Deadline, DeadlineKind, Policy
from watcher.deciding.beside_windows import Beside
from watcher.deciding.news import News
from watcher.rendering.formatting import (
    days_left,
    in_brackets,
    in_quotation_marks,
    join_items,
    join_statements,
    labelled_text,
    short_day,
    time_of_day,
)
from watcher.rendering.languages import Wording

MOST_NAMED = 4
MOST_EVIDENCE = 160  # characters
ELLIPSIS = "…"


def join_passages(*passages: Sequence[str]) -> str:
    """Passages below each other with one empty line between them; empty ones leave no gap."""
    return "\n\n".join("\n".join(lines) for lines in passages if lines)


def labelled_line(key: str, text: str, speech: Wording) -> str:
    """A line with what it is before it: 文号：云工信〔2026〕15号."""
    return labelled_text(speech.name_in("label", key), text, speech)


def heading_lines(policy: Policy, speech: Wording) -> Iterator[str]:
    """The policy itself: title, number, issuers, place."""
    yield policy.title
    if policy.doc_number:
        yield labelled_line("number", policy.doc_number, speech)
    if policy.issuers:
        yield labelled_line("issuers", join_items(policy.issuers, speech), speech)
    if policy.region_name:
        # a place keeps its Chinese name, the country does not
        nation = policy.region_code == catalogue.NATION
        place = speech.say("place.nation") if nation else policy.region_name
        yield labelled_line("region", place, speech)


def offer_lines(found: News, speech: Wording) -> Iterator[str]:
    """The benefits of a new policy, and for whom, in its own words."""
    if found.audience:
        yield labelled_line("audience", join_items(found.audience[:MOST_NAMED], speech), speech)
    if found.amounts:
        yield labelled_line("amounts", join_statements(found.amounts[:MOST_NAMED], speech), speech)


def beside_window_lines(beside: Beside, speech: Wording) -> Iterator[str]:
    """Facts beside the dates of an application window: 咨询电话：市科技局 0779-5650123."""
    for label, entries in beside:
        name = speech.name_in("beside", label)
        yield labelled_text(name, join_statements(entries[:MOST_NAMED], speech), speech)


def deadline_lines(deadlines: Sequence[Deadline], today: date, speech: Wording) -> Iterator[str]:
    """Each date and how far off it is, the nearest first, those without a day last."""
    for deadline in sorted(deadlines, key=_closing_order):
        yield _deadline_line(deadline, today, speech)


def evidence_lines(text: str, speech: Wording) -> Iterator[str]:
    """The sentence that says so, cut where it is long."""
    if text:
        short = text if len(text) <= MOST_EVIDENCE else text[:MOST_EVIDENCE] + ELLIPSIS
        yield labelled_line("evidence", in_quotation_marks(short, speech), speech)


def footing_lines(url: str | None, why: str, speech: Wording) -> Iterator[str]:
    """The original's address, and the reason of the alert."""
    if url:
        yield labelled_line("source", url, speech)
    yield labelled_line("reason", why, speech)


def _closing_order(deadline: Deadline) -> tuple[bool, date]:
    return (deadline.closes is None, deadline.closes or date.max)


def _deadline_line(deadline: Deadline, today: date, speech: Wording) -> str:
    """申报截止（第一批）：2026-03-01 — 2026-04-03 17:00（推算）（还有29天）."""
    if deadline.closes is None:
        status = speech.name_or("undated", deadline.status, deadline.status)
        return speech.say(
            "deadline_line.undated", status=status, **_window_blanks(deadline, speech)
        )
    day = short_day(deadline.closes, speech)
    left = in_brackets(days_left((deadline.closes - today).days, speech), speech)
    if deadline.kind == DeadlineKind.EXPIRY:
        return labelled_line("validity", day + _basis_aside(deadline, speech) + left, speech)
    if deadline.closes_at:
        day += f" {time_of_day(deadline.closes_at, speech)}"
    if deadline.opens:
        opens = short_day(deadline.opens, speech)
        day = speech.say("deadline_line.span", opens=opens, closes=day)
    days = day + _basis_aside(deadline, speech) + left
    return speech.say("deadline_line.dated", days=days, **_window_blanks(deadline, speech))


def _window_blanks(deadline: Deadline, speech: Wording) -> dict[str, str]:
    """The blanks that say which window it is."""
    authority = deadline.actor == Actor.AUTHORITY
    return {
        "what": speech.name_in("deadline", deadline.kind),
        "actor": speech.say("deadline_line.authority") if authority else "",
        "batch": in_brackets(deadline.batch, speech) if deadline.batch else "",
    }


def _basis_aside(deadline: Deadline, speech: Wording) -> str:
    """In brackets, unless the date is stated as it is."""
    basis = speech.name_or("basis", deadline.basis, "")
    return in_brackets(basis, speech) if basis else ""
