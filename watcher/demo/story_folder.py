"""The folder a demo leaves behind: made new, or emptied of an earlier demo.

Never touches a folder of anything else.
"""

from pathlib import Path

CONFIGURATION = "policywatch.toml"
MARK = "# policywatch-demo:"
_LEAVINGS = "policywatch.db*"  # the database, its write-ahead log and its lock


class NotADemoError(Exception):
    """The folder holds something that no demo wrote; the message says what to do."""


def prepare(folder: Path) -> Path:
    """Makes the folder ready and returns where its configuration goes. Raises NotADemoError."""
    configuration = folder / CONFIGURATION
    if folder.exists() and not folder.is_dir():
        raise NotADemoError(f"{folder} is no folder; name another with --keep FOLDER")
    if folder.exists() and any(folder.iterdir()) and not _ours(configuration):
        raise NotADemoError(
            f"{folder} is not empty and was not written by an earlier demo; it is left alone. "
            "Name another with --keep FOLDER"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob(_LEAVINGS):
        file.unlink()
    return configuration


def _ours(configuration: Path) -> bool:
    return configuration.is_file() and configuration.read_text(
        encoding="utf-8", errors="replace"
    ).startswith(MARK)
