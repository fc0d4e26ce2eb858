"""Windows of two facts records, paired: which of the old ones a new one replaces.

Says nothing of what differs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from store.records import Actor, DeadlineKind, DeadlineStatus

Paired = tuple["RecordedWindow | None", "RecordedWindow | None"]


@dataclass(frozen=True, slots=True)
class RecordedWindow:
    """One window of a record; dates as YYYY-MM-DD."""

    kind: str
    status: str
    opens: str | None
    closes: str | None
    closes_at: str | None
    batch: str | None
    actor: str | None
    channel: str | None
    evidence: str | None

    @property
    def told(self) -> str:
        """The close: a day, a day and a time, or the status of a window without a day."""
        if not self.closes:
            return self.status
        return f"{self.closes} {self.closes_at}" if self.closes_at else self.closes


def recorded_windows(record: Mapping[str, Any]) -> list[RecordedWindow]:
    """The windows of a facts record, in its order; a repeated one counts once."""
    return list(dict.fromkeys(_recorded_window(given) for given in record.get("windows") or ()))


def _recorded_window(given: Mapping[str, Any]) -> RecordedWindow:
    evidence = given.get("evidence")
    return RecordedWindow(
        kind=given.get("kind") or DeadlineKind.APPLICATION,
        status=given.get("status")
        or (DeadlineStatus.DATED if given.get("closes") else DeadlineStatus.UNANNOUNCED),
        opens=given.get("opens"),
        closes=given.get("closes"),
        closes_at=given.get("closes_at"),
        batch=given.get("batch"),
        actor=given.get("actor") or Actor.APPLICANT,
        channel=given.get("channel"),
        evidence=evidence.get("text") if isinstance(evidence, Mapping) else evidence,
    )


def _dates_of(window: RecordedWindow) -> tuple[str | None, ...]:
    return (window.kind, window.actor, window.opens, window.told)


def _name_of(window: RecordedWindow) -> tuple[str | None, ...]:
    return (window.kind, window.actor, window.batch, window.channel)


# from what makes a window the same to what still makes it likely the same
_KEYS: Final[tuple[Callable[[RecordedWindow], object], ...]] = (
    lambda w: (_name_of(w), _dates_of(w)),
    _dates_of,
    _name_of,
    lambda w: (w.kind, w.actor, w.batch),
    lambda w: (w.kind, w.actor),
)


def pair_windows(old: Sequence[RecordedWindow], new: Sequence[RecordedWindow]) -> Iterator[Paired]:
    """Each window of both sides once, with its partner or None.

    The new ones in their order, then those that ended.
    """
    left = list(old)
    partners: dict[int, RecordedWindow] = {}
    for key in _KEYS:
        for at, now in enumerate(new):
            if at in partners:
                continue
            was = next((window for window in left if key(window) == key(now)), None)
            if was:
                partners[at] = was
                left.remove(was)
    yield from ((partners.get(at), now) for at, now in enumerate(new))
    yield from ((was, None) for was in left)
