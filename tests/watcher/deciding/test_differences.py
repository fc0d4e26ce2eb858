"""A document against a version, what of a difference another place told, and a policy taken apart."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.watcher.deciding.samples import (
    BEFORE,
    NOW,
    RULES,
    deadline,
    document,
    draft,
    effects_of,
    stored,
    window,
)
from watcher.deciding.beside_windows import told_beside
from watcher.deciding.differing import Difference, difference, unstamped
from watcher.deciding.effects import DeadlinesSet
from watcher.deciding.parting import redate_policy
from watcher.deciding.read_document import ReadDocument
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange
from watcher.reading.facts_record import facts_record

APRIL = date(2026, 4, 15)


def clause(old: str | None, new: str | None) -> ClauseChange:
    return ClauseChange("amended", None, None, old, new)


def fact(what: Any, new: str | None, **more: Any) -> FactChange:
    return FactChange(what, "旧", new, **more)


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (clause("丙", "乙"), True),
        (clause(None, "乙"), True),
        (clause("甲", "丙"), False),
        (clause("乙", None), False),
    ],
)
def test_a_clause_that_brings_the_same_words_was_lacking_as_well(other: Any, left: bool) -> None:
    """Whatever stood there before."""
    mine = Difference((clause("甲", "乙"),), ())
    assert bool(mine.also_in(Difference((other,), ()))) is left


@pytest.mark.parametrize(
    ("other", "left"),
    [(clause("甲", None), True), (clause("乙", None), False), (clause(None, "甲"), False)],
)
def test_a_clause_that_is_gone_was_there_as_well(other: Any, left: bool) -> None:
    """By its own words."""
    mine = Difference((clause("甲", None),), ())
    assert bool(mine.also_in(Difference((other,), ()))) is left


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (fact("deadline", "2026-04-15", window="application", batch="一"), True),
        (FactChange("deadline", None, "2026-04-15", window="application", batch="一"), True),
        (fact("deadline", "2026-04-16", window="application", batch="一"), False),
        (fact("deadline", "2026-04-15", window="consultation", batch="一"), False),
        (fact("deadline", "2026-04-15", window="application", batch="二"), False),
        (fact("opens", "2026-04-15", window="application", batch="一"), False),
    ],
)
def test_a_fact_of_the_same_value_was_lacking_as_well(other: Any, left: bool) -> None:
    """Of the same window and batch, whatever it was before."""
    mine = Difference((), (fact("deadline", "2026-04-15", window="application", batch="一"),))
    assert bool(mine.also_in(Difference((), (other,)))) is left


def test_a_sites_own_stamps_are_no_difference() -> None:
    """The rest stays."""
    stamp, other = fact("published_on", "2026-03-02"), fact("title", "新")
    found = Difference((), (stamp, other))
    assert found.stamps == (stamp,)
    assert unstamped(found) == Difference((), (other,))
    assert not unstamped(Difference((), (stamp,)))


def test_lines_that_are_broken_elsewhere_say_the_same() -> None:
    """Clauses and facts are compared, reflowed lines are not."""
    whole = "第一条　对符合条件的企业给予补助，单个项目最高补助二百万元，由市财政安排。"
    one = stored(document(RULES, whole))
    broken = ReadDocument(document(RULES, whole[:20], whole[20:]))
    assert not difference(one.version, broken)  # type: ignore[arg-type]  # it is sound
    other = ReadDocument(document(RULES, whole.replace("二", "三"), number="云工信〔2026〕3号"))
    found = difference(one.version, other)  # type: ignore[arg-type]  # as above
    assert len(found.clauses) == 1
    assert "doc_number" in [each.what for each in found.facts]


@pytest.mark.parametrize(
    ("windows", "contact", "told"),
    [((window(APRIL),), True, True), ((window(APRIL),), False, False), ((), True, False)],
)
def test_whom_to_ask_is_told_beside_a_window_to_apply_in(
    windows: Any, contact: bool, told: bool
) -> None:
    """Where the text says it."""
    record = facts_record(document(windows=windows))
    if contact:
        record["contacts"] = [CONTACT]
    assert bool(told_beside(record)) is told


CONTACT: Any = {
    "office": "市科技局",
    "phones": ["0779-5650123"],
    "emails": [],
    "evidence": {"text": "咨询电话：市科技局0779-5650123。", "lines": [1, 1]},
}


@pytest.mark.parametrize(
    ("at", "redated"), [(BEFORE, True), (NOW, False), (BEFORE + timedelta(seconds=1), False)]
)
def test_a_policy_that_was_taken_apart_has_the_dates_of_its_text(at: Any, redated: bool) -> None:
    """Where its newest version was made by that; nobody is told of them."""
    said = document(windows=(window(APRIL),))
    made = draft(stored(said, deadlines=(deadline(date(2026, 5, 10)),)))
    redate_policy(made, 1, at)
    found = [one for each in effects_of(DeadlinesSet, made.effects) for one in each.deadlines]
    assert [(one.closes, one.announced, one.known_since) for one in found] == (
        [(APRIL, False, at)] if redated else []
    )


def test_a_policy_without_a_text_keeps_its_dates() -> None:
    """It is known by its place until it is read again."""
    made = draft(stored(document()))
    made._current[1] = None
    redate_policy(made, 1, BEFORE)
    assert made.effects == []
