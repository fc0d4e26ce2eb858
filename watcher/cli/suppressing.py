"""`suppressed`: what the rules against noise have hidden, what it was, and what would have been told without them."""

from difflib import unified_diff
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from store.records import SuppressionRule
from watcher.cli import session
from watcher.cli.session import CommandError, ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.settings import Settings
    from store.database.opening import Transaction
    from store.suppressions import Suppression, Wanted
    from watcher.recording.replaying import Untold
    from watcher.telling.teller import Teller


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

    Pages that came with other bytes and brought nothing new: with each the rule that hid the difference, at how many
    places, and the first of them, old → new. With SNAPSHOT all that differed, and what would have been told.

    \b
    policywatch suppressed --rule "view counter" --since 2026-03-01
    policywatch suppressed --source gx-gxt --replay --json
    policywatch suppressed 128 --tell
    """
    if tell and snapshot is None:
        raise CommandError("--tell needs the SNAPSHOT whose difference is to be told")
    settings = session.settings(ctx, config)
    wanted = _wanted(settings, source, rule, (since, until), (before, limit))
    if snapshot is not None:
        _one(settings, snapshot, tell=tell, json=json)
    elif rules:
        _rules(settings, json=json)
    else:
        _list(settings, wanted, replay=replay, json=json)


def _wanted(
    settings: "Settings",
    source: str | None,
    rule: str | None,
    days: tuple[str | None, str | None],
    page: tuple[int | None, int],
) -> "Wanted":
    from config.faults import nearest  # noqa: PLC0415 -- only for the error
    from store.suppressions import Wanted  # noqa: PLC0415 -- late: --help needs no store
    from watcher.recording.hiding import RULES  # noqa: PLC0415 -- as above

    if rule is not None and rule not in RULES:
        near = nearest(rule, RULES)
        hint = f"did you mean “{near}”?" if near else "`policywatch suppressed --rules` lists them"
        raise CommandError(f"--rule: no rule is called “{rule}”; {hint}")
    first, last = session.day(days[0], "--since"), session.day(days[1], "--until")
    zone = settings.timezone
    return Wanted(
        source_key=source,
        rule=SuppressionRule(rule) if rule else None,
        since=session.start_of(first, zone) if first else None,
        until=session.end_of(last, zone) if last else None,
        before_id=page[0],
        limit=page[1],
    )


def _list(settings: "Settings", wanted: "Wanted", *, replay: bool, json: bool) -> None:
    from store import suppressions  # noqa: PLC0415 -- late: --help needs no store

    with session.store(settings) as database, database.read() as tx:
        found = suppressions.listing(tx, wanted)
        untold = {one.id: _untold(tx, settings, [one]) for one in found} if replay else {}
    if json:
        for one in found:
            print_json(
                _view(one, settings.timezone)
                | ({"untold": [_told_view(each) for each in untold[one.id]]} if replay else {})
            )
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    rows = [
        (
            one.id,
            one.at.astimezone(settings.timezone).strftime("%Y-%m-%d"),
            one.snapshot_id,
            one.source_key,
            one.address,
            "\n".join((_said(one), *map(_sentence, untold.get(one.id, ())))),
        )
        for one in found
    ]
    if not screen.entries(("entry", "on", "snapshot", "source", "address"), rows):
        say("nothing was hidden")
        return
    say(
        f"all that differed in one, and what would have been told: policywatch suppressed {found[0].snapshot_id}"
    )
    if len(found) == wanted.limit:
        say(f"older ones: policywatch suppressed --before {found[-1].id}")


def _rules(settings: "Settings", *, json: bool) -> None:
    from store import suppressions  # noqa: PLC0415 -- late: --help needs no store
    from watcher.recording.hiding import RULES  # noqa: PLC0415 -- as above

    with session.store(settings) as database, database.read() as tx:
        times = dict(suppressions.rules(tx))
    if json:
        for name, hides in RULES.items():
            print_json({"rule": name, "hides": hides, "times": times.get(name, 0)})
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    screen.entries(
        ("rule", "times", "hides"),
        [(n, times.get(n, 0), hides, None) for n, hides in RULES.items()],
    )


def _one(settings: "Settings", snapshot_id: int, *, tell: bool, json: bool) -> None:
    from store import suppressions  # noqa: PLC0415 -- late: --help needs no store
    from watcher.engine.service import utc_now  # noqa: PLC0415 -- as above
    from watcher.recording import replaying  # noqa: PLC0415 -- as above

    with session.store(settings) as database:
        with database.read() as tx:
            entries = suppressions.of_snapshot(tx, snapshot_id)
            differing = list(_differing(tx, snapshot_id, entries))
            untold = _untold(tx, settings, entries)
        if tell:
            if not entries or entries[0].told_at:
                raise CommandError(
                    f"nothing of snapshot {snapshot_id} is hidden"
                    + (", it was told" if entries else "")
                )
            with database.write() as tx:
                replaying.tell(tx, _teller(settings), entries, utc_now())
    if json:
        views = [_view(one, settings.timezone) for one in entries]
        print_json(
            {
                "snapshot": snapshot_id,
                "entries": views,
                "differing": differing,
                "untold": [_told_view(one) for one in untold],
            }
        )
        return
    for line in [*differing, ""]:
        say(line)
    for one in entries:
        say(_said(one))
    for each in untold:
        say(("told now: " if tell else "without the rule: ") + _sentence(each))


def _untold(
    tx: "Transaction", settings: "Settings", entries: "Sequence[Suppression]"
) -> "list[Untold]":
    from watcher.recording import replaying  # noqa: PLC0415 -- late: --help needs no store

    return replaying.untold(tx, _teller(settings), entries)


def _teller(settings: "Settings") -> "Teller":
    from notifiers import mask  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.telling.teller import Teller  # noqa: PLC0415 -- as above

    return Teller.of(settings, mask)


def _differing(
    tx: "Transaction", snapshot_id: int, entries: "Sequence[Suppression]"
) -> "list[str]":
    """What differs between a snapshot and the one it was compared with, line by line."""
    from store import snapshots  # noqa: PLC0415
    from store.care import rereading  # noqa: PLC0415 -- late: --help needs no store

    try:
        one = snapshots.get(tx, snapshot_id)
    except KeyError:
        raise CommandError(
            f"no snapshot {snapshot_id}; `policywatch suppressed` lists those that were hidden"
        ) from None
    known = next((each.before_id for each in entries if each.before_id), None)
    before = snapshots.get(tx, known) if known else rereading.previous(tx, snapshot_id)
    if before is None:
        raise CommandError(
            f"snapshot {snapshot_id} is the first of {one.address}: nothing to compare it with"
        )
    lines = [_lines(snapshots.body(tx, each.id), each.address) for each in (before, one)]
    names = (f"snapshot {before.id}", f"snapshot {one.id}")
    return list(unified_diff(lines[0], lines[1], *names, n=1, lineterm=""))


def _lines(body: bytes, name: str) -> list[str]:
    """A text's lines as they are; of a file that is no text what the parser finds in it."""
    from watcher.parsing import parse  # noqa: PLC0415 -- beside its use
    from watcher.parsing.charset import decode_bytes  # noqa: PLC0415 -- as above
    from watcher.parsing.sniff import kind_of  # noqa: PLC0415 -- as above

    if kind_of(body, name, None) in ("pdf", "docx", "xlsx"):
        return [f"{len(body)} bytes", *parse(body, name=name).lines]
    return decode_bytes(body).text.splitlines()


def _said(one: "Suppression") -> str:
    times = f" ×{one.times}" if one.times > 1 else ""
    told = "  (told after all)" if one.told_at else ""
    return f"{one.rule}{times}: {one.old or '(nothing)'} → {one.new or '(nothing)'}{told}"


def _sentence(one: "Untold") -> str:
    heard = "、".join(one.subscribers) or "nobody: no subscription matches"
    return f"amended #{one.policy.id} {one.policy.title}: {_summary(one)}  to {heard}"


def _summary(one: "Untold") -> str:
    from watcher.rendering import languages, summary  # noqa: PLC0415 -- late: --help needs no words

    return summary.said_in_words(one.said, languages.FIRST)


def _view(one: "Suppression", zone: ZoneInfo) -> dict[str, Any]:
    from watcher.cli import views  # noqa: PLC0415 -- beside its use

    return {
        "id": one.id,
        "snapshot": one.snapshot_id,
        "compared_with": one.before_id,
        "at": views.instant(one.at, zone),
        "source": one.source_key,
        "address": one.address,
        "rule": one.rule,
        "times": one.times,
        "old": one.old,
        "new": one.new,
        "told_at": views.instant(one.told_at, zone),
    }


def _told_view(one: "Untold") -> dict[str, Any]:
    heard = list(one.subscribers)
    return {
        "kind": "amended",
        "policy_id": one.policy.id,
        "summary": _summary(one),
        "subscribers": heard,
    }
