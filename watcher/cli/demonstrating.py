"""`demo`: a fortnight at an invented city's site, through the real service.

The story itself is in watcher/demo.
"""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from store.records import ChangeKind
from watcher.cli import screen
from watcher.cli.language_option import asked_language
from watcher.cli.session import CommandError, program, say
from watcher.demo.rehearsal import Played, play
from watcher.demo.story_folder import NotADemoError, prepare

OPENING = (
    "A fortnight at the site of 海屿市, a city that does not exist. "
    "Its pages are served on this machine, fetched over HTTP, read, compared and stored; "
    "one subscriber, who makes car parts, is told through a webhook."
)


def demo(
    keep: Annotated[
        Path,
        typer.Option("--keep", metavar="FOLDER", help="Where what it leaves is kept to look at."),
    ] = Path("policywatch-demo"),
    language: Annotated[
        str, typer.Option("--language", metavar="zh|en", help="The alerts' language: zh or en.")
    ] = "zh",
) -> None:
    """See it all in a minute, at an invented city's site.

    A fortnight there, and each day's alerts as a subscriber reads them. The site is served on this
    machine and fetched over HTTP; the days are played one after another through the same code that
    `run` uses. Needs no configuration and no network. A second demo replaces what the first one
    kept.
    """
    asked = asked_language(language)
    try:
        configuration = prepare(keep)
    except NotADemoError as error:
        raise CommandError(str(error)) from None
    _play(configuration, asked)


def _play(configuration: Path, language: str) -> None:
    screen.paragraph(OPENING)
    played: list[Played] = []
    for day in play(configuration, language):
        played.append(day)
        _print_day(len(played), day)
    _print_end(configuration, played)


def _print_day(number: int, played: Played) -> None:
    screen.line()
    screen.heading(f"Day {number}, {played.day.on:%A %Y-%m-%d}")
    screen.paragraph(played.day.happens)
    screen.paragraph(_looked(played), style="dim")
    for alert in played.alerts:
        screen.frame(f"{alert['title']}\n\n{alert['body']}", title=f"webhook · {alert['kind']}")


def _looked(played: Played) -> str:
    report, told = played.report, len(played.alerts)
    found = (
        f"{report.snapshots} pages differ, {report.changes} changes" if report.ok else report.reason
    )
    return f"{report.status}: {found}; {told or 'no'} {'alert' if told == 1 else 'alerts'}"


def _print_end(configuration: Path, played: list[Played]) -> None:
    screen.line()
    screen.heading(f"The fortnight is over. What it left is in {configuration.parent}; look at it:")
    for command, what in _commands(played):
        screen.line(f"  {what}:", style="dim")
        say(f"    {program()} -c {quote(str(configuration))} {command}")


def _commands(played: list[Played]) -> Iterator[tuple[str, str]]:
    policies = {alert["kind"]: alert["policy"]["id"] for day in played for alert in day.alerts}
    yield "history", "the log of changes"
    if ChangeKind.AMENDED in policies:
        yield f"diff {policies[ChangeKind.AMENDED]}", "the amended measures, clause by clause"
    yield f"deadlines --as-of {played[-1].day.on}", "what was ahead on the last day"
    if ChangeKind.DEADLINE_MOVED in policies:
        moved = policies[ChangeKind.DEADLINE_MOVED]
        yield f"show {moved}", "the extended call: facts, versions, life"
    yield "alerts", "who was told what"
