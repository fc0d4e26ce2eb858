"""The console script called in this process, and a store that a played demo has filled."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database.opening import Database
from tests.golden.house.dumping import dump
from tests.watcher.cli.calling import Call, Said
from watcher.cli import main
from watcher.demo.rehearsal import play
from watcher.demo.story_folder import prepare


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Call:
    """`policywatch ARGUMENTS` in an empty folder, without anything of this machine's environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("POLICYWATCH_CONFIG", "POLICYWATCH_DATABASE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["policywatch", *map(str, arguments)])
        capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Said(status, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a store that the demo's fortnight filled. Only to be read."""
    configuration = prepare(tmp_path_factory.mktemp("played"))
    for _ in play(configuration, "zh"):
        pass
    return configuration


@pytest.fixture(autouse=True)
def kept_store(tmp_path: Path, golden: Callable[[str], None]) -> Iterator[None]:
    """The store that a test's commands filled is compared with what it was."""
    yield
    file = tmp_path / "policywatch.db"
    if file.exists():
        database = Database(f"sqlite:///{file}")
        text = dump(database, {str(tmp_path): "FOLDER"})
        database.close()
        golden(text)
