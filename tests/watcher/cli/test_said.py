"""All that the commands print of the demo's fortnight, to the letter, as it was when it was kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden.house.volatile import settled
from tests.watcher.cli.calling import Call
from watcher.cli import screen

SAMPLES = Path(__file__).parents[2] / "journey" / "samples"
WIDTH = 100
OF_A_POLICY = ("show {}", "show {} --json", "diff {}", "diff {} --json", "diff {} --side-by-side")
COMMANDS = (
    "history",
    "history --json",
    "history --industry 汽车及零部件",
    "history --kind amended --json",
    "history --since 2026-03-06 --until 2026-03-12 --limit 3",
    "deadlines --as-of 2026-03-02",
    "deadlines --as-of 2026-03-10 --json",
    "deadlines --as-of 2026-03-10 --within 20",
    "alerts",
    "alerts --json",
    "alerts --state sent --limit 2",
    "suppressed",
    "suppressed --json",
    "suppressed --rules",
    "suppressed --replay --json",
    "sources",
    "sources --json",
    "search 技术改造",
    "search 补助 --json",
    *(command.format(number) for number in range(1, 5) for command in OF_A_POLICY),
)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one width, wherever the tests run."""
    monkeypatch.setattr(screen.out, "width", WIDTH)


def test_the_commands_say_what_they_said(
    call: Call,
    played: Path,
    golden: Callable[[str], None],
) -> None:
    """Lists, cards and redlines, for people and for programs."""
    said = []
    for command in COMMANDS:
        done = call("-c", played, *command.split())
        said.append(_entry(command, done.status, done.out, done.err))
    golden(settled(_text(said), {str(played.parent): "FOLDER"}))


@pytest.mark.parametrize("ending", ["csv", "md", "json"])
def test_an_export_is_what_it_was(
    call: Call, played: Path, tmp_path: Path, golden: Callable[[str], None], ending: str
) -> None:
    """Every form of it."""
    file = tmp_path / f"log.{ending}"
    done = call("-c", played, "history", "--export", file)
    said = [_entry("history --export", done.status, file.read_text(encoding="utf-8"), done.err)]
    golden(settled(_text(said), {str(tmp_path): "FOLDER"}))


@pytest.mark.parametrize("sample", sorted(file.name for file in SAMPLES.iterdir()))
def test_a_file_is_read_as_it_was(call: Call, golden: Callable[[str], None], sample: str) -> None:
    """For people and as JSON."""
    said = []
    for options in ([], ["--json"]):
        done = call("read", SAMPLES / sample, *options)
        said.append(_entry(" ".join(["read", *options]), done.status, done.out, done.err))
    golden(settled(_text(said), {str(SAMPLES): "FOLDER"}))


def test_a_page_of_a_comparison_is_what_it_was(
    call: Call, played: Path, golden: Callable[[str], None]
) -> None:
    """`diff --html`, and two files compared."""
    old, new = sorted(SAMPLES.iterdir())[:2]
    said = []
    for command in (
        ["-c", played, "diff", 1, "--html"],
        ["compare", old, new],
        ["compare", old, new, "--json"],
    ):
        done = call(*command)
        said.append(_entry(" ".join(map(str, command)), done.status, done.out, done.err))
    names = {str(played.parent): "FOLDER", str(SAMPLES): "SAMPLES"}
    golden(settled(_text(said), names))


def _entry(command: str, status: int, out: str, err: str) -> dict[str, object]:
    return {"command": command, "status": status, "out": out, "err": err}


def _text(said: list[dict[str, object]]) -> str:
    lines = [json.dumps(one, ensure_ascii=False) for one in said]
    return '{"said": [\n ' + ",\n ".join(lines) + "\n]}\n"
