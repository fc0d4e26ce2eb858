"""Whole lives of a store, played with a clock of their own: the demo's fortnight, a folder of texts."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from config.loading import load
from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import EVENTS
from notifiers import check_channel
from store.database.opening import Database
from watcher.demo import story
from watcher.demo.loopback import Answer, Receiver, Site, served
from watcher.engine.service import Service
from watcher.fetching import KINDS
from watcher.rendering.languages import CODES

Sent = list[dict[str, Any]]
ZONE = ZoneInfo("Asia/Shanghai")
FIRST_DAY = datetime(2024, 1, 8, 9, tzinfo=ZONE)
ARRIVE = 5  # days on which texts come
DAYS_ALONE = 24  # after the last edit, a day at a time: retries, withdrawals, reminders
MONTHS_ALONE = 30  # then a month at a time: expiries


def play_fortnight(database: Database, configuration: Path, language: str) -> Sent:
    """What `policywatch demo` plays, on any database; returns what the webhook got."""
    told, site, receiver = story.load(), Site(), Receiver()
    now = told.moment(told.days[0])
    with ExitStack() as stack:
        places = {
            "site": "http://" + stack.enter_context(served(site.answer)),
            "receiver": stack.enter_context(served(receiver.answer)),
        }
        values = {**places, "list_path": told.list_path, "language": language}
        text = Template(story.template("policywatch.toml")).substitute(values)
        configuration.write_text(text, encoding="utf-8")
        settings = load(
            configuration, {}, kinds=KINDS, check_channel=check_channel, languages=CODES
        )
        service = Service.of(settings, database, lambda: now)
        stack.callback(service.close)
        service.start()
        for day in told.days:
            now = told.moment(day)
            site.show(told.site(day))
            service.check(service.due())
            service.keep_time()
            service.deliver()
    return receiver.take()


def refuse(asked: BaseHTTPRequestHandler) -> Answer:
    """A receiver that is never well."""
    asked.rfile.read(int(asked.headers["Content-Length"]))
    return HTTPStatus.SERVICE_UNAVAILABLE, b"{}", ""


def subscribers(well: str, unwell: str) -> tuple[SubscriberSettings, ...]:
    """Every cadence, each way to choose, a channel that works and one that does not."""
    all_events, good = tuple(EVENTS), (f"json://{well}/all",)
    return (
        SubscriberSettings("all", good, events=all_events),
        SubscriberSettings(
            "daily", good, events=all_events, cadence="daily", remind_days=(14, 3, 0)
        ),
        SubscriberSettings(
            "weekly", good, events=all_events, cadence="weekly", industries=("装备制造",)
        ),
        SubscriberSettings("place", good, events=all_events, regions=("450000",), districts=True),
        SubscriberSettings(
            "words", good, events=all_events, keywords=("补助", "贷款"), exclude=("试点",)
        ),
        SubscriberSettings("unwell", (f"json://{unwell}/x",), events=("repealed", "expired")),
        SubscriberSettings("two", (*good, f"json://{unwell}/y"), events=("deadline_moved",)),
    )


@dataclass
class Folder:
    """A folder of texts under a service; a file is as old as the day on which it was written."""

    path: Path
    service: Service
    moment: list[datetime]
    deliver: bool
    texts: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, text: str) -> None:
        self.texts[name] = text
        file = self.path / name
        file.write_text(text, encoding="utf-8")
        stamp = self.moment[0].timestamp()
        os.utime(file, (stamp, stamp))

    def pass_time(self, days: int = 1) -> None:
        """A look some days later, and all that time brings."""
        self.moment[0] += timedelta(days=days)
        self.service.check(self.service.settings.sources)
        self.service.keep_time()
        if self.deliver:
            self.service.deliver()


def live_with(texts: Mapping[str, str], database: Database, path: Path, *, deliver: bool) -> Sent:
    """Texts that come day by day, are edited, go and come back; returns what a webhook got.

    To deliver takes four fifths of the time: without it what is to be sent waits in the store.
    """
    receiver, moment = Receiver(), [FIRST_DAY]
    with ExitStack() as stack:
        well, unwell = (stack.enter_context(served(one)) for one in (receiver.answer, refuse))
        source = SourceSettings(
            "texts", "folder", "texts", timedelta(hours=1), region="450200", path=str(path)
        )
        settings = Settings("", "", ZONE, sources=(source,), subscribers=subscribers(well, unwell))
        service = Service.of(settings, database, lambda: moment[0])
        stack.callback(service.close)
        service.start()
        folder = Folder(path, service, moment, deliver)
        for day in range(ARRIVE):
            for name in sorted(texts)[day::ARRIVE]:
                folder.put(name, texts[name])
            folder.pass_time()
        for edit in EDITS:
            _edit_all(folder, edit)
            folder.pass_time()
        _go_and_come_back(folder)
        for days in [1] * DAYS_ALONE + [30] * MONTHS_ALONE:
            folder.pass_time(days)
        service.index()
        service.keep_house()
    return receiver.take()


def _edit_all(folder: Folder, edit: Callable[[str], str]) -> None:
    for name, text in list(folder.texts.items()):
        folder.put(name, edit(text))


def _go_and_come_back(folder: Folder) -> None:
    """Every other file is gone for a week."""
    gone = sorted(folder.texts)[::2]
    for name in gone:
        (folder.path / name).unlink()
    for _ in range(7):
        folder.pass_time()
    for name in gone:
        folder.put(name, folder.texts[name])
    folder.pass_time()


def _narrow(text: str) -> str:
    """The same words in another width and with other breaks: noise."""
    return text.replace("，", ",").replace("；", ";").replace("\n\n", "\n\n\n")


def _later(text: str) -> str:
    """Days and numbers move."""
    return re.sub(r"([1-8])(?=日|万元|%|年内)", lambda found: str(int(found[1]) + 1), text)


def _shorter(text: str) -> str:
    """Every ninth line is gone."""
    lines = text.splitlines(keepends=True)
    return "".join(line for number, line in enumerate(lines) if number % 9 != 8)


def _other_order(text: str) -> str:
    """Paragraphs change places, two by two."""
    return "\n\n".join(_swapped(text.split("\n\n")))


def _swapped(parts: list[str]) -> Iterator[str]:
    for number in range(0, len(parts), 2):
        yield from reversed(parts[number : number + 2])


def _longer(text: str) -> str:
    """A sentence that extends, and one that repeals, at the end of the text."""
    return (
        text.rstrip()
        + "\n\n经研究，申报截止时间延长至2024年12月20日。\n\n本通知自印发之日起施行，此前有关规定同时废止。\n"
    )


EDITS: tuple[Callable[[str], str], ...] = (_narrow, _later, _shorter, _other_order, _longer)
