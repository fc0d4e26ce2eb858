"""Looks at everything, and says of each finding if it is in order or what to do.

Changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from config import catalogue
from config.settings import Settings
from store import changes, checks, deliveries, snapshots, suppressions
from store.care import damages, seals, verifying
from store.database.failures import StoreError
from store.database.opening import Database
from store.records import DeliveryState
from watcher.upkeep import rederiving
from watcher.upkeep.disk_room import disk_faults
from watcher.upkeep.exposed_files import exposed_files

MOST_FAULTS = 8


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at.

    `text` says what was found, or what to do where it is not `fine`.
    """

    subject: str
    fine: bool
    text: str


def examine(settings: Settings, database: Database, now: datetime) -> Iterator[Examined]:
    """Every finding, from the configuration to the calendar."""
    yield from _configuration(settings)
    for fine, text in exposed_files(settings, database):
        yield Examined("permissions", fine, text)
    if database.file is not None:
        yield from _disk(database.file)
    yield from _readable(_database(database))
    yield from _sources(settings, database)
    yield from _restless(database)
    yield _calendar(now)


def examine_without_store(
    settings: Settings, now: datetime, *, store: str, fine: bool
) -> Iterator[Examined]:
    """Every finding where there is no store to look at; `store` says why."""
    yield from _configuration(settings)
    yield Examined("database", fine, store)
    yield _calendar(now)


def _readable(findings: Iterator[Examined]) -> Iterator[Examined]:
    """The findings, and one more where a row holds what no program of ours wrote.

    It ends this look, not the others.
    """
    try:
        yield from findings
    except (StoreError, ValueError, TypeError) as error:
        yield _to_be_mended("database", f"a row cannot be read ({error}); restore a backup")


def _configuration(settings: Settings) -> Iterator[Examined]:
    sources, subscribers = len(settings.sources), len(settings.subscribers)
    text = f"{settings.file}: {sources} sources, {subscribers} subscribers"
    yield _in_order("configuration", text)
    if not sources:
        yield _to_be_mended("sources", "nothing is watched; add [[sources]] to the file")
    if not subscribers:
        yield _to_be_mended("subscribers", "nobody is told; add [[subscribers]] to the file")
    channels = sum(len(one.channels) for one in settings.subscribers)
    text = f"{channels} addresses are well formed; nothing was sent to try them"
    yield _in_order("channels", text)


def _database(database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        stored, newest = snapshots.count_all(tx), changes.newest_hash(tx)
    wrong = list(islice(verifying.faults(database), MOST_FAULTS))
    for fault in wrong:
        yield _to_be_mended("database", fault)
    if not wrong:
        text = f"{database.location} is sound; {stored} snapshots and all versions open as stored"
        yield _in_order("database", text)
        # a log that was rewritten whole fits itself: only a hash noted elsewhere tells
        text = f"every entry is as it was appended; newest hash {newest[:16]}"
        yield _in_order("log", text)
    yield from _edited(database)
    yield from _sealed(database)
    yield from _damaged(database)
    yield from _waiting(database)
    yield from _deliveries(database)


def _disk(file: Path) -> Iterator[Examined]:
    wrong = disk_faults(file)
    for fault in wrong:
        yield _to_be_mended("disk", fault)
    if not wrong:
        yield _in_order("disk", f"{file.absolute().parent} may be written and has room")


def _sealed(database: Database) -> Iterator[Examined]:
    wrong = seals.broken(database, MOST_FAULTS)
    for fault in wrong:
        yield _to_be_mended("seals", fault)
    if not wrong:
        text = "alerts, deliveries, places, labels and sources are as this program wrote them"
        yield _in_order("seals", text)


def _edited(database: Database) -> Iterator[Examined]:
    wrong = list(islice(rederiving.edited(database), MOST_FAULTS))
    for fault in wrong:
        yield _to_be_mended("policies", fault)
    if not wrong:
        yield _in_order("policies", "what is listed of each is what its newest version says")


def _damaged(database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        noted = damages.list_damages(tx)
    for one in noted[:MOST_FAULTS]:
        where = f"{one.kind} {one.row_id} of {one.address} ({one.source_key})"
        cure = (
            "it is mended by itself when the page is served as it was; "
            "else restore it from a backup"
        )
        yield _to_be_mended("damage", f"{where}, since {one.found_at:%Y-%m-%d}: {cure}")


def _waiting(database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        waiting = damages.list_waiting(tx, MOST_FAULTS)
    for snapshot in waiting:
        where = f"{snapshot.address} ({snapshot.source_key})"
        later = "what it says is recorded when what it is compared with is mended"
        text = f"{where} has differed since {snapshot.fetched_at:%Y-%m-%d}; {later}"
        yield _to_be_mended("damage", text)


def _deliveries(database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        counts = deliveries.count_states(tx)
        failing = deliveries.failing(tx, MOST_FAULTS)
    dead = counts.get(DeliveryState.DEAD, 0)
    if dead:
        cure = "see `policywatch alerts --state dead`, then `policywatch alerts redrive`"
        yield _to_be_mended("deliveries", f"{dead} dead letters; {cure}")
    for one in failing:
        tries = f"{one.waiting} wait after {one.attempts} tries"
        cure = "it is tried again; see that the receiver answers and the address is right"
        yield _to_be_mended(
            "deliveries", f"{one.subscriber} through {one.label}: {tries} ({one.error}): {cure}"
        )
    if not dead and not failing:
        sent, pending = counts.get(DeliveryState.SENT, 0), counts.get(DeliveryState.PENDING, 0)
        yield _in_order("deliveries", f"{sent} sent, {pending} pending")


def _sources(settings: Settings, database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        states = checks.states(tx)
    failing = False
    for source in settings.sources:
        state = states.get(source.key)
        if state is None or state.failing_since is None:
            continue
        failing = True
        since = state.failing_since.astimezone(settings.timezone)
        text = f"{state.key} fails since {since:%Y-%m-%d %H:%M}: {state.last_reason}"
        yield _to_be_mended("source", text)
    if not failing:
        yield _in_order("sources", f"{len(settings.sources)} declared, none failing")


def _restless(database: Database) -> Iterator[Examined]:
    with database.read() as tx:
        found = suppressions.list_restless(tx)
    for source, address, times in found[:MOST_FAULTS]:
        hint = (
            "nothing is told of it; `policywatch suppressed` shows what differs, "
            "a `body` selector would spare the room"
        )
        seen = f"differs at every look, {times} times so far, never in its text"
        yield _in_order("page", f"{address} ({source}) {seen}: {hint}")


def _calendar(now: datetime) -> Examined:
    last = catalogue.workday_overrides().last_year
    text = f"working days are known up to {last}"
    if now.year <= last:
        return _in_order("calendar", text)
    cure = "add the new year's notice to config/data (CONTRIBUTING.md)"
    return _to_be_mended("calendar", f"{text}; working days are provisional: {cure}")


def _in_order(subject: str, text: str) -> Examined:
    return Examined(subject, fine=True, text=text)


def _to_be_mended(subject: str, text: str) -> Examined:
    return Examined(subject, fine=False, text=text)
