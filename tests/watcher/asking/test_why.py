"""Why somebody was told, or was not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.watcher.asking.conftest import ALL, CARS
from tests.watcher.recording.conftest import ZONE, Shelf
from tests.watcher.recording.texts import rules, started
from watcher.asking.alert_ledger import AlertQuestion, alert_page
from watcher.asking.policy_card import NoSuchPolicyError
from watcher.asking.preview import preview
from watcher.asking.shapes.grounds_shape import alert_grounds_shape, policy_grounds_shape
from watcher.asking.why import ChangeFate, why_alert, why_policy
from watcher.telling.conditions import Condition


@pytest.fixture
def amended(world: Shelf) -> Shelf:
    """A baseline and one amendment, which says nothing of cars."""
    started(world)
    world.put("rules.txt", rules(amount=300, last="本办法适用于纺织服装企业。"))
    world.check()
    return world


def test_an_alert_says_by_which_conditions_it_was_sent(amended: Shelf) -> None:
    """All of them are met, and its reason is the one it was sent with."""
    with amended.database.read() as tx:
        (alert,) = alert_page(tx, AlertQuestion(subscriber="all")).items
        grounds = why_alert(tx, alert.id, (ALL, CARS), ())
    assert grounds is not None
    assert grounds.conditions is not None
    assert all(one.met for one in grounds.conditions)
    shape = alert_grounds_shape(grounds, ZONE)
    assert (shape["reason"], shape["matches"]) == (alert.reason, True)


def test_an_alert_outlives_its_subscription(amended: Shelf) -> None:
    """Nothing can be asked of a subscription that is gone; the alert is shown all the same."""
    with amended.database.read() as tx:
        (alert,) = alert_page(tx, AlertQuestion(subscriber="all")).items
        grounds = why_alert(tx, alert.id, (), ())
        unknown = why_alert(tx, "a-none", (ALL,), ())
    assert grounds is not None
    assert grounds.conditions is None
    assert alert_grounds_shape(grounds, ZONE)["matches"] is None
    assert unknown is None


def test_a_policy_says_what_came_of_each_change(amended: Shelf) -> None:
    """The first look told nobody; the amendment was told, by the alert that is named."""
    with amended.database.read() as tx:
        grounds = why_policy(tx, 1, ALL)
        (alert,) = alert_page(tx, AlertQuestion(subscriber="all")).items
    assert [(one.telling, one.alert_id) for one in grounds.changes] == [
        (ChangeFate.TOLD, alert.id),
        (ChangeFate.BASELINE, None),
    ]
    assert grounds.alerts == (alert,)


def test_the_condition_that_was_not_met_is_named(amended: Shelf) -> None:
    """Cars were asked for, and another industry named."""
    with amended.database.read() as tx:
        grounds = why_policy(tx, 1, CARS)
    unmet = [one for one in grounds.conditions if not one.met]
    assert [one.condition for one in unmet] == [Condition.INDUSTRY]
    assert unmet[0].asked == ("汽车及零部件",)
    assert unmet[0].found
    assert [one.telling for one in grounds.changes] == [ChangeFate.NOT_MATCHED, ChangeFate.BASELINE]
    assert policy_grounds_shape(grounds, ZONE)["matches"] is False


def test_a_kind_of_change_that_is_not_asked_for(amended: Shelf) -> None:
    """`events` leaves out amendments; and a subscription of today says nothing of yesterday."""
    with amended.database.read() as tx:
        fewer = why_policy(tx, 1, replace(ALL, name="new", events=("repealed",)))
        later = why_policy(tx, 1, replace(ALL, name="new"))
    assert fewer.changes[0].telling is ChangeFate.EVENT_NOT_ASKED
    assert later.changes[0].telling is ChangeFate.NOT_TOLD


def test_a_merged_policy_brings_its_alerts_along(amended: Shelf) -> None:
    """The change was told under the number that the policy had then."""
    from watcher.upkeep.joining import join_policies  # noqa: PLC0415 -- beside its one use

    other = rules(title="云湖市人民政府关于印发《云湖市绿色工厂办法》的通知", number=9)
    amended.put("other.txt", other)
    amended.check()
    join_policies(amended.database, 1, 2, amended.moment[0])
    with amended.database.read() as tx:
        grounds = why_policy(tx, 2, ALL)
    told = {one.change.policy_id for one in grounds.changes if one.telling is ChangeFate.TOLD}
    assert told == {1, 2}


def test_a_silent_source_is_told_by_its_place(world: Shelf) -> None:
    """The only condition there is."""
    started(world)
    sources = tuple(
        replace(one, path=str(world.folder / "gone")) for one in world.service.settings.sources
    )
    for source in sources:
        world.service.check([source])
    world.moment[0] += timedelta(days=9)
    for source in sources:
        world.service.check([source])
    world.service.keep_time()
    with world.database.read() as tx:
        silent = [one for one in alert_page(tx, AlertQuestion()).items if one.policy_id is None]
        grounds = why_alert(tx, silent[0].id, (ALL, CARS), sources)
    assert grounds is not None
    assert grounds.conditions is not None
    assert [(one.condition, one.met) for one in grounds.conditions] == [(Condition.PLACE, True)]


def test_a_preview_is_the_log_as_a_subscription_would_have_heard_it(amended: Shelf) -> None:
    """Baselines too: they show what the subscription is about."""
    span = {"since": amended.moment[0] - timedelta(days=30), "until": amended.moment[0]}
    span["until"] += timedelta(seconds=1)
    with amended.database.read() as tx:
        everything = preview(tx, ALL, **span)
        nothing = preview(tx, CARS, **span)
    assert [hit.change.kind for hit in everything] == ["amended", "published"]
    assert nothing == []


def test_a_policy_that_is_not_there(world: Shelf) -> None:
    """Its number is said."""
    with world.database.read() as tx, pytest.raises(NoSuchPolicyError):
        why_policy(tx, 3, ALL)
