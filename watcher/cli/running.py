"""`run`: the service until it is stopped, or one sweep of it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from config.settings import Settings, SourceSettings
from store.database.opening import Database
from watcher.cli import session
from watcher.cli.opened import load_settings, marker_of
from watcher.cli.rehearsing import sweep_as_of
from watcher.cli.session import (
    AsOfOption,
    CommandError,
    ConfigOption,
    JsonOption,
    ReallyOption,
    program,
    say,
)
from watcher.cli.sweeping import started_service, sweep_once, tell_of_report, tell_of_sent
from watcher.engine.embedded import Engine
from watcher.engine.service import Service


def run(  # noqa: PLR0913 -- one for each option of the command
    ctx: typer.Context,
    *,
    config: ConfigOption = None,
    once: Annotated[
        bool,
        typer.Option("--once", help="One whole sweep, then exit: check, detect, remind, deliver."),
    ] = False,
    as_of: AsOfOption = None,
    begin_anew: Annotated[
        bool,
        typer.Option("--begin-anew", help="With an empty store, where the one that was is gone."),
    ] = False,
    really: ReallyOption = False,
    json: JsonOption = False,
) -> None:
    """Watch, tell and remind, until stopped.

    Checks sources as they fall due, tells subscribers what changed and reminds them of deadlines,
    until SIGTERM or Ctrl-C. With --once it sweeps once and exits. Exit status 1 says that something
    named on standard error failed.

    --as-of (with --once) takes that instant for every "now" and rehearses the day on a copy of the
    store: it sends and stores nothing, and prints what it would have told whom, with --json one
    object an alert. With --really it acts.

    \b
    policywatch run
    policywatch run --once --as-of 2026-03-06
    """
    moment = session.instant(as_of)
    if moment and not once:
        raise CommandError("--as-of rehearses one sweep: add --once")
    session.check_rehearsal(moment, really=really, json=json)
    settings = load_settings(ctx, config)
    if moment and not really:
        sweep_as_of(settings, moment, Service.due, json=json)
        return
    if begin_anew:
        marker_of(settings).forget()
    with started_service(settings, moment) as service:
        if once:
            sweep_once(service, service.due())
        else:
            _serve(service)


def _serve(service: Service) -> None:
    engine = Engine(service, tell_of_report, tell_of_sent)
    engine.listen()
    for line in _banner(service.settings, service.database):
        say(line)
    engine.run()
    say("stopped; everything is stored. `policywatch run` goes on from here.")


def _banner(settings: Settings, database: Database) -> Iterator[str]:
    sources, subscribers = len(settings.sources), len(settings.subscribers)
    yield f"PolicyWatch watches {sources} sources for {subscribers} subscribers"
    yield f"  configuration  {settings.file}"
    yield f"  database       {database.location}"
    for source in settings.sources:
        if source.path:
            when = f"put policy files here: they are read within {_short(source)}"
            yield f"  folder         {source.path}   ({when})"
    others = "(or history, deadlines, alerts)"
    yield f"  next           in another terminal: {program()} sources   {others}"
    yield "  stop           Ctrl-C"
    yield ""


def _short(source: SourceSettings) -> str:
    seconds = int(source.every.total_seconds())
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min"
