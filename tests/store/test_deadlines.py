"""The dates somebody must act by, as the newest version states them."""

from datetime import date

import pytest

from store import deadlines, policies
from store.database.opening import Database
from store.lists.walks import Filter
from tests.store.samples import (
    add_policy,
    last_day,
    later,
    new_policy,
    restate,
    set_deadlines,
    window,
)

TODAY = date(2026, 3, 2)


def test_a_deadline_that_moved_takes_the_place_of_what_it_was(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        set_deadlines(tx, policy_id, window(policy_id, date(2026, 6, 30)))
        moved = window(policy_id, date(2026, 7, 31), known_since=later(9))
        set_deadlines(tx, policy_id, moved)
        assert deadlines.of_policy(tx, policy_id) == [moved]


def test_a_deadline_that_is_no_longer_stated_is_gone(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        set_deadlines(
            tx, policy_id, window(policy_id, TODAY), window(policy_id, None, batch="常年")
        )
        set_deadlines(tx, policy_id, window(policy_id, None, batch="常年"))
        assert [found.batch for found in deadlines.of_policy(tx, policy_id)] == ["常年"]
        assert (
            len(deadlines.list_ahead(tx, Filter(industries=["装备制造"]), today=TODAY, last=None))
            == 1
        )


def test_the_nearest_comes_first_and_the_undated_last(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        days = {
            "c": date(2026, 5, 1),
            "a": TODAY,
            "never": None,
            "past": date(2026, 3, 1),
            "b": date(2026, 4, 1),
        }
        those = [window(policy_id, day, batch=batch) for batch, day in days.items()]
        set_deadlines(tx, policy_id, *those)
        for wanted in (Filter(), Filter(below="45"), Filter(industries=["装备制造"])):
            found = [
                deadline.batch
                for deadline, _ in deadlines.list_ahead(tx, wanted, today=TODAY, last=None)
            ]
            assert found == ["a", "b", "c", "never"]
            within = deadlines.list_ahead(tx, wanted, today=TODAY, last=date(2026, 4, 1))
            assert [deadline.batch for deadline, _ in within] == ["a", "b"]
        first = deadlines.list_ahead(tx, Filter(limit=1), today=TODAY, last=None)
        assert [deadline.batch for deadline, _ in first] == ["a"]
        closing = deadlines.list_closing(tx, date(2026, 4, 1), date(2026, 5, 1))
        assert [deadline.batch for deadline, _ in closing] == ["b", "c"]


@pytest.mark.parametrize("status", ["repealed", "expired", "withdrawn", "merged"])
def test_a_policy_that_ended_has_no_deadline_ahead(database: Database, status: str) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        set_deadlines(tx, policy_id, window(policy_id, TODAY))
        policies.set_status(tx, policy_id, status)
        for wanted in (Filter(), Filter(below="45"), Filter(industries=["装备制造"])):
            assert deadlines.list_ahead(tx, wanted, today=TODAY, last=None) == []
        assert deadlines.list_closing(tx, TODAY, TODAY) == []
        policies.set_status(tx, policy_id, "active")
        assert (
            len(deadlines.list_ahead(tx, Filter(industries=["装备制造"]), today=TODAY, last=None))
            == 1
        )
        assert len(deadlines.list_closing(tx, TODAY, TODAY)) == 1


def test_validity_lapses_on_the_day_after_its_last(database: Database) -> None:
    with database.write() as tx:
        over, on_its_last_day = add_policy(tx), add_policy(tx)
        set_deadlines(tx, over, last_day(over, date(2026, 3, 1)), window(over, date(2026, 1, 1)))
        set_deadlines(tx, on_its_last_day, last_day(on_its_last_day, TODAY))
        assert [policy.id for _, policy in deadlines.list_lapsed(tx, TODAY)] == [over]
        policies.set_status(tx, over, "expired")
        assert deadlines.list_lapsed(tx, TODAY) == []


def test_places_and_industries_narrow_the_list(database: Database) -> None:
    with database.write() as tx:
        for region, industries, general in (
            ("450200", ["汽车"], False),
            ("450203", ["钢铁"], False),
            ("000000", [], True),
        ):
            policy_id = add_policy(
                tx, new_policy(region=region, industries=industries, general=general)
            )
            set_deadlines(tx, policy_id, window(policy_id, TODAY))
        for wanted, expected in (
            (Filter(regions=["000000", "450200"]), [1, 3]),
            (Filter(regions=["000000"], below="4502"), [1, 2, 3]),
            (Filter(industries=["汽车"]), [1, 3]),
            (Filter(industries=["汽车", "钢铁"], below="4502"), [1, 2]),
        ):
            found = deadlines.list_ahead(tx, wanted, today=TODAY, last=None)
            assert expected == [policy.id for _, policy in found]
        restate(tx, 1, new_policy(region="450100", industries=["医药"]))
        assert (
            deadlines.list_ahead(
                tx, Filter(industries=["汽车"], below="45"), today=TODAY, last=None
            )
            == []
        )
        assert (
            len(
                deadlines.list_ahead(
                    tx, Filter(industries=["医药"], below="4501"), today=TODAY, last=None
                )
            )
            == 1
        )
