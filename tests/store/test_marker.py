"""A store that was there once is never taken for one that has yet to be made."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import checks
from store.database.marker import Marker, StoreLostError
from store.database.opening import Database
from tests.databases import make_empty

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def remembered(new_store: Database, tmp_path: Path) -> Marker:
    """A store with a source, and its marker."""
    with new_store.write() as tx:
        checks.declare(tx, {"yz": "https://yunzhou.example"})
    marker = Marker.of(new_store.url.render_as_string(hide_password=False), tmp_path)
    marker.put(NOW)
    return marker


def test_a_store_that_is_there_is_not_lost(remembered: Marker) -> None:
    remembered.refuse_lost()


def test_an_emptied_store_is_refused_until_it_is_forgotten(
    new_store: Database, remembered: Marker
) -> None:
    """It says since when there was one, and how to go on."""
    make_empty(new_store)
    with pytest.raises(StoreLostError, match=r"is empty.*since 2026-03-02.*restore FILE.*anew"):
        remembered.refuse_lost()
    remembered.forget()
    remembered.refuse_lost()


@pytest.mark.parametrize("left", [None, b"", "tables"])
def test_a_file_that_vanished_or_was_emptied_is_refused(
    tmp_path: Path, left: bytes | str | None
) -> None:
    file = tmp_path / "policywatch.db"
    marker = Marker.of(f"sqlite:///{file}", tmp_path)
    marker.put(NOW)
    if isinstance(left, bytes):
        file.write_bytes(left)
    elif left:
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("CREATE TABLE source (key TEXT)")
    with pytest.raises(StoreLostError, match="is gone" if left is None else "is empty"):
        marker.refuse_lost()


def test_a_damaged_file_is_not_called_empty(tmp_path: Path) -> None:
    """That it is no database is told where it is opened."""
    file = tmp_path / "policywatch.db"
    file.write_text("no database at all" * 100)
    marker = Marker.of(f"sqlite:///{file}", tmp_path)
    marker.put(NOW)
    marker.refuse_lost()


def test_the_marker_of_a_server_names_the_database_and_no_password(tmp_path: Path) -> None:
    marker = Marker.of("postgresql://watch:secret@db.example:5433/policies", tmp_path)
    marker.put(NOW)
    assert marker.file == tmp_path / ".policywatch-db.example-5433-policies.known"
    assert "secret" not in marker.file.read_text(encoding="utf-8")
