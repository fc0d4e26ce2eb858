"""`alerts`: who was told what, and whether it arrived."""

from typing import Annotated, Any

import typer

from store.records import DeliveryState
from watcher.asking.alert_ledger import AlertQuestion, alert_page
from watcher.asking.shapes.alert_shape import alert_shape
from watcher.cli import screen
from watcher.cli.command_table import OF_ALERTS
from watcher.cli.lazy_commands import PLAIN, lazy_group
from watcher.cli.opened import load_settings, named_subscriber, open_store
from watcher.cli.session import (
    Chosen,
    CommandError,
    ConfigOption,
    JsonOption,
    chosen_config,
    minute,
    print_json,
    say,
)

STATES = tuple(DeliveryState)
FOR_PEOPLE = 50

app = typer.Typer(
    cls=lazy_group(OF_ALERTS),
    invoke_without_command=True,
    help="Every alert and its deliveries; `alerts redrive` tries again.",
    **PLAIN,
)


@app.callback()
def alerts(
    ctx: typer.Context,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="S", help="pending, sending, sent, failed or dead."),
    ] = None,
    subscriber: Annotated[
        str | None, typer.Option("--subscriber", metavar="NAME", help="Only this subscriber's.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="At most so many (people see 50, --json all)."
        ),
    ] = None,
) -> None:
    """Every alert, newest first, with the state of each delivery."""
    if ctx.invoked_subcommand:
        ctx.obj = Chosen(chosen_config(ctx, config))
        return
    question = AlertQuestion(_state(state), subscriber)
    settings = load_settings(ctx, config)
    most = limit if json else limit or FOR_PEOPLE
    with open_store(settings) as database, database.read() as tx:
        page = alert_page(tx, question, most)
    if subscriber is not None and not page.items:
        named_subscriber(settings, subscriber)  # one that has left the configuration keeps its own
    records = [alert_shape(alert, settings.timezone) for alert in page.items]
    if json:
        for record in records:
            print_json(record)
    else:
        _print_list(records)


def _state(text: str | None) -> DeliveryState | None:
    """The state of `--state`. Raises CommandError."""
    if text is None:
        return None
    if text not in STATES:
        raise CommandError(f"--state: “{text}” is none of {', '.join(STATES)}")
    return DeliveryState(text)


def _print_list(records: list[dict[str, Any]]) -> None:
    rows = [_row(record) for record in records]
    if not screen.entries(("at", "subscriber", "alert"), rows):
        say("no such alert")


def _row(record: dict[str, Any]) -> tuple[object, ...]:
    deliveries = "\n".join(_delivery_line(one) for one in record["deliveries"])
    return minute(record["created_at"]), record["subscriber"], record["title"], deliveries


def _delivery_line(record: dict[str, Any]) -> str:
    """A line for a channel: its state, and what went wrong."""
    tries = f", {record['attempts']} tries" if record["attempts"] > 1 else ""
    return screen.joined(f"{record['state']}{tries}", record["channel"], record["error"])
