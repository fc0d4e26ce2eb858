"""A policy that no place shows any more is withdrawn, but only days later. Pure: is given now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ABSENT_FOR = timedelta(days=3)
ABSENT_CHECKS = 3  # good looks, so that nights and outages do not count as absence


@dataclass(frozen=True, slots=True)
class ShownAt:
    """A place where a policy was seen, and since when it is not.

    `missing_checks` are the good looks in which the whole address was not there; 0 where only the
    policy left it.
    """

    missing_since: datetime | None
    missing_checks: int


def is_withdrawn(places: Sequence[ShownAt], now: datetime) -> bool:
    """True where every place of a policy stopped showing it days ago; a policy needs a place."""
    return bool(places) and all(_is_long_gone(place, now) for place in places)


def _is_long_gone(place: ShownAt, now: datetime) -> bool:
    if place.missing_since is None or now - place.missing_since < ABSENT_FOR:
        return False
    return place.missing_checks == 0 or place.missing_checks >= ABSENT_CHECKS
