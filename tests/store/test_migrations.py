"""A store of an earlier revision, opened today: every row says the same in its new columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, make_url

from store import alerts, deadlines, relations, snapshots
from store.database import upgrading
from store.database.columns import EPOCH, MICROSECOND
from store.database.engines import connect
from store.database.opening import Database
from store.records import Actor, DeadlineKind, ExtendedDate, Slot, WindowChannel
from tests.databases import own_database
from tests.store.samples import alert

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Database]]:
    """Makes a store of a revision out of rows and opens it with the tables of today."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    server = own_database("_old")
    if request.param == "postgresql":
        url = next(server)
    opened: list[Database] = []

    def make(revision: str, rows: Rows) -> Database:
        _write_old(url, revision, rows)
        opened.append(Database(url))
        return opened[0]

    yield make
    for one in opened:
        one.close()
    for _ in server if request.param == "postgresql" else ():
        pass


def _write_old(url: str, revision: str, rows: Rows) -> None:
    engine = connect(make_url(url))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(upgrading.MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for name, some in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert(), [_kept(connection, row) for row in some])
    engine.dispose()


def _kept(connection: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as its database keeps instants."""
    if connection.dialect.name == "postgresql":
        return dict(row)
    return {
        name: (value - EPOCH) // MICROSECOND if isinstance(value, datetime) else value
        for name, value in row.items()
    }


ADDRESS = {
    "id": 1,
    "source_key": "yz",
    "address": "https://yunzhou.example/1",
    "baseline": False,
    "entry": False,
    "unlisted": False,
    "missing_checks": 0,
}
OUTCOMES = {
    "3 documents": ("documents", "3 documents"),
    "no document": ("no_document", ""),
    "hidden: view counter, markup": ("hidden", "view counter, markup"),
    "told after all: markup": ("told_after_all", "markup"),
    "suspect: the answer is empty": ("suspect", "the answer is empty"),
    "waits: version 4 is damaged: see: doctor": ("waits", "version 4 is damaged: see: doctor"),
    "too_large: cut it": ("too_large", "cut it"),
    "scanned: a picture": ("scanned", "a picture"),
    "reader failed": ("reader_failed", ""),
    "not recorded": ("not_recorded", ""),
    None: (None, ""),
}


def test_what_came_of_a_snapshot_is_a_word_and_a_note(
    upgraded: Callable[..., Database],
) -> None:
    """Each text that was a word and a note in one; a snapshot that nobody read has neither."""
    rows = [
        {
            "id": number,
            "address_id": 1,
            "fetched_at": NOW,
            "sha256": bytes(32),
            "size": 1,
            "baseline": False,
            "outcome": outcome,
            "depth": 0,
        }
        for number, outcome in enumerate(OUTCOMES, 1)
    ]
    database = upgraded("0003", {"address": [ADDRESS], "snapshot": rows})
    with database.read() as tx:
        found = [snapshots.get(tx, row["id"]) for row in rows]
    assert [(one.outcome, one.note) for one in found] == list(OUTCOMES.values())


POLICY = {
    "id": 1,
    "title": "云州市绿色工厂申报通知",
    "kind": "policy_text",
    "issuers": ["云州市工业和信息化局"],
    "industries": [],
    "general": True,
    "status": "active",
    "source_key": "yz",
    "url": "https://yunzhou.example/1",
    "first_seen_at": NOW,
    "version_number": 1,
}
APPLICATION, APPLICANT = DeadlineKind.APPLICATION, Actor.APPLICANT
SLOTS = {
    "application:applicant:::1": Slot(APPLICATION, APPLICANT),
    "application:applicant:::2": Slot(APPLICATION, APPLICANT, ordinal=2),
    "application:applicant:paper::1": Slot(APPLICATION, APPLICANT, WindowChannel.PAPER),
    "application:applicant:online:第一批:12": Slot(
        APPLICATION, APPLICANT, WindowChannel.ONLINE, "第一批", 12
    ),
    "filing:authority::a:b:1": Slot(DeadlineKind.FILING, Actor.AUTHORITY, None, "a:b"),
    "consultation::::1": Slot(DeadlineKind.CONSULTATION),
    "expiry": Slot(DeadlineKind.EXPIRY),
}


def test_the_slot_of_a_deadline_has_a_column_for_each_part(
    upgraded: Callable[..., Database],
) -> None:
    """The text that joined them stays the key, so that no reminder that was sent is sent again."""
    rows = [
        {
            "id": number,
            "policy_id": 1,
            "slot": text,
            "kind": slot.kind.value,
            "status": "dated",
            "batch": slot.batch,
            "actor": slot.actor.value if slot.actor else None,
            "basis": "stated",
            "known_since": NOW,
            "announced": False,
            "due_on": date(2026, 4, number),
            "closes": date(2026, 4, number),
            "alive": True,
        }
        for number, (text, slot) in enumerate(SLOTS.items(), 1)
    ]
    database = upgraded("0004", {"policy": [POLICY], "deadline": rows})
    with database.read() as tx:
        found = deadlines.of_policy(tx, 1)
    assert [one.slot for one in found] == list(SLOTS.values())
    assert [one.slot.key for one in found] == list(SLOTS)


# evidence of a relation → the date it moves, and that a day before the known one is meant
MOVED = {
    ("extends", "申报截止时间延长至2026年5月10日。"): (ExtendedDate.UNSAID, False),
    ("extends", "申报截止时间调整至2026年3月10日。"): (ExtendedDate.UNSAID, True),
    ("extends", "《办法》有效期延长至2027年12月31日。"): (ExtendedDate.TERM, False),
    ("extends", "《办法》有效期缩短至2026年12月31日。"): (ExtendedDate.TERM, True),
    ("repeals", "《办法》有效期届满，同时变更。"): (None, False),
}


def test_an_extension_says_which_date_it_moves_and_which_way(
    upgraded: Callable[..., Database],
) -> None:
    """Relations of other kinds move none."""
    rows = [
        {"id": number, "from_policy": 1, "relation": relation, "evidence": evidence}
        for number, (relation, evidence) in enumerate(MOVED, 1)
    ]
    database = upgraded("0005", {"policy": [POLICY], "relation": rows})
    with database.read() as tx:
        found = relations.of_policy(tx, 1)
    assert [(one.moves, one.earlier) for one in found] == list(MOVED.values())


def test_an_alert_of_before_keeps_its_id_as_its_key(upgraded: Callable[..., Database]) -> None:
    """What was told is not told once more, under whichever id it would have today."""
    row = {
        "id": "a-bf49f8c7ddf25842eed52554",
        "subscriber": "one",
        "kind": "published",
        "created_at": NOW,
        "title": "新政策",
        "body": "正文",
        "reason": "行业",
        "payload": {},
    }
    database = upgraded("0006", {"alert": [row]})
    with database.write() as tx:
        again = replace(alert(subscriber="one"), key="a-bf49f8c7ddf25842eed52554")
        assert not alerts.add(tx, again, {"c": "log"})
        assert alerts.told(tx, ["a-bf49f8c7ddf25842eed52554", "another"]) == {again.key}
