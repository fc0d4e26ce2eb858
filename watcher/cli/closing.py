"""`deadlines`: the windows and expiries ahead."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from store.records import Actor, Basis
from watcher.asking.deadlines_ahead import deadlines_ahead
from watcher.asking.shapes.deadline_shape import deadline_shape
from watcher.cli import screen, session
from watcher.cli.asked import asked_scope
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import (
    MOST_DAYS,
    AsOfOption,
    ConfigOption,
    IndustryOption,
    JsonOption,
    RegionOption,
    print_json,
    say,
)


def deadlines(  # noqa: PLR0913 -- the filters of the contract
    ctx: typer.Context,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
    within: Annotated[
        int | None,
        typer.Option(
            "--within",
            metavar="DAYS",
            min=0,
            max=MOST_DAYS,
            help="Only dates at most so far ahead.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    region: RegionOption = None,
    industry: IndustryOption = None,
) -> None:
    """Windows, consultations and expiries ahead, nearest first.

    Windows without a date (open all year, dates to be announced) come last.

    \b
    policywatch deadlines --within 30
    policywatch deadlines --region 450200 --as-of 2026-03-01 --json
    """
    settings = load_settings(ctx, config)
    moment = session.instant(as_of) or datetime.now(UTC)
    today = moment.astimezone(settings.timezone).date()
    with open_store(settings) as database, database.read() as tx:
        scope = asked_scope(region, industry)
        page = deadlines_ahead(tx, scope, today=today, within_days=within)
    records = [deadline_shape(one.deadline, one.policy, today) for one in page.items]
    if json:
        for record in records:
            print_json(record)
        return
    rows = [_row(record) for record in records]
    if not screen.entries(("closes", "left", "id", "policy"), rows):
        say("nothing is ahead" + (" with these filters" if region or industry or within else ""))


def _row(record: dict[str, Any]) -> tuple[object, ...]:
    policy, region = record["policy"], record["policy"]["region"]
    left = "" if record["days_left"] is None else f"{record['days_left']} d"
    details = screen.joined(
        record["kind"],
        record["batch"],
        "the local bureau's own date" if record["actor"] == Actor.AUTHORITY else "",
        region["name"] if region else "",
        "" if record["basis"] == Basis.STATED else record["basis"],
    )
    closes = record["closes"] or record["status"]
    return closes, left, f"#{policy['id']}", policy["title"], details
