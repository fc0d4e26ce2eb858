"""`doctor`: is everything in order, and if not, what to do. Changes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import typer

from store.records import DeliveryState
from watcher.cli import session
from watcher.cli.session import ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from config.settings import Settings
    from store.database.opening import Database

MOST_FAULTS = 8
Finding = tuple[
    str, bool, str
]  # what was looked at, whether it is in order, what was found or what to do


def doctor(ctx: typer.Context, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Check everything there is to check, and say what to do.

    Configuration, channels, database, log, stored bodies, deliveries, sources and calendar. Changes nothing.

    Exit status 1 where something is not in order, 2 where the configuration cannot be used at all.
    """
    settings = session.settings(ctx, config)
    with session.store(settings) as database:
        findings = [
            *_configuration(settings),
            *_readable(_database(database)),
            *_sources(settings, database),
        ]
        findings += [*_restless(database), *_calendar()]
    for what, fine, text in findings:
        if json:
            print_json({"what": what, "ok": fine, "text": text})
        else:
            say(f"{'ok  ' if fine else 'LOOK'}  {what:<14} {text}")
    if not all(fine for _, fine, _ in findings):
        raise typer.Exit(1)


def _readable(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, and one more where a row holds what no program of ours wrote: it ends the look, not the others."""
    from store.database.opening import StoreError  # noqa: PLC0415 -- late: --help needs no store

    try:
        yield from findings
    except (StoreError, ValueError, TypeError) as error:
        yield "database", False, f"a row cannot be read ({error}); restore a backup"


def _configuration(settings: "Settings") -> Iterator[Finding]:
    yield (
        "configuration",
        True,
        f"{settings.file}: {len(settings.sources)} sources, {len(settings.subscribers)} subscribers",
    )
    if not settings.sources:
        yield "sources", False, "nothing is watched; add [[sources]] to the file"
    if not settings.subscribers:
        yield "subscribers", False, "nobody is told; add [[subscribers]] to the file"
    channels = sum(len(one.channels) for one in settings.subscribers)
    yield "channels", True, f"{channels} addresses are well formed; nothing was sent to try them"


def _database(database: "Database") -> Iterator[Finding]:
    from store import changes, deliveries, snapshots  # noqa: PLC0415
    from store.care import verifying  # noqa: PLC0415 -- late: --help needs no store

    with database.read() as tx:
        counts, stored, newest = (
            deliveries.count_states(tx),
            snapshots.count(tx),
            changes.newest_hash(tx),
        )
    wrong = list(islice(verifying.faults(database), MOST_FAULTS))
    for fault in wrong:
        yield "database", False, fault
    if not wrong:
        yield (
            "database",
            True,
            f"{database.location} is sound; {stored} snapshots and all versions open as stored",
        )
        # a log that was rewritten whole fits itself: only a hash noted elsewhere tells
        yield "log", True, f"every entry is as it was appended; newest hash {newest[:16]}"
    yield from _edited(database)
    yield from _waiting(database)
    dead = counts.get(DeliveryState.DEAD, 0)
    text = f"{dead} dead letters; see `policywatch alerts --state dead`, then `policywatch alerts redrive`"
    yield (
        "deliveries",
        not dead,
        text
        if dead
        else f"{counts.get(DeliveryState.SENT, 0)} sent, {counts.get(DeliveryState.PENDING, 0)} pending",
    )


def _edited(database: "Database") -> Iterator[Finding]:
    from watcher.upkeep import rederiving  # noqa: PLC0415 -- late: --help needs none of it

    wrong = list(islice(rederiving.edited(database), MOST_FAULTS))
    for fault in wrong:
        yield "policies", False, fault
    if not wrong:
        yield "policies", True, "what is listed of each is what its newest version says"


def _waiting(database: "Database") -> Iterator[Finding]:
    from store.care import damages  # noqa: PLC0415 -- late: --help needs no store

    with database.read() as tx:
        noted, waiting = damages.listing(tx), damages.waiting(tx, MOST_FAULTS)
    for one in noted[:MOST_FAULTS]:
        hint = "it is mended by itself when the page is served as it was; else restore it from a backup"
        yield (
            "damage",
            False,
            f"{one.kind} {one.row_id} of {one.address} ({one.source_key}), since {one.found_at:%Y-%m-%d}: {hint}",
        )
    for snapshot in waiting:
        text = f"{snapshot.address} ({snapshot.source_key}) has differed since {snapshot.fetched_at:%Y-%m-%d}"
        yield (
            "damage",
            False,
            f"{text}; what it says is recorded when what it is compared with is mended",
        )


def _sources(settings: "Settings", database: "Database") -> Iterator[Finding]:
    from store import checks  # noqa: PLC0415 -- late: --help needs no store

    with database.read() as tx:
        states = checks.states(tx)
    failing = [
        s for s in (states.get(one.key) for one in settings.sources) if s and s.failing_since
    ]
    for state in failing:
        since = (
            state.failing_since.astimezone(settings.timezone)
            if state.failing_since
            else datetime.now(UTC)
        )
        yield (
            "source",
            False,
            f"{state.key} fails since {since:%Y-%m-%d %H:%M}: {state.last_reason}",
        )
    if not failing:
        yield "sources", True, f"{len(settings.sources)} declared, none failing"


def _restless(database: "Database") -> Iterator[Finding]:
    from store import suppressions  # noqa: PLC0415 -- late: --help needs no store

    with database.read() as tx:
        found = suppressions.restless(tx)
    for source, address, times in found[:MOST_FAULTS]:
        hint = "nothing is told of it; `policywatch suppressed` shows what differs, a `body` selector would spare the room"
        yield (
            "page",
            True,
            f"{address} ({source}) differs at every look, {times} times so far, never in its text: {hint}",
        )


def _calendar() -> Iterator[Finding]:
    from config import catalogue  # noqa: PLC0415 -- reads a table

    last = catalogue.workday_overrides().last_year
    fine = datetime.now(UTC).year <= last
    hint = (
        ""
        if fine
        else "; working days are provisional: add the new year's notice to config/data (CONTRIBUTING.md)"
    )
    yield "calendar", fine, f"working days are known up to {last}{hint}"
