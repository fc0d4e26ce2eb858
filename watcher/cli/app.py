"""The table of commands, and what every command has in common: errors as sentences, exit status, UTF-8."""

import os
import sys
from typing import TextIO, cast

import typer

from config.faults import ConfigError, faults_screen
from watcher.cli import (
    alerting,
    demonstrating,
    doctor,
    history,
    keeping,
    merge,
    read,
    running,
    searching,
    show,
    sources,
    starting,
    suppressing,
)
from watcher.cli.session import Chosen, CommandError, ConfigOption, complain

app = typer.Typer(
    name="policywatch",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Watches policy sites and files, and tells each subscriber what changed and what is about to close.",
    epilog="Start with `policywatch init` and `policywatch run`, or see it all in a minute: `policywatch demo`.",
)

COMMANDS = (
    starting.init,
    demonstrating.demo,
    running.run,
    running.check,
    history.history,
    history.deadlines,
    show.show,
    show.diff,
    searching.search,
    merge.merge,
    merge.split,
    alerting.preview,
    read.read,
    read.compare,
    suppressing.suppressed,
    doctor.doctor,
    keeping.backup,
    keeping.restore,
    keeping.prune,
    keeping.reread,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(sources.app, name="sources")
app.add_typer(alerting.app, name="alerts")


@app.callback()
def before(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Options that may stand before a command's name."""
    ctx.obj = Chosen(config)


def main() -> None:
    """The console script: exit status 0 done, 1 done but something failed, 2 nothing was done."""
    for stream in (sys.stdout, sys.stderr):
        cast("TextIO", stream).reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]  # a text file has it
    try:
        app()
    except ConfigError as error:
        complain(faults_screen(error))
        sys.exit(2)
    except CommandError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:  # `policywatch history | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        from store.database.compression import TornBodyError  # noqa: PLC0415 -- late: --help needs no store
        from store.database.opening import StoreError  # noqa: PLC0415 -- as above

        if not isinstance(error, StoreError | TornBodyError):
            raise
        complain(str(error))
        sys.exit(2)
