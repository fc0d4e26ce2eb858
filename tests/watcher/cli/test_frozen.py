"""The commands say of a store of the past what they said of it then."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.golden.house.keeping import unpacked
from tests.store.frozen.commands import COMMANDS, CONFIGURATION, told
from tests.watcher.cli.calling import Call

SAID = Path(__file__).parents[2] / "store" / "frozen" / "first.said.json.zst"


def test_the_commands_say_what_they_said(
    call: Call, first_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every value that they printed as JSON, and whatever they learned to print since."""
    (tmp_path / "policywatch.toml").write_text(CONFIGURATION, encoding="utf-8")
    monkeypatch.setenv("POLICYWATCH_DATABASE", first_store)
    said = {one["command"]: one["objects"] for one in json.loads(unpacked(SAID))}
    assert list(said) == list(COMMANDS)
    now = {command: told(call(*shlex.split(command)).out, tmp_path) for command in COMMANDS}
    assert {command: _known(now[command], said[command]) for command in COMMANDS} == said


def _known(now: Any, then: Any) -> Any:
    """What is said now, without the keys that there were not then."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {key: _known(value, then[key]) for key, value in now.items() if key in then}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [_known(one, other) for one, other in zip(now, then, strict=True)]
    return now
