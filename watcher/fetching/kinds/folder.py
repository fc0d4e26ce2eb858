"""Source kind "folder": the files below a folder, each a document. Reads bytes only; parsing tells what they are.

A file is named `file:` and its path inside the folder, so that the folder can move. Its stamp (size and time of
change) serves as etag: an untouched file is not even opened.
"""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.kinds.kind import Kind, Known
from watcher.fetching.results import Answer, Look, Validators

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

LARGEST = 64 * 1024 * 1024  # bytes of one file
LARGEST_LOOK = 128 * 1024 * 1024  # bytes of one look; the rest waits for the next
_FRESH_SECONDS = 2.0  # a file changed within this may still be being written
_SETTLE_SECONDS = 0.05  # the time in which a file being written is expected to grow
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".download", ".swp")
_NOT_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini"})

_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """One file: its address, where it is, and what stat said; `fault` where it cannot be read."""

    address: str
    path: Path
    status: os.stat_result | None
    fault: str = ""


@dataclass(slots=True)
class _Walk:
    """What a walk through the folder found; `faults` name subfolders that could not be listed."""

    files: list[_Found] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def look(source: SourceSettings, known: Known, web: "Web") -> Look:  # noqa: ARG001 - every kind is called alike
    """One answer for each file that is not still being written; those have none yet, but are present."""
    root = Path(source.path or "")
    if not root.is_dir():
        what = "is not a folder" if root.exists() else "does not exist"
        return Look(
            LookStatus.FAILED, reason=f"the folder {root} {what}; create it or correct path"
        )
    walk = _walk(root)
    if walk.faults and not walk.files:
        return Look(LookStatus.FAILED, reason=walk.faults[0])
    growing = _growing(walk.files)
    answers, left = _answers([file for file in walk.files if file.address not in growing], known)
    reasons = [
        *walk.faults,
        *([f"{left} files wait for the next look, this one was full"] if left else []),
    ]
    return Look(
        status=LookStatus.FETCHED
        if any(answer.status == LookStatus.FETCHED for answer in answers)
        else LookStatus.UNCHANGED,
        answers=tuple(answers),
        present=None if walk.faults else frozenset(file.address for file in walk.files),
        reason="; ".join(reasons),
    )


def _walk(root: Path) -> _Walk:
    walk = _Walk()
    home = root.resolve()
    for folder, folders, names in os.walk(
        root, onerror=lambda error: walk.faults.append(_unlisted(error))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not _passed_over(name):
                path = Path(folder, name)
                walk.files.extend(_found(path, root, home))
    return walk


def _passed_over(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$")) or low.endswith(_UNFINISHED) or low in _NOT_DOCUMENTS


def _unlisted(error: OSError) -> str:
    return f"the folder {error.filename} cannot be listed ({error.strerror}); check its permissions"


def _found(path: Path, root: Path, home: Path) -> Iterator[_Found]:
    # names of files unpacked from Windows archives may not be UTF-8; an address must be
    address = "file:" + os.fsencode(path.relative_to(root).as_posix()).decode(
        "utf-8", "backslashreplace"
    )
    try:
        status = path.stat()
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            yield _Found(
                address,
                path,
                None,
                "it is a link out of the folder and is not followed; copy the file here",
            )
        elif stat.S_ISREG(status.st_mode):
            yield _Found(address, path, status)
    except FileNotFoundError:
        if path.is_symlink():
            yield _Found(
                address, path, None, "it is a link to nothing; remove it or copy the file here"
            )
    except OSError as error:
        yield _Found(
            address, path, None, f"it cannot be read ({error.strerror}); check its permissions"
        )


def _growing(files: list[_Found]) -> frozenset[str]:
    """The files that are still being written: fresh, and empty or changing within the time it takes to see it."""
    now = time.time()
    fresh = [
        file for file in files if file.status and abs(now - file.status.st_mtime) < _FRESH_SECONDS
    ]
    if not fresh:
        return frozenset()
    time.sleep(_SETTLE_SECONDS)
    return frozenset(
        file.address
        for file in fresh
        if _size(file.path) in (0, None) or _stamp(file) != _now(file)
    )


def _answers(files: list[_Found], known: Known) -> tuple[list[Answer], int]:
    answers: list[Answer] = []
    room, left = LARGEST_LOOK, 0
    for file in files:
        if room <= 0 and known.of(file.address).etag != _stamp(file):
            left += 1
            continue
        if answer := _answer(file, known.of(file.address)):
            answers.append(answer)
            room -= len(answer.body or b"")
    return answers, left


def _answer(file: _Found, remembered: Validators) -> Answer | None:
    """The answer for one file, or None where it vanished or changed while it was read (the next look sees it)."""
    if file.status is None:
        return Answer(file.address, LookStatus.FAILED, reason=file.fault)
    if remembered.etag == _stamp(file):
        return Answer(file.address, LookStatus.UNCHANGED, validators=remembered)
    if file.status.st_size > LARGEST:
        return Answer(
            file.address,
            LookStatus.FAILED,
            reason=f"it is larger than {LARGEST >> 20} MB; split it or take it out",
        )
    try:
        body = file.path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Answer(
            file.address,
            LookStatus.FAILED,
            reason=f"it cannot be read ({error.strerror}); check its permissions",
        )
    kind, stamp = _TYPES.get(file.path.suffix.lower()), _stamp(file)
    whole = _now(file) == stamp
    return (
        Answer(file.address, LookStatus.FETCHED, body, kind, Validators(stamp)) if whole else None
    )


def _stamp(file: _Found) -> str:
    return f"{file.status.st_size}-{file.status.st_mtime_ns}" if file.status else ""


def _now(file: _Found) -> str:
    """The stamp as it is now; empty where the file is gone."""
    try:
        status = file.path.stat()
    except OSError:
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


KIND = Kind(required=frozenset({"path"}), optional=frozenset(), look=look)
