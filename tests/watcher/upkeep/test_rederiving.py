"""What is listed of a policy follows from its versions: what somebody edits beside the log is named."""

import sqlite3

import pytest

from tests.watcher.recording.conftest import ON_A_FILE, Shelf
from tests.watcher.recording.texts import CALL
from watcher.upkeep import rederiving

pytestmark = ON_A_FILE


@pytest.mark.parametrize(
    ("statement", "undo", "says"),
    [
        (
            "UPDATE policy SET title = title || '（新）'",
            "UPDATE policy SET title = replace(title, '（新）', '')",
            "its title",
        ),
        (
            "UPDATE policy SET doc_number = '云工信〔2026〕99号'",
            "UPDATE policy SET doc_number = '云工信〔2026〕20号'",
            "its doc_number “云工信〔2026〕99号”",
        ),
        (
            "UPDATE deadline SET closes = date(closes, '+1 day')",
            "UPDATE deadline SET closes = date(closes, '-1 day')",
            "says that its application ends on",
        ),
    ],
)
def test_an_edited_row_is_named(shelf: Shelf, statement: str, undo: str, says: str) -> None:
    shelf.put("call.txt", CALL)
    shelf.check()
    assert list(rederiving.edited(shelf.database)) == []
    _run(shelf, statement)
    (fault,) = rederiving.edited(shelf.database)
    assert says in fault
    assert "beside the log" in fault
    _run(shelf, undo)


def test_a_deleted_deadline_is_named(shelf: Shelf) -> None:
    shelf.put("call.txt", CALL)
    shelf.check()
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        kept = raw.execute("SELECT * FROM deadline").fetchall()
        raw.execute("DELETE FROM deadline")
    (fault,) = rederiving.edited(shelf.database)
    assert "its application is not listed" in fault
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        raw.executemany(f"INSERT INTO deadline VALUES ({', '.join('?' * len(kept[0]))})", kept)


def _run(shelf: Shelf, statement: str) -> None:
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        raw.execute(statement)
