"""The service as a process: it starts, finds a file, and ends cleanly however often it is asked to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from store.database.opening import Database
from tests.databases import make_empty

CONFIGURATION = """
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"
every = "1m"

[[subscribers]]
name = "me"
channels = ["log:///{folder}/alerts.log"]
"""
PROJECT = Path(__file__).parents[3]


def _started(folder: Path, service: str = "") -> subprocess.Popen[str]:
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "policywatch.toml").write_text(
        service + CONFIGURATION.format(folder=str(folder).strip("/")), encoding="utf-8"
    )
    return subprocess.Popen(
        [sys.executable, "-c", "from watcher.cli import main; main()", "run"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _said(service: subprocess.Popen[str], words: str) -> bool:
    assert service.stdout is not None
    return any(words in line for line in service.stdout)


def test_two_signals_at_once_end_it_cleanly(tmp_path: Path) -> None:
    """`make` passes a signal on that the whole group already got: the second must not hang the first."""
    service = _started(tmp_path)
    assert _said(service, "first look")
    for _ in range(5):
        service.send_signal(signal.SIGTERM)
    out, _ = service.communicate(timeout=30)
    assert service.returncode == 0
    assert "stopped; everything is stored" in out


def test_a_second_service_on_one_store_is_refused(tmp_path: Path) -> None:
    """Two schedulers would check and send everything twice: the second one says who is there and exits 2."""
    first = _started(tmp_path)
    assert _said(first, "first look")
    second = _started(tmp_path)
    out, _ = second.communicate(timeout=30)
    assert second.returncode == 2
    assert "another policywatch is running" in out
    first.terminate()
    first.communicate(timeout=30)


def test_a_killed_service_leaves_no_lock(tmp_path: Path) -> None:
    """After kill -9 the next start goes on at once."""
    first = _started(tmp_path)
    assert _said(first, "first look")
    first.kill()
    first.communicate(timeout=30)
    second = _started(tmp_path)
    assert _said(second, "PolicyWatch watches")
    second.terminate()
    second.communicate(timeout=30)
    assert second.returncode == 0


def test_a_service_that_loses_its_lock_stops_at_once_and_says_why(
    tmp_path: Path, on_postgresql: Database
) -> None:
    """Another one may have begun: nothing of this one goes on."""
    with on_postgresql.read() as tx:
        ours = tx.connection().execute(text("SELECT current_database()")).scalar()
    address = on_postgresql.url.render_as_string(hide_password=False)
    service = _started(tmp_path, f'[service]\ndatabase = "{address}"\n')
    try:
        assert _said(service, "first look")
        with on_postgresql.write() as tx:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            others = f"{cut} AND pid <> pg_backend_pid()"
            tx.connection().execute(text(others), {"name": ours})
        out, _ = service.communicate(timeout=20)
    finally:
        service.kill()
        make_empty(on_postgresql)
    assert service.returncode == 2
    assert "was lost: its connection was cut" in out
    assert "Traceback" not in out
