"""`sources`: how every source fares."""

from typing import Any

import typer

from watcher.asking.shapes.source_shape import source_shape
from watcher.asking.source_states import source_health
from watcher.cli import screen
from watcher.cli.command_table import OF_SOURCES
from watcher.cli.lazy_commands import PLAIN, lazy_group
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import (
    Chosen,
    ConfigOption,
    JsonOption,
    chosen_config,
    minute,
    print_json,
    say,
)

app = typer.Typer(
    cls=lazy_group(OF_SOURCES),
    invoke_without_command=True,
    help="How every source fares; `sources test KEY` is a dry run.",
    **PLAIN,
)


@app.callback()
def sources(ctx: typer.Context, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Health of every source: when it was checked, what it answered, since when it fails."""
    if ctx.invoked_subcommand:
        ctx.obj = Chosen(chosen_config(ctx, config))
        return
    settings = load_settings(ctx, config)
    with open_store(settings) as database, database.read() as tx:
        found = source_health(tx, settings.sources)
    records = [source_shape(one, settings.timezone) for one in found]
    if json:
        for record in records:
            print_json(record)
        return
    rows = [_row(record) for record in records]
    if not screen.entries(("key", "health", "source"), rows):
        say(f"no source is configured; add [[sources]] to {settings.file}")


def _row(record: dict[str, Any]) -> tuple[object, ...]:
    return record["key"], record["health"], record["name"], _state(record)


def _state(record: dict[str, Any]) -> str:
    if not record["last_check_at"]:
        return screen.joined(record["kind"], "not checked yet: `policywatch run` does it")
    damaged = (
        f"{record['damaged']} of its stored pages or versions are damaged: see `policywatch doctor`"
    )
    return screen.joined(
        record["kind"],
        f"checked {minute(record['last_check_at'])} ({record['last_status']})",
        _since("next", record["next_check_at"]),
        _since("failing since", record["failing_since"]),
        record["reason"],
        damaged if record["damaged"] else "",
    )


def _since(words: str, instant: str | None) -> str:
    return f"{words} {minute(instant)}" if instant else ""
