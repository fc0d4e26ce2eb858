"""`suppressed`: what the rules against noise have hidden, and what it would have told."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from config.faults import nearest
from config.settings import Settings
from notifiers import mask
from store.database.opening import Database, Transaction
from store.records import SuppressionRule
from watcher.asking.shapes.suppression_shape import (
    hidden_snapshot_shape,
    suppression_shape,
    untold_shape,
)
from watcher.asking.suppression_ledger import (
    FirstSnapshotError,
    HiddenSnapshot,
    NoSuchSnapshotError,
    SuppressionQuestion,
    Untold,
    hidden_snapshot,
    rule_counts,
    suppression_page,
    untold,
)
from watcher.cli import screen
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import CommandError, ConfigOption, JsonOption, print_json, say, span
from watcher.deciding.silence import RULES
from watcher.rendering.languages import FIRST
from watcher.rendering.summary import said_in_words
from watcher.telling.subscription_index import Index
from watcher.telling.teller import Teller
from watcher.upkeep import replaying

Record = Mapping[str, Any]
Listed = tuple[dict[str, Any], Sequence[Untold]]


def suppressed(  # noqa: PLR0913 -- each is an option
    ctx: typer.Context,
    snapshot: Annotated[
        int | None,
        typer.Argument(metavar="SNAPSHOT", help="Replay one: what differed, line by line."),
    ] = None,
    *,
    source: Annotated[
        str | None, typer.Option("--source", metavar="KEY", help="Only this source's.")
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="RULE", help="Only what this rule hid.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day, included.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")
    ] = 50,
    before: Annotated[
        int | None,
        typer.Option("--before", metavar="ID", help="The page after the entry with this id."),
    ] = None,
    replay: Annotated[
        bool,
        typer.Option(
            "--replay", help="With each: what would have been told, and to whom, without the rule."
        ),
    ] = False,
    tell: Annotated[
        bool,
        typer.Option(
            "--tell", help="With SNAPSHOT: the rule was wrong; record the change and tell it now."
        ),
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="The rules, what each hides, and how often it did.")
    ] = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """What the rules against noise have hidden, newest first.

    Pages that came with other bytes and brought nothing new: with each the rule that hid the
    difference, at how many places, and the first of them, old → new. With SNAPSHOT all that
    differed, and what would have been told.

    \b
    policywatch suppressed --rule "view counter" --since 2026-03-01
    policywatch suppressed --source gx-gxt --replay --json
    policywatch suppressed 128 --tell
    """
    if tell and snapshot is None:
        raise CommandError("--tell needs the SNAPSHOT whose difference is to be told")
    settings = load_settings(ctx, config)
    if rule is not None and rule not in RULES:
        raise CommandError(f"--rule: no rule is called “{rule}”; {_nearest_rule(rule)}")
    wanted = SuppressionRule(rule) if rule else None
    question = SuppressionQuestion(source, wanted, *span(since, until, settings.timezone), before)
    with open_store(settings) as database:
        if snapshot is not None:
            _show_snapshot(settings, database, snapshot, tell=tell, json=json)
        elif rules:
            _list_rules(database, json=json)
        else:
            listed = _listed(settings, database, question, limit, replay=replay)
            _print_entries(listed, limit, json=json)


def _nearest_rule(rule: str) -> str:
    near = nearest(rule, RULES)
    return f"did you mean “{near}”?" if near else "`policywatch suppressed --rules` lists them"


def _listed(
    settings: Settings,
    database: Database,
    question: SuppressionQuestion,
    limit: int,
    *,
    replay: bool,
) -> list[Listed]:
    """A page of the ledger as records, each with what would have been told if that is asked for."""
    index = Index(settings.subscribers)
    listed: list[Listed] = []
    with database.read() as tx:
        for entry in suppression_page(tx, question, limit).items:
            record = suppression_shape(entry, settings.timezone)
            told = untold(tx, index, [entry]) if replay else []
            if replay:
                record["untold"] = [untold_shape(one) for one in told]
            listed.append((record, told))
    return listed


def _print_entries(listed: Sequence[Listed], limit: int, *, json: bool) -> None:
    if json:
        for record, _ in listed:
            print_json(record)
        return
    rows = [_row(record, told) for record, told in listed]
    if not screen.entries(("entry", "on", "snapshot", "source", "address"), rows):
        say("nothing was hidden")
        return
    command = f"policywatch suppressed {listed[0][0]['snapshot']}"
    say(f"all that differed in one, and what would have been told: {command}")
    if len(listed) == limit:
        say(f"older ones: policywatch suppressed --before {listed[-1][0]['id']}")


def _row(record: Record, told: Sequence[Untold]) -> tuple[object, ...]:
    lines = [_entry_line(record), *(_untold_line(one) for one in told)]
    return (
        record["id"],
        record["at"][:10],
        record["snapshot"],
        record["source"],
        record["address"],
        "\n".join(lines),
    )


def _list_rules(database: Database, *, json: bool) -> None:
    with database.read() as tx:
        times = rule_counts(tx)
    if json:
        for name, hides in RULES.items():
            print_json({"rule": name, "hides": hides, "times": times[name]})
        return
    rows = [(name, times[name], hides, None) for name, hides in RULES.items()]
    screen.entries(("rule", "times", "hides"), rows)


def _show_snapshot(
    settings: Settings, database: Database, snapshot_id: int, *, tell: bool, json: bool
) -> None:
    with database.read() as tx:
        hidden = _hidden_snapshot(tx, snapshot_id, Index(settings.subscribers))
    if tell:
        _tell_after_all(settings, database, hidden)
    record = hidden_snapshot_shape(hidden, settings.timezone)
    if json:
        print_json(record)
    else:
        _print_snapshot(hidden, record, told=tell)


def _tell_after_all(settings: Settings, database: Database, hidden: HiddenSnapshot) -> None:
    """Tells what rules hid in a snapshot. Raises CommandError where nothing is hidden."""
    if not hidden.entries:
        raise CommandError(f"nothing of snapshot {hidden.snapshot_id} is hidden")
    if hidden.entries[0].told_at is not None:
        raise CommandError(f"nothing of snapshot {hidden.snapshot_id} is hidden, it was told")
    with database.write() as tx:
        replaying.tell(tx, Teller.of(settings, mask), hidden.entries, datetime.now(UTC))


def _print_snapshot(hidden: HiddenSnapshot, record: Record, *, told: bool) -> None:
    for line in [*hidden.differing, ""]:
        say(line)
    for entry in record["entries"]:
        say(_entry_line(entry))
    lead = "told now: " if told else "without the rule: "
    for one in hidden.untold:
        say(lead + _untold_line(one))


def _hidden_snapshot(tx: Transaction, snapshot_id: int, index: Index) -> HiddenSnapshot:
    try:
        return hidden_snapshot(tx, snapshot_id, index)
    except NoSuchSnapshotError:
        raise CommandError(
            f"no snapshot {snapshot_id}; `policywatch suppressed` lists those that were hidden"
        ) from None
    except FirstSnapshotError as error:
        raise CommandError(
            f"snapshot {snapshot_id} is the first of {error.address}: nothing to compare it with"
        ) from None


def _entry_line(record: Record) -> str:
    times = f" ×{record['times']}" if record["times"] > 1 else ""
    told = "  (told after all)" if record["told_at"] else ""
    old, new = record["old"] or "(nothing)", record["new"] or "(nothing)"
    return f"{record['rule']}{times}: {old} → {new}{told}"


def _untold_line(one: Untold) -> str:
    heard = "、".join(one.subscribers) or "nobody: no subscription matches"
    return (
        f"amended #{one.policy.id} {one.policy.title}: {said_in_words(one.said, FIRST)}  to {heard}"
    )
