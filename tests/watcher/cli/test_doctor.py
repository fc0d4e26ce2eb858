"""`doctor` says what nobody sees: a store that is gone, rows that were edited. It changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call, Said

CONFIGURATION = """
[service]
database = "sqlite:///kept.db"

[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"

[[subscribers]]
name = "me"
channels = ["log://"]
"""
LOOKED_AT = ("run", "--once")


@pytest.fixture
def started(call: Call, tmp_path: Path) -> Path:
    """The file of a store that one sweep made."""
    (tmp_path / "policywatch.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(
        "云州市补贴办法\n云工信规〔2026〕2号\n第一条 每辆补贴3000元。\n", encoding="utf-8"
    )
    assert call(*LOOKED_AT).status == 0
    return tmp_path / "kept.db"


def wrong(said: Said) -> list[str]:
    """The lines of what is not in order."""
    return [line for line in said.out.splitlines() if line.startswith("LOOK")]


def test_before_the_first_run_nothing_is_made(call: Call, tmp_path: Path) -> None:
    """A database that is not there yet is no fault, and is not there afterwards either."""
    (tmp_path / "policywatch.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    said = call("doctor")
    assert (said.status, wrong(said)) == (0, [])
    assert "`policywatch run` makes it" in said.out
    assert not (tmp_path / "kept.db").exists()


@pytest.mark.parametrize("emptied", [True, False])
def test_a_store_that_was_lost_is_said_by_every_command(
    call: Call, started: Path, emptied: bool
) -> None:
    """Nothing begins anew until it is told to."""
    started.unlink()
    if emptied:
        started.touch(mode=0o600)
    said = call("doctor")
    assert said.status == 1
    assert "restore FILE" in wrong(said)[0]
    assert "--begin-anew" in wrong(said)[0]
    for command in (LOOKED_AT, ("check", "--force"), ("history",), ("deadlines",)):
        refused = call(*command)
        assert refused.status == 2
        assert "there was a store in it" in refused.err
    assert call(*LOOKED_AT, "--begin-anew").status == 0
    assert call("doctor").status == 0


def test_an_edit_beside_the_program_is_named(call: Call, started: Path) -> None:
    """As long as it stands, and nothing is mended by looking."""
    assert call("doctor").status == 0
    with closing(sqlite3.connect(started)) as database, database:
        database.execute("UPDATE source SET baseline_at = 5")
    for _ in range(2):
        said = call("doctor")
        assert said.status == 1
        assert ["source inbox was edited" in line for line in wrong(said)] == [True]


def test_a_version_that_was_deleted_stops_neither_doctor_nor_run(call: Call, started: Path) -> None:
    with closing(sqlite3.connect(started)) as database, database:
        database.execute("DELETE FROM version")
    said = call("doctor")
    assert said.status == 1
    assert any("version 1 is missing" in line for line in wrong(said))
    assert call(*LOOKED_AT).status == 0


def test_a_damaged_database_is_replaced_by_its_backup(
    call: Call, started: Path, tmp_path: Path
) -> None:
    """What is no database any more stops every command but this one, and is kept aside."""
    assert call("backup", tmp_path / "kept.backup").status == 0
    started.write_text("no database" * 500)
    assert call("history").status == 2
    said = call("restore", tmp_path / "kept.backup", "--replace")
    assert (said.status, said.err) == (0, "")
    assert "is kept as" in said.out
    assert call("doctor").status == 0
