"""`init`, `run --once`, `check`, `sources test` and `doctor` on a folder of files."""

import re
from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

NOTICE = "海屿市商务局关于组织申报2026年外贸补助的通知\n海屿商〔2026〕7号\n各企业：\n申报时间为2026年5月6日至2026年5月29日。\n海屿市商务局\n2026年4月30日\n"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A configuration that watches a folder with one notice and tells a file."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "notice.txt").write_text(NOTICE, encoding="utf-8")
    file = tmp_path / "policywatch.toml"
    file.write_text(
        f"""
[service]
database = "sqlite:///policywatch.db"
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"
every = "1h"
[[subscribers]]
name = "me"
channels = ["log://{tmp_path}/alerts.txt"]
""",
        encoding="utf-8",
    )
    return file


def test_init_writes_a_configuration_that_is_in_order(call: Call, tmp_path: Path) -> None:
    """The file a newcomer starts from has no fault, and the folder it watches is there."""
    assert call("init").status == 0
    assert (tmp_path / "inbox").is_dir()
    doctor = call("doctor")
    assert (doctor.status, doctor.err) == (0, "")
    assert "LOOK" not in doctor.out


def test_init_overwrites_nothing(call: Call, tmp_path: Path) -> None:
    """What somebody wrote stays, and the call says so."""
    (tmp_path / "policywatch.toml").write_text("# mine\n")
    said = call("init")
    assert (tmp_path / "policywatch.toml").read_text() == "# mine\n"
    assert "left as it is" in said.out


def test_one_sweep_reads_reminds_and_delivers(call: Call, watched: Path, tmp_path: Path) -> None:
    """A first look tells nobody what was there, but an open window still gets its reminder; a second sweep is quiet."""
    first = call("-c", watched, "run", "--once", "--really", "--as-of", "2026-05-22T09:00:00+08:00")
    assert (first.status, first.err) == (0, "")
    assert "a baseline" in first.out
    told = (tmp_path / "alerts.txt").read_text(encoding="utf-8")
    assert told.count("还有7天申报截止") == 1
    assert "新政策" not in told
    again = call("-c", watched, "run", "--once", "--really", "--as-of", "2026-05-22T11:00:00+08:00")
    assert again.status == 0
    assert (tmp_path / "alerts.txt").read_text(encoding="utf-8") == told


def test_a_source_that_fails_is_named_and_the_others_are_done(call: Call, watched: Path) -> None:
    """Exit status 1, its key and reason on standard error, and the folder was read all the same."""
    with watched.open("a", encoding="utf-8") as file:
        file.write('[[sources]]\nkey = "gone"\nkind = "folder"\npath = "nowhere"\n')
    said = call("-c", watched, "run", "--once")
    assert said.status == 1
    assert said.err.startswith("gone: ")
    assert "inbox: first look" in said.out


def test_a_channel_that_fails_is_named(call: Call, watched: Path) -> None:
    """A delivery that fails is exit status 1, with when it is tried again."""
    text = re.sub(
        r"log:///[^\"]*", "json://127.0.0.1:1/alerts", watched.read_text(encoding="utf-8")
    )
    watched.write_text(text, encoding="utf-8")
    said = call("-c", watched, "run", "--once", "--really", "--as-of", "2026-05-22")
    assert said.status == 1
    assert "tried again in" in said.err


def test_check_leaves_alone_what_is_not_due(call: Call, watched: Path) -> None:
    """A source just checked is checked again only when forced to."""
    assert "first look" in call("-c", watched, "check", "inbox").out
    assert "not due yet" in call("-c", watched, "check", "inbox").out
    forced = call("-c", watched, "check", "inbox", "--force")
    assert "checking 1 of 1" in forced.out


def test_a_dry_run_shows_the_documents_and_stores_nothing(
    call: Call, watched: Path, tmp_path: Path
) -> None:
    """`sources test` finds the notice, and no database is made for it."""
    said = call("-c", watched, "sources", "test", "inbox")
    assert said.status == 0
    assert "1 documents would be found" in said.out
    assert not (tmp_path / "policywatch.db").exists()


def test_backup_and_restore_bring_everything_back(
    call: Call, watched: Path, tmp_path: Path
) -> None:
    """The log reads the same after the store was lost."""
    call("-c", watched, "run", "--once", "--really", "--as-of", "2026-05-22")
    before = call("-c", watched, "history", "--json").out
    assert call("-c", watched, "backup", tmp_path / "kept").status == 0
    for file in tmp_path.glob("policywatch.db*"):
        file.unlink()
    assert call("-c", watched, "restore", tmp_path / "kept").status == 0
    assert call("-c", watched, "history", "--json").out == before
