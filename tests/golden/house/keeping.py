"""Golden dumps on disk: one compressed file a story, compared with, and written only when asked to.

Set POLICYWATCH_RECORD_GOLDEN=1 to write them anew; tests/golden/house/record.py does it for all.
"""

import os
import re
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from tests.golden.house.comparing import differences
from tests.golden.house.volatile import of_this_moment

STORIES = Path(__file__).parent / "stories"
RECORD = "POLICYWATCH_RECORD_GOLDEN"
LEVEL = 19
LONGEST = 30  # characters of parameters in a file's name
DATABASES = ("sqlite", "postgresql")


def story(test: pytest.Item) -> str:
    """The name of a test's story: file, function and parameters, whichever the database."""
    function = test.name.partition("[")[0].removeprefix("test_")
    parameters = test.name.partition("[")[2].removesuffix("]").split("-")
    kept = "-".join(one for one in parameters if one not in DATABASES)
    parts = [function, _slug(kept)] if kept else [function]
    return f"{test.path.stem.removeprefix('test_')}/{'.'.join(parts)}"


def expected(name: str) -> str | None:
    """The dump that is kept under a name, None where there is none."""
    file = _file(name)
    return unpacked(file).decode() if file.exists() else None


def unpacked(file: Path) -> bytes:
    """The content of a compressed file."""
    return zstandard.decompress(file.read_bytes(), max_output_size=2**28)


def write(file: Path, content: bytes) -> None:
    """Compresses a file's content; an equal one is left alone, whatever packed it."""
    if not file.exists() or unpacked(file) != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(zstandard.compress(content, LEVEL))


def check(name: str, text: str) -> None:
    """Raises AssertionError with what differs first, where the dump is not the one that is kept."""
    known = expected(name)
    if os.environ.get(RECORD):
        if known is not None or not of_this_moment(text):
            write(_file(name), text.encode())
        return
    if known is None and of_this_moment(text):
        return  # a story of the machine's own clock is never twice the same
    anew = f"where that is meant, record it anew with {RECORD}=1 and say why in the commit"
    assert known is not None, f"nothing is kept of the story {name}; {anew}"
    found = differences(known, text)
    assert not found, "\n".join([f"the story {name} ends otherwise:", *found, anew])


def _slug(parameters: str) -> str:
    """Parameters as a part of a file's name: those with other signs or too long by their digest."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", parameters)[:LONGEST]
    if plain == parameters:
        return plain
    return f"{plain}_{sha256(parameters.encode()).hexdigest()[:8]}"


def _file(name: str) -> Path:
    return STORIES / f"{name}.json.zst"
