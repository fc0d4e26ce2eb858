"""`init`: a commented configuration and an inbox to start from. Overwrites nothing."""

from pathlib import Path
from typing import Annotated

import typer

from config.loading import DEFAULT_FILE
from config.template import default_file
from store.database.private_files import write_private
from watcher.cli.session import program, say


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to start.")] = Path(),
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing where everything is there.")
    ] = False,
) -> None:
    """Write a commented policywatch.toml and an inbox folder.

    What is there already is left as it is. Then: policywatch run
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, inbox = folder / DEFAULT_FILE, folder / "inbox"
    if file.exists():
        if not quiet:
            say(f"{file} is there already; it is left as it is")
    else:
        write_private(file, default_file())
        say(f"wrote {file}: what is watched, and who is told; every line of it is explained there")
    if not inbox.exists():
        inbox.mkdir()
        say(f"made {inbox}: put policy files into it")
    if not quiet:
        say(f"next: {program()} run")
