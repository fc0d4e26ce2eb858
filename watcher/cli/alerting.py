"""`alerts`, `alerts redrive` and `preview`: who was told what, dead letters, and what a subscription would have heard."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from config.faults import nearest
from store.records import DeliveryState
from watcher.cli import session
from watcher.cli.session import AsOfOption, CommandError, ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.settings import Settings, SubscriberSettings
    from store.records import Delivery

STATES = tuple(DeliveryState)
FOR_PEOPLE = 50

app = typer.Typer(
    invoke_without_command=True,
    help="Every alert and its deliveries; `alerts redrive` tries again.",
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
        ctx.obj = session.Chosen(config or getattr(ctx.obj, "config", None))
        return
    wanted = DeliveryState(state) if state in STATES else None
    if state is not None and wanted is None:
        raise CommandError(f"--state: “{state}” is none of {', '.join(STATES)}")
    from store import alerts as store  # noqa: PLC0415 -- late: --help needs no store
    from watcher.cli import views  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    most = limit or (None if json else FOR_PEOPLE)
    with session.store(settings) as database, database.read() as tx:
        found = store.listing(tx, state=wanted, subscriber=subscriber, limit=most)
    if subscriber is not None and not found:
        _subscriber(settings, subscriber)  # one that has left the configuration keeps its alerts
    if json:
        for one in found:
            print_json(views.alert(one, settings.timezone))
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    rows = [
        (
            a.created_at.astimezone(settings.timezone).strftime("%Y-%m-%d %H:%M"),
            a.subscriber,
            a.title,
            _sendings(a.deliveries),
        )
        for a in found
    ]
    if not screen.entries(("at", "subscriber", "alert"), rows):
        say("no such alert")


@app.command("redrive")
def redrive(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Send every dead letter again, with a fresh count of tries.

    The running service does it within seconds; otherwise the next `policywatch run` does.
    """
    from store import deliveries  # noqa: PLC0415 -- late: --help needs no store

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.write() as tx:
        count = deliveries.redrive_dead(tx, datetime.now(UTC))
    say(
        f"{count} dead letters are pending again; `policywatch run` sends them"
        if count
        else "there is no dead letter"
    )


def preview(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A subscriber of the configuration.")],
    days: Annotated[int, typer.Option("--days", metavar="N", min=1, help="How far back.")] = 90,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
    as_of: AsOfOption = None,
) -> None:
    """What a subscription would have matched.

    Every change of the last days that it asks for, with the reason. Tells nobody.

    \b
    policywatch preview me --days 365
    """
    from watcher.engine.previewing import previewed  # noqa: PLC0415 -- late: --help needs none of it

    settings = session.settings(ctx, config)
    one = _subscriber(settings, name)
    now = session.instant(as_of) or datetime.now(UTC)
    with session.store(settings) as database:
        found = previewed(database, one, since=now - timedelta(days=days), until=now)
    if json:
        from watcher.cli import views  # noqa: PLC0415 -- beside its use

        for hit in found:
            print_json(
                {
                    **views.change(hit.change, hit.policy, settings.timezone, one.language),
                    "reason": hit.reason,
                }
            )
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only
    from watcher.rendering.summary import in_words  # noqa: PLC0415 -- late: --help needs no words

    rows = [
        (
            hit.change.at.astimezone(settings.timezone).date(),
            f"#{hit.policy.id}",
            hit.policy.title,
            screen.joined(hit.change.kind, in_words(hit.change, one.language), hit.reason),
        )
        for hit in found
    ]
    screen.entries(("on", "id", "policy"), rows)
    say(f"{name} would have heard of {len(rows)} changes in the last {days} days")


def _sendings(deliveries: "Sequence[Delivery]") -> str:
    """A line for each channel: its state, and what went wrong."""
    lines = []
    for one in deliveries:
        tries = f", {one.attempts} tries" if one.attempts > 1 else ""
        lines.append(f"{one.state}{tries} · {one.label}" + (f" · {one.error}" if one.error else ""))
    return "\n".join(lines)


def _subscriber(settings: "Settings", name: str) -> "SubscriberSettings":
    known = {one.name: one for one in settings.subscribers}
    if name in known:
        return known[name]
    near = nearest(name, known)
    raise CommandError(
        f"no subscriber is called “{name}”"
        + (f"; did you mean “{near}”?" if near else f"; there are {', '.join(known) or 'none'}")
    )
