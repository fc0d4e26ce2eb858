"""The house itself: every adapter stands in its folder's table, files stay small, names stay honest."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGES = ("config", "store", "notifiers", "watcher")
LONGEST_FILE = 300
# grown by the narrower line; each is to be taken apart
TO_BE_SPLIT = {}
VAGUE = {"utils", "util", "helpers", "helper", "managers", "manager", "common", "misc"}


def _sources() -> list[Path]:
    return [
        file
        for package in PACKAGES
        for file in sorted((PROJECT / package).rglob("*.py"))
        if "versions" not in file.parts
    ]


def _ids(file: Path) -> str:
    return str(file.relative_to(PROJECT))


@pytest.mark.parametrize("file", _sources(), ids=_ids)
def test_a_file_opens_with_one_line_that_says_what_it_does(file: Path) -> None:
    """Except the empty files that only make a package."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("file", _sources(), ids=_ids)
def test_a_file_stays_under_300_lines_and_has_an_honest_name(file: Path) -> None:
    """A longer one does more than one thing, unless its first lines say why not."""
    text = file.read_text(encoding="utf-8")
    if _ids(file) in TO_BE_SPLIT:
        return
    assert len(text.splitlines()) <= LONGEST_FILE or "Longer than" in text[:300]
    assert not VAGUE & {*file.relative_to(PROJECT).with_suffix("").parts}


def test_every_kind_of_source_stands_in_its_table() -> None:
    """A file that has a KIND is in KINDS."""
    from watcher.fetching import KINDS  # noqa: PLC0415 -- the package under test

    files = (PROJECT / "watcher" / "fetching" / "kinds").glob("*.py")
    kinds = {file.stem for file in files if "\nKIND = " in file.read_text(encoding="utf-8")}
    assert kinds == set(KINDS)


def test_every_channel_stands_in_its_table() -> None:
    """A file that opens a channel is in CHANNELS, or is the one for all other schemes."""
    from notifiers import CHANNELS, OTHERS  # noqa: PLC0415 -- the package under test

    files = (PROJECT / "notifiers").glob("*.py")
    opening = {
        f.stem
        for f in files
        if f.stem != "__init__" and "\ndef open_channel(" in f.read_text(encoding="utf-8")
    }
    assert opening == {*CHANNELS.values(), OTHERS}


def test_every_parser_stands_in_its_table() -> None:
    """A file that parses a form is named in PARSERS."""
    from watcher import parsing  # noqa: PLC0415 -- the package under test

    files = (PROJECT / "watcher" / "parsing").rglob("*.py")
    named = {
        file.stem
        for file in files
        if f"\ndef parse_{file.stem}(" in file.read_text(encoding="utf-8")
    }
    table = (PROJECT / "watcher" / "parsing" / "__init__.py").read_text(encoding="utf-8")
    assert {name for name in named if f"parse_{name}" not in table} == set()
    assert parsing.PARSERS


def test_every_command_of_the_contract_exists() -> None:
    """The names that others rely on."""
    from watcher.cli.command_table import COMMANDS  # noqa: PLC0415 -- the package under test

    contract = [
        "run",
        "check",
        "read",
        "compare",
        "history",
        "show",
        "diff",
        "deadlines",
        "sources",
        "alerts",
        "preview",
        "why",
        "doctor",
        "backup",
        "restore",
    ]
    assert set(contract) <= set(COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    """`policywatch --help` answers before a store, a site or a page could be touched."""
    code = (
        "import sys; import watcher.cli.app;"
        "print([m for m in ('sqlalchemy','httpx','apprise','selectolax','apscheduler','pypdf','rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_nothing_names_this_workplace() -> None:
    """No path of a machine and no registry host in what is committed."""
    files = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.split()
    words = ("/wor" + "k/", "pypi." + "org", "file" + "s.pythonhosted")
    named = [
        name
        for name in files
        if (PROJECT / name).suffix in {".py", ".toml", ".md", ".txt", ".json", ""}
        and (PROJECT / name).is_file()
        if any(
            word in (PROJECT / name).read_text(encoding="utf-8", errors="ignore") for word in words
        )
    ]
    assert named == []
