"""The demo's folder: written anew over a demo, never over anything else."""

from pathlib import Path

import pytest

from watcher.demo.story_folder import MARK, NotADemoError, prepare


def test_makes_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The configuration goes into a folder that exists afterwards."""
    configuration = prepare(tmp_path / "a" / "b")
    assert configuration.parent.is_dir()


def test_takes_an_empty_folder(tmp_path: Path) -> None:
    """A folder made for the purpose needs no mark."""
    assert prepare(tmp_path) == tmp_path / "policywatch.toml"


def test_removes_the_store_of_an_earlier_demo_and_nothing_else(tmp_path: Path) -> None:
    """The database is made anew; a file that somebody put beside it stays."""
    (tmp_path / "policywatch.toml").write_text(f"{MARK} written by a demo\n")
    for name in ("policywatch.db", "policywatch.db-wal", "policywatch.db.lock", "notes.txt"):
        (tmp_path / name).write_text("x")
    prepare(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "policywatch.toml"]


@pytest.mark.parametrize("name", ["policywatch.toml", "policywatch.db", "thesis.docx"])
def test_leaves_a_folder_of_something_else_alone(tmp_path: Path, name: str) -> None:
    """A real configuration, a real store or any other file is never touched, and the message says what to do."""
    (tmp_path / name).write_text("# mine\n")
    with pytest.raises(NotADemoError, match="--keep"):
        prepare(tmp_path)
    assert (tmp_path / name).read_text() == "# mine\n"


def test_refuses_a_file(tmp_path: Path) -> None:
    """A path that is a file is no place for a demo."""
    (tmp_path / "here").write_text("x")
    with pytest.raises(NotADemoError, match="no folder"):
        prepare(tmp_path / "here")
