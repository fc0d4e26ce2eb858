"""Opening, migrating, and what one transaction promises, on both databases."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from store import changes, checks, policies, subscriptions
from store.database import upgrading
from store.database.opening import Database, StoreError, Transaction
from store.database.tables import SourceRow
from store.lists.walks import Filter
from tests.store.samples import (
    NOW,
    add_policy,
    answering,
    change,
    later,
    new_policy,
    title_said,
)


def test_the_migrations_build_what_the_tables_say(database: Database) -> None:
    """Autogenerate finds nothing to do; the full-text tables are made by hand and are not its business."""
    options = {
        "compare_type": True,
        "include_object": lambda _object, name, kind, _reflected, _other: (
            not (kind == "table" and name.startswith("search"))
        ),
    }
    with database.read() as tx:
        context = MigrationContext.configure(tx.connection(), opts=options)
        assert compare_metadata(context, SourceRow.metadata) == []


def test_a_database_from_a_newer_program_is_refused(database: Database) -> None:
    with database.write() as tx:
        tx.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(
            StoreError,
            match=r"written by a newer PolicyWatch \(revision 9999\); upgrade the program",
        ):
            Database(database.url.render_as_string(hide_password=False))
    finally:
        with database.write() as tx:
            newest = text(f"UPDATE alembic_version SET version_num = '{upgrading.newest()}'")
            tx.connection().execute(newest)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE policy (premium)")
    with pytest.raises(StoreError, match="holds tables of another program"):
        Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["policy"]


def test_a_copy_is_kept_before_an_upgrade(tmp_path: Path) -> None:
    file = tmp_path / "policywatch.db"
    _at_first_revision(file)
    Database(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(f"{file}.before-0001")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT title FROM policy").fetchall() == [("措施",)]
    with closing(sqlite3.connect(file)) as upgraded:
        assert upgraded.execute("SELECT title FROM policy").fetchall() == [("措施",)]


def test_an_empty_file_needs_no_copy(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path / 'policywatch.db'}").close()
    assert [file.name for file in tmp_path.iterdir()] == ["policywatch.db"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "is not understood"),
        ("mysql://localhost/x", "use sqlite:///FILE or postgresql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////no/such/folder/x.db", "create it or change service.database"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "see that the server runs"),
    ],
)
def test_a_database_that_cannot_be_used_says_what_to_do(address: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        Database(address)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("关于申报的通知" * 1000)
    with pytest.raises(
        StoreError, match=r"notes\.txt cannot be used: file is not a database; see that the file is"
    ):
        Database(f"sqlite:///{file}")


def test_no_password_is_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Database("postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_sqlite_is_set_up_for_one_writer_and_many_readers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'policywatch.db'}")
    with database.write() as tx:
        found = {name: tx.connection().execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
    database.close()
    assert found == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 1}


def test_a_reader_does_not_wait_for_the_writer(database: Database) -> None:
    with database.write() as writer:
        add_policy(writer)
        with database.read() as reader:
            assert policies.get(reader, 1) is None


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.read() as reader:
        assert policies.list_policies(reader, Filter()) == []
        with database.write() as writer:
            add_policy(writer)
        assert policies.list_policies(reader, Filter()) == []


def test_a_transaction_that_reads_cannot_write(database: Database) -> None:
    with pytest.raises(StoreError, match=r"(readonly|read-only)"), database.read() as tx:
        subscriptions.join(tx, ["lz-auto"], NOW)


def test_a_child_without_its_parent_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as tx:
        changes.append(tx, change(404))


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as tx:
        _append_and_fail(tx)
    with database.read() as tx:
        assert changes.history(tx, Filter()) == []
        assert list(changes.verify(tx)) == []


def test_instants_are_aware_and_in_utc(database: Database) -> None:
    """Whatever zone they were given in, and whatever zone the server's session is in."""
    shanghai = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    with database.write() as tx:
        if database.dialect == "postgresql":
            tx.connection().execute(text("SET LOCAL TIME ZONE 'America/New_York'"))
        subscriptions.join(tx, ["lz-auto"], shanghai)
        found = subscriptions.joined_at(tx)["lz-auto"]
    assert found == shanghai
    assert (found.tzinfo, found.hour) == (UTC, 1)


def test_an_instant_without_an_offset_is_refused(database: Database) -> None:
    with (
        pytest.raises(StatementError, match="an instant without an offset"),
        database.write() as tx,
    ):
        subscriptions.join(tx, ["lz-auto"], datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001 the fault that is tested


def test_no_increment_is_lost(database: Database) -> None:
    """Eight threads note 200 checks of one source."""
    outcome = checks.Outcome(
        at=NOW, ok=False, status="failed", reason="503", next_check_at=later(1)
    )

    def note(_number: int) -> None:
        with database.write() as tx:
            checks.record_check(tx, "yz", outcome)

    with database.write() as tx:
        checks.declare(tx, {"yz": "https://yunzhou.example"})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(200)))
    with database.read() as tx:
        state = checks.state(tx, "yz")
    assert (state.checks, state.failures, state.failing_since) == (200, 200, NOW)


def test_many_that_append_at_once_make_one_chain(database: Database) -> None:
    def append(number: int) -> None:
        with database.write() as tx:
            changes.append(tx, change(1, f"第{number}条"))

    with database.write() as tx:
        add_policy(tx)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(200)))
    with database.read() as tx:
        assert list(changes.verify(tx)) == []
        assert {title_said(entry) for entry in changes.history(tx, Filter())} == {
            f"第{n}条" for n in range(200)
        }


def test_two_that_see_the_same_new_policy_create_it_once(database: Database) -> None:
    """Looking it up and creating it is one step, whichever process is quicker."""

    def look(_number: int) -> None:
        with database.write() as tx:
            if not answering(tx, ["云政发〔2026〕1号"]):
                add_policy(tx, new_policy(keys=["云政发〔2026〕1号"]))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(look, range(12)))
    with database.read() as tx:
        assert len(policies.list_policies(tx, Filter())) == 1


def test_many_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    def start(_number: int) -> None:
        Database(f"sqlite:///{tmp_path / 'policywatch.db'}").close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))


def test_a_process_killed_in_a_transaction_leaves_nothing(database: Database) -> None:
    address = database.url.render_as_string(hide_password=False)
    child = subprocess.Popen(
        [sys.executable, "-c", HALF_WAY, address],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"half way\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with database.write() as tx:
        assert policies.get(tx, 1) is None
        assert changes.history(tx, Filter()) == []
        changes.append(tx, change(add_policy(tx)))
    with database.read() as tx:
        assert list(changes.verify(tx)) == []
        assert database.check() == []


HALF_WAY = """
import sys, time
from store import changes
from store.database import upgrading
from store.database.opening import Database
from tests.store.samples import add_policy, change
with Database(sys.argv[1]).write() as tx:
    changes.append(tx, change(add_policy(tx)))
    tx.flush()
    print("half way", flush=True)
    time.sleep(60)
"""


def _append_and_fail(tx: Transaction) -> None:
    changes.append(tx, change(add_policy(tx)))
    msg = "on the way"
    raise RuntimeError(msg)


def _at_first_revision(file: Path) -> None:
    """A store as the first release made it, with one policy in it."""

    config = Config()
    config.set_main_option("script_location", str(upgrading.MIGRATIONS))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO policy (title, kind, issuers, industries, general, status, source_key, url, first_seen_at,"
                " version_number) VALUES ('措施', 'policy_text', '[]', '[]', 0, 'active', 'yz', '', 0, 1)"
            )
        )
    engine.dispose()
