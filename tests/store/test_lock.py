"""The lock of the service: one at a time, and whoever loses it knows."""

from pathlib import Path

import pytest
from sqlalchemy import text

from store.database.lock import LockLostError, StoreBusyError, exclusive
from store.database.opening import Database


def test_a_lock_is_held_by_one_and_stays_held(new_store: Database) -> None:
    other = Database(new_store.url.render_as_string(hide_password=False))
    with exclusive(new_store) as lock:
        lock.check()
        with pytest.raises(StoreBusyError), exclusive(other):
            pass
        lock.check()
    with exclusive(other) as lock:
        lock.check()
    other.close()


def test_a_lock_whose_connection_was_cut_is_lost(on_postgresql: Database) -> None:
    """It is not taken again silently: another service may have it by now."""
    with exclusive(on_postgresql) as lock:
        lock.check()
        with on_postgresql.write() as tx:
            tx.connection().execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                    " AND database = (SELECT oid FROM pg_database"
                    " WHERE datname = current_database())"
                )
            )
        for _ in range(2):
            with pytest.raises(
                LockLostError, match=r"was lost: its connection was cut.*start again"
            ):
                lock.check()
    with exclusive(on_postgresql) as lock:
        lock.check()


def test_a_lock_whose_file_was_removed_is_lost(tmp_path: Path) -> None:
    """Another service would make a file of the same name, and both would work."""
    database = Database(f"sqlite:///{tmp_path / 'policywatch.db'}")
    with exclusive(database) as lock:
        (tmp_path / "policywatch.db.lock").unlink()
        with pytest.raises(LockLostError, match="was removed"):
            lock.check()
    database.close()
