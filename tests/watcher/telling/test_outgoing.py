"""The message of a delivery: an alert by itself, or a digest."""

from dataclasses import replace

import pytest

from store.records import Alert, ChangeKind, Delivery, DeliveryState
from tests.watcher.telling.told import NOW
from watcher.telling.outgoing import outgoing

DELIVERY = Delivery(
    id=1,
    alert_id="a-1",
    subscriber="one",
    channel="print",
    label="log",
    state=DeliveryState.SENDING,
    attempts=1,
    next_attempt_at=NOW,
    sent_at=None,
    error=None,
)


def alert(number: int, reason: str) -> Alert:
    payload = {"subscriber": "one", "n": number}
    return Alert(
        id=f"a-{number}",
        subscriber="one",
        kind=ChangeKind.AMENDED,
        created_at=NOW,
        title=f"标题{number}",
        body=f"正文{number}",
        reason=reason,
        payload=payload,
        policy_id=5,
        change_id=9,
    )


@pytest.mark.parametrize(
    "delivery",
    [
        DELIVERY,
        replace(DELIVERY, digest=True),  # not claimed as a digest: it has no id of one
        replace(DELIVERY, digest_id="digest-1"),
    ],
)
def test_an_alert_leaves_as_it_was_written(delivery: Delivery) -> None:
    """Id, title, body and payload are those that are stored."""
    found = outgoing(delivery, [alert(1, "甲"), alert(2, "乙")], "zh")
    assert (found.id, found.title, found.body) == ("a-1", "标题1", "正文1")
    assert found.payload == {"subscriber": "one", "n": 1}


def test_a_digest_holds_every_alert_and_each_reason_once() -> None:
    """Under an id of its own, which is the same when it is tried again."""
    claimed = replace(DELIVERY, digest=True, digest_id="digest-1")
    found = outgoing(claimed, [alert(1, "甲"), alert(2, "乙"), alert(3, "甲")], "zh")
    assert found.id == found.payload["alert_id"] == "digest-1"
    assert found.payload["kind"] == "digest"
    assert found.payload["subscriber"] == "one"
    assert found.payload["reason"] == "甲；乙"
    assert [item["title"] for item in found.payload["items"]] == ["标题1", "标题2", "标题3"]
    assert [item["n"] for item in found.payload["items"]] == [1, 2, 3]
    assert "标题2" in found.body
    assert "正文3" in found.body
    assert "3" in found.title


def test_a_digest_speaks_the_language_of_its_channel() -> None:
    """The subscriber's, whichever the alerts are in."""
    claimed = replace(DELIVERY, digest=True, digest_id="digest-1")
    assert outgoing(claimed, [alert(1, "甲")], "en").title.startswith("Policy digest")
