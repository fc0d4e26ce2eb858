"""`history` and `deadlines`: what happened, and what is ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from config.faults import nearest
from config.subscribers import ALSO, EVENTS
from store.records import Actor, Basis
from watcher.cli import session
from watcher.cli.session import (
    AsOfOption,
    ConfigOption,
    IndustryOption,
    JsonOption,
    LanguageOption,
    RegionOption,
    print_json,
    say,
)
from watcher.cli.show import known_policy

if TYPE_CHECKING:
    from store.database.opening import Database
    from store.lists.walks import Filter
    from store.records import Change, Deadline, Policy

PAGE = 500
FOR_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """Entries of the log, and how they are to be told: in which zone and language."""

    entries: "Iterator[tuple[Change, Policy | None]]"
    zone: ZoneInfo
    language: str

    def views(self) -> Iterator[dict[str, Any]]:
        """Each entry as JSON."""
        from watcher.cli import views  # noqa: PLC0415 -- beside its use

        for entry, policy in self.entries:
            yield views.change(entry, policy, self.zone, self.language)


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
    from dataclasses import replace  # noqa: PLC0415 -- beside its use

    settings = session.settings(ctx, config)
    wanted = _filter(region, industry)
    first, last = session.day(since, "--since"), session.day(until, "--until")
    wanted = replace(
        wanted,
        kinds=_kinds(kind),
        policy_id=policy,
        since=session.start_of(first, settings.timezone) if first else None,
        until=session.end_of(last, settings.timezone) if last else None,
        before_id=before,
    )
    most = limit or (None if json or export else FOR_PEOPLE)
    with session.store(settings) as database:
        if policy is not None:
            with database.read() as tx:
                known_policy(tx, policy)
        told = Told(
            _entries(database, wanted, most), settings.timezone, session.chosen_language(language)
        )
        if export:
            _export(told, export)
        elif json:
            _history_json(told)
        else:
            _history_table(told, most)


def deadlines(  # noqa: PLR0913 -- the filters of the contract
    ctx: typer.Context,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
    within: Annotated[
        int | None,
        typer.Option("--within", metavar="DAYS", min=0, help="Only dates at most so far ahead."),
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
    from store import deadlines as store  # noqa: PLC0415 -- late: --help needs no store
    from watcher.cli import views  # noqa: PLC0415 -- as above
    from watcher.recording.moving import handed_over  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    moment = session.instant(as_of) or datetime.now(UTC)
    today = moment.astimezone(settings.timezone).date()
    last = today + timedelta(days=within) if within is not None else None
    with session.store(settings) as database, database.read() as tx:
        found = store.ahead(tx, _filter(region, industry), today=today, last=last)
        handed = handed_over(tx, found)
    found = [pair for pair in found if (pair[1].id, pair[0].slot) not in handed]
    if json:
        for deadline, policy in found:
            print_json(views.deadline(deadline, policy, today))
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    rows = (
        (
            deadline.closes or deadline.status,
            f"{(deadline.closes - today).days} d" if deadline.closes else "",
            f"#{policy.id}",
            policy.title,
            screen.joined(
                deadline.kind,
                deadline.batch,
                _actor(deadline),
                policy.region_name,
                _basis(deadline),
            ),
        )
        for deadline, policy in found
    )
    if not screen.entries(("closes", "left", "id", "policy"), rows):
        say("nothing is ahead" + (" with these filters" if region or industry or within else ""))


def _kinds(kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return ()
    kind = ALSO.get(kind, kind)
    if kind not in EVENTS:
        near = nearest(kind, EVENTS)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(EVENTS)}"
        raise session.CommandError(f"--kind: no kind of change is called “{kind}”; {hint}")
    return (kind,)


def _basis(deadline: "Deadline") -> str:
    return "" if deadline.basis == Basis.STATED else deadline.basis


def _actor(deadline: "Deadline") -> str:
    return "the local bureau's own date" if deadline.actor == Actor.AUTHORITY else ""


def _filter(region: str | None, industry: str | None) -> "Filter":
    from config import catalogue  # noqa: PLC0415 -- reads the table of regions
    from store.lists.walks import Filter  # noqa: PLC0415 -- late: --help needs no store
    from watcher.telling.asked_industries import labels_of  # noqa: PLC0415 -- as above

    code = session.region_code(region)
    labels = labels_of(industry) if industry else ()
    if industry and not labels:
        known = "、".join(row.label for row in catalogue.industries())
        raise session.CommandError(
            f"--industry: no label or GB/T 4754 code “{industry}”; labels are {known}"
        )
    if code is None:
        return Filter(industries=labels)
    return Filter(
        regions=(code, *catalogue.ancestors(code)),
        below=None if code == catalogue.NATION else code.removesuffix("00").removesuffix("00"),
        industries=labels,
    )


def _entries(
    database: "Database", wanted: "Filter", most: int | None
) -> "Iterator[tuple[Change, Policy | None]]":
    """Entries page by page, so that a long log needs no memory."""
    from dataclasses import replace  # noqa: PLC0415 -- beside its use

    from store import changes, policies  # noqa: PLC0415 -- late: --help needs no store

    left = most
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        with database.read() as tx:
            page = changes.history(tx, replace(wanted, limit=size))
            known = policies.many(tx, {entry.policy_id for entry in page})
        yield from ((entry, known.get(entry.policy_id)) for entry in page)
        if len(page) < size:
            return
        wanted = replace(wanted, before_id=page[-1].id)
        left = None if left is None else left - size


def _export(told: Told, file: Path) -> None:
    from watcher.cli import exporting  # noqa: PLC0415 -- beside its use

    if file.suffix.lower() not in exporting.FORMS:
        raise session.CommandError(
            f"--export: write to a file that ends in {', '.join(exporting.FORMS)}, not “{file.name}”"
        )
    try:
        count = exporting.write(told.views(), file)
    except OSError as error:
        raise session.CommandError(
            f"--export: {file} cannot be written ({error.strerror})"
        ) from error
    say(f"wrote {count} entries to {file}")


def _history_json(told: Told) -> None:
    for view in told.views():
        print_json(view)


def _history_table(told: Told, most: int | None) -> None:
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only
    from watcher.rendering.summary import in_words  # noqa: PLC0415 -- late: --help needs no words

    shown: list[Change] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for entry, policy in told.entries:
            shown.append(entry)
            heard = (
                _alerts(entry.alerted) if entry.alerted else "baseline" if entry.baseline else ""
            )
            yield (
                entry.id,
                entry.at.astimezone(told.zone).strftime("%Y-%m-%d"),
                f"#{entry.policy_id}",
                policy.title if policy else "",
                screen.joined(entry.kind, in_words(entry, told.language), heard),
            )

    if not screen.entries(("entry", "on", "id", "policy"), rows()):
        say("the log has no such entry")
    elif most and len(shown) == most:
        say(f"older ones: policywatch history --before {shown[-1].id}")


def _alerts(count: int) -> str:
    return "1 alert" if count == 1 else f"{count} alerts"
