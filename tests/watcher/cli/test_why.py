"""`why` answers in sentences and as JSON."""

from pathlib import Path
from typing import Any

from tests.watcher.cli.calling import Call


def test_an_alert_says_why_it_was_sent(call: Call, played: Path) -> None:
    """The reason it carried, and each condition."""
    told = _alert_about_a_policy(call, played)
    said = call("-c", played, "why", told["id"])
    assert said.status == 0
    assert told["title"][:12] in said.out
    assert told["reason"] in said.out
    (record,) = call("-c", played, "why", told["id"], "--json").objects
    assert record["alert"] == told
    assert record["matches"] is True
    assert [one["condition"] for one in record["conditions"]] == [
        "place",
        "industry",
        "keywords",
        "kind",
        "excluded",
    ]


def test_a_policy_says_what_came_of_each_change(call: Call, played: Path) -> None:
    """Told by which alert, or why not."""
    told = _alert_about_a_policy(call, played)
    said = call("-c", played, "why", f"#{told['policy_id']}", told["subscriber"])
    assert said.status == 0
    (record,) = call("-c", played, "why", told["policy_id"], told["subscriber"], "--json").objects
    assert record["policy"]["id"] == told["policy_id"]
    assert told["id"] in {one["id"] for one in record["alerts"]}
    assert {one["telling"] for one in record["changes"]} <= {"told", "baseline", "event_not_asked"}


def test_what_is_unknown_is_a_sentence(call: Call, played: Path) -> None:
    """With what to do, and status 2."""
    for arguments, hint in (
        (("a-none",), "policywatch alerts"),
        (("7",), "policywatch why 7 NAME"),
        (("seven", "me"), "#7"),
        (("999", "car-parts-maker"), "policywatch history"),
        (("1", "car-part-maker"), "did you mean “car-parts-maker”?"),
    ):
        said = call("-c", played, "why", *arguments)
        assert (said.status, said.out) == (2, "")
        assert hint in said.err


def _alert_about_a_policy(call: Call, played: Path) -> dict[str, Any]:
    alerts = call("-c", played, "alerts", "--json").objects
    return next(one for one in alerts if one["policy_id"])
