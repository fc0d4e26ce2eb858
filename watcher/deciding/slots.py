"""The deadlines that a facts record states, each under a slot that its next version finds again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from store.records import Actor, Basis, Deadline, DeadlineKind, DeadlineStatus, Slot, WindowChannel
from watcher.diffing.fact_changes import FactChange

Record = Mapping[str, Any]  # `reading.facts_record.facts_record`, as versions keep it
_NO_MATTER = datetime.min.replace(tzinfo=UTC)


def record_deadlines(
    record: Record, policy_id: int, *, at: datetime, announced: bool
) -> tuple[Deadline, ...]:
    """Every window of a facts record, dated or not, and the last day of validity.

    `at` is since when they are known; `announced` says that an alert of their own tells of them.
    """
    told: dict[str, Any] = {"policy_id": policy_id, "known_since": at, "announced": announced}
    return (*_window_deadlines(record, told), *_expiry_deadlines(record, told))


def printed_days(record: Record) -> dict[Slot, date | None]:
    """The days that a version printed, by the slots of `record_deadlines`."""
    stated = record_deadlines(record, 0, at=_NO_MATTER, announced=False)
    return {one.slot: one.closes for one in stated}


def printed_windows(record: Record) -> tuple[Deadline, ...]:
    """The windows that a version printed."""
    stated = record_deadlines(record, 0, at=_NO_MATTER, announced=False)
    return tuple(one for one in stated if one.kind != DeadlineKind.EXPIRY)


def in_order(deadlines: Iterator[Deadline] | Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Deadlines as they are listed: the nearest first, those without a day last."""
    return tuple(
        sorted(
            deadlines, key=lambda one: (one.closes is None, one.closes or date.max, one.slot.key)
        )
    )


def fact_slot_name(fact: FactChange) -> tuple[str, str, str, str]:
    """The name of the slot that a fact about a window, or about the validity, speaks of."""
    if fact.what != "deadline":
        return Slot(DeadlineKind.EXPIRY).name
    return (fact.window or "", fact.actor or "", fact.channel or "", fact.batch or "")


def day_of(text: str | None) -> date | None:
    """The day of a date as records print it, with or without an hour; None for other words."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _window_deadlines(record: Record, told: Mapping[str, Any]) -> Iterator[Deadline]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for window in record.get("windows") or ():
        actor, channel = window.get("actor"), window.get("channel")
        slot = Slot(
            DeadlineKind(window["kind"]),
            Actor(actor) if actor else None,
            WindowChannel(channel) if channel else None,
            window.get("batch"),
        )
        seen[slot.name] += 1
        closes_at = window["closes_at"]
        yield Deadline(
            kind=slot.kind,
            status=DeadlineStatus(window["status"]),
            opens=day_of(window["opens"]),
            closes=day_of(window["closes"]),
            closes_at=time.fromisoformat(closes_at) if closes_at else None,
            batch=slot.batch,
            actor=slot.actor,
            channel=slot.channel,
            ordinal=seen[slot.name],
            evidence=window["evidence"]["text"],
            basis=Basis(window["basis"]),
            **told,
        )


def _expiry_deadlines(record: Record, told: Mapping[str, Any]) -> Iterator[Deadline]:
    until = record.get("valid_until")
    if until and not record.get("draft"):  # a draft is not in force, so its term does not run
        said = until["evidence"]
        yield Deadline(
            kind=DeadlineKind.EXPIRY,
            status=DeadlineStatus.DATED,
            closes=day_of(until["value"]),
            evidence=said["text"] if said else None,
            basis=Basis(until["basis"]),
            **told,
        )
