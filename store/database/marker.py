"""A small file that says where a store is kept, so that one that vanished is never taken for a new
one.

Beside a SQLite file it bears its name with `.known` behind; of a PostgreSQL database it stands
beside the configuration and names the database. It holds no secret and may be deleted by whoever
wants to begin anew.
"""

import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import URL

from store.database.engines import StoreError, connect, parsed, shown, translated
from store.database.private_files import write_private
from store.database.read_only import read_only_address

ENDING = ".known"
HOLDING = ("source", "subscriber", "policy")  # a store at work has a row in one of them
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class StoreLostError(StoreError):
    """There was a store, and it is gone or holds nothing."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The file that remembers one database."""

    url: URL
    file: Path

    @classmethod
    def of(cls, address: str, folder: Path) -> "Marker":
        """The marker of the database at an address; `folder` is that of the configuration."""
        url = parsed(address)
        if url.get_backend_name() == "sqlite":
            return cls(url, Path(f"{url.database}{ENDING}"))
        name = "-".join(str(part) for part in (url.host, url.port, url.database) if part)
        return cls(url, folder / f".policywatch-{_UNSAFE.sub('-', name)}{ENDING}")

    def put(self, now: datetime) -> None:
        """Remembers the database from now on; where that cannot be written nothing is
        remembered.
        """
        if self.file.exists():
            return
        where = shown(self.url)
        said = (
            f"{now.isoformat(timespec='seconds')}\n"
            f"PolicyWatch has kept a store in {where} since then.\n"
            "Where that store is gone or empty, PolicyWatch does not silently begin anew"
            " while this file is here.\n"
        )
        with suppress(OSError):
            write_private(self.file, said)

    def forget(self) -> None:
        """The next start may begin with an empty store."""
        self.file.unlink(missing_ok=True)

    def refuse_lost(self) -> None:
        """Raises StoreLostError where a store is remembered here that is not there now."""
        if not self.file.exists():
            return
        state = self._state()
        if state is None:
            return
        where = shown(self.url)
        msg = (
            f"the database {where} {state}, but there was a store in it{self._since()}:"
            " nothing was done. Bring back a backup with `policywatch restore FILE`;"
            " or, to begin anew with an empty store, start with `policywatch run --begin-anew`"
        )
        raise StoreLostError(msg)

    def _state(self) -> str | None:
        """In which way the store is lost, None where it is there or cannot be looked at."""
        if self.url.get_backend_name() == "sqlite":
            file = Path(self.url.database or "")
            if not file.exists():
                return "is gone"
            return "is empty" if _is_empty_file(file) else None
        with translated(self.url):
            return _server_state(self.url)

    def _since(self) -> str:
        with suppress(OSError, ValueError):
            first = self.file.read_text(encoding="utf-8").partition("\n")[0]
            return f" since {datetime.fromisoformat(first):%Y-%m-%d}"
        return ""


def _is_empty_file(file: Path) -> bool:
    """A file without one row of ours; one that is no database is not empty, and told as damaged
    elsewhere.
    """
    try:
        if file.stat().st_size == 0:
            return True
        with closing(sqlite3.connect(read_only_address(file), uri=True)) as opened:
            found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = {row[0] for row in found}
            return not any(
                opened.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()  # noqa: S608 our names
                for name in HOLDING
                if name in names
            )
    except (OSError, sqlite3.Error):
        return False


def _server_state(url: URL) -> str | None:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            names = set(inspect(connection).get_table_names())
            held = any(
                connection.execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first()  # noqa: S608
                for name in HOLDING
                if name in names
            )
    finally:
        engine.dispose()
    return None if held else "is empty"
