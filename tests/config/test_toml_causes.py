"""Faults of TOML itself: each names its line and the habit that is likely behind it."""

import pytest

from config.toml_causes import likely_cause, shown_start
from tests.config.conftest import Faults, Load

GOOD = """[service]
listen = "127.0.0.1:8000"
[[sources]]
key = "harbour"
kind = "folder"
path = "inbox"
[[subscribers]]
name = "yard"
channels = ["log://", "json://yard:s3cr3t@127.0.0.1/hook"]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "line", "cause", "cure"),
    [
        ('"harbour"', "“harbour”", 4, "U+201C", "straight quotes"),
        ('"harbour"', "＂harbour＂", 4, "U+FF02", "straight quotes"),
        ('"harbour"', "harbour", 4, "no quotation marks", "in quotes"),
        ('"harbour"', '"harbour', 4, "a quotation mark is missing", "on each side"),
        ('"harbour"', 'harbour"', 4, "a quotation mark is missing", "on each side"),
        ("path =", "path ＝", 6, "U+FF1D", "write ="),
        ("path =", "path：", 6, "U+FF1A", "write ="),
        ("path =", "path:", 6, "no =", 'key = "value"'),
        ("path = ", "path =\u00a0", 6, "no-break space", "type them anew"),
        ("path", "\u200bpath", 6, "zero-width", "type them anew"),
        ('"log://", ', '"log://"， ', 9, "U+FF0C", "write ,"),
        ('"log://", ', '"log://" ', 9, "a comma is missing", '["…", "…"]'),
        ('/hook"]', '/hook"', 9, "a list is not closed", "]"),
        ("[[sources]]", "[[sources]", 3, "brackets do not match", "[[sources]]"),
        ("[[sources]]", "［［sources］］", 3, "U+FF3B", "write ["),
        ("[[sources]]", "[sources]\n[sources]", 4, "several", "[[sources]]"),
        ('"folder"', "True", 5, "no word of TOML", "small letters"),
        ('"folder"', "", 5, "the value is missing", "remove the line"),
        ('"folder"', '"folder" // a harbour', 5, "no comment", "#"),
        ('"folder"', '"C:\\inbox"', 5, "meaning of its own", "/"),
        ('"folder"', '"folder"\nkind = "list"', 6, "stands here twice", "remove one"),
    ],
)
def test_a_line_that_is_no_toml_is_named_with_its_cause(
    faults: Faults, right: str, wrong: str, line: int, cause: str, cure: str
) -> None:
    """The line, what is likely wrong in it and what to write; never a value that stands there."""
    (fault,) = faults(GOOD.replace(right, wrong, 1))
    assert f"line {line}" in fault.where
    assert cause in fault.what
    assert cure in fault.fix
    assert "s3cr3t" not in f"{fault.what} {fault.fix}"


def test_a_single_bracket_for_a_list_of_tables_is_told(faults: Faults) -> None:
    """TOML reads it, and only its meaning is wrong."""
    (fault,) = faults(GOOD.replace("[[sources]]", "[sources]"))
    assert fault.where.startswith("line 3")
    assert "[[sources]]" in fault.fix


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('path ＝ "inbox"', "path …"),
        ("[[sources]", "[[sources]"),
        ('  s3cr3t", "b"', "…"),
        ("  s3cr3t more", "…"),
        ("s3cr3t@host/hook”]", "…"),
    ],
)
def test_only_a_key_or_a_header_is_shown(line: str, shown: str) -> None:
    """What stands in a line of a list over several lines may be a password."""
    assert shown_start(line) == shown


def test_a_line_without_a_known_habit_has_no_cause() -> None:
    """Then tomllib's own words are told."""
    assert likely_cause('a = "1" b', 1, "Expected newline or end of document") is None


@pytest.mark.parametrize(
    "written",
    ["$YARD@127.0.0.1", "u:$yard@127.0.0.1", "$(YARD)@127.0.0.1", "%YARD%@127.0.0.1", "${YA-RD}@h"],
)
def test_a_variable_that_is_not_written_as_one_is_told(faults: Faults, written: str) -> None:
    """Where ${NAME} was meant; nothing of the address is shown."""
    (fault,) = faults(GOOD.replace("yard:s3cr3t@127.0.0.1", written), {"YARD": "x"})
    assert fault.where.startswith("line 9")
    assert "${NAME}" in fault.fix
    assert "127.0.0.1" not in fault.what


def test_a_dollar_sign_may_be_escaped(loaded: Load) -> None:
    """%24 is one in every address."""
    assert loaded(GOOD.replace("s3cr3t", "%24YARD")).subscribers
