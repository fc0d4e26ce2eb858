"""`history`: the log of changes, on the screen, as JSON or as a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from config.faults import nearest
from config.subscribers import ALSO, EVENTS
from watcher.asking.change_history import HistoryQuestion, whole_history
from watcher.asking.policy_card import require_policy
from watcher.asking.shapes.change_shape import change_shape
from watcher.asking.shapes.moments import Spoken
from watcher.cli import exporting, screen
from watcher.cli.asked import asked_scope, said_if_unknown
from watcher.cli.language_option import asked_language
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import (
    CommandError,
    ConfigOption,
    IndustryOption,
    JsonOption,
    LanguageOption,
    RegionOption,
    print_json,
    say,
    span,
)

FOR_PEOPLE = 30
Records = Iterator[Mapping[str, Any]]


def history(  # noqa: PLR0913 -- the filters of the contract
    ctx: typer.Context,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
    region: RegionOption = None,
    industry: IndustryOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="K", help="published, amended, deadline_moved, repealed, expired, …"
        ),
    ] = None,
    policy: Annotated[
        int | None, typer.Option("--policy", metavar="ID", help="One policy's life.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day, included.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="At most so many (people see 30, --json all)."
        ),
    ] = None,
    before: Annotated[
        int | None,
        typer.Option("--before", metavar="ID", help="The page after the entry with this id."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", metavar="FILE", help="Write all of it to a .csv, .md or .json file."
        ),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """The log of changes, newest first.

    \b
    policywatch history --since 2026-03-01 --kind repealed
    policywatch history --region 柳州 --industry 汽车及零部件
    policywatch history --policy 7 --json
    policywatch history --since 2026-01-01 --export changes.csv
    """
    settings = load_settings(ctx, config)
    scope = asked_scope(region, industry)
    first, last = span(since, until, settings.timezone)
    question = HistoryQuestion(scope, _kinds(kind), policy, first, last, before)
    most = limit if json or export else limit or FOR_PEOPLE
    with open_store(settings) as database:
        if policy is not None:
            with database.read() as tx, said_if_unknown():
                require_policy(tx, policy)
        spoken = Spoken(settings.timezone, asked_language(language))
        entries = whole_history(database, question, most)
        records = (change_shape(one.change, one.policy, spoken) for one in entries)
        if export:
            _export(records, export)
        elif json:
            for record in records:
                print_json(record)
        else:
            _print_list(records, most)


def _kinds(kind: str | None) -> tuple[str, ...]:
    """The kind of `--kind`, under the name that the log has for it. Raises CommandError."""
    if kind is None:
        return ()
    kind = ALSO.get(kind, kind)
    if kind not in EVENTS:
        near = nearest(kind, EVENTS)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(EVENTS)}"
        raise CommandError(f"--kind: no kind of change is called “{kind}”; {hint}")
    return (kind,)


def _export(records: Records, file: Path) -> None:
    if file.suffix.lower() not in exporting.FORMS:
        endings = ", ".join(exporting.FORMS)
        raise CommandError(f"--export: write to a file that ends in {endings}, not “{file.name}”")
    try:
        count = exporting.write(records, file)
    except OSError as error:
        raise CommandError(f"--export: {file} cannot be written ({error.strerror})") from error
    say(f"wrote {count} entries to {file}")


def _print_list(records: Records, most: int | None) -> None:
    shown = list(records)
    if not screen.entries(("entry", "on", "id", "policy"), [_row(record) for record in shown]):
        say("the log has no such entry")
    elif most and len(shown) == most:
        say(f"older ones: policywatch history --before {shown[-1]['id']}")


def _row(record: Mapping[str, Any]) -> tuple[object, ...]:
    policy = record["policy"]
    details = screen.joined(record["kind"], record["summary"], _told(record))
    return (
        record["id"],
        record["at"][:10],
        f"#{policy['id']}" if policy else "",
        policy["title"] if policy else "",
        details,
    )


def _told(record: Mapping[str, Any]) -> str:
    """The number of subscribers told of an entry, or the reason why nobody was."""
    count = record["alerted"]
    if count:
        return "1 alert" if count == 1 else f"{count} alerts"
    return "baseline" if record["baseline"] else ""
