"""`show` and `diff`: one policy, and what changed between two of its versions."""

from pathlib import Path
from typing import Annotated

import typer

from watcher.asking.policy_card import policy_card
from watcher.asking.shapes.policy_card_shape import policy_card_shape
from watcher.asking.version_pair import (
    NoSuchVersionError,
    OneVersionError,
    VersionPair,
    policy_versions,
)
from watcher.cli import card, screen
from watcher.cli.asked import PolicyArgument, said_if_unknown
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import CommandError, ConfigOption, JsonOption, print_json, say
from watcher.diffing.compare_record import clause_record
from watcher.rendering import redline, redline_html


def show(
    ctx: typer.Context,
    policy_id: PolicyArgument,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """One policy: facts, dates, versions, places, relations.

    Each fact with the line and the sentence it came from.
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database, database.read() as tx, said_if_unknown():
        record = policy_card_shape(policy_card(tx, policy_id), settings.timezone)
    if json:
        print_json(record)
    else:
        card.show(record)


def diff(  # noqa: PLR0913 -- each is an option
    ctx: typer.Context,
    policy_id: PolicyArgument,
    *,
    first: Annotated[
        int | None,
        typer.Option(
            "--from", metavar="N", help="Version to start from (default: the one before)."
        ),
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--to", metavar="M", help="Version to compare with (default: the newest)."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a self-contained page instead."),
    ] = None,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="With --html: old and new in two columns.")
    ] = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """What changed between two versions of a policy.

    The facts that differ, a line each; then clause by clause, with the words marked: in colour, or
    as [-old-] and {+new+} where there is none.

    \b
    policywatch diff 7
    policywatch diff 7 --from 1 --to 3 --html redline.html --side-by-side
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database, database.read() as tx, said_if_unknown():
        try:
            pair = policy_versions(tx, policy_id, first, last)
        except (OneVersionError, NoSuchVersionError) as error:
            raise CommandError(str(error)) from None
    if json:
        for change in pair.clauses:
            print_json(clause_record(change))
    elif html:
        _write_page(pair, html, side_by_side=side_by_side)
    else:
        _print_redline(pair)


def _write_page(pair: VersionPair, file: Path, *, side_by_side: bool) -> None:
    page = redline_html.side_by_side_html if side_by_side else redline_html.html_page
    file.write_text(page(pair.policy.title, pair.clauses, facts=pair.facts), encoding="utf-8")
    say(f"wrote {file}")


def _print_redline(pair: VersionPair) -> None:
    screen.heading(f"{pair.policy.title}  version {pair.old.number} → {pair.new.number}")
    screen.facts(pair.facts)
    if pair.clauses:
        screen.redline(redline.terminal_segments(pair.clauses))
    else:
        say("no clause differs")
