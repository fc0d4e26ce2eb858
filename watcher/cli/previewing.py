"""`preview`: what a subscription would have heard."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from watcher.asking.preview import preview as previewed
from watcher.asking.shapes.change_shape import change_shape
from watcher.asking.shapes.moments import Spoken
from watcher.cli import screen, session
from watcher.cli.opened import load_settings, named_subscriber, open_store
from watcher.cli.session import MOST_DAYS, AsOfOption, ConfigOption, JsonOption, print_json, say


def preview(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A subscriber of the configuration.")],
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=1, max=MOST_DAYS, help="How far back.")
    ] = 90,
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
    settings = load_settings(ctx, config)
    subscription = named_subscriber(settings, name)
    now = session.instant(as_of) or datetime.now(UTC)
    with open_store(settings) as database, database.read() as tx:
        hits = previewed(tx, subscription, since=now - timedelta(days=days), until=now)
    spoken = Spoken(settings.timezone, subscription.language)
    records = [
        change_shape(hit.change, hit.policy, spoken) | {"reason": hit.reason} for hit in hits
    ]
    if json:
        for record in records:
            print_json(record)
        return
    screen.entries(("on", "id", "policy"), [_row(record) for record in records])
    say(f"{name} would have heard of {len(records)} changes in the last {days} days")


def _row(record: dict[str, Any]) -> tuple[object, ...]:
    policy = record["policy"]
    details = screen.joined(record["kind"], record["summary"], record["reason"])
    return record["at"][:10], f"#{policy['id']}", policy["title"], details
