"""The whole store as one file, and back."""

from datetime import UTC, datetime
from pathlib import Path

from store.care.backup import backup
from store.care.copying import copy_aside
from store.care.restoring import restore
from store.database.marker import Marker
from store.database.opening import Database


def write_copy(database: Database, file: Path) -> None:
    """Writes the store into one file while it runs."""
    backup(database, file)


def bring_back(file: Path, url: str, *, replace: bool, aside: Path) -> Path | None:
    """Brings a copy back into the database at an address; returns where the old store is kept.

    Every stored body and the log are checked first. `aside` is the folder for the old store of a
    PostgreSQL database.
    """
    kept = restore(file, url, replace=replace, aside=aside)
    Marker.of(url, aside).put(datetime.now(UTC))
    return kept


def copy_for_rehearsal(url: str, file: Path) -> None:
    """Copies the store at an address into a file, leaving every byte there as it is."""
    copy_aside(url, file)
