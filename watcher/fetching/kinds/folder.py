"""Source kind "folder": the files below a folder, each a document.

Reads bytes only; parsing tells what they are.

A file is named `file:` and its path inside the folder, so that the folder can move. Its stamp (size
and time of change) serves as etag: an untouched file is not even opened.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.beneath import read_beneath
from watcher.fetching.kinds.kind import Kind, SourceMemory
from watcher.fetching.results import Answer, Look, Validators

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

LARGEST = 64 * 1024 * 1024  # bytes of one file
LARGEST_LOOK = 128 * 1024 * 1024  # bytes of one look; the rest waits for the next
_FRESH_SECONDS = 2.0  # a file changed within this may still be being written
_SETTLE_SECONDS = 0.05  # the time in which a file being written is expected to grow
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".download", ".swp")
_LINK_OUT = "it is a link out of the folder and is not followed; copy the file here"
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
class _FolderFile:
    """One file: its address, where it is, and what stat said; `fault` where it cannot be read.

    `home` is the folder of the source without links.
    """

    address: str
    path: Path
    home: Path
    status: os.stat_result | None
    fault: str = ""


@dataclass(slots=True)
class _FolderWalk:
    """The files met on a walk; `faults` name subfolders that could not be listed."""

    files: list[_FolderFile] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def look_at_folder(source: SourceSettings, known: SourceMemory, _web: "Web") -> Look:
    """One answer for each file that is not still being written; those are only present."""
    root = Path(source.path or "")
    if not root.is_dir():
        return _no_folder(root)
    walk = _walk_folder(root)
    if walk.faults and not walk.files:
        return Look(LookStatus.FAILED, reason=walk.faults[0])
    growing = _growing_files(walk.files)
    settled = [file for file in walk.files if file.address not in growing]
    return _conclude(walk, known, *_answer_files(settled, known))


def _conclude(walk: _FolderWalk, known: SourceMemory, answers: list[Answer], left: int) -> Look:
    reasons = list(walk.faults)
    if not walk.files and known.addresses:  # a mount that is lost leaves an empty folder behind
        reasons.append(
            f"the folder is empty and held {len(known.addresses)} files before: check its mount;"
            " nothing is taken as withdrawn"
        )
    if left:
        reasons.append(f"{left} files wait for the next look, this one was full")
    changed = any(answer.status == LookStatus.FETCHED for answer in answers)
    return Look(
        status=LookStatus.FETCHED if changed else LookStatus.UNCHANGED,
        answers=tuple(answers),
        present=None if walk.faults else frozenset(file.address for file in walk.files),
        reason="; ".join(reasons),
    )


def _no_folder(root: Path) -> Look:
    what = "is not a folder" if root.exists() else "does not exist"
    return Look(LookStatus.FAILED, reason=f"the folder {root} {what}; create it or correct path")


def _walk_folder(root: Path) -> _FolderWalk:
    walk = _FolderWalk()
    home = root.resolve()

    def note_fault(error: OSError) -> None:
        walk.faults.append(
            f"the folder {error.filename} cannot be listed ({error.strerror});"
            " check its permissions"
        )

    for folder, folders, names in os.walk(home, onerror=note_fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not _is_passed_over(name):
                walk.files.extend(_file_at(Path(folder, name), home))
    return walk


def _is_passed_over(name: str) -> bool:
    low = name.lower()
    return low.startswith((".", "~$")) or low.endswith(_UNFINISHED) or low in _NOT_DOCUMENTS


def _file_at(path: Path, home: Path) -> Iterator[_FolderFile]:
    """The regular file at a path, or its fault; nothing for other kinds of entries."""
    # names of files unpacked from Windows archives may not be UTF-8; an address must be
    name = os.fsencode(path.relative_to(home).as_posix())
    address = "file:" + name.decode("utf-8", "backslashreplace")
    try:
        status = path.stat()
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            yield _FolderFile(address, path, home, None, _LINK_OUT)
        elif stat.S_ISREG(status.st_mode):
            yield _FolderFile(address, path, home, status)
    except FileNotFoundError:
        if path.is_symlink():
            fault = "it is a link to nothing; remove it or copy the file here"
            yield _FolderFile(address, path, home, None, fault)
    except OSError as error:
        yield _FolderFile(address, path, home, None, _unreadable(error))


def _unreadable(error: OSError) -> str:
    return f"it cannot be read ({error.strerror}); check its permissions"


def _growing_files(files: list[_FolderFile]) -> frozenset[str]:
    """The files that are still being written: fresh, and empty or changing while one looks."""
    now = time.time()
    fresh = [
        file for file in files if file.status and abs(now - file.status.st_mtime) < _FRESH_SECONDS
    ]
    if not fresh:
        return frozenset()
    time.sleep(_SETTLE_SECONDS)
    return frozenset(file.address for file in fresh if _is_growing(file))


def _is_growing(file: _FolderFile) -> bool:
    return _present_size(file.path) in (0, None) or _stamp_of(file) != _present_stamp(file)


def _answer_files(files: list[_FolderFile], known: SourceMemory) -> tuple[list[Answer], int]:
    """The answers, as many as one look may hold, and how many files wait for the next."""
    answers: list[Answer] = []
    room, left = LARGEST_LOOK, 0
    for file in files:
        remembered = known.of(file.address)
        if room <= 0 and remembered.etag != _stamp_of(file):
            left += 1
            continue
        answer = _answer_file(file, remembered)
        if answer:
            answers.append(answer)
            room -= len(answer.body or b"")
    return answers, left


def _answer_file(file: _FolderFile, remembered: Validators) -> Answer | None:
    """The answer for one file; None where it vanished or changed while it was read.

    The next look sees such a file.
    """
    if file.status is None:
        return Answer(file.address, LookStatus.FAILED, reason=file.fault)
    if remembered.etag == _stamp_of(file):
        return Answer(file.address, LookStatus.UNCHANGED, validators=remembered)
    if file.status.st_size > LARGEST:
        too_large = f"it is larger than {LARGEST >> 20} MB; split it or take it out"
        return Answer(file.address, LookStatus.FAILED, reason=too_large)
    return _read_file(file)


def _read_file(file: _FolderFile) -> Answer | None:
    try:
        # a link to a file of the folder was resolved to it; any link met now came in between
        place = file.path.resolve() if file.path.is_symlink() else file.path
        found = read_beneath(file.home, place.relative_to(file.home).parts, LARGEST)
    except FileNotFoundError:
        return None
    except ValueError:  # the link leads out of the folder by now
        return Answer(file.address, LookStatus.FAILED, reason=_LINK_OUT)
    except OSError as error:
        blocked = error.errno in (errno.ELOOP, errno.ENOTDIR)
        return Answer(
            file.address,
            LookStatus.FAILED,
            reason=_LINK_OUT if blocked else _unreadable(error),
        )
    stamp = _stamp_of(file)
    if found is None or not stamp == _stamp(found.before) == _stamp(found.after):
        return None
    kind = _TYPES.get(file.path.suffix.lower())
    return Answer(file.address, LookStatus.FETCHED, found.body, kind, Validators(stamp))


def _stamp_of(file: _FolderFile) -> str:
    """Size and time of change as the walk met them; a file with the same stamp is not opened."""
    return _stamp(file.status) if file.status else ""


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}"


def _present_stamp(file: _FolderFile) -> str:
    """The stamp as it is now; empty where the file is gone."""
    try:
        status = file.path.stat()
    except OSError:
        return ""
    return _stamp(status)


def _present_size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


KIND = Kind(required=frozenset({"path"}), optional=frozenset(), look=look_at_folder)
