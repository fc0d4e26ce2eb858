"""One sweep of the service, told as it goes, for the commands that make one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import typer

from config.settings import Settings, SourceSettings
from store.database.lock import exclusive
from watcher.cli.logs import configure_logs
from watcher.cli.opened import marker_of, open_store
from watcher.cli.session import complain, say
from watcher.delivery import Sent
from watcher.engine.service import Service, TimeKept, utc_now
from watcher.pipeline import Report

# stored bodies that one sweep opens to see if they are sound; the service opens more
BODIES = 200


@contextmanager
def started_service(settings: Settings, moment: datetime | None) -> Iterator[Service]:
    """The service on its store, the store's lock held."""
    configure_logs()
    with open_store(settings) as database, exclusive(database) as lock:
        clock = (lambda: moment) if moment else utc_now
        service = Service.of(settings, database, clock, lock=lock)
        late = service.start()
        marker_of(settings).put(utc_now())
        # what is loaded stays: walking it again and again was half the cost of an unchanged pass
        gc.freeze()
        if late:
            say(f"picked up {late} snapshots that an earlier run had stored but not read")
        try:
            yield service
        finally:
            service.close()


def sweep_once(service: Service, due: list[SourceSettings], *, rehearsed: bool = False) -> None:
    """One sweep, told as it goes; exit status 1 where a source or a delivery failed.

    In a rehearsal nothing is called sent.
    """
    service.keep_house(BODIES)
    if due:
        say(f"checking {len(due)} of {len(service.settings.sources)} sources")
    else:
        say("no source is due")
    reports = service.check(due, tell_of_report)
    brought = service.keep_time()
    sent = service.deliver()
    tell_of_sent(Sent(0, sent.failed, sent.errors) if rehearsed else sent)
    _sum_up(reports, brought, sent, "would be sent" if rehearsed else "sent")
    troubled = [report for report in reports if not report.ok or report.troubles]
    if sent.failed or troubled:
        raise typer.Exit(1)


def _sum_up(reports: list[Report], brought: TimeKept, sent: Sent, sent_word: str) -> None:
    changes = sum(report.changes for report in reports)
    told = sum(report.alerts for report in reports)
    say(
        f"done: {changes} changes, {told} alerts, {brought.reminders} reminders, "
        f"{brought.expired} expired, {sent.sent} {sent_word}, {sent.failed} failed"
    )


def tell_of_report(report: Report) -> None:
    """Says how the look at one source went; what failed goes to standard error."""
    if not report.ok:
        complain(f"{report.key}: {report.status}: {report.reason}")
    elif report.baseline:
        found = f"{report.documents} documents in {report.addresses} places"
        say(f"{report.key}: first look, a baseline: {found}; nobody is told")
    elif report.snapshots:
        say(
            f"{report.key}: {report.snapshots} new or changed, {report.documents} documents, "
            f"{report.changes} changes, {report.alerts} alerts"
        )
    for trouble in report.troubles:
        complain(f"{report.key}: {trouble}")


def tell_of_sent(sent: Sent) -> None:
    """Says how many alerts left, and which did not."""
    for error in sent.errors:
        complain(error)
    if sent.sent:
        say(f"sent {sent.sent} alerts")
