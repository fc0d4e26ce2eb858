"""From the configuration file and the environment to Settings, or to every fault at once.

Opens nothing but the file.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from config.faults import ConfigError, Fault
from config.lines import key_lines
from config.retention_table import read_retention
from config.service_table import KEYS as SERVICE_KEYS
from config.service_table import read_database, read_listen, read_timezone
from config.settings import Settings
from config.source_tables import Keys, OptionCheck, SourceReader
from config.subscribers import ChannelCheck, read_subscriber
from config.toml_causes import likely_cause, line_of_end, shown_start
from config.toml_table import FaultReport, Table

_T = TypeVar("_T")

DEFAULT_FILE = "policywatch.toml"

# tomllib says the place in its message only (attributes come with Python 3.14)
_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")


def config_path(path: Path | None, env: Mapping[str, str]) -> Path:
    """The file meant: the one named, else POLICYWATCH_CONFIG, else policywatch.toml here.

    Absolute; may not exist.
    """
    return Path(path or env.get("POLICYWATCH_CONFIG") or DEFAULT_FILE).expanduser().resolve()


def load(  # noqa: PLR0913 -- each is what config must not ask of another room itself
    path: Path | None,
    env: Mapping[str, str],
    *,
    kinds: Mapping[str, Keys],
    check_channel: ChannelCheck,
    languages: Sequence[str],
    check_option: OptionCheck | None = None,
    check_database: Callable[[str], str | None] | None = None,
) -> Settings:
    """Reads and checks the whole file.

    `kinds` are the kinds of source there are, `languages` those that alerts can be told in;
    `check_channel` says what is wrong with a channel's address, `check_option` with the value of a
    key that only one kind knows, and `check_database` with a database that cannot be reached.
    Raises ConfigError with all faults, in the file's order.
    """
    file = config_path(path, env)
    text = _text(file)
    values = _values(text, file)
    report = FaultReport(key_lines(text), env)
    top = Table(values, (), report)
    top.known({"service", "retention", "sources", "subscribers"})
    service = Table(_one(top, "service"), ("service",), report)
    service.known(SERVICE_KEYS)
    sources = SourceReader(kinds, file.parent, check_option)
    settings = Settings(
        file=str(file),
        database=read_database(service, file.parent, check_database),
        timezone=read_timezone(service),
        listen=read_listen(service),
        retention=read_retention(Table(_one(top, "retention"), ("retention",), report)),
        sources=_each(top, "sources", "key", sources.read),
        subscribers=_each(
            top,
            "subscribers",
            "name",
            lambda table: read_subscriber(table, check_channel, languages),
        ),
    )
    if report.faults:
        raise ConfigError(report.in_order(), str(file))
    return settings


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")  # editors on Windows put a BOM first
    except FileNotFoundError:
        fix = (
            "write one with `policywatch init`, or name another with -c FILE or POLICYWATCH_CONFIG"
        )
        fault = Fault(str(file), "there is no such file", fix)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = f"line {line}, byte {error.start}"
        fault = Fault(where, "the file is not UTF-8", "save it as UTF-8 in your editor")
    except OSError as error:
        fault = Fault(
            str(file),
            f"the file cannot be read ({error.strerror})",
            "check its permissions and its path",
        )
    raise ConfigError((fault,), str(file))


def _values(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_toml_fault(text, str(error)),), str(file)) from error


def _toml_fault(text: str, message: str) -> Fault:
    place = _PLACE.search(message)
    line = int(place.group(1)) if place else line_of_end(text)
    where = f"line {line}, column {place.group(2)}" if place else f"from line {line} to the end"
    what = _PLACE.sub("", message).removesuffix(" (at end of document)")
    written = shown_start(text.split("\n")[line - 1])
    cause = likely_cause(text, line, what)
    if cause is None:
        fix = "correct that line first: the rest of the file can be checked only when it is TOML"
        return Fault(where, f"not TOML: {what}: {written}", fix)
    return Fault(where, f"not TOML: {cause.what}: {written}", cause.fix)


def _one(top: Table, name: str) -> dict[str, Any]:
    value = top.values.get(name, {})
    if isinstance(value, dict):
        return value
    top.fault(name, "expected one table", f"write [{name}]")
    return {}


def _each(top: Table, name: str, key: str, read: Callable[[Table], _T | None]) -> tuple[_T, ...]:
    """Every [[name]] table as read; two of the same `key` are a fault."""
    tables = top.values.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        top.fault(name, "expected a list of tables", f"write [[{name}]] with two brackets")
        return ()
    found: list[_T] = []
    first: dict[str, int] = {}
    for number, values in enumerate(tables):
        table = Table(values, (name, number), top.report)
        item = read(table)
        named = str(values.get(key, "")).strip()
        if named and named in first:
            table.fault(
                key,
                f"“{named}” is already taken by [[{name}]] #{first[named] + 1}",
                "give this one another name",
            )
        elif named:
            first[named] = number
        if item is not None:
            found.append(item)
    return tuple(found)
