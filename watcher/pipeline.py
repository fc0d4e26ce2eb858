"""One source, from check to alerts. The path:

    look            the source's adapter fetches: answers, never exceptions
    keep            transaction 1: every body that differs from its address's latest: a snapshot
    read            bytes → text → documents → facts: pure
    decide, record  transaction 2, a batch of snapshots each: what is known is loaded, what follows
                    is decided purely and written: policies, versions, changes, dates, alerts
    settle          transaction 3: what is missing, the source's health, when to look again

A crash between any two leaves rows that `watcher/upkeep/recovering.py` finds: a snapshot that
nobody has read.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store import checks
from store.database.opening import Database, StoreError
from store.records import LookStatus
from watcher.fetching import KINDS
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Look
from watcher.intake import Batch, Intake, Tally
from watcher.recording import looks
from watcher.recording.looks import GOOD
from watcher.steps import OnStep, unwatched
from watcher.telling.teller import Teller
from watcher.upkeep.recovering import Recovery
from watcher.upkeep.source_repair import SourceRepair

if TYPE_CHECKING:
    from watcher.fetching.web.client import Web

_log = logging.getLogger("policywatch.pipeline")


@dataclass(frozen=True, slots=True)
class Report:
    """One check for people: the source's outcome, what was new, and what could not be read."""

    key: str
    status: LookStatus
    reason: str = ""
    baseline: bool = False
    addresses: int = 0
    snapshots: int = 0
    documents: int = 0
    changes: int = 0
    alerts: int = 0
    troubles: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.status in GOOD


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Checks sources against one store.

    `clock` gives the instant; `on_step` hears the name of each step when done.
    """

    database: Database
    intake: Intake
    recovery: Recovery
    teller: Teller
    web: "Callable[[], Web]"
    clock: Callable[[], datetime]
    on_step: OnStep = unwatched

    def check(self, source: SourceSettings) -> Report:
        """One look at a source, whatever comes of it; its faults are in the report and harm nothing
        else.
        """
        try:
            return self._check(source)
        except StoreError:  # the store itself is at fault: nothing can go on
            raise
        except Exception as error:  # noqa: BLE001 -- one source must not stop the others
            _log.exception("the check of source %s broke off", source.key)
            reason = f"the check broke off ({error!r}); please report this"
            with self.database.write() as tx:
                looks.fail(tx, source, reason, self.clock())
            return Report(source.key, LookStatus.FAILED, reason)

    def _check(self, source: SourceSettings) -> Report:
        with self.database.read() as tx:
            state, known = checks.state(tx, source.key), looks.known(tx, source.key, self.clock())
        repair = SourceRepair.begin(self.recovery, source)
        baseline = state.baseline_at is None

        look = _look(source, known, self.web)
        self.on_step("looked")

        with self.database.write() as tx:
            kept = looks.keep(tx, source.key, look, self.clock(), baseline=baseline)
            rewritten = repair.rewrite(tx, look, self.clock())
        self.on_step("snapshots kept")
        repair.after_keeping(rewritten)

        tally = Tally(troubles=_troubles(look))
        batch = Batch(self.intake, tally)
        for snapshot, body in kept:
            if repair.is_stale(snapshot):  # what it is compared with is read again first
                batch.record()
                repair.before_reading(snapshot)
            batch.add(self.intake.read(source, snapshot, tally, body=body))
        batch.record()
        tally.troubles += repair.troubles()

        with self.database.write() as tx:
            looks.settle(tx, source, look, self.teller, now=self.clock())
        self.on_step("check settled")
        return Report(
            key=source.key,
            status=look.status,
            reason=look.reason,
            baseline=baseline,
            addresses=len(look.present or ()),
            snapshots=len(kept),
            documents=tally.documents,
            changes=tally.changes,
            alerts=tally.alerts,
            troubles=tuple(tally.troubles),
        )


def _look(source: SourceSettings, known: SourceMemory, web: "Callable[[], Web]") -> Look:
    try:
        return KINDS[source.kind].look(source, known, web())
    except Exception as error:  # noqa: BLE001 -- its fault is this source's alone
        _log.exception("the adapter of source %s failed", source.key)
        return Look(
            LookStatus.FAILED,
            reason=f"the {source.kind} adapter failed: {error!r}; please report this",
        )


def _troubles(look: Look) -> list[str]:
    """The answers of a look that brought nothing to read, each with its reason."""
    silent = (*GOOD, LookStatus.GONE)
    return [f"{one.address}: {one.reason}" for one in look.answers if one.status not in silent]
