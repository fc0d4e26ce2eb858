"""The service put together from one configuration, and its sweeps.

The engine calls them: when is its business.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from config.secret_parts import NO_SECRETS
from config.settings import Settings, SourceSettings
from notifiers import mask, open_channel
from store import checks, subscriptions
from store.care import clock
from store.care.rereading import outdate_source
from store.database.lock import HeldLock
from store.database.opening import Database
from watcher.delivery import Courier, Sent
from watcher.engine.guarding import Guard
from watcher.fetching.web.veil import Veil
from watcher.intake import Intake
from watcher.pipeline import Pipeline, Report
from watcher.recording import sweeps
from watcher.steps import OnStep, unwatched
from watcher.telling.teller import Teller
from watcher.upkeep import housekeeping, mending, reading_again
from watcher.upkeep.indexing import index_some
from watcher.upkeep.mending import Mender
from watcher.upkeep.recovering import Recovery

if TYPE_CHECKING:
    from watcher.fetching.web.client import Web

# measured on two cores: more threads cost CPU and win nothing but patience with slow hosts
NETWORK_THREADS = 4

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a real run."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class TimeKept:
    """The work of one sweep over what time brings: policies that ended, alerts that were added."""

    expired: int = 0
    silences: int = 0
    withdrawn: int = 0
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """One store, one configuration, one clock.

    Every sweep may run twice, or after a crash, without harm.
    """

    database: Database
    settings: Settings
    pipeline: Pipeline
    recovery: Recovery
    courier: Courier
    teller: Teller
    clock: Clock
    guard: Guard = field(default_factory=Guard)

    @classmethod
    def of(
        cls,
        settings: Settings,
        database: Database,
        clock: Clock = utc_now,
        on_step: OnStep = unwatched,
        *,
        lock: HeldLock | None = None,
    ) -> "Service":
        """The service of one configuration on an open store, whose `lock` its caller holds."""
        guard = Guard(lock)
        on_step = guard.on_step(on_step) if lock else on_step
        teller = Teller.of(settings, mask)
        mender = Mender(database, {one.key: one for one in settings.sources}, clock)
        intake = Intake(database, teller, clock, mender.mend_at_once, on_step)
        recovery = Recovery(intake, mender)
        return cls(
            database=database,
            settings=settings,
            pipeline=Pipeline(database, intake, recovery, teller, cache(_web), clock, on_step),
            recovery=recovery,
            courier=Courier.of(database, settings, open_channel, clock=clock, on_step=on_step),
            teller=teller,
            clock=clock,
            guard=guard,
        )

    def start(self) -> int:
        """Makes sources and subscribers known and picks up what a crash left.

        Returns how many snapshots were read late.

        Call it only while holding the store's lock: claims of others are taken for stale.
        """
        with self.database.write() as tx:
            locators = {source.key: source.url or source.path or "" for source in self._sources}
            rules = {source.key: str(source.options.get("body", "")) for source in self._sources}
            covers = {
                one.key: Veil(one.secrets).cover
                for one in self._sources
                if one.secrets != NO_SECRETS
            }
            for edited in checks.declare(tx, locators, rules, covers):
                outdate_source(tx, edited)
            subscriptions.join(tx, [one.name for one in self.settings.subscribers], self.clock())
        self.courier.release(all_claims=True)
        return self.recovery.recover()

    def due(self) -> list[SourceSettings]:
        """The enabled sources whose next check has come."""
        self.guard.check()
        known = {source.key: source for source in self._sources}
        with self.database.read() as tx:
            ahead = clock.was_ahead(tx, self.clock())
        if ahead:
            with self.database.write() as tx:
                sweeps.set_clock_right(tx, self.teller, self.clock())
        with self.database.read() as tx:
            return [known[key] for key in checks.list_due(tx, list(known), self.clock())]

    def check(
        self, sources: Sequence[SourceSettings], on_report: Callable[[Report], None] | None = None
    ) -> list[Report]:
        """Checks sources side by side; each report is handed over as it comes."""
        reports = []
        with ThreadPoolExecutor(
            min(NETWORK_THREADS, max(len(sources), 1)), thread_name_prefix="check"
        ) as pool:
            for checked in as_completed(
                [pool.submit(self.pipeline.check, source) for source in sources]
            ):
                reports.append(checked.result())
                if on_report:
                    on_report(reports[-1])
        return reports

    def keep_time(self) -> TimeKept:
        """Expiries, silences, withdrawals and reminders that are due by now.

        Each in a transaction of its own.
        """
        self.guard.check()
        now = self.clock()
        with self.database.write() as tx:
            expired = sweeps.expire(tx, self.teller, now)
        with self.database.write() as tx:
            silences = sweeps.silence(tx, self.teller, self._sources, now)
        with self.database.write() as tx:
            withdrawn = sweeps.withdraw(tx, self.teller, now)
        with self.database.write() as tx:
            reminders = sweeps.remind(tx, self.teller, now)
        self.pipeline.on_step("reminders stored")
        return TimeKept(expired, silences, withdrawn, reminders)

    def reread(self, on_progress: Callable[[int, int], None]) -> int:
        """Reads again what another reader read.

        `on_progress` hears how many are done, of how many.
        """
        return reading_again.reread_all(
            self.recovery.intake, self.recovery.mender.sources, on_progress
        )

    def index(self, most: int = 1000) -> int:
        """Makes what is new found by full text, so many policies at most; returns how many."""
        done = 0
        while done < most and (some := index_some(self.database)):
            done += some
        return done

    def keep_house(self, bodies: int = mending.AT_ONCE) -> int:
        """Mends what it can of the next `bodies`, and once a day deletes what is past its term.

        Returns how much went.
        """
        self.guard.check()
        recovered = mending.look_over(self.database, self.clock(), bodies)
        if not self.recovery.mend() and recovered:
            self.recovery.resume()
        return housekeeping.keep_terms(self.database, self.settings.retention, self.clock())

    def deliver(self) -> Sent:
        """Sends what is due."""
        self.guard.check()
        return self.courier.deliver()

    def close(self) -> None:
        """Closes the connections kept to sites; the store is its opener's to close."""
        # `of` hands over a cached function
        if self.pipeline.web.cache_info().currsize:  # type: ignore[attr-defined]
            self.pipeline.web().close()

    @property
    def _sources(self) -> tuple[SourceSettings, ...]:
        return tuple(source for source in self.settings.sources if source.enabled)


def _web() -> "Web":
    # late: httpx takes 0.2 s to import, and folders need none
    from watcher.fetching.web.client import Web, WebPolicy  # noqa: PLC0415

    return Web(WebPolicy())
