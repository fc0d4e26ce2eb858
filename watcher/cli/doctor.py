"""`doctor`: is everything in order, and if not, what to do. Changes nothing."""

from datetime import UTC, datetime

import typer

from config.settings import Settings
from store.database.failures import StoreError
from store.database.probing import has_store
from watcher.cli.opened import load_settings, marker_of, open_store
from watcher.cli.session import ConfigOption, JsonOption, print_json, say
from watcher.upkeep.examining import Examined, examine, examine_without_store


def doctor(ctx: typer.Context, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Check everything there is to check, and say what to do.

    Configuration, channels, database, log, stored bodies, deliveries, sources and calendar. Changes
    nothing.

    Exit status 1 where something is not in order, 2 where the configuration cannot be used at all.
    """
    settings = load_settings(ctx, config)
    findings = _findings(settings, datetime.now(UTC))
    for one in findings:
        if json:
            print_json({"what": one.subject, "ok": one.fine, "text": one.text})
        else:
            say(f"{'ok  ' if one.fine else 'LOOK'}  {one.subject:<14} {one.text}")
    if not all(one.fine for one in findings):
        raise typer.Exit(1)


def _findings(settings: Settings, now: datetime) -> list[Examined]:
    try:
        marker_of(settings).refuse_lost()
        if not has_store(settings.database):
            yet = f"there is none at {settings.database} yet; `policywatch run` makes it"
            return list(examine_without_store(settings, now, store=yet, fine=True))
        with open_store(settings) as database:
            return list(examine(settings, database, now))
    except StoreError as error:
        return list(examine_without_store(settings, now, store=str(error), fine=False))
