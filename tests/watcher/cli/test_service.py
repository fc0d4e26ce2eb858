"""`run` as a process: it says what it watches, shares its store with readers only, and ends cleanly when told to."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("policywatch")
CONFIGURATION = """
[service]
database = "sqlite:///policywatch.db"
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"
every = "1m"
[[subscribers]]
name = "me"
channels = ["log://"]
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A running service in an otherwise empty folder, watching an inbox."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "policywatch.toml").write_text(CONFIGURATION)
    process = subprocess.Popen(
        [PROGRAM, "run"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error::ResourceWarning"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said_until(process: subprocess.Popen[str], words: str) -> str:
    """What the service printed up to the line with these words; all of it where it ended without them."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            break
    return "".join(lines)


def test_says_where_everything_is_and_ends_cleanly_on_sigterm(
    service: subprocess.Popen[str], tmp_path: Path
) -> None:
    """A newcomer learns the folder, the database and what to do next; SIGTERM is exit status 0."""
    said = said_until(service, "first look")
    assert str(tmp_path / "policywatch.db") in said
    assert f"folder         {tmp_path}/inbox" in said
    assert "in another terminal" in said
    service.send_signal(signal.SIGTERM)
    rest, errors = service.communicate(timeout=30)
    assert (service.returncode, errors) == (0, "")
    assert "stopped; everything is stored" in rest


def test_while_it_runs_others_may_read_but_not_sweep(
    service: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Lists answer at once beside a running service; a second sweep is refused."""
    said_until(service, "first look")
    outcome = {
        arguments: subprocess.run(
            [PROGRAM, *arguments], cwd=tmp_path, capture_output=True, check=False
        ).returncode
        for arguments in (("sources",), ("run", "--once"))
    }
    assert outcome == {("sources",): 0, ("run", "--once"): 2}
