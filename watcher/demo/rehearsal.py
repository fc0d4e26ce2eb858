"""Plays the story: the site changes, the real service looks, the alerts are handed over."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Any

from config.loading import load
from config.settings import Settings
from notifiers import check_channel
from store.database.lock import exclusive
from store.database.opening import Database
from watcher.demo import story
from watcher.demo.loopback import Receiver, Site, served
from watcher.engine.service import Service
from watcher.fetching import KINDS
from watcher.pipeline import Report
from watcher.rendering.languages import CODES


@dataclass(frozen=True, slots=True)
class Played:
    """One day: what happened, how the look at the site went, and the alerts as they arrived."""

    day: story.Day
    report: Report
    alerts: tuple[dict[str, Any], ...]


def play(configuration: Path, language: str) -> Iterator[Played]:
    """Plays day after day.

    `configuration` is the file to write, in a prepared folder; the database goes beside it.
    """
    told, site, receiver = story.load(), Site(), Receiver()
    now = told.moment(told.days[0])

    def clock() -> datetime:
        return now

    with ExitStack() as stack:
        places = {
            "site": "http://" + stack.enter_context(served(site.answer)),
            "receiver": stack.enter_context(served(receiver.answer)),
        }
        settings = _settings(
            configuration, {**places, "list_path": told.list_path, "language": language}
        )
        database = Database(settings.database)
        stack.callback(database.close)
        stack.enter_context(exclusive(database))
        service = Service.of(settings, database, clock)
        stack.callback(service.close)
        service.start()
        for day in told.days:
            now = told.moment(day)
            site.show(told.site(day))
            (report,) = service.check(service.due())
            service.keep_time()
            service.deliver()
            yield Played(day, report, tuple(receiver.take()))


def _settings(configuration: Path, values: dict[str, str]) -> Settings:
    configuration.write_text(
        Template(story.template("policywatch.toml")).substitute(values), encoding="utf-8"
    )
    return load(configuration, {}, kinds=KINDS, check_channel=check_channel, languages=CODES)
