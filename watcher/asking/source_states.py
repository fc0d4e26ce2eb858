"""Is anything broken: how every declared source fares."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from config.settings import SourceSettings
from store import checks
from store.care import damages
from store.database.opening import Transaction
from store.records import SourceState


class Health(StrEnum):
    """The state of a source in one word."""

    DISABLED = "disabled"
    NEW = "new"  # never checked
    OK = "ok"
    FAILING = "failing"
    SILENT = "silent"  # failing, and its subscribers were told


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source as declared, and as its checks went.

    `damaged` counts what is stored of it and does not open.
    """

    declared: SourceSettings
    state: SourceState
    damaged: int = 0

    @property
    def health(self) -> Health:
        """The state in one word."""
        if not self.declared.enabled:
            return Health.DISABLED
        if self.state.last_check_at is None:
            return Health.NEW
        if self.state.failing_since is None:
            return Health.OK
        return Health.SILENT if self.state.silent_told_at else Health.FAILING


def source_health(tx: Transaction, sources: Sequence[SourceSettings]) -> list[SourceHealth]:
    """The health of the sources, in the order in which they are declared."""
    states, damaged = checks.states(tx), damages.by_source(tx)
    return [
        SourceHealth(
            source, states.get(source.key, SourceState(source.key)), damaged.get(source.key, 0)
        )
        for source in sources
    ]
