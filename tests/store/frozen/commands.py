"""What is asked of a frozen store through the command line, and how its answers are written down."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.golden.house.volatile import settled

CONFIGURATION = """
[service]
database = "sqlite:///policywatch.db"

[[sources]]
key = "city"
kind = "folder"
path = "city"
region = "450200"

[[sources]]
key = "province"
kind = "folder"
path = "province"
region = "450200"

[[subscribers]]
name = "keen"
channels = ["log://"]
"""
POLICIES = 17  # the last one's number
COMMANDS: Sequence[str] = (
    "history --json --limit 1000",
    "history --json --kind repealed",
    "history --json --region 450200 --limit 1000",
    "history --json --industry 汽车及零部件 --limit 1000",
    "deadlines --json --as-of 2026-04-05",
    "deadlines --json --as-of 2026-03-10 --industry 汽车及零部件",
    "alerts --json --limit 1000",
    "alerts --json --state dead",
    "alerts --json --state failed",
    "suppressed --json --limit 1000",
    "sources --json",
    "search --json 绿色工厂",
    *(f"show --json {number}" for number in range(1, POLICIES + 1)),
)


def told(printed: str, folder: Path) -> list[Any]:
    """The objects that a command printed, without what differs from run to run."""
    text = settled(printed, {str(folder): "FOLDER"})
    return [json.loads(line) for line in text.splitlines()]
