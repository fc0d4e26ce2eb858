"""The configuration and the store that a command works on."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import typer

from config.faults import nearest
from config.loading import load
from config.settings import Settings, SubscriberSettings
from notifiers import check_channel
from store.database.marker import Marker
from store.database.opening import Database
from store.database.probing import probe
from watcher.cli.session import CommandError, chosen_config
from watcher.fetching import KINDS
from watcher.fetching.option_check import check_option
from watcher.rendering.languages import CODES

Named = TypeVar("Named")


def load_settings(
    ctx: typer.Context, config: Path | None, *, opens_database: bool = True
) -> Settings:
    """The configuration of this call. Raises ConfigError with all its faults."""
    return load(
        chosen_config(ctx, config),
        os.environ,
        kinds=KINDS,
        check_channel=check_channel,
        languages=CODES,
        check_option=check_option,
        check_database=probe if opens_database else _leave_alone,
    )


def marker_of(settings: Settings) -> Marker:
    """The file that remembers the store of a configuration."""
    return Marker.of(settings.database, Path(settings.file).parent)


def _leave_alone(_address: str) -> None:
    """A database that is to be replaced may be damaged."""


@contextmanager
def open_store(settings: Settings) -> Iterator[Database]:
    """The store of a configuration, open and up to date.

    Raises StoreLostError where there was one and it is gone: a new one is never made silently.
    """
    marker_of(settings).refuse_lost()
    database = Database(settings.database)
    try:
        yield database
    finally:
        database.close()


def named_subscriber(settings: Settings, name: str) -> SubscriberSettings:
    """The subscriber of that name. Raises CommandError, with the name that was perhaps meant."""
    known = {one.name: one for one in settings.subscribers}
    otherwise = f"there are {', '.join(known) or 'none'}"
    return pick(known, name, kind="subscriber", otherwise=otherwise)


def pick(known: Mapping[str, Named], name: str, *, kind: str, otherwise: str) -> Named:
    """The one that is called so. Raises CommandError with the nearest name or what to do."""
    found = known.get(name)
    if found is not None:
        return found
    near = nearest(name, known)
    hint = f"did you mean “{near}”?" if near else otherwise
    raise CommandError(f"no {kind} is called “{name}”; {hint}")
