"""What commands share: the configuration and store they work on, options, and how they print. Decides nothing."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from config.settings import Settings

if TYPE_CHECKING:  # SQLAlchemy takes 0.3 s to import, and --help needs no store
    from store.database.opening import Database

NAME = "policywatch"
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


class CommandError(Exception):
    """A call that cannot be carried out; the message tells the caller what to do. Exit status 2."""


@dataclass(slots=True)
class Chosen:
    """What was said before the command's name."""

    config: Path | None = None


def settings(ctx: typer.Context, config: Path | None) -> Settings:
    """The configuration of this call. Raises ConfigError with all its faults."""
    from config.loading import load  # noqa: PLC0415 -- late: --help needs none of it
    from notifiers import check_channel  # noqa: PLC0415 -- as above
    from store.database.probing import probe  # noqa: PLC0415 -- as above
    from watcher.fetching import KINDS  # noqa: PLC0415 -- as above
    from watcher.parsing.html.selectors import check_selector  # noqa: PLC0415 -- as above
    from watcher.rendering.languages import CODES  # noqa: PLC0415 -- as above

    chosen = config or (ctx.obj.config if isinstance(ctx.obj, Chosen) else None)
    return load(
        chosen,
        os.environ,
        kinds=KINDS,
        check_channel=check_channel,
        languages=CODES,
        check_option=check_selector,
        check_database=probe,
    )


@contextmanager
def store(of: Settings) -> "Iterator[Database]":
    """The store of a configuration, open and up to date."""
    from store.database.opening import Database  # noqa: PLC0415 -- as above

    database = Database(of.database)
    try:
        yield database
    finally:
        database.close()


def instant(text: str | None) -> datetime | None:
    """An instant as people write it; without an offset it is Chinese time, without a time the start of the day."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"“{text}” is no instant; write 2024-06-08 or 2024-06-08T09:00:00+08:00"
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=CIVIL)).astimezone(UTC)


def day(text: str | None, option: str) -> date | None:
    """A civil date, or the date of an instant."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise CommandError(f"{option}: “{text}” is no date; write 2024-06-08") from None


def start_of(civil: date, zone: ZoneInfo) -> datetime:
    """The first instant of a civil day."""
    return datetime.combine(civil, time(0), zone).astimezone(UTC)


def end_of(civil: date, zone: ZoneInfo) -> datetime:
    """The first instant after a civil day."""
    return start_of(civil + timedelta(days=1), zone)


def chosen_language(text: str | None) -> str:
    """The language that was asked for, else Chinese."""
    from watcher.rendering.languages import CODES, FIRST  # noqa: PLC0415 -- late: --help needs none of it

    if text is not None and text not in CODES:
        raise CommandError(f"--language: there is no “{text}”; write one of {', '.join(CODES)}")
    return text or FIRST


def region_code(text: str | None) -> str | None:
    """The code of a place given by code or name."""
    if text is None:
        return None
    from config.places import describe, place, similar  # noqa: PLC0415 -- late: reads the table of regions

    found = place(text.strip())
    if isinstance(found, str):
        return found
    candidates = found or similar(text)
    hint = (
        f"; did you mean {describe(candidates)}?"
        if candidates
        else "; give a six-digit code such as 450200"
    )
    raise CommandError(f"--region: no single place is called “{text}”{hint}")


def print_json(record: Mapping[str, Any]) -> None:
    """One object, one line, UTF-8."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def program() -> str:
    """What to type to call this program again: its name, or its path where the name alone would not find it."""
    called = Path(sys.argv[0])
    found = shutil.which(NAME)
    if called.name != NAME or (found and Path(found).resolve() == called.resolve()):
        return NAME
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()


def say(text: str = "") -> None:
    """One line on standard output, at once: `run` may be piped into a log."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
