"""The hand-made lifecycle cases that lie beside the project, where they are present; every one is met."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.watcher.reading.dated import on
from watcher.reading.document import Paragraph, Window
from watcher.reading.facts import effective_day, stated_relations, validity, windows
from watcher.reading.segment import Segment

CASES = Path(__file__).parents[3] / "../shared/domain/lifecycle_cases.json"


def _cases() -> list[Any]:
    if not CASES.exists():
        return [
            pytest.param(
                None,
                marks=pytest.mark.skip(reason="the lifecycle cases are not beside this checkout"),
            )
        ]
    return [
        pytest.param(case, id=case["id"]) for case in json.loads(CASES.read_text("utf-8"))["cases"]
    ]


def _instant(window: Window) -> str:
    return f"{window.closes}T{window.closes_at:%H:%M}" if window.closes_at else str(window.closes)


@pytest.mark.parametrize("case", _cases())
def test_a_lifecycle_case(case: dict[str, Any]) -> None:
    """What the case expects is read; what it does not mention is not asked. 24:00 is the whole day."""
    text = Segment("policy_text", "", (1, 1), (Paragraph(case["text"], (1, 1)),))
    issued, published = on(case.get("written")), on(case.get("published"))
    in_force = effective_day.find_effective_day(text, issued, published)
    until, _ = validity.find_validity(text, in_force, issued, published)
    found = windows.find_windows(text, issued, published)
    if "effective" in case:
        assert str(in_force and in_force.value) == case["effective"]
    if "expires_last_day" in case:
        assert str(until and until.value) == case["expires_last_day"]
    for relation, target, day in case.get("relations", ()):
        related = {
            (r.relation, r.reference.doc_number or r.reference.title, r.reference.on)
            for r in stated_relations.find_relations(text, None, in_force, issued)
        }
        assert (relation, target, date.fromisoformat(day)) in related
    if "windows" in case:
        _same_windows(case["windows"], found)


def _same_windows(wanted: Any, found: tuple[Window, ...]) -> None:
    if wanted is None:
        assert found == ()
    elif isinstance(wanted, str):
        assert [window.status for window in found] == [
            {"delegated": "unannounced"}.get(wanted, wanted)
        ]
    else:
        closes = [_instant(window) for window in found]
        assert closes == [close.removesuffix("T24:00") for _, close, *_ in wanted]
        for (opens, _, *rest), window in zip(wanted, found, strict=True):
            assert opens is None or str(window.opens) == opens
            assert not rest or rest[0] in (
                window.channel,
                {"consultation": "comment"}.get(window.kind),
            )
