"""Which configuration a call uses, and how its faults are told."""

from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

FAULTY = """
[service]
database = "postgresql+psycopg://nobody@127.0.0.1:1/none"
timezon = "Asia/Shanghai"

[[sources]]
key = "twice"
kind = "lst"
region = "朝阳区"

[[sources]]
key = "twice"
kind = "folder"
path = "inbox"

[[subscribers]]
name = "me"
channels = ["nothing://there"]
"""
GOOD = """
[service]
database = "sqlite:///{name}.db"
[[sources]]
key = "{name}"
kind = "folder"
path = "."
[[subscribers]]
name = "me"
channels = ["log://"]
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two configurations, told apart by their one source."""
    files = tmp_path / "one.toml", tmp_path / "two.toml"
    for file in files:
        file.write_text(GOOD.format(name=file.stem))
    return files


def keys(call: Call, *arguments: object) -> list[str]:
    return [one["key"] for one in call(*arguments).objects]


def test_may_be_named_before_or_after_the_command(call: Call, two: tuple[Path, Path]) -> None:
    """-c stands in both places; the nearer one to the command's own options wins."""
    one, other = two
    assert keys(call, "-c", one, "sources", "--json") == ["one"]
    assert keys(call, "sources", "--json", "-c", one) == ["one"]
    assert keys(call, "-c", one, "sources", "--json", "-c", other) == ["two"]


def test_may_be_named_before_or_after_a_group(call: Call, two: tuple[Path, Path]) -> None:
    """A command of two words takes it in three places."""
    for arguments in (
        ["-c", two[0], "alerts", "redrive"],
        ["alerts", "-c", two[0], "redrive"],
        ["alerts", "redrive", "-c", two[0]],
    ):
        assert call(*arguments).status == 0


def test_comes_from_the_environment(
    call: Call, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """POLICYWATCH_CONFIG names it where -c does not."""
    monkeypatch.setenv("POLICYWATCH_CONFIG", str(two[1]))
    assert keys(call, "sources", "--json") == ["two"]
    assert keys(call, "-c", two[0], "sources", "--json") == ["one"]


def test_is_policywatch_toml_here_else(call: Call, two: tuple[Path, Path]) -> None:
    """Without a name it is the file of that name in the current folder."""
    two[0].rename(two[0].with_name("policywatch.toml"))
    assert keys(call, "sources", "--json") == ["one"]


def test_the_environment_names_another_database(
    call: Call, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """POLICYWATCH_DATABASE is used instead of the file's, which is not even made."""
    monkeypatch.setenv("POLICYWATCH_DATABASE", f"sqlite:///{tmp_path}/elsewhere.db")
    assert call("-c", two[0], "sources").status == 0
    assert (tmp_path / "elsewhere.db").exists()
    assert not (tmp_path / "one.db").exists()


def test_all_faults_are_told_at_once(call: Call, tmp_path: Path) -> None:
    """Unknown key, unknown kind, double key, shared name, bad channel, dead database: one screen, each with a cure."""
    file = tmp_path / "faulty.toml"
    file.write_text(FAULTY)
    said = call("-c", file, "run", "--once")
    assert (said.status, said.out) == (2, "")
    assert "6 faults. Nothing was done." in said.err
    for words in ("cannot be used", "timezon", "lst", "朝阳区", "already taken", "channel 1"):
        assert words in said.err
    assert said.err.count("->") == 6


def test_a_fault_leaves_everything_as_it_was(call: Call, tmp_path: Path) -> None:
    """Not even an empty database is made."""
    file = tmp_path / "faulty.toml"
    file.write_text(GOOD.format(name="one").replace("folder", "foldr"))
    assert call("-c", file, "run", "--once").status == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["faulty.toml"]


def test_toml_that_is_none_is_told_with_its_line(call: Call, tmp_path: Path) -> None:
    """The line is named, because nothing else in the file can be checked before it."""
    file = tmp_path / "broken.toml"
    file.write_text('[service]\ndatabase = "sqlite:///x.db\n')
    said = call("-c", file, "doctor")
    assert said.status == 2
    assert "line 2" in said.err


def test_a_missing_file_is_named(call: Call) -> None:
    """Without any configuration the call says which file it looked for."""
    said = call("history")
    assert said.status == 2
    assert "policywatch.toml" in said.err
