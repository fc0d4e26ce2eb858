"""The whole store as one file, and back."""

from pathlib import Path

from store.care.backup import backup, restore
from store.database.opening import Database


def write_copy(database: Database, file: Path) -> None:
    """Writes the store into one file while it runs."""
    backup(database, file)


def bring_back(file: Path, url: str, *, replace: bool) -> None:
    """Brings a copy back into the database at an address.

    Every stored body and the log are checked first.
    """
    restore(file, url, replace=replace)
