"""A batch of snapshots leaves the rows that recording them one by one leaves: ids, log, packed texts, alerts, all alike."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from store import changes
from store.chain import verify
from store.database.opening import Database
from store.database.tables import SnapshotRow, SourceRow
from store.lists.walks import Filter
from tests.databases import make_empty
from tests.watcher.recording.texts import CALL, EXTENSION, RULES, extension, notice, rules
from watcher.engine.service import Service

ZONE = ZoneInfo("Asia/Shanghai")
ENDING = "《云湖市技术改造补助办法》（云工信规〔2022〕1号）同时废止。"
NEWER = "云湖市工业和信息化局关于印发《云湖市技术改造补助办法（2026年版）》的通知"
POOL = (
    rules(),
    rules(amount=300),
    rules(title=RULES.removeprefix("云湖市工业和信息化局"), amount=300),
    rules(year=2022, number=1, years=3),
    rules(title=RULES + "【已废止】", year=2022, number=1, years=3),
    rules(title=NEWER, number=9, last=ENDING),
    CALL,
    CALL.replace("4月15日前", "4月30日前"),
    CALL.replace("请于", "每个项目最高补助100万元。请于"),
    EXTENSION,
    extension("2026年5月10日", number=27),
    notice(
        "关于延长绿色工厂申报时间的通知", "云工信〔2026〕28号", "申报截止时间延长至2026年5月6日。"
    ),
    notice(
        "关于废止部分文件的通知",
        "云工信〔2026〕60号",
        "决定废止《云湖市技术改造补助办法》。",
        day="2026年6月1日",
    ),
    f"{CALL}\n\n{rules()}",
    "随便写的几句话，没有什么内容。",
    "\ufeff" + rules().replace("，", ",").replace("\n\n", "\n\n\n"),
)
Day = dict[str, str | None]  # what is put into each file; None takes it away
Rows = dict[str, list[str]]


def live(database: Database, folder: Path, days: list[Day], *, at_once: int) -> Rows:
    """A city's folder, day by day; every row of the store in the end."""
    city = folder / "city"
    city.mkdir(exist_ok=True)
    for file in city.iterdir():
        file.unlink()
    source = SourceSettings(
        "city", "folder", "city", timedelta(hours=1), region="450200", path=str(city)
    )
    people = (SubscriberSettings("one", ("log://",), events=DEFAULT_EVENTS),)
    settings = Settings("", "", ZONE, sources=(source,), subscribers=people)
    moment = [datetime(2026, 3, 1, 9, tzinfo=ZONE)]
    service = _in_batches(Service.of(settings, database, lambda: moment[0]), at_once)
    service.start()
    for day in days:
        for name, text in day.items():
            file = city / name
            file.unlink(missing_ok=True)
            if text is not None:
                file.write_text(text, encoding="utf-8")
        moment[0] += timedelta(days=1)
        service.check([source])
        service.keep_time()
    with database.read() as tx:
        assert list(verify(tx)) == []
        return {
            table.name: sorted(repr(row) for row in tx.connection().execute(select(table)))
            for table in SourceRow.metadata.sorted_tables
            if table.name not in UNLIKE
        }


# addresses are made known in no order; their snapshots name them by number
UNLIKE = ("address", "snapshot")


def _in_batches(service: Service, at_once: int) -> Service:
    intake = replace(service.pipeline.intake, at_once=at_once)
    return replace(service, pipeline=replace(service.pipeline, intake=intake))


def names(*texts: str) -> Day:
    """One file a text, in this order."""
    return {f"{number:02}.txt": text for number, text in enumerate(texts)}


LIVES: dict[str, list[Day]] = {
    "one policy at two places": [names(rules(), rules(amount=300)), names(rules(amount=400))],
    "a repeal before its target": [{}, names(rules(title=NEWER, number=9, last=ENDING), POOL[3])],
    "a repeal behind its target": [{}, names(POOL[3], rules(title=NEWER, number=9, last=ENDING))],
    "an extension before its call": [{}, names(EXTENSION, CALL)],
    "two extensions of one call": [names(CALL), names(CALL, extension("2026年4月20日"), EXTENSION)],
    "one number twice": [names(CALL, CALL.replace("绿色工厂", "绿色园区"))],
    "several documents at one address": [names(POOL[13]), names(rules(), CALL), names(POOL[13])],
    "a file that comes back": [names(rules()), {"00.txt": None}, names(rules(), rules())],
    "all of it at once": [names(*POOL), names(*POOL[::-1])],
}


@pytest.mark.parametrize("days", LIVES.values(), ids=LIVES.keys())
def test_a_batch_leaves_what_one_by_one_leaves(
    new_store: Database, tmp_path: Path, days: list[Day]
) -> None:
    """Documents of one batch act on each other as those of two would."""
    together = live(new_store, tmp_path, days, at_once=50)
    make_empty(new_store)
    assert live(new_store, tmp_path, days, at_once=1) == together


def some_days(seed: int) -> Iterator[Day]:
    dice = random.Random(seed)
    for _ in range(4):
        files = dice.sample(range(9), dice.randint(1, 7))
        yield {f"{number}.txt": dice.choice((*POOL, None)) for number in files}


@pytest.mark.parametrize("seed", range(5))
def test_whatever_comes_a_batch_leaves_what_one_by_one_leaves(
    on_sqlite: Database, tmp_path: Path, seed: int
) -> None:
    """Days of invented lives, drawn by a seed."""
    days = list(some_days(seed))
    found = []
    for at_once in (1, 3, 50):
        found.append(live(on_sqlite, tmp_path, days, at_once=at_once))
        make_empty(on_sqlite)
    assert found[0] == found[1] == found[2]


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/lives.db")
    yield opened
    opened.close()


def test_one_snapshot_that_cannot_be_recorded_harms_no_other_of_its_batch(
    on_sqlite: Database, tmp_path: Path
) -> None:
    """The database refuses one policy: the batch is rolled back and recorded one by one."""
    with on_sqlite.write() as tx:
        tx.connection().exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON policy WHEN NEW.title LIKE '%绿色工厂%' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    kept = live(on_sqlite, tmp_path, [{}, names(rules(), CALL, POOL[3])], at_once=50)
    assert len(kept["policy"]) == len(kept["version"]) == 2
    with on_sqlite.read() as tx:
        assert len(changes.history(tx, Filter(kinds=("published",)))) == 2
        outcomes = sorted(str(row) for row in tx.scalars(select(SnapshotRow.outcome)))
    assert outcomes == ["documents", "documents", "not_recorded"]
