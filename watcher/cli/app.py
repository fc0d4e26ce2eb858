"""The console script: errors as sentences, exit status, UTF-8."""

import os
import sys
from io import TextIOWrapper

import typer

from config.faults import ConfigError, faults_screen
from store.database.failures import StoreError, TornBodyError
from watcher.cli.command_table import COMMANDS
from watcher.cli.lazy_commands import PLAIN, lazy_group
from watcher.cli.logs import TRACEBACK
from watcher.cli.session import Chosen, CommandError, ConfigOption, complain

app = typer.Typer(
    name="policywatch",
    cls=lazy_group(COMMANDS),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=(
        "Watches policy sites and files, and tells each subscriber what changed "
        "and what is about to close."
    ),
    epilog=(
        "Start with `policywatch init` and `policywatch run`, "
        "or see it all in a minute: `policywatch demo`."
    ),
    **PLAIN,
)


@app.callback()
def take_common_options(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Options that may stand before a command's name."""
    ctx.obj = Chosen(config)


def main() -> None:
    """The console script: exit status 0 done, 1 done but something failed, 2 nothing was done."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except ConfigError as error:
        complain(faults_screen(error))
        sys.exit(2)
    except (CommandError, StoreError, TornBodyError) as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:  # `policywatch history | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(f"{error}; see that the file or folder may be written and that its disk has space")
        sys.exit(2)
    except OverflowError as error:
        complain(f"a number or a date in the call is too large: {error}")
        sys.exit(2)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        complain(_unexpected(error))
        sys.exit(2)


def _unexpected(error: Exception) -> str:
    """A fault of ours, in a sentence: a traceback helps only whoever mends it."""
    reason = (str(error) or "no reason given").partition("\n")[0]
    return (
        f"something went wrong that was not foreseen ({type(error).__name__}: {reason}); what is "
        f"stored is safe. See `policywatch doctor`; to report it, call again with {TRACEBACK}=1"
    )
