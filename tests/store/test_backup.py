"""A backup is the whole store at one moment; a restore is all of it or nothing, on either database."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import select

from store import alerts, changes, policies, snapshot_bodies, snapshots, versions
from store.care import backup, joining_policies, restoring
from store.care.verifying import faults
from store.database.lock import exclusive
from store.database.opening import Database, StoreError
from store.database.tables import SourceRow
from store.lists import full_text
from store.lists.walks import Filter
from tests.databases import make_empty
from tests.store.samples import (
    add_policy,
    add_snapshot,
    add_version,
    alert,
    change,
    later,
    make_current,
    new_policy,
    relate,
    see,
    set_deadlines,
    title_said,
    window,
)

CLAUSES = [f"第{n}条　按照实际投资额的百分之十给予补助，最高{n}00万元。" for n in range(1, 30)]


def fill(database: Database, count: int = 3) -> None:
    """A little of everything: versions, copies, a merge, relations, deadlines, alerts, the index."""
    with database.write() as tx:
        for number in range(1, count + 1):
            address = f"https://yunzhou.example/{number}"
            policy_id = add_policy(
                tx, new_policy(f"云州市措施{number}", keys=[f"k{number}"]), address=address
            )
            for edit in range(1, 5):
                page = "\n".join([*CLAUSES, f"第{edit}次修订，文件{number}"])
                snapshot_id = add_snapshot(tx, page.encode(), address)
                version_id = add_version(
                    tx, policy_id, snapshot_id, *page.split("\n"), number=edit, at=later(edit)
                )
                make_current(tx, policy_id, number=edit, version_id=version_id)
                if edit == 1:
                    see(tx, policy_id, address, version_id, later(edit))
                entry = changes.append(tx, change(policy_id, f"第{edit}次修订", at=later(edit)))
            set_deadlines(
                tx,
                policy_id,
                window(policy_id, date(2026, 6, number)),
                window(policy_id, None, batch="r"),
            )
            relate(tx, policy_id, "旧措施", waiting_key="k")
            full_text.index(tx, policy_id, f"云州市措施{number}", page)
            alerts.add(tx, alert(entry.id), {"c": "log"})
        joining_policies.merge(tx, 2, 1, later(9))


def everything(database: Database) -> dict[str, list[object]]:
    """Every row of every table, and what every version, snapshot and search gives."""
    with database.read() as tx:
        found: dict[str, list[object]] = {
            table.name: sorted(
                (tuple(row) for row in tx.connection().execute(select(table))), key=repr
            )
            for table in SourceRow.metadata.sorted_tables
            if table.name not in ("snapshot_body", "version")
        }
        found["versions"] = [
            version for number in range(1, 4) for version in versions.of_policy(tx, number)
        ]
        found["bodies"] = [
            snapshot_bodies.open_body(tx, snapshot.id)
            for snapshot in snapshots.list_unread(tx, limit=1000)
        ]
        found["hits"] = [full_text.find(tx, "措施 百分之十")]
    return found


def test_a_backup_restores_to_the_same_store(database: Database, tmp_path: Path) -> None:
    fill(database)
    before = everything(database)
    backup.backup(database, tmp_path / "kept.backup")
    restoring.restore(tmp_path / "kept.backup", f"sqlite:///{tmp_path / 'new.db'}")
    restored = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert everything(restored) == before
    assert list(faults(restored)) == []
    restored.close()
    assert sorted(file.name for file in tmp_path.iterdir() if "policywatch" not in file.name) == [
        "kept.backup",
        "new.db",
        *(["new.db.lock"] if (tmp_path / "new.db.lock").exists() else []),
    ]


def test_a_backup_restores_onto_the_database_it_came_from(
    database: Database, tmp_path: Path
) -> None:
    """What was stored after it is gone; what is stored next is counted on from it."""
    fill(database)
    before = everything(database)
    backup.backup(database, tmp_path / "kept.backup")
    with database.write() as tx:
        add_policy(tx)
        changes.append(tx, change(1, "之后"))
    address = database.url.render_as_string(hide_password=False)
    if database.dialect == "sqlite":
        database.close()
    restoring.restore(tmp_path / "kept.backup", address, replace=True)
    assert everything(database) == before
    with database.write() as tx:
        assert add_policy(tx) == 4
        changes.append(tx, change(4, "之后"))
        add_snapshot(tx, b"new", "https://yunzhou.example/9")
    assert list(faults(database)) == []


def test_a_backup_is_taken_while_others_write(database: Database, tmp_path: Path) -> None:
    """What is written while it runs is either all in it or not at all."""
    fill(database)
    with database.write() as tx:
        changes.append(tx, change(1, "未完"))
        tx.flush()
        backup.backup(database, tmp_path / "kept.backup")
    restoring.restore(tmp_path / "kept.backup", f"sqlite:///{tmp_path / 'new.db'}")
    restored = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with restored.read() as tx:
        assert "未完" not in {title_said(entry) for entry in changes.history(tx, Filter())}
    restored.close()


def test_a_store_that_holds_something_is_not_replaced_unasked(
    database: Database, tmp_path: Path
) -> None:
    fill(database, 2)
    backup.backup(database, tmp_path / "kept.backup")
    with database.write() as tx:
        changes.append(tx, change(1, "之后"))
    address = database.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError, match=r"is not empty; .*--replace"):
        restoring.restore(tmp_path / "kept.backup", address)
    with database.read() as tx:
        assert title_said(changes.history(tx, Filter())[0]) in ("之后", "云州市措施2")
        assert len(changes.history(tx, Filter())) == 11


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE snapshot_body SET body = x'00'",
        "UPDATE change SET summary = 'x'",
        "UPDATE change SET said = NULL",
        "UPDATE deadline SET closes = CAST(x'cdcfc9c92d302d32' AS TEXT)",
        "UPDATE deadline SET closes = '2026-13'",
    ],
)
def test_a_damaged_backup_is_not_restored(database: Database, tmp_path: Path, damage: str) -> None:
    fill(database, 2)
    kept = tmp_path / "kept.backup"
    backup.backup(database, kept)
    with closing(sqlite3.connect(kept, isolation_level=None)) as opened:
        opened.execute(damage)
    with pytest.raises(StoreError, match="is damaged and was not restored"):
        restoring.restore(kept, f"sqlite:///{tmp_path / 'new.db'}")
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("content", [None, "", "not a database" * 100])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "kept.backup"
    if content is not None:
        file.write_text(content)
    with pytest.raises(StoreError, match=r"kept\.backup"):
        restoring.restore(file, f"sqlite:///{tmp_path / 'new.db'}")
    assert not (tmp_path / "new.db").exists()


def test_a_file_of_another_program_replaces_nothing(database: Database, tmp_path: Path) -> None:
    """A SQLite file opens, but it is no store: what is there stays."""
    fill(database, 2)
    before = everything(database)
    foreign = tmp_path / "accounts.db"
    with closing(sqlite3.connect(foreign)) as opened:
        opened.execute("CREATE TABLE account (name TEXT)")
    address = database.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="holds no store of PolicyWatch"):
        restoring.restore(foreign, address, replace=True)
    assert everything(database) == before


def test_the_store_that_is_replaced_is_kept_aside(database: Database, tmp_path: Path) -> None:
    """Whoever named the wrong file brings back what was there; two restores keep two."""
    fill(database, 2)
    backup.backup(database, tmp_path / "first.backup")
    with database.write() as tx:
        changes.append(tx, change(1, "之后"))
    late = everything(database)
    address = database.url.render_as_string(hide_password=False)
    database.close()
    kept = [restoring.restore(tmp_path / "first.backup", address, replace=True) for _ in range(2)]
    assert len(set(kept)) == 2
    assert kept[0] is not None
    restoring.restore(kept[0], f"sqlite:///{tmp_path / 'again.db'}")
    again = Database(f"sqlite:///{tmp_path / 'again.db'}")
    assert everything(again) == late
    again.close()


def test_a_server_at_work_is_not_replaced(on_postgresql: Database, tmp_path: Path) -> None:
    """The lock of the service is taken before anything is deleted."""
    fill(on_postgresql, 2)
    backup.backup(on_postgresql, tmp_path / "kept.backup")
    address = on_postgresql.url.render_as_string(hide_password=False)
    with exclusive(on_postgresql), pytest.raises(StoreError, match="another policywatch"):
        restoring.restore(tmp_path / "kept.backup", address, replace=True)
    make_empty(on_postgresql)


def test_a_restore_into_no_folder_says_so(database: Database, tmp_path: Path) -> None:
    backup.backup(database, tmp_path / "kept.backup")
    with pytest.raises(StoreError, match="the folder of the database does not exist"):
        restoring.restore(tmp_path / "kept.backup", f"sqlite:///{tmp_path / 'none' / 'new.db'}")


def test_a_backup_that_cannot_be_written_says_what_to_do(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="see that its folder exists"):
        backup.backup(database, tmp_path / "none" / "kept.backup")


def test_a_store_at_work_is_not_replaced(tmp_path: Path) -> None:
    store = tmp_path / "policywatch.db"
    database = Database(f"sqlite:///{store}")
    fill(database, 2)
    backup.backup(database, tmp_path / "kept.backup")
    database.close()
    with (
        FileLock(f"{store}.lock"),
        pytest.raises(StoreError, match=r"is running on .*; stop it first"),
    ):
        restoring.restore(tmp_path / "kept.backup", f"sqlite:///{store}", replace=True)


def test_the_old_log_is_not_read_into_the_new_file(tmp_path: Path) -> None:
    """A store killed at work leaves a write-ahead log, which SQLite would replay into whatever lies beside it."""
    store = tmp_path / "policywatch.db"
    database = Database(f"sqlite:///{store}")
    fill(database, 2)
    backup.backup(database, tmp_path / "kept.backup")
    database.close()
    child = subprocess.Popen(
        [sys.executable, "-c", WRITE_AND_WAIT, str(store)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"written\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert Path(f"{store}-wal").stat().st_size > 0
    restoring.restore(tmp_path / "kept.backup", f"sqlite:///{store}", replace=True)
    restored = Database(f"sqlite:///{store}")
    assert list(faults(restored)) == []
    with restored.read() as tx:
        assert len(policies.list_policies(tx, Filter())) == 1
    restored.close()


def test_killed_at_any_moment_a_restore_leaves_the_old_store_or_the_new(tmp_path: Path) -> None:
    store, kept = tmp_path / "policywatch.db", tmp_path / "kept.backup"
    database = Database(f"sqlite:///{store}")
    fill(database, 2)
    backup.backup(database, kept)
    with database.write() as tx:
        changes.append(tx, change(1, "之后"))
    database.close()
    for step in range(2):
        child = subprocess.run(
            [sys.executable, "-c", DIE_AT, str(step), str(kept), str(store)], cwd=ROOT, check=False
        )
        opened = Database(f"sqlite:///{store}")
        with opened.read() as tx:
            assert len(changes.history(tx, Filter())) in (
                (10, 11) if child.returncode in (0, -9) else ()
            )
        assert list(faults(opened)) == []
        opened.close()


ROOT = Path(__file__).parents[2]
WRITE_AND_WAIT = """
import sys, time
from store.database.opening import Database
from tests.databases import make_empty
from tests.store.samples import add_policy
database = Database("sqlite:///" + sys.argv[1])
with database.write() as tx:
    for number in range(50):
        add_policy(tx)
print("written", flush=True)
time.sleep(60)
"""
# after which step of a restore it is killed: the old log folded, renamed
DIE_AT = """
import os, signal, sys
from pathlib import Path
from store.care import restoring
steps = ["_close_old", "_put_in_place"]
name = steps[int(sys.argv[1])]
done = getattr(restoring, name)
def die(*args, **keywords):
    done(*args, **keywords)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(restoring, name, die)
restoring.restore(Path(sys.argv[2]), "sqlite:///" + sys.argv[3], replace=True)
"""
