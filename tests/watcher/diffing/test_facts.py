"""Facts records are compared as facts: a window that moved is one change."""

from typing import Any

import pytest

from watcher.diffing import compare_facts
from watcher.diffing.fact_changes import FactChange


def _window(closes: str | None, **more: Any) -> dict[str, Any]:
    evidence = {"text": f"截至{closes}", "lines": [3, 3]}
    return {
        "kind": "application",
        "status": "dated",
        "closes": closes,
        "actor": "applicant",
        "evidence": evidence,
    } | more


def _told(
    old: dict[str, Any], new: dict[str, Any]
) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(fact.what, fact.old, fact.new, fact.direction) for fact in compare_facts(old, new)]


def test_a_moved_window_is_one_deadline() -> None:
    """With its direction, its days, both sentences and the window it belongs to."""
    assert compare_facts({"windows": [_window("2026-06-30")]}, {"windows": [_window("2026-07-31")]}) == (
        FactChange(
            "deadline", "2026-06-30", "2026-07-31", "extended", 31, "截至2026-06-30", "截至2026-07-31",
            window="application", actor="applicant",
        ),
    )  # fmt: skip


def test_windows_pair_by_batch_actor_and_channel() -> None:
    """Each moved window finds its own predecessor, whatever the order."""
    old = {
        "windows": [
            _window("2026-03-31", batch="第一批"),
            _window("2026-06-30", batch="第二批"),
            _window("2026-07-10", actor="authority"),
        ]
    }
    new = {
        "windows": [
            _window("2026-07-20", actor="authority"),
            _window("2026-07-15", batch="第二批"),
            _window("2026-03-31", batch="第一批"),
        ]
    }
    assert [(f.batch, f.actor, f.old, f.new) for f in compare_facts(old, new)] == [
        (None, "authority", "2026-07-10", "2026-07-20"),
        ("第二批", "applicant", "2026-06-30", "2026-07-15"),
    ]


def test_a_window_that_gained_a_batch_name_is_the_same() -> None:
    """The day counts, not what it is called."""
    assert (
        compare_facts(
            {"windows": [_window("2026-03-31")]},
            {"windows": [_window("2026-03-31", batch="第一批")]},
        )
        == ()
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            _window(None, status="unannounced"),
            _window("2026-05-01"),
            ("deadline", None, "2026-05-01", None),
        ),
        (
            _window("2026-05-01"),
            _window(None, status="rolling"),
            ("deadline", "2026-05-01", "rolling", None),
        ),
        (
            _window("2026-05-01"),
            _window("2026-05-01", closes_at="17:00"),
            ("deadline", "2026-05-01", "2026-05-01 17:00", "shortened"),
        ),
        (
            _window("2026-05-01"),
            _window("2026-04-01"),
            ("deadline", "2026-05-01", "2026-04-01", "shortened"),
        ),
        (
            _window("2026-05-01", opens="2026-03-01"),
            _window("2026-05-01", opens="2026-04-01"),
            ("opens", "2026-03-01", "2026-04-01", None),
        ),
    ],
)
def test_what_may_happen_to_a_window(
    old: dict[str, Any], new: dict[str, Any], told: tuple[str, str | None, str | None, str | None]
) -> None:
    """A promised date is set, a dated window that opens for good is moved, a time of day shortens the day."""
    assert _told({"windows": [old]}, {"windows": [new]}) == [told]


def test_windows_that_come_and_go() -> None:
    """A second window is new; one that vanished has no new date."""
    one, two = _window("2026-05-01"), _window("2026-09-01", batch="第二批")
    assert _told({"windows": [one]}, {"windows": [one, two]}) == [
        ("deadline", None, "2026-09-01", None)
    ]
    assert _told({"windows": [one, two]}, {"windows": [one]}) == [
        ("deadline", "2026-09-01", None, None)
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"valid_until": {"value": "2027-12-31"}}, {"valid_until": "2028-12-31"}, ("validity", "2027-12-31", "2028-12-31", "extended")),
        ({"validity_years": {"value": 5.0}}, {"validity_years": {"value": 3.0}}, ("validity", "5年", "3年", "shortened")),
        ({"effective_from": {"value": "on_issue"}}, {"effective_from": "2026-01-01"}, ("effective", "on_issue", "2026-01-01", None)),
        ({"issuers": [{"value": "云海市财政局"}]}, {"issuers": ["云海市财政局", "云海市经济局"]}, ("issuer", "云海市财政局", "云海市经济局、云海市财政局", None)),
        ({"doc_number": {"value": "云府发〔2025〕1号"}}, {"doc_number": {"value": "云府发〔2026〕1号"}}, ("doc_number", "云府发〔2025〕1号", "云府发〔2026〕1号", None)),
        ({"title": "甲办法"}, {"title": "甲办法（试行）"}, ("title", "甲办法", "甲办法（试行）", None)),
        ({"region": {"value": {"code": "990100", "name": "云海市"}}}, {"region": {"value": {"code": "990000", "name": "云山省"}}}, ("region", "云海市", "云山省", None)),
        ({"status": {"value": "有效"}}, {"status": {"value": "废止"}}, ("status", "有效", "废止", None)),
        ({"amounts": [{"text": "最高200万元"}, {"text": "50%"}]}, {"amounts": [{"text": "最高300万元"}, {"text": "50%"}]}, ("amount", "最高200万元", "最高300万元", None)),
        ({"amounts": ["50%"]}, {"amounts": ["30%"]}, ("percent", "50%", "30%", None)),
    ],
)  # fmt: skip
def test_every_other_fact(
    old: dict[str, Any], new: dict[str, Any], told: tuple[str, str | None, str | None, str | None]
) -> None:
    """One change each, from bare values and from wrapped ones."""
    assert _told(old, new) == [told]


def test_noise_and_absence_are_no_change() -> None:
    """A title in other widths, issuers in another order, an amount in other numerals, empty records."""
    old = {
        "title": "关于申报（2026）的通知",
        "issuers": ["甲局", "乙局"],
        "windows": [_window("2026-05-01")],
        "amounts": ["最高200万元"],
    }
    new = {
        "title": "关于申报(2026)的 通知",
        "issuers": ["乙局", "甲局"],
        "windows": [_window("2026-05-01")],
        "amounts": ["最高二百万元"],
    }
    assert compare_facts(old, new) == ()
    assert compare_facts({}, {}) == ()
