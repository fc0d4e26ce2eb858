"""A small world that questions are asked of: two watched folders, subscribers, and a clock of the test's own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from store.database.opening import Database
from tests.watcher.recording.conftest import ZONE, Shelf
from watcher.engine.service import Service

CARS = SubscriberSettings(
    "cars", ("log://",), regions=("450200",), industries=("汽车及零部件",), events=DEFAULT_EVENTS
)
ALL = SubscriberSettings("all", ("log://",), events=DEFAULT_EVENTS)


@pytest.fixture
def world(new_store: Database, tmp_path: Path) -> Iterator[Shelf]:
    """Two empty folders and two subscribers, on SQLite and on PostgreSQL."""
    sources = []
    for key, region in (("city", "450200"), ("province", "450000")):
        (tmp_path / key).mkdir()
        every, path = timedelta(hours=1), str(tmp_path / key)
        sources.append(SourceSettings(key, "folder", key, every, region=region, path=path))
    address = new_store.url.render_as_string(hide_password=False)
    settings = Settings("", address, ZONE, sources=tuple(sources), subscribers=(ALL, CARS))
    moment = [datetime(2026, 3, 1, 9, tzinfo=ZONE)]
    service = Service.of(settings, new_store, lambda: moment[0])
    service.start()
    yield Shelf(tmp_path, service, new_store, moment)
    service.close()
