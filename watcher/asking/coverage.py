"""How complete a list of one place can be: the sources it rests on, and those of them that are silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config import catalogue
from config.settings import SourceSettings
from store.database.opening import Transaction
from watcher.asking.source_health import Health, SourceHealth, source_health


@dataclass(frozen=True, slots=True)
class Coverage:
    """The enabled sources of a place: `silent` are the keys of those that fail, the earliest since `silent_since`."""

    region: str | None
    sources: int
    unchecked: int
    silent: tuple[str, ...]
    silent_since: datetime | None


def coverage(
    tx: Transaction, sources: Sequence[SourceSettings], region: str | None = None
) -> Coverage:
    """The coverage of a place by its code, or of everything; as lists do, it counts what lies in it and governs it.

    A source that states no region may carry policies of any place, and counts for each.
    """
    enabled = [source for source in sources if source.enabled]
    concerned = [source for source in enabled if region is None or _reaches(source.region, region)]
    found = source_health(tx, concerned)
    silent = [one for one in found if _is_silent(one)]
    since = [one.state.failing_since for one in silent if one.state.failing_since]
    return Coverage(
        region=region,
        sources=len(found),
        unchecked=sum(one.health is Health.NEW for one in found),
        silent=tuple(one.declared.key for one in silent),
        silent_since=min(since, default=None),
    )


def _is_silent(one: SourceHealth) -> bool:
    """Nothing new is seen there, be its subscribers told already or not."""
    return one.health in (Health.FAILING, Health.SILENT)


def _reaches(own: str | None, region: str) -> bool:
    """A source of a place may carry what a list of `region` shows: it is that place, above it or below it."""
    if own is None or catalogue.NATION in (own, region):
        return True
    return own == region or own in catalogue.ancestors(region) or region in catalogue.ancestors(own)
