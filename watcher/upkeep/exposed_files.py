"""Names the files of a service that others on this machine may read. Changes none of them."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from config.settings import Settings
from notifiers.hiding import secrets_of
from store.database.opening import Database
from store.database.private_files import is_open_to_others, open_to_others, permissions


def exposed_files(settings: Settings, database: Database) -> Iterator[tuple[bool, str]]:
    """Each such file: in order as it is or not, and what to do.

    A configuration without a secret may be read by others; a store holds who is told of what.
    """
    file = Path(settings.file)
    if file.is_file() and is_open_to_others(file):
        if _holds_secrets(file, settings):
            yield False, f"{_opened(file)} and holds passwords or tokens: {_cure(file)}"
        else:
            yield True, f"{_opened(file)}; no password or token stands in it; {_cure(file)}"
    if database.file is not None:
        for beside in open_to_others(database.file):
            yield False, f"{_opened(beside)}: {_cure(beside)}"


def _opened(file: Path) -> str:
    return f"{file} may be read by others (mode {permissions(file):04o})"


def _cure(file: Path) -> str:
    return f"chmod 600 {file}"


def _holds_secrets(file: Path, settings: Settings) -> bool:
    """A secret of the settings stands in the file itself, not in the environment."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return False
    return any(secret in text or quote(secret, safe="") in text for secret in _secrets(settings))


def _secrets(settings: Settings) -> Iterator[str]:
    found = [urlsplit(settings.database).password or ""]
    for one in settings.subscribers:
        for address in one.channels:
            found += secrets_of(address)
    for source in settings.sources:
        found += [value for _, value in source.secrets.values]
        if source.secrets.login:
            found.append(source.secrets.login[1])
    yield from filter(None, found)
