"""A policy that no place shows any more is withdrawn, but only days later. Pure: is given now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ABSENT_FOR = timedelta(days=3)
FILE = "file:"  # how the address of a file in a folder begins
ABSENT_CHECKS = 3  # good looks, so that nights and outages do not count as absence


@dataclass(frozen=True, slots=True)
class ShownAt:
    """A place where a policy was seen, and since when it is not.

    `missing_checks` are the looks at which the address itself said that it is gone; 0 where only
    the policy left it. `in_folder` says that it is a file: somebody moved it, or a mount was lost,
    and that says nothing of the policy.
    """

    missing_since: datetime | None
    missing_checks: int
    in_folder: bool = False


def is_withdrawn(places: Sequence[ShownAt], now: datetime) -> bool:
    """True where every place of a policy stopped showing it days ago; one that was never seen is
    not withdrawn.

    One that only files ever showed is not withdrawn either; beside other places files do not count
    once they are gone.
    """
    published = [place for place in places if not place.in_folder]
    files_gone = all(place.missing_since is not None for place in places if place.in_folder)
    return bool(published) and files_gone and all(_is_long_gone(place, now) for place in published)


def _is_long_gone(place: ShownAt, now: datetime) -> bool:
    if place.missing_since is None or now - place.missing_since < ABSENT_FOR:
        return False
    return place.missing_checks == 0 or place.missing_checks >= ABSENT_CHECKS
