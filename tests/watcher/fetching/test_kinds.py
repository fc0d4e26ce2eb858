"""The table of source kinds."""

import subprocess
import sys
from pathlib import Path

import pytest

import watcher.fetching
from watcher.fetching import KINDS


def adapters() -> set[str]:
    """The modules of the room that define a KIND."""
    folder = Path(watcher.fetching.__file__).parent / "kinds"
    return {
        file.stem
        for file in folder.glob("*.py")
        if "\nKIND = Kind(" in file.read_text(encoding="utf-8")
    }


def test_every_adapter_is_in_the_table() -> None:
    """A new kind is one file and one line; a file whose line was forgotten would never be used."""
    assert adapters() == set(KINDS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_says_where_it_looks(name: str) -> None:
    """Each kind needs an address or a path, and no key is both required and optional."""
    kind = KINDS[name]
    assert kind.required & {"url", "path"}
    assert kind.required & kind.optional == frozenset()


def test_the_table_is_quick_to_import() -> None:
    """The configuration's checker reads the table at every command, so httpx must not come with it."""
    probe = "import sys, watcher.fetching; print(sorted({'httpx', 'httpcore', 'stamina', 'protego'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
