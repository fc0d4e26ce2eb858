"""Tells how complete a list of one place can be, by its sources and those that are silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config import catalogue
from config.settings import SourceSettings
from store.database.opening import Transaction
from watcher.asking.source_states import Health, source_health


@dataclass(frozen=True, slots=True)
class Coverage:
    """The enabled sources of a place.

    `silent` are the keys of those that fail, the earliest since `silent_since`.
    """

    region: str | None
    sources: int
    unchecked: int
    silent: tuple[str, ...]
    silent_since: datetime | None


def coverage(
    tx: Transaction, sources: Sequence[SourceSettings], region: str | None = None
) -> Coverage:
    """The coverage of a place by its code, or of everything.

    As lists do, it counts what lies in the place and what governs it.

    A source that states no region may carry policies of any place, and counts for each.
    """
    concerned = [source for source in sources if source.enabled and _reaches(source, region)]
    found = source_health(tx, concerned)
    silent, since, unchecked = [], [], 0
    for one in found:
        if one.health is Health.NEW:
            unchecked += 1
        elif one.state.failing_since:  # nothing new is seen there, be anybody told of it or not
            silent.append(one.declared.key)
            since.append(one.state.failing_since)
    return Coverage(region, len(found), unchecked, tuple(silent), min(since, default=None))


def _reaches(source: SourceSettings, region: str | None) -> bool:
    """The source may carry what a list of `region` shows: it is that place, above or below it."""
    own = source.region
    if own is None or region is None or catalogue.NATION in (own, region):
        return True
    return own == region or own in catalogue.ancestors(region) or region in catalogue.ancestors(own)
