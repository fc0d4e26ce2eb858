"""The READMEs promise nothing that is not there: their sample is valid, their commands and links exist."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tests.watcher.cli.calling import Call
from watcher.cli.app import app

TOP = Path(__file__).parents[3]
READMES = ["README.md", "README.zh-CN.md"]


@pytest.mark.parametrize("name", READMES)
def test_the_sample_configuration_has_no_fault(
    call: Call, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied as it stands, it is read, and its source and subscriber are there."""
    monkeypatch.setenv("WECOM_KEY", "00000000-0000-0000-0000-000000000000")
    (sample,) = re.findall(
        r"```toml\n(.*?)```", (TOP / name).read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "policywatch.toml").write_text(sample, encoding="utf-8")
    said = call("sources", "--json")
    assert (said.status, said.err) == (0, "")
    assert [one["key"] for one in said.objects] == ["gx-gxt"]
    assert call("preview", "liuzhou-auto", "--days", "90").status == 0


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_named(name: str) -> None:
    """The table of commands is whole, and has none that does not exist."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    rows = [
        line
        for line in (TOP / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("| `policywatch ")
    ]
    named = {
        command
        for row in rows
        for command in re.findall(r"`(?:policywatch )?([a-z]+)", row.split(" | ")[0])
    }
    assert named == set(group.commands)


@pytest.mark.parametrize(
    "name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions/README.md"]
)
def test_every_link_leads_somewhere(name: str) -> None:
    """A link into the repository names a file that is there."""
    file = TOP / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    """A page nobody can find explains nothing."""
    folder = TOP / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in index} == set()
