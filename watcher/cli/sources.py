"""`sources` and `sources test`: how every source fares, and a dry run of one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.cli import session
from watcher.cli.session import CommandError, ConfigOption, JsonOption, complain, print_json, say

if TYPE_CHECKING:
    from watcher.fetching.results import Answer

app = typer.Typer(
    invoke_without_command=True, help="How every source fares; `sources test KEY` is a dry run."
)


@app.callback()
def sources(ctx: typer.Context, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Health of every source: when it was checked, what it answered, since when it fails."""
    if ctx.invoked_subcommand:
        ctx.obj = session.Chosen(config or getattr(ctx.obj, "config", None))
        return
    from store import checks  # noqa: PLC0415
    from store.care import damages  # noqa: PLC0415 -- late: --help needs no store
    from store.records import SourceState  # noqa: PLC0415 -- as above
    from watcher.cli import views  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.read() as tx:
        states, damaged = checks.states(tx), damages.by_source(tx)
    rows = [
        views.source(one, states.get(one.key, SourceState(one.key)), settings.timezone)
        for one in settings.sources
    ]
    for row in rows:
        row["damaged"] = damaged.get(row["key"], 0)
    if json:
        for row in rows:
            print_json(row)
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    cells = [(row["key"], row["health"], row["name"], _state(row)) for row in rows]
    if not screen.entries(("key", "health", "source"), cells):
        say(f"no source is configured; add [[sources]] to {settings.file}")


def _state(row: "dict[str, Any]") -> str:
    from watcher.cli.card import minute  # noqa: PLC0415 -- Rich is for people only
    from watcher.cli.screen import joined  # noqa: PLC0415 -- as above

    if not row["last_check_at"]:
        return joined(row["kind"], "not checked yet: `policywatch run` does it")
    return joined(
        row["kind"],
        f"checked {minute(row['last_check_at'])} ({row['last_status']})",
        f"next {minute(row['next_check_at'])}" if row["next_check_at"] else "",
        f"failing since {minute(row['failing_since'])}" if row["failing_since"] else "",
        row["reason"],
        f"{row['damaged']} of its stored pages or versions are damaged: see `policywatch doctor`"
        if row["damaged"]
        else "",
    )


@app.command("test")
def try_out(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The source to try.")],
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Fetch a source now and show what would be found.

    A dry run: stores nothing, tells nobody. Try a new source's selectors with it.
    """
    from watcher.fetching import KINDS  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.fetching.kinds.kind import Known  # noqa: PLC0415 -- as above
    from watcher.fetching.web.client import Web  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    source = next((one for one in settings.sources if one.key == key), None)
    if source is None:
        raise CommandError(f"no source is called “{key}”; see `policywatch sources`")
    look = KINDS[source.kind].look(source, Known(), Web())
    if not json:
        say(
            f"{key}: {look.status}"
            + (f": {look.reason}" if look.reason else f", {len(look.answers)} places")
        )
    found = [_dry(source, answer, json=json) for answer in look.answers]
    if not json:
        say(f"{sum(found)} documents would be found")
    if look.status not in (LookStatus.FETCHED, LookStatus.UNCHANGED):
        complain(f"{key}: {look.status}: {look.reason}")
        raise typer.Exit(1)


def _dry(source: SourceSettings, answer: "Answer", *, json: bool) -> int:
    """Reads one answer as the pipeline would and prints what it holds; returns how many documents."""
    from watcher.engine.service import utc_now  # noqa: PLC0415 -- as above
    from watcher.reading.facts_record import contract  # noqa: PLC0415 -- as above
    from watcher.understanding import understand_answer  # noqa: PLC0415 -- late: --help needs none of it

    if answer.body is None:
        complain(f"{answer.address}: {answer.status}: {answer.reason}")
        return 0
    parsed, documents = understand_answer(answer, source, utc_now())
    if parsed.outcome != "readable":
        complain(f"{answer.address}: {parsed.note}")
    for document in documents:
        if json:
            print_json(contract(document, answer.address))
        else:
            number = f" {document.doc_number.value}" if document.doc_number else ""
            say(f"  {document.kind:<14} {document.title}{number}   {answer.address}")
    return len(documents)
