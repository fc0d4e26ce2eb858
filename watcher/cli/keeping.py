"""`backup`, `restore`, `prune`, `reread`: the store as a file and back, smaller, read again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from config.retention_table import KEEP_ALL, Retention
from store.database.lock import exclusive
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import MOST_DAYS, CommandError, ConfigOption, say
from watcher.engine.service import Service
from watcher.upkeep.housekeeping import bounds, prunable, prune_all
from watcher.upkeep.store_copies import bring_back, write_copy

DAYS = 365


def backup(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; it must not exist.")
    ],
    config: ConfigOption = None,
) -> None:
    """Write the whole store into one file, while it runs."""
    settings = load_settings(ctx, config)
    if file.exists():
        raise CommandError(f"{file} is there already; name another file, or move it away")
    with open_store(settings) as database:
        write_copy(database, file)
    size = file.stat().st_size / 1e6
    say(f"wrote {file} ({size:.1f} MB); `policywatch restore {file}` brings it back")


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a store that is not empty.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Bring a backup back into the configured database.

    Every stored body and the log are checked first. The store that is replaced is kept in a file
    beside it.
    """
    settings = load_settings(ctx, config, opens_database=False)
    kept = bring_back(file, settings.database, replace=replace, aside=Path(settings.file).parent)
    say(f"restored {file}; `policywatch doctor` says how it is")
    if kept is not None:
        say(f"the store that was there before is kept as {kept}")


def prune(
    ctx: typer.Context,
    *,
    older_than: Annotated[
        int | None,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            min=1,
            max=MOST_DAYS,
            help="How old they must be (else as [retention] says, or 365).",
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Delete them; without it they are only counted.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count them, whatever else is said.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Delete old snapshots that brought nothing new.

    Pages kept only because a counter or a menu on them differed, with their entries in `policywatch
    suppressed`, and answers that were no content. Nothing that the log, a version, an alert or a
    kept entry needs is ever deleted.

    The service does the same once a day where [retention] in the configuration says how long they
    are kept.
    """
    settings = load_settings(ctx, config)
    terms = settings.retention
    if older_than is not None or terms == KEEP_ALL:
        term = timedelta(days=older_than or DAYS)
        terms = Retention(term, term)
    old = bounds(terms, datetime.now(UTC))
    with open_store(settings) as database:
        if dry_run or not yes:
            found = prunable(database, old)
            snapshots = f"{found.snapshots} snapshots ({found.size / 1e6:.1f} MB)"
            entries = f"{found.entries} entries of the ledger"
            say(f"{snapshots} and {entries} could go; add --yes to delete them")
            return
        say(f"deleted {prune_all(database, old)} snapshots and entries of the ledger")


def reread(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Read what is stored again, as the reader of today does.

    The pages and files that a newer reader, or an edited selector, would read otherwise. What
    differs is recorded as `technical` and told to nobody. It may be stopped and started again at
    any time.
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database, exclusive(database):
        service = Service.of(settings, database)
        service.start()
        done = service.reread(_progress)
    if done:
        say(f"read {done} snapshots again")
    else:
        say("everything stored was read by this reader and these rules")


def _progress(done: int, total: int) -> None:
    if done % 20 == 0 or done == total:
        say(f"{done} of {total}")
