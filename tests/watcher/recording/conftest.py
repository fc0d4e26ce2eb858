"""Two folders watched by a service with a clock of the test's own; nothing is sent, the log and the outbox are looked at."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from store import alerts, changes, policies
from store.database.opening import Database
from store.lists.walks import Filter
from store.records import Alert, Policy
from tests.golden.house.dumping import dump
from watcher.engine.service import Service
from watcher.upkeep import rederiving

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class Shelf:
    """`put` writes a file, `check` looks at everything a day later."""

    folder: Path
    service: Service
    database: Database
    moment: list[datetime] = field(default_factory=list)

    def put(self, name: str, text: str, *, source: str = "city") -> None:
        (self.folder / source / name).write_text(text, encoding="utf-8")

    def take(self, name: str, *, source: str = "city") -> None:
        (self.folder / source / name).unlink()

    def listen(self, *people: SubscriberSettings) -> None:
        """From now on these are the subscribers."""
        settings = replace(self.service.settings, subscribers=people)
        self.service = Service.of(settings, self.database, lambda: self.moment[0])
        self.service.start()

    def check(self, *, days: int = 1) -> None:
        self.moment[0] += timedelta(days=days)
        for source in self.service.settings.sources:  # one by one: ids follow from their order
            (report,) = self.service.check([source])
            assert report.ok, report
        self.service.keep_time()

    def log(self) -> list[tuple[str, str]]:
        """Kind and title of every change, oldest first."""
        with self.database.read() as tx:
            entries = changes.history(tx, Filter())[::-1]
            known = policies.get_many(tx, {entry.policy_id for entry in entries})
        return [(entry.kind, known[entry.policy_id].title) for entry in entries]

    def told(self) -> list[str]:
        """The kinds of all alerts, oldest first."""
        return [alert.kind for alert in self.alerts()]

    def alerts(self) -> list[Alert]:
        """All alerts, oldest first, those of one moment in the order of their changes."""
        with self.database.read() as tx:
            found = alerts.list_alerts(tx)
        return sorted(found, key=lambda one: (one.created_at, one.change_id or sys.maxsize))

    def policies(self) -> list[Policy]:
        with self.database.read() as tx:
            return policies.list_policies(tx, Filter())


# for a test that goes around the program, into the file
ON_A_FILE = pytest.mark.parametrize("new_store", ["sqlite"], indirect=True)


@pytest.fixture
def shelf(new_store: Database, golden: Callable[[str], None], tmp_path: Path) -> Iterator[Shelf]:
    """Two empty folders. What the store holds in the end is compared with what it held."""
    sources = []
    for key in ("city", "province"):
        (tmp_path / key).mkdir()
        path = str(tmp_path / key)
        sources.append(
            SourceSettings(key, "folder", key, timedelta(hours=1), region="450200", path=path)
        )
    people = (SubscriberSettings("one", ("log://",), events=DEFAULT_EVENTS),)
    address = new_store.url.render_as_string(hide_password=False)
    settings = Settings("", address, ZONE, sources=tuple(sources), subscribers=people)
    moment = [datetime(2026, 3, 1, 9, tzinfo=ZONE)]
    service = Service.of(settings, new_store, lambda: moment[0])
    service.start()
    yield Shelf(tmp_path, service, new_store, moment)
    assert list(rederiving.edited(new_store)) == [], (
        "what is listed follows from what was read, whatever happened"
    )
    service.close()
    golden(dump(new_store, {str(tmp_path): "FOLDER"}))
