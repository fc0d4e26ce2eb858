"""A sweep of another day on a copy of the store: sends and stores nothing, says what it would.

The sites and folders are looked at as they are today.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from config.settings import Settings, SourceSettings
from notifiers import mask
from notifiers.base import Message, Notifier
from watcher.cli import screen
from watcher.cli.opened import marker_of
from watcher.cli.session import print_json, say
from watcher.cli.sweeping import started_service, sweep_once
from watcher.delivery import Courier
from watcher.engine.service import Service
from watcher.upkeep.store_copies import copy_for_rehearsal

# a started service → the sources to look at
Choice = Callable[[Service], list[SourceSettings]]


@dataclass(frozen=True, slots=True)
class _WrittenDown:
    """A channel that tells nobody and keeps what it would have told."""

    label: str
    told: list[tuple[str, Message]]

    def send(self, message: Message) -> None:
        """Takes every message."""
        self.told.append((self.label, message))


@dataclass(frozen=True, slots=True)
class _Register:
    """All that a rehearsal would have told, in order: the channel's label and the message."""

    told: list[tuple[str, Message]] = field(default_factory=list)

    def open_channel(self, address: str) -> Notifier:
        """Stands in for every channel of the configuration; reaches none."""
        return _WrittenDown(mask(address), self.told)


def sweep_as_of(settings: Settings, moment: datetime, choose: Choice, *, json: bool) -> None:
    """Rehearses one sweep and prints whom it would have told, through which channel, and what."""
    register = _Register()
    # with --json only objects stand on standard output
    aside = redirect_stdout(sys.stderr) if json else nullcontext()
    try:
        with aside, _rehearsed_service(settings, moment, register) as service:
            sweep_once(service, choose(service), rehearsed=True)
    finally:
        for label, message in register.told:
            _print_told(label, message, json=json)
        if not json:
            day = f"{moment.astimezone(settings.timezone):%Y-%m-%d %H:%M}"
            say(f"a rehearsal of {day}: nothing was sent or stored; --really does it")


@contextmanager
def _rehearsed_service(
    settings: Settings, moment: datetime, register: _Register
) -> Iterator[Service]:
    """The service on a copy of the store that is gone afterwards."""
    marker_of(settings).refuse_lost()
    with TemporaryDirectory(prefix="policywatch-rehearsal-") as folder:
        copy = Path(folder) / "rehearsal.db"
        copy_for_rehearsal(settings.database, copy)
        aside = replace(settings, database=f"sqlite:///{copy}")
        with started_service(aside, moment) as service:
            courier = Courier.of(
                service.database, aside, register.open_channel, clock=service.clock
            )
            yield replace(service, courier=courier)


def _print_told(label: str, message: Message, *, json: bool) -> None:
    told: dict[str, Any] = {
        **message.payload,
        "alert_id": message.alert_id,
        "channel": label,
        "title": message.title,
        "body": message.body,
    }
    if json:
        print_json(told)
        return
    say()
    screen.line(f"would tell {told.get('subscriber', '')} through {label}", style="bold")
    screen.line(message.title)
    screen.paragraph(message.body)
