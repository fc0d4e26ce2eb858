"""A policy that arrives leaves the same rows as one that is written step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from store import changes, deadlines, policies, relations, sightings, versions
from store.arriving import Arrival, Arrived, arrive
from store.chain import verify
from store.database.opening import Database, Transaction
from store.database.tables import SourceRow
from store.records import NewChange
from store.versions import NewVersion
from tests.store.samples import NOW, add_policy, add_snapshot, later, new_policy, saying, window

ADDRESS = "https://yunzhou.example/2"
PLAIN = new_policy(
    "云州市技术改造补助申报通知", keys=("title:policy:技术改造补助申报通知", "number:云工信|2026|7")
)
ANYWHERE = new_policy("关于征求意见的公告", region=None, industries=(), general=True)
MANY = new_policy(
    "云州市若干措施", industries=("装备制造", "新材料", "装备制造"), general=True, keys=("a", "a")
)


def arrival(policy: Any, snapshot_id: int, *closes: date | None) -> Arrival:
    return Arrival(
        address=ADDRESS,
        policy=policy,
        version=NewVersion(
            0,
            1,
            snapshot_id,
            7,
            later(1),
            ("第一条　目的", "第二条　补助"),
            {"title": policy.title},
        ),
        deadlines=[
            window(0, day, batch=f"{n}", known_since=later(1)) for n, day in enumerate(closes)
        ],
        change=NewChange(
            later(1),
            "published",
            0,
            "yz",
            saying("发布\0"),
            to_version=1,
            facts=({"what": "date"},),
            baseline=True,
        ),
    )


def step_by_step(tx: Transaction, new: Arrival) -> Arrived:
    """The ordinary path, which knows nothing of the policy being new."""
    at = new.change.at
    policy_id = policies.create(tx, new.policy, source_key="yz", url=ADDRESS, at=at)
    version_id = versions.add(tx, replace(new.version, policy_id=policy_id))
    policies.set_version(tx, policy_id, number=1, version_id=version_id)
    sightings.see(tx, policy_id, source_key="yz", address=ADDRESS, version_id=version_id, at=at)
    due = tuple(replace(one, policy_id=policy_id) for one in new.deadlines)
    deadlines.replace(tx, policy_id, due)
    change = changes.append(tx, replace(new.change, policy_id=policy_id))
    stored = policies.get(tx, policy_id)
    assert stored is not None, "it was just created"
    return Arrived(stored, due, change)


def rows(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the store, table by table."""
    return {
        table.name: sorted((tuple(row) for row in tx.connection().execute(select(table))), key=repr)
        for table in SourceRow.metadata.sorted_tables
    }


@pytest.mark.parametrize(
    ("policy", "closes"),
    [
        (PLAIN, (date(2026, 5, 1),)),
        (PLAIN, (date(2026, 5, 1), None, date(2026, 4, 1))),
        (ANYWHERE, (None,)),
        (MANY, ()),
    ],
    ids=["one window", "several windows", "no place, no industry", "no window"],
)
def test_it_leaves_the_rows_of_the_ordinary_path(
    database: Database, empty: Callable[[], None], policy: Any, closes: tuple[date | None, ...]
) -> None:
    """Both ways into the store end in one state: every table alike, ids and the chain of hashes included."""
    found = []
    for way in (step_by_step, arrive):
        with database.write() as tx:
            older = add_policy(tx)
            changes.append(tx, NewChange(NOW, "published", older, "yz", saying("先前")))
            result = way(tx, arrival(policy, add_snapshot(tx, address=ADDRESS), *closes))
        with database.read() as tx:
            found.append((result, rows(tx), list(verify(tx)), policies.get(tx, result.policy.id)))
        empty()
    assert found[0] == found[1]
    assert found[1][2] == []
    assert found[1][0].policy == found[1][3]


def test_nothing_stays_of_an_arrival_that_fails(database: Database) -> None:
    """A page that states one deadline twice breaks its transaction: the policy before it and the log stay as they were."""
    with database.write() as tx:
        changes.append(tx, NewChange(NOW, "published", add_policy(tx), "yz", saying("先前")))
    with database.read() as tx:
        before = rows(tx)
    with pytest.raises(IntegrityError), database.write() as tx:
        arrive(
            tx,
            replace(
                arrival(PLAIN, add_snapshot(tx, address=ADDRESS)), deadlines=[window(0, None)] * 2
            ),
        )
    with database.read() as tx:
        assert rows(tx) == before
        assert relations.waiting(tx, ["a"]) == []
