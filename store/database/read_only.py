"""The address under which SQLite reads a file and leaves nothing beside it. Opens nothing."""

from pathlib import Path


def read_only_address(file: Path) -> str:
    """A URI for `sqlite3.connect(…, uri=True)`.

    A reader of a file that nobody has open would make its own log files and leave them there; such
    a file is read as it lies.
    """
    at_work = Path(f"{file}-wal").exists()
    return f"{file.absolute().as_uri()}?mode=ro" + ("" if at_work else "&immutable=1")
