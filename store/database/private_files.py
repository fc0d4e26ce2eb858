"""Makes the files of a store its owner's alone, and names those that others may read or write."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OWNERS_ALONE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(file: Path) -> None:
    """Makes an empty file that its owner alone may read; one that is there keeps what it may.

    SQLite gives the files it makes beside it the same permissions. Where it cannot be made,
    whoever opens it says why.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, OWNERS_ALONE))


def write_private(file: Path, text: str) -> None:
    """Writes a new file that its owner alone may read. Raises OSError."""
    make_private(file)
    file.write_text(text, encoding="utf-8")


def open_to_others(database: Path) -> Iterator[Path]:
    """The database and the files beside it that bear its name, where others may get at them."""
    for file in (database, *sorted(database.parent.glob(f"{database.name}[-.]*"))):
        with suppress(OSError):
            if file.is_file() and is_open_to_others(file) and not file.name.endswith(".lock"):
                yield file


def permissions(file: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(file.stat().st_mode)


def is_open_to_others(file: Path) -> bool:
    """Group or others may read, write or enter it."""
    return bool(permissions(file) & _OTHERS)
