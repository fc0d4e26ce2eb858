"""The demo from outside: one command, every promised alert once, and what it names at its end works."""

import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("policywatch")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def printed(folder: Path) -> str:
    """What the demo prints, run as a newcomer runs it: in a folder of their own, without any configuration."""
    run = subprocess.run(
        [PROGRAM, "demo"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_tells_each_promised_kind_of_alert_once(printed: str) -> None:
    """One alert a happening: the notice that repeals is new itself, so `published` comes twice and no other does."""
    expected = {
        "published": 2,
        "amended": 1,
        "deadline_moved": 1,
        "repealed": 1,
        "reminder": 2,
        "source_silent": 1,
        "source_back": 1,
    }
    assert dict(Counter(re.findall(r"webhook · (\w+)", printed))) == expected


def test_tells_what_changed(printed: str) -> None:
    """The redline, both reminders and the moved date stand in the alerts as a subscriber reads them."""
    for wording in (
        "【删除】「12%」【新增】「15%」",
        "还有7天申报截止",
        "明天申报截止",
        "2026年3月20日",
        "废止，自2026-03-10起",
    ):
        assert wording in printed


def test_tells_nothing_of_noise_or_of_other_trades(printed: str) -> None:
    """Counters move on every page every day, and the notice for fishing boats concerns another subscriber."""
    alerts = "\n".join(line for line in printed.splitlines() if line.startswith("  │"))
    assert alerts
    assert not re.search("浏览|渔船|物业", alerts)


def test_the_commands_it_names_work(printed: str, folder: Path) -> None:
    """Each command at the end is run as printed, and shows what the demo left."""
    commands = [
        line.strip()
        for line in printed.splitlines()
        if " -c policywatch-demo/policywatch.toml " in line
    ]
    shown = {}
    for command in commands:
        words = shlex.split(command)
        assert Path(words[0]).name == "policywatch"
        run = subprocess.run(
            [PROGRAM, *words[1:]],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, ""), command
        shown[words[3]] = run.stdout
    assert list(shown) == ["history", "diff", "deadlines", "show", "alerts"]
    assert "repealed" in shown["history"]
    assert "[-12%-]{+15%+}" in shown["diff"]
    assert "2026-04-03" in shown["deadlines"]
    assert "deadline_moved" in shown["show"]
    assert "sent" in shown["alerts"]
