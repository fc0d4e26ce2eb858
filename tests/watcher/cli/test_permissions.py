"""The files of a store are its owner's alone, and doctor names those that are not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    """New files may be read by everybody unless their maker says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def started(call: Call, tmp_path: Path) -> Path:
    """A folder with a configuration, a store and a backup."""
    assert call("init").status == 0
    assert call("check", "inbox").status == 0
    assert call("backup", "copy.db").status == 0
    return tmp_path


def _mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_new_files_are_their_owners_alone(started: Path) -> None:
    """Configuration, database, what lies beside it, and a backup."""
    made = [started / "policywatch.toml", started / "copy.db", *started.glob("policywatch.db*")]
    modes = {file.name: _mode(file) for file in made if file.suffix != ".lock"}
    assert len(modes) >= 4
    assert set(modes.values()) == {0o600}


def test_doctor_names_what_others_may_read(call: Call, started: Path) -> None:
    """The database always; the configuration where a password stands in it."""
    assert "permissions" not in call("doctor").out
    (started / "policywatch.db").chmod(0o640)
    (started / "policywatch.toml").chmod(0o644)
    said = call("doctor")
    assert said.status == 1
    assert "LOOK  permissions" in said.out
    assert "chmod 600" in said.out
    assert "no password or token stands in it" in said.out
    (started / "policywatch.db").chmod(0o600)
    with (started / "policywatch.toml").open("a", encoding="utf-8") as file:
        file.write('[[subscribers]]\nname = "yard"\nchannels = ["json://yard:s3cr3t@127.0.0.1/"]\n')
    said = call("doctor")
    assert said.status == 1
    assert "holds passwords or tokens" in said.out
    assert "s3cr3t" not in said.out
