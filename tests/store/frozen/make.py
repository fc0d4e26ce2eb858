"""Freezes a store as the checked-out code makes it: `python -m tests.store.frozen.make NAME`.

Writes four files beside this one: NAME.sqlite3.zst, NAME.postgresql.sql.zst (what pg_dump says, so
that it is restored without it), NAME.dump.json.zst (tests/golden/house/dumping.py) and
NAME.said.json.zst (what commands print as JSON). Files that are there are never written again:
they are stores of the past.

`first` was made by the code before the first released migration was followed by another.
"""

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from store.database.opening import Database
from tests.databases import own_database
from tests.golden.house.dumping import dump
from tests.golden.house.keeping import write
from tests.store.frozen.commands import COMMANDS, CONFIGURATION, told
from tests.store.frozen.life import live

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]


def main(name: str) -> None:
    """Makes the same life on both databases, and refuses where they do not end alike."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "policywatch.db"
        text = _lived(f"sqlite:///{file}", Path(folder))
        with closing(sqlite3.connect(file)) as database:
            database.execute("VACUUM")
            database.execute("PRAGMA journal_mode=DELETE")
        _keep(f"{name}.sqlite3.zst", file.read_bytes())
        (Path(folder) / "policywatch.toml").write_text(CONFIGURATION, encoding="utf-8")
        _keep(f"{name}.said.json.zst", _said(Path(folder)).encode())
    with TemporaryDirectory() as folder, contextmanager(own_database)() as address:
        if _lived(address, Path(folder)) != text:
            raise SystemExit("the two databases do not end alike")
        _keep(f"{name}.postgresql.sql.zst", _dumped(address).encode())
    _keep(f"{name}.dump.json.zst", text.encode())


def _lived(address: str, folder: Path) -> str:
    database = Database(address)
    live(database, folder)
    text = dump(database)
    database.close()
    return text


def _said(folder: Path) -> str:
    code = "from watcher.cli import main; main()"
    said = []
    for command in COMMANDS:
        run = [sys.executable, "-c", code, *shlex.split(command)]
        env = {**os.environ, "PYTHONPATH": str(PROJECT)}
        done = subprocess.run(run, cwd=folder, env=env, capture_output=True, text=True, check=True)
        said.append({"command": command, "objects": told(done.stdout, folder)})
    return json.dumps(said, ensure_ascii=False, indent=1)


def _dumped(address: str) -> str:
    """The database as plain SQL, without what only psql understands."""
    url = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    command = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return "\n".join(line for line in lines if not line.startswith(("\\", "--"))) + "\n"


def _keep(name: str, content: bytes) -> None:
    file = HERE / name
    if file.exists():
        raise SystemExit(f"{file} is a store of the past: name another")
    write(file, content)


if __name__ == "__main__":
    main(*sys.argv[1:])
