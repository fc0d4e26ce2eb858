"""The log: in order, filtered, and impossible to edit unnoticed."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from store import alerts, changes, policies
from store.chain import GENESIS
from store.database.opening import Database, Transaction
from store.database.tables import ChangeRow, LogHeadRow
from store.lists.walks import Filter
from store.records import NewAlert
from tests.store.samples import (
    NOW,
    add_policy,
    alert,
    change,
    later,
    new_policy,
    restate,
    saying,
    title_said,
)


def append(tx: Transaction, policy_id: int, count: int) -> list[int]:
    return [changes.append(tx, change(policy_id, f"第{n}条", at=later(n))).id for n in range(count)]


def test_an_entry_reads_as_it_was_appended(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        new = change(policy_id, "申报截止日期由6月30日改为7月31日", kind="deadline_moved")
        entry = changes.append(tx, new)
    with database.read() as tx:
        found = changes.get(tx, entry.id)
        assert found == entry
        assert (entry.at, entry.kind, entry.said, entry.policy_id) == (
            NOW,
            new.kind,
            new.said,
            policy_id,
        )
        assert changes.history(tx, Filter()) == [entry]


def test_an_untouched_log_has_no_faults(database: Database) -> None:
    with database.write() as tx:
        append(tx, add_policy(tx), 5)
    with database.read() as tx:
        assert list(changes.verify(tx)) == []


def test_an_empty_log_has_no_faults(database: Database) -> None:
    with database.read() as tx:
        assert list(changes.verify(tx)) == []


@pytest.mark.parametrize(
    ("tampering", "reported"),
    [
        ("UPDATE change SET summary = '第九条' WHERE id = 3", "entry 3 of the log"),
        ("UPDATE change SET said = NULL WHERE id = 3", "entry 3 of the log"),
        (
            """UPDATE change SET said = '{"says": "restored", "title": "第九条"}' WHERE id = 3""",
            "entry 3 of the log",
        ),
        (
            "UPDATE change SET at = '2020-01-01 00:00:00.000000+00:00' WHERE id = 3",
            "entry 3 of the log",
        ),
        ("""UPDATE change SET facts = '[{"old": 1}]' WHERE id = 3""", "entry 3 of the log"),
        ("DELETE FROM change WHERE id = 3", "entry 4 of the log"),
        ("DELETE FROM change WHERE id = 5", "the log ends at entry 4"),
        ("UPDATE change SET hash = 'f' WHERE id = 5", "entry 5 of the log"),
        (
            """INSERT INTO change (id, at, kind, policy_id, source_key, summary, said, clauses, facts, baseline, hash)
            SELECT 9, at, kind, policy_id, source_key, summary, said, clauses, facts, baseline, hash FROM change
            WHERE id = 5""",
            "entry 9 of the log",
        ),
        ("DELETE FROM log_head", "the log ends at entry 5"),
    ],
)
def test_tampering_is_reported_with_its_entry(
    database: Database, tampering: str, reported: str
) -> None:
    if database.dialect == "sqlite":
        tampering = tampering.replace("'2020-01-01 00:00:00.000000+00:00'", "0")
    with database.write() as tx:
        append(tx, add_policy(tx), 5)
        tx.connection().execute(text("DELETE FROM change_industry"))
    with database.write() as tx:
        tx.connection().execute(text(tampering.replace(": ", "\\: ")))
    with database.read() as tx:
        assert reported in next(iter(changes.verify(tx)))


def test_a_character_that_a_database_cannot_keep_does_not_break_the_chain(
    database: Database,
) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx, new_policy("云州\0市"))
        changes.append(tx, change(policy_id, "第一\0条"))
    with database.read() as tx:
        assert list(changes.verify(tx)) == []
        assert [title_said(entry) for entry in changes.history(tx, Filter())] == ["第一条"]


def test_an_entry_that_was_written_with_a_text_keeps_it_and_its_hash(database: Database) -> None:
    """Entries of before what is said became data are hashed as they were, and new ones follow on them."""
    content = [GENESIS, NOW.isoformat(timespec="microseconds"), "published", 1, "yz", "新政策"]
    content += [None, 1, 0, [], False]
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    entry_hash = hashlib.sha256(packed.encode()).hexdigest()
    with database.write() as tx:
        policy_id = add_policy(tx)
        old = ChangeRow(
            at=NOW,
            kind="published",
            policy_id=policy_id,
            source_key="yz",
            summary="新政策",
            to_version=1,
            hash=entry_hash,
        )
        tx.add(old)
        tx.flush()
        tx.add(LogHeadRow(id=1, hash=entry_hash, change_id=old.id or 0))
        tx.flush()
        changes.append(tx, change(policy_id, "第二条", at=later(1)))
    with database.read() as tx:
        new, old_entry = changes.history(tx, Filter())
        assert list(changes.verify(tx)) == []
    assert (old_entry.summary, old_entry.said) == ("新政策", None)
    assert (new.summary, new.said) == ("", saying("第二条"))


def test_the_newest_hash_covers_everything_before_it(database: Database) -> None:
    with database.write() as tx:
        append(tx, add_policy(tx), 2)
        before = changes.newest_hash(tx)
        entry = changes.append(tx, change(1, "三"))
        assert changes.newest_hash(tx) == entry.hash != before


def test_history_is_newest_first_and_pages_meet(database: Database) -> None:
    with database.write() as tx:
        ids = append(tx, add_policy(tx), 7)
        late = changes.append(
            tx, change(1, "补录", at=later(2))
        ).id  # appended last, of an earlier day
    expected = [*ids[:2:-1], late, *ids[2::-1]]
    with database.read() as tx:
        assert expected == [entry.id for entry in changes.history(tx, Filter())]
        first = [entry.id for entry in changes.history(tx, Filter(limit=3))]
        second = [entry.id for entry in changes.history(tx, Filter(limit=30, before_id=first[-1]))]
        assert first + second == expected


@pytest.fixture
def mixed(database: Database) -> Database:
    """Five policies of several places and industries, each with a first entry and one a day later."""
    with database.write() as tx:
        for region, industries, general in (
            ("450200", ["汽车"], False),  # 1
            ("450203", ["汽车", "钢铁"], False),  # 2
            ("450100", ["钢铁"], False),  # 3
            ("000000", [], True),  # 4
            (None, [], False),  # 5
        ):
            policy_id = add_policy(
                tx, new_policy(region=region, industries=industries, general=general)
            )
            changes.append(tx, change(policy_id))
            changes.append(tx, change(policy_id, kind="amended", at=later(policy_id)))
    return database


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), {1, 2, 3, 4, 5}),
        (Filter(regions=["450200"]), {1}),
        (Filter(regions=["450200", "000000"]), {1, 4}),
        (Filter(below="4502"), {1, 2}),
        (Filter(regions=["000000", "450200"], below="4502"), {1, 2, 4}),
        (Filter(below="45"), {1, 2, 3}),
        (Filter(industries=["汽车"]), {1, 2, 4}),
        (Filter(industries=["汽车", "钢铁"]), {1, 2, 3, 4}),
        (Filter(industries=["汽车"], below="4502"), {1, 2}),
        (Filter(industries=["钢铁"], regions=["450100"]), {3}),
        (Filter(industries=["医药"]), {4}),
        (Filter(policy_id=2), {2}),
        (Filter(policy_id=2, industries=["钢铁"], below="45", kinds=["amended"]), {2}),
        (Filter(policy_id=2, industries=["医药"]), set()),
        (Filter(policy_id=2, regions=["450100"]), set()),
        (Filter(kinds=["repealed"]), set()),
        (Filter(kinds=["amended"], since=later(2), until=later(4)), {2, 3}),
        (Filter(industries=["汽车"], kinds=["amended"], since=later(2)), {2, 4}),
        (Filter(below="45", kinds=["amended", "expired"], until=later(3)), {1, 2}),
    ],
    ids=str,
)
def test_the_filters_of_the_log(mixed: Database, wanted: Filter, expected: set[int]) -> None:
    with mixed.read() as tx:
        found = changes.history(tx, wanted)
    assert expected == {entry.policy_id for entry in found}
    assert found == sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)
    assert len({entry.id for entry in found}) == len(found)


def test_the_log_follows_a_policy_to_its_new_place_and_industry(database: Database) -> None:
    """What is filed for the lists is no part of the entry: it may follow, and the chain still holds."""
    with database.write() as tx:
        policy_id = add_policy(tx, new_policy(region="450200", industries=["汽车"]))
        append(tx, policy_id, 2)
        restate(tx, policy_id, new_policy(region="450100", industries=["钢铁"]))
    with database.read() as tx:
        assert changes.history(tx, Filter(regions=["450200"])) == []
        assert changes.history(tx, Filter(industries=["汽车"])) == []
        assert len(changes.history(tx, Filter(regions=["450100"], industries=["钢铁"]))) == 2
        assert list(changes.verify(tx)) == []


def test_an_entry_says_how_many_subscribers_were_told(database: Database) -> None:
    with database.write() as tx:
        entry = changes.append(tx, change(add_policy(tx)))
        for number, subscriber in enumerate(["a", "a", "b"]):
            told = alert(number, subscriber=subscriber)
            alerts.add(tx, _about(told, entry.id), {"c": "log"})
    with database.read() as tx:
        assert [found.alerted for found in changes.history(tx, Filter())] == [2]


def test_the_whole_log_is_read_page_by_page(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries of one moment lie on both sides of a page's edge."""
    monkeypatch.setattr(changes, "PAGE", 10)
    with database.write() as tx:
        policy_id = add_policy(tx)
        for number in range(35):
            changes.append(tx, change(policy_id, at=NOW + timedelta(seconds=number // 3)))
    with database.read() as tx:
        assert [entry.id for entry in changes.history(tx, Filter())] == list(range(35, 0, -1))


def _about(told: NewAlert, change_id: int) -> NewAlert:
    return replace(told, change_id=change_id)


def test_civil_dates_are_no_part_of_an_instant(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        found = policies.get(tx, policy_id)
        assert found is not None
        assert found.issued_on == date(2026, 3, 1)
