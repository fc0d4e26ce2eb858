"""`suppressed`: what the rules against noise have hidden, and what it was."""

from difflib import unified_diff
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli import session
from watcher.cli.session import CommandError, ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from store.database import Transaction
    from store.records import Snapshot


def suppressed(  # noqa: PLR0913 -- each is an option
    ctx: typer.Context,
    snapshot: Annotated[
        int | None, typer.Argument(metavar="SNAPSHOT", help="Replay one: show what differed, line by line.")
    ] = None,
    *,
    source: Annotated[str | None, typer.Option("--source", metavar="KEY", help="Only this source's.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = 50,
    before: Annotated[int | None, typer.Option("--before", metavar="SNAPSHOT", help="The next page.")] = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """What the rules against noise have hidden.

    Pages that came with other bytes and brought nothing new, with the rule that says so:
    page furniture (counters, menus, stamps around the text) or form (widths, spaces, line breaks, character codes).
    With SNAPSHOT it shows what differed, as if there were no rule.
    """
    from store import suppressions  # noqa: PLC0415 -- late: --help needs no store

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.read() as tx:
        if snapshot is not None:
            _replay(tx, snapshot)
            return
        found = suppressions.listing(tx, source_key=source, before=before, limit=limit)
    if json:
        for one in found:
            print_json(_view(one))
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    rows = [
        (
            one.id,
            one.fetched_at.astimezone(settings.timezone).strftime("%Y-%m-%d"),
            one.source_key,
            one.address,
            suppressions.rule(one),
        )
        for one in found
    ]
    if not screen.entries(("snapshot", "on", "source", "address"), rows):
        say("nothing was hidden")
    else:
        say(f"what differed: policywatch suppressed {found[0].id}")


def _view(one: "Snapshot") -> dict[str, object]:
    from store import suppressions  # noqa: PLC0415 -- beside its use

    return {
        "snapshot": one.id,
        "at": one.fetched_at.isoformat(timespec="seconds"),
        "source": one.source_key,
        "address": one.address,
        "rule": suppressions.rule(one),
    }


def _replay(tx: "Transaction", snapshot_id: int) -> None:
    from store import rereading, snapshots  # noqa: PLC0415 -- late: --help needs no store

    try:
        one = snapshots.get(tx, snapshot_id)
    except KeyError:
        raise CommandError(
            f"no snapshot {snapshot_id}; `policywatch suppressed` lists those that were hidden"
        ) from None
    before = rereading.previous(tx, snapshot_id)
    if before is None:
        raise CommandError(f"snapshot {snapshot_id} is the first of {one.address}: nothing to compare it with")
    lines = [_lines(snapshots.body(tx, each.id)) for each in (before, one)]
    names = (f"snapshot {before.id}", f"snapshot {one.id}")
    for line in unified_diff(lines[0], lines[1], *names, n=1, lineterm=""):
        say(line)


def _lines(body: bytes) -> list[str]:
    from watcher.parsing.charset import decode  # noqa: PLC0415 -- beside its use

    return decode(body).text.splitlines()
