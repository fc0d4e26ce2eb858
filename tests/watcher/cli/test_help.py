"""`--help` answers at once and teaches: nothing heavy is imported for it, and every command is explained."""

import ast
import subprocess
import sys
from itertools import pairwise

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tests.watcher.cli.calling import Call
from watcher.cli.app import app
from watcher.cli.command_table import COMMANDS, OF_ALERTS, OF_SOURCES

HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "alembic",
    "httpx",
    "apprise",
    "apscheduler",
    "selectolax",
    "rich",
    "rapidfuzz",
    "pypdf",
)
PROMISED = {
    "run", "check", "read", "compare", "history", "show", "diff", "deadlines", "sources", "alerts",
    "preview", "why", "doctor", "backup", "restore",
}  # fmt: skip
TABLES = {"": COMMANDS, "sources ": OF_SOURCES, "alerts ": OF_ALERTS}


def every_command() -> list[str]:
    """Each command and subcommand, as it is typed."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    top = group.commands
    return [
        *top,
        *(f"{name} {sub}" for name, group in top.items() for sub in getattr(group, "commands", ())),
    ]


def test_imports_nothing_heavy() -> None:
    """The half second that --help may take would be gone with any of these."""
    code = f"import sys; from watcher.cli import main; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_imports_no_command() -> None:
    """The list of commands is the table: a command is imported when it is called."""
    code = (
        "import sys; from watcher.cli import main; sys.argv = ['policywatch', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith('watcher.')], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(run.stderr))
    needed = {"app", "command_table", "lazy_commands", "logs", "session"}
    own = {f"watcher.cli.{name}" for name in needed}
    assert loaded == {"watcher.cli", "watcher.plain_text", *own}


@pytest.mark.parametrize("group", TABLES)
def test_the_table_says_what_the_command_itself_says(group: str) -> None:
    """The line in the list of commands is the first sentence of the command's own help."""
    top = get_command(app)
    assert isinstance(top, TyperGroup)
    commands = top.commands[group.strip()].commands if group else top.commands
    said = {name: (commands[name].help or "").split("\n")[0] for name in commands}
    assert said == {name: entry.help for name, entry in TABLES[group].items()}


def test_lists_every_command_in_a_whole_sentence(call: Call) -> None:
    """The commands that others rely on are there, and no summary is cut off by the width of a common terminal."""
    listed = call("--help").out.partition("Commands:")[2]
    assert {line.split()[0] for line in listed.splitlines() if line.strip()} >= PROMISED
    assert "..." not in listed


@pytest.mark.parametrize("command", every_command())
def test_explains_every_option(call: Call, command: str) -> None:
    """Each option has a sentence beside or below it."""
    said = call(*command.split(), "--help")
    lines = said.out.partition("Options:")[2].partition("Commands:")[0].splitlines()
    bare = [
        line
        for line, after in pairwise([*lines, ""])
        if line.startswith("  -") and len(line.split("  ")) < 3 and not after.startswith("      ")
    ]
    assert (said.status, bare) == (0, [])


def test_without_arguments_it_helps(call: Call) -> None:
    """A newcomer who types only the name sees where to begin."""
    said = call()
    assert "policywatch init" in said.out + said.err
