"""Options, dates and printing that every command shares.

Loads nothing of the service and decides nothing.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from watcher.plain_text import escaped, plain

NAME = "policywatch"
MOST_DAYS = 36_500  # a century: further off no calendar goes
CIVIL = ZoneInfo("Asia/Shanghai")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "-c",
        "--config",
        metavar="FILE",
        help="Configuration file (else POLICYWATCH_CONFIG, else policywatch.toml here).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="PLACE",
        help="Code or name: that place, what lies in it, and what governs it (450200, 柳州).",
    ),
]
IndustryOption = Annotated[
    str | None,
    typer.Option("--industry", metavar="X", help="Label or GB/T 4754 code (汽车及零部件, 36)."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="L", help="In which language it is told: zh (default), en."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="INSTANT",
        help="As if it were then: 2024-06-08 or 2024-06-08T09:00+08:00.",
    ),
]
ReallyOption = Annotated[
    bool,
    typer.Option(
        "--really", help="With --as-of: act on the store and the channels, not on a copy."
    ),
]
# years that dates are reckoned in: a day more or less must never leave the calendar
FIRST_YEAR, LAST_YEAR = 1900, 2199


class CommandError(Exception):
    """A call that cannot be carried out; the message tells the caller what to do. Exit status 2."""


@dataclass(slots=True)
class Chosen:
    """The options that stood before the command's name."""

    config: Path | None = None


def chosen_config(ctx: typer.Context, config: Path | None) -> Path | None:
    """The configuration file that was named behind the command's name, or before it."""
    return config or (ctx.obj.config if isinstance(ctx.obj, Chosen) else None)


def instant(text: str | None) -> datetime | None:
    """An instant as people write it.

    Without an offset it is Chinese time, without a time the start of the day.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"“{text}” is no instant; write 2024-06-08 or 2024-06-08T09:00:00+08:00"
        ) from None
    _check_year(moment, text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=CIVIL)).astimezone(UTC)


def check_rehearsal(moment: datetime | None, *, really: bool, json: bool) -> None:
    """Raises CommandError where options of a rehearsal stand without one."""
    if really and moment is None:
        raise CommandError("--really belongs to --as-of: add the instant, or leave it out")
    if json and (moment is None or really):
        raise CommandError("--json prints what a rehearsal would tell: --as-of INSTANT --json")


def span(
    since: str | None, until: str | None, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """The instants of `--since DATE --until DATE`: the first day's begin and the last day's end."""
    first, last = day(since, "--since"), day(until, "--until")
    return (
        start_of(first, zone) if first else None,
        end_of(last, zone) if last else None,
    )


def day(text: str | None, option: str) -> date | None:
    """A civil date, or the date of an instant."""
    if text is None:
        return None
    try:
        civil = date.fromisoformat(text[:10])
    except ValueError:
        raise CommandError(f"{option}: “{text}” is no date; write 2024-06-08") from None
    _check_year(civil, text)
    return civil


def _check_year(moment: date, text: str) -> None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise CommandError(f"“{text}”: the year is one from {FIRST_YEAR} to {LAST_YEAR}")


def minute(instant: str | None) -> str:
    """An instant of `--json` to the minute, without its offset: the service's zone."""
    return instant[:16].replace("T", " ") if instant else ""


def start_of(civil: date, zone: ZoneInfo) -> datetime:
    """The first instant of a civil day."""
    return datetime.combine(civil, time(0), zone).astimezone(UTC)


def end_of(civil: date, zone: ZoneInfo) -> datetime:
    """The first instant after a civil day."""
    return start_of(civil + timedelta(days=1), zone)


def print_json(record: Mapping[str, Any]) -> None:
    """One object, one line, UTF-8; characters that steer a terminal are escaped, not lost."""
    sys.stdout.write(escaped(json.dumps(record, ensure_ascii=False)) + "\n")


def program() -> str:
    """The word that calls this program again.

    Its name, or its path where the name alone would not find it.
    """
    called = Path(sys.argv[0])
    found = shutil.which(NAME)
    if called.name != NAME or (found and Path(found).resolve() == called.resolve()):
        return NAME
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(plain(text).rstrip("\n") + "\n")
    sys.stderr.flush()


def say(text: str = "") -> None:
    """One line on standard output, at once: `run` may be piped into a log."""
    sys.stdout.write(plain(text) + "\n")
    sys.stdout.flush()
