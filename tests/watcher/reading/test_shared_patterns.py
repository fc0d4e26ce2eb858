"""Every sample of the wordings gathered beside the project, where they are present, is read as its pattern's name says."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.watcher.reading.dated import segment
from watcher.reading.dates.date_spans import find_date_tokens
from watcher.reading.document import Context, Fact, Window
from watcher.reading.facts import effective_day, stated_relations, validity, windows
from watcher.reading.numbers.document_numbers import find_numbers
from watcher.reading.segment import Segment

PATTERNS = Path(__file__).parents[3] / "../shared/domain/patterns.json"
PUBLISHED = Fact(date(2026, 3, 2), "stated", None)


def _windows(text: Segment) -> tuple[Window, ...]:
    return windows.find_windows(text, None, PUBLISHED)


def _effective(text: Segment) -> bool:
    return effective_day.find_effective_day(text, None, PUBLISHED) is not None


def _valid(text: Segment) -> bool:
    return any(validity.find_validity(text, None, None, PUBLISHED))


def _related(role: str) -> Callable[[Segment], bool]:
    return lambda text: any(
        each.relation == role for each in stated_relations.find_relations(text, None)
    )


def _has(status: str) -> Callable[[Segment], bool]:
    return lambda text: any(window.status == status for window in _windows(text))


def _consulted(text: Segment) -> bool:
    return any(window.kind == "consultation" and window.closes for window in _windows(text))


def _numbered(text: Segment) -> bool:
    return bool(find_numbers(text.text))


# What a pattern's samples must give. Bare phrases (继续有效, 7个工作日内, 按季度兑现) state nothing of any document alone.
READ: dict[str, tuple[Callable[[Segment], bool], frozenset[str]]] = {
    "docno_bracket": (_numbered, frozenset()),
    "effective_on_issue": (_effective, frozenset()),
    "effective_after_days": (_effective, frozenset()),
    "effective_on_date": (_effective, frozenset()),
    "valid_years": (_valid, frozenset()),
    "valid_until": (_valid, frozenset()),
    "range_exec": (lambda text: bool(find_date_tokens(text.text)), frozenset()),
    "abolish_other": (_related("repeals"), frozenset()),
    "window_rolling": (_has("rolling"), frozenset()),
    "window_delegated": (
        _has("unannounced"),
        frozenset({"具体依据自治区工信厅统一安排", "以当年申报通知为准"}),
    ),
    "window_recurring": (_has("recurring"), frozenset({"按季度兑现"})),
    "deadline": (_has("dated"), frozenset()),
    "comment_period": (_consulted, frozenset()),
}


def _samples() -> list[object]:
    if not PATTERNS.exists():
        return [
            pytest.param(
                "", "", mark, marks=pytest.mark.skip(reason="no patterns beside this checkout")
            )
            for mark in "1"
        ]
    patterns = json.loads(PATTERNS.read_text("utf-8"))
    return [
        pytest.param(name, sample, side, id=f"{name}: {sample}")
        for name, (_, bare) in READ.items()
        for side in ("ok", "no")
        for sample in patterns[name].get(side, ())
        if sample not in bare
    ]


@pytest.mark.parametrize(("name", "sample", "side"), _samples())
def test_a_sample_is_read(name: str, sample: str, side: str) -> None:
    text = segment(sample, context=Context(published_on=PUBLISHED.value))
    assert READ[name][0](text) is (side == "ok")
