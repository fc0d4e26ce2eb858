"""Reads a file beneath a folder by descriptors: no link on the way is ever followed.

A path that was looked at may be another a moment later; a descriptor stays what it is.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRead:
    """The bytes of a file, and what its descriptor said before and after they were read."""

    body: bytes
    before: os.stat_result
    after: os.stat_result


def read_beneath(home: Path, parts: Sequence[str], most: int) -> FileRead | None:
    """At most `most` bytes of the regular file at `parts` below the folder `home`.

    None where it is another kind of entry. Raises OSError, with ELOOP or ENOTDIR where a link
    stands in the way.
    """
    with _opened_beneath(home, parts) as descriptor:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return None
        body = bytearray()
        while len(body) < most and (chunk := os.read(descriptor, min(_CHUNK, most - len(body)))):
            body += chunk
        return FileRead(bytes(body), before, os.fstat(descriptor))


@contextmanager
def _opened_beneath(home: Path, parts: Sequence[str]) -> Iterator[int]:
    """The descriptor of a file; a pipe or device that stands there is opened without waiting."""
    held = os.open(home, _FOLDER)
    try:
        for part in parts[:-1]:
            below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=held)
            os.close(held)
            held = below
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(parts[-1], flags, dir_fd=held)
    finally:
        os.close(held)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
