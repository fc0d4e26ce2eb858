"""`alerts redrive`: dead letters are sent again."""

from datetime import UTC, datetime

import typer

from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import ConfigOption, say
from watcher.upkeep.redriving import redrive_dead


def redrive(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Send every dead letter again, with a fresh count of tries.

    The running service does it within seconds; otherwise the next `policywatch run` does.
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database:
        count = redrive_dead(database, datetime.now(UTC))
    if count:
        say(f"{count} dead letters are pending again; `policywatch run` sends them")
    else:
        say("there is no dead letter")
