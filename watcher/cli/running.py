"""`run` and `check`: the service, one sweep of it, or named sources now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from config.settings import Settings, SourceSettings
from watcher.cli import session
from watcher.cli.session import AsOfOption, CommandError, ConfigOption, complain, program, say

if TYPE_CHECKING:
    from store.database.opening import Database
    from watcher.delivery import Sent
    from watcher.engine.service import Service
    from watcher.pipeline import Report

BODIES = (
    200  # stored bodies that one sweep opens to see whether they are sound; the service opens more
)


def run(
    ctx: typer.Context,
    config: ConfigOption = None,
    once: Annotated[
        bool,
        typer.Option("--once", help="One whole sweep, then exit: check, detect, remind, deliver."),
    ] = False,
    as_of: AsOfOption = None,
) -> None:
    """Watch, tell and remind, until stopped.

    Checks sources as they fall due, tells subscribers what changed and reminds them of deadlines, until SIGTERM or
    Ctrl-C. With --once it sweeps once and exits; --as-of (with --once) takes that instant for every "now", to rehearse
    another day. Exit status 1 says that something named on standard error failed.

    \b
    policywatch run
    policywatch run --once --as-of 2026-03-06
    """
    moment = session.instant(as_of)
    if moment and not once:
        raise CommandError("--as-of rehearses one sweep: add --once")
    settings = session.settings(ctx, config)
    with _service(settings, moment) as service:
        if once:
            _sweep(service, service.due())
        else:
            _serve(service)


def check(
    ctx: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY…", help="Sources; none means all that are due."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also those that are not due.")] = False,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Check named sources now, then remind and deliver.

    As `run --once` does, for the sources named. One that is not due is left alone, unless --force.

    \b
    policywatch check inbox --force
    """
    settings = session.settings(ctx, config)
    named = [_source(settings, key) for key in keys or ()]
    with _service(settings, session.instant(as_of)) as service:
        due = service.due()
        wanted = named or [source for source in settings.sources if source.enabled]
        chosen = wanted if force else [source for source in wanted if source in due]
        for source in wanted:
            if source not in chosen and named:
                say(f"{source.key}: not due yet; --force checks it now")
        _sweep(service, chosen)


def _source(settings: Settings, key: str) -> SourceSettings:
    from config.faults import nearest  # noqa: PLC0415 -- only for the error

    known = {source.key: source for source in settings.sources}
    if key in known:
        return known[key]
    near = nearest(key, known)
    raise CommandError(
        f"no source is called “{key}”"
        + (f"; did you mean “{near}”?" if near else "; see `policywatch sources`")
    )


@contextmanager
def _service(settings: Settings, moment: datetime | None) -> "Iterator[Service]":
    """The service on its store, the store's lock held."""
    import gc  # noqa: PLC0415 -- set up only where work is done
    import logging  # noqa: PLC0415 -- as above

    from store.database.lock import exclusive  # noqa: PLC0415 -- late, as in session
    from watcher.engine.service import Service, utc_now  # noqa: PLC0415 -- as above

    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s"
    )
    logging.getLogger("policywatch.alerts").setLevel(logging.INFO)
    with session.store(settings) as database, exclusive(database):
        clock = (lambda: moment) if moment else utc_now
        service = Service.of(settings, database, clock)
        late = service.start()
        gc.freeze()  # what is loaded stays: walking it again and again was half the cost of an unchanged pass
        if late:
            say(f"picked up {late} snapshots that an earlier run had stored but not read")
        try:
            yield service
        finally:
            service.close()


def _sweep(service: "Service", due: list[SourceSettings]) -> None:
    """One sweep, told as it goes; exit status 1 where a source or a delivery failed."""
    service.keep_house(BODIES)
    say(
        f"checking {len(due)} of {len(service.settings.sources)} sources"
        if due
        else "no source is due"
    )
    reports = service.check(due, _tell)
    brought = service.keep_time()
    sent = service.deliver()
    _tell_sent(sent)
    changes, told = sum(r.changes for r in reports), sum(r.alerts for r in reports)
    say(
        f"done: {changes} changes, {told} alerts, {brought.reminders} reminders, {brought.expired} expired, "
        f"{sent.sent} sent, {sent.failed} failed"
    )
    if sent.failed or any(not report.ok or report.troubles for report in reports):
        raise typer.Exit(1)


def _serve(service: "Service") -> None:
    from watcher.engine.embedded import Engine  # noqa: PLC0415 -- APScheduler is late, as in session

    engine = Engine(service, _tell, _tell_sent)
    engine.listen()
    for line in _banner(service.settings, service.database):
        say(line)
    engine.run()
    say("stopped; everything is stored. `policywatch run` goes on from here.")


def _banner(settings: Settings, database: "Database") -> Iterator[str]:
    yield f"PolicyWatch watches {len(settings.sources)} sources for {len(settings.subscribers)} subscribers"
    yield f"  configuration  {settings.file}"
    yield f"  database       {database.location}"
    for source in settings.sources:
        if source.path:
            yield f"  folder         {source.path}   (put policy files here: they are read within {_short(source)})"
    yield f"  next           in another terminal: {program()} sources   (or history, deadlines, alerts)"
    yield "  stop           Ctrl-C"
    yield ""


def _short(source: SourceSettings) -> str:
    seconds = int(source.every.total_seconds())
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min"


def _tell(report: "Report") -> None:
    if not report.ok:
        complain(f"{report.key}: {report.status}: {report.reason}")
    elif report.baseline:
        say(
            f"{report.key}: first look, a baseline: {report.documents} documents in {report.addresses} places; nobody is told"
        )
    elif report.snapshots:
        say(
            f"{report.key}: {report.snapshots} new or changed, {report.documents} documents, {report.changes} changes, {report.alerts} alerts"
        )
    for trouble in report.troubles:
        complain(f"{report.key}: {trouble}")


def _tell_sent(sent: "Sent") -> None:
    for error in sent.errors:
        complain(error)
    if sent.sent:
        say(f"sent {sent.sent} alerts")
