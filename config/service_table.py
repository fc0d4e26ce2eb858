"""The [service] table: database, time zone, address to listen on. Opens none of them."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from config.toml_table import Table

DEFAULT_DATABASE = "sqlite:///policywatch.db"
DEFAULT_TIMEZONE = "Asia/Shanghai"
DEFAULT_LISTEN = "127.0.0.1:8000"
KEYS = frozenset({"database", "timezone", "listen"})

_DATABASE_FIX = 'write "sqlite:///policywatch.db" or "postgresql+psycopg://user@host/name"'
_REACH_FIX = "start the database, or correct its address; `policywatch doctor` tries it again"
_CODES = "@ / : ? # are %40 %2F %3A %3F %23"
_POSTGRES = ("postgresql://", "postgres://")


# a database's address → why it cannot be used (no secrets in it), or None
DatabaseCheck = Callable[[str], str | None]


def read_timezone(table: Table) -> ZoneInfo:
    """The named zone; Asia/Shanghai, and a fault, where there is no such zone."""
    name = table.text("timezone", DEFAULT_TIMEZONE)
    try:
        return ZoneInfo(name or DEFAULT_TIMEZONE)
    # ZoneInfoNotFoundError is a KeyError; a name that looks like a path raises the others
    except (KeyError, ValueError, OSError):
        table.fault(
            "timezone",
            f"unknown time zone “{name}”",
            'write a name such as "Asia/Shanghai" or "UTC"',
        )
        return ZoneInfo(DEFAULT_TIMEZONE)


def read_listen(table: Table) -> str:
    """host:port, as given."""
    text = table.text("listen", DEFAULT_LISTEN) or DEFAULT_LISTEN
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 1 <= int(port) <= 65535:
        table.fault("listen", f"“{text}” is not host:port", f'write "{DEFAULT_LISTEN}"')
    return text


def read_database(table: Table, folder: Path, check: DatabaseCheck | None = None) -> str:
    """The database of POLICYWATCH_DATABASE, else of the file, else policywatch.db.

    SQLite paths are made absolute. `check` says why a well-written address cannot be used.
    """
    override = table.report.env.get("POLICYWATCH_DATABASE", "").strip()
    if override:
        address, wrong, fix = _usable_database(override, folder, check)
        if wrong:
            table.report.add("environment variable POLICYWATCH_DATABASE", wrong, fix)
        return address
    text = table.filled("database", table.text("database", DEFAULT_DATABASE) or DEFAULT_DATABASE)
    if text is None:
        return ""
    address, wrong, fix = _usable_database(text, folder, check)
    if wrong:
        table.fault("database", wrong, fix)
    return address


def _usable_database(
    text: str, folder: Path, check: DatabaseCheck | None
) -> tuple[str, str | None, str]:
    """The address, the reason why it cannot be used (or None), and the cure."""
    address, wrong = absolute_database(text, folder)
    if wrong:
        return address, wrong, _DATABASE_FIX
    if check is None:
        return address, None, ""
    return address, check(address), _REACH_FIX


def absolute_database(address: str, folder: Path) -> tuple[str, str | None]:
    """The address as the store opens it, and its fault, in which no secret stands."""
    for prefix in _POSTGRES:
        if address.startswith(prefix):
            address = "postgresql+psycopg://" + address.removeprefix(prefix)
    scheme, found, rest = address.partition("://")
    if not found:
        return address, "this is not a database address"
    if scheme == "postgresql+psycopg":
        return address, _server_fault(address)
    if scheme != "sqlite":
        return address, f"unknown database “{scheme}”"
    return _absolute_file(address, rest, folder)


def _server_fault(address: str) -> str | None:
    """The fault of a PostgreSQL address; nothing of it is repeated."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return f"the address cannot be read: a port is a number, and {_CODES} in a password"
    if "#" in address or parts.netloc.count("@") > 1 or "@" in parts.path:
        return f"a sign in its password has to be written as a code: {_CODES}"
    return None if parts.path.strip("/") else "the address names no database"


def _absolute_file(address: str, rest: str, folder: Path) -> tuple[str, str | None]:
    """An SQLite address with its path made absolute."""
    path, mark, query = rest.removeprefix("/").partition("?")
    if not rest.startswith("/") or not path or path == ":memory:":
        return address, "this names no file to keep the database in"
    return f"sqlite:///{(folder / path).resolve()}{mark}{query}", None
