"""Files beneath a folder are read by descriptors, whatever was put in a path's place meanwhile."""

import os
from pathlib import Path

import pytest

from watcher.fetching.beneath import read_beneath


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a file two levels down, and another file outside of it."""
    inside = tmp_path / "inbox" / "2026"
    inside.mkdir(parents=True)
    (inside / "notice.txt").write_text("ours", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "notice.txt").write_text("not ours", encoding="utf-8")
    return tmp_path / "inbox"


def test_a_file_is_read_with_its_stamps(inbox: Path) -> None:
    """Size and times are those of the descriptor that was read."""
    found = read_beneath(inbox, ("2026", "notice.txt"), 100)
    assert found is not None
    assert (found.body, found.before.st_size) == (b"ours", 4)


def test_a_file_that_became_a_link_is_not_read(inbox: Path) -> None:
    """The last part of the path."""
    (inbox / "2026" / "notice.txt").unlink()
    (inbox / "2026" / "notice.txt").symlink_to(inbox.parent / "outside" / "notice.txt")
    with pytest.raises(OSError, match="notice"):
        read_beneath(inbox, ("2026", "notice.txt"), 100)


def test_a_folder_that_became_a_link_is_not_entered(inbox: Path) -> None:
    """Any part before the last."""
    (inbox / "2026").rename(inbox / "gone")
    (inbox / "2026").symlink_to(inbox.parent / "outside", target_is_directory=True)
    with pytest.raises(OSError, match="2026"):
        read_beneath(inbox, ("2026", "notice.txt"), 100)


def test_a_pipe_in_a_files_place_holds_nothing_up(inbox: Path) -> None:
    """It is opened without waiting and is no file."""
    os.mkfifo(inbox / "pipe.txt")
    assert read_beneath(inbox, ("pipe.txt",), 100) is None


def test_a_file_that_grew_is_read_to_the_bound(inbox: Path) -> None:
    """So that it cannot fill the memory."""
    found = read_beneath(inbox, ("2026", "notice.txt"), 2)
    assert found is not None
    assert found.body == b"ou"
