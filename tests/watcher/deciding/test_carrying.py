"""Days that another document moved stay when the policy's own page is amended, and are told from where people know them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store.records import DeadlineKind
from tests.watcher.deciding.samples import deadline, expiry
from watcher.deciding.carrying import carry_deadlines, tell_from_known_days, told_elsewhere
from watcher.deciding.differing import Difference
from watcher.diffing.fact_changes import FactChange

APRIL, MAY, JUNE = date(2026, 4, 15), date(2026, 5, 10), date(2026, 6, 30)
PRINTED, MOVED = deadline(APRIL), deadline(MAY, evidence="延长至5月10日。")
SECOND = deadline(JUNE, batch="第二批")
SLOT, LAST = PRINTED.slot, expiry(APRIL).slot


def moved_fact(old: str | None, new: str | None, **more: Any) -> FactChange:
    about: dict[str, Any] = {"window": "application", "actor": "applicant"}
    return FactChange("deadline", old, new, **(about | more))


@pytest.mark.parametrize(
    ("stated", "stored", "printed", "carried"),
    [
        # the page still prints the old day: the one that was moved stays
        ((PRINTED,), (MOVED,), {SLOT: APRIL}, (MOVED,)),
        # it prints another day now: the page is newer
        ((deadline(JUNE),), (MOVED,), {SLOT: APRIL}, (deadline(JUNE),)),
        # a window that it did not print before
        (
            (PRINTED, SECOND),
            (MOVED,),
            {SLOT: APRIL},
            (MOVED, SECOND),
        ),
        # a window that it prints no more is gone
        ((), (MOVED,), {SLOT: APRIL}, ()),
        # a last day that only another document gave stays
        ((PRINTED,), (PRINTED, expiry(JUNE)), {SLOT: APRIL}, (PRINTED, expiry(JUNE))),
        # and the one that the page prints now takes its place
        ((expiry(MAY),), (expiry(JUNE),), {}, (expiry(MAY),)),
        # what is printed as before and was never stored
        ((PRINTED,), (), {SLOT: APRIL}, (PRINTED,)),
        # without a day before and now
        ((deadline(None),), (MOVED,), {SLOT: None}, (MOVED,)),
    ],
)
def test_which_deadlines_an_amended_page_has(
    stated: Any, stored: Any, printed: Any, carried: Any
) -> None:
    """Where a page prints what it printed before, it says nothing of a day that was moved."""
    assert carry_deadlines(stated, stored, printed) == carried


def told(fact: FactChange, *stored: Any, printed: Any = None) -> FactChange:
    found = tell_from_known_days(
        Difference((), (fact,)), stored, {SLOT: APRIL} if printed is None else printed
    )
    return found.facts[0]


def test_a_day_that_a_notice_moved_is_told_from_there() -> None:
    """People know the tenth of May; the page, which printed the fifteenth of April, prints the thirtieth of June."""
    fact = moved_fact("2026-04-15", "2026-06-30", direction="extended", days=76)
    assert told(fact, MOVED) == replace(fact, old="2026-05-10", days=51)


def test_a_day_before_the_one_people_know_is_a_shorter_time() -> None:
    """The page extends its own day, but less than the notice did."""
    fact = moved_fact("2026-04-15", "2026-04-30", direction="extended", days=15)
    assert told(fact, MOVED) == replace(fact, old="2026-05-10", direction="shortened", days=-10)


def test_a_last_day_of_validity_is_told_from_where_it_was_moved_to() -> None:
    """The slot of the validity has no parts."""
    fact = FactChange("validity", "2026-04-15", "2026-06-30")
    assert told(fact, expiry(MAY), printed={LAST: APRIL}).old == "2026-05-10"


@pytest.mark.parametrize(
    ("fact", "stored", "printed"),
    [
        (moved_fact("2026-04-15", "2026-05-10"), MOVED, {SLOT: APRIL}),
        (moved_fact(None, "2026-06-30"), MOVED, {SLOT: APRIL}),
        (moved_fact("2026-04-15", None), MOVED, {SLOT: APRIL}),
        (moved_fact("2026-04-15", "常年受理"), MOVED, {SLOT: APRIL}),
        (moved_fact("2026-04-15", "2026-06-30"), PRINTED, {SLOT: APRIL}),
        (moved_fact("2026-04-15", "2026-06-30"), deadline(None), {SLOT: APRIL}),
        (moved_fact("2026-04-15", "2026-06-30", batch="第二批"), MOVED, {SLOT: APRIL}),
        (replace(moved_fact("2026-04-01", "2026-06-30"), what="opens"), expiry(MAY), {}),
        (FactChange("issued_on", "2026-04-01", "2026-06-30"), expiry(MAY), {}),
    ],
    ids=[
        "to the day it was moved to",
        "a new window",
        "a window that is gone",
        "no day now",
        "nothing was moved",
        "no day is known",
        "another window",
        "when it opens",
        "another fact",
    ],
)
def test_what_is_told_as_it_was_printed(fact: FactChange, stored: Any, printed: Any) -> None:
    """Nobody knows another day."""
    assert told(fact, stored, printed=printed) == fact


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        (moved_fact("2026-04-15", "2026-05-10"), True),
        (moved_fact("2026-04-15", "2026-05-10 17:00"), True),
        (moved_fact("2026-04-15", "2026-06-30"), False),
        (moved_fact("2026-04-15", None), False),
        (moved_fact("2026-04-15", "2026-05-10", window="consultation"), False),
        (FactChange("validity", "2026-04-15", "2026-05-10"), False),
        (FactChange("effective", "2026-04-15", "2026-05-10"), False),
        (FactChange("title", "旧", "新"), False),
    ],
)
def test_the_page_repeats_the_day_that_a_notice_told(fact: FactChange, known: bool) -> None:
    """The notice moved the window to the tenth of May; the page printed the fifteenth of April."""
    found = told_elsewhere([fact], [MOVED], {SLOT: APRIL}, ended=False)
    assert found == ((fact,) if known else ())


def test_the_page_repeats_a_last_day_that_another_document_gave() -> None:
    """Of the validity, not of a window of that day."""
    fact = FactChange("validity", "2026-04-15", "2026-05-10")
    assert told_elsewhere([fact], [expiry(MAY)], {LAST: APRIL}, ended=False) == (fact,)
    assert told_elsewhere([fact], [expiry(APRIL)], {LAST: APRIL}, ended=False) == ()
    window = replace(fact, what="deadline", window=DeadlineKind.APPLICATION)
    assert told_elsewhere([window], [expiry(MAY)], {LAST: APRIL}, ended=False) == ()


@pytest.mark.parametrize(
    ("mark", "ended", "known"),
    [("失效", True, True), ("废止", True, True), ("失效", False, False), ("有效", True, False)],
)
def test_the_mark_of_an_end_that_was_told_is_known(mark: str, ended: bool, known: bool) -> None:
    """The site marks the page after the repealing text was told."""
    fact = FactChange("status", None, mark)
    assert told_elsewhere([fact], [], {}, ended=ended) == ((fact,) if known else ())


def test_days_are_counted_between_what_people_know_and_the_new_one() -> None:
    """One day later is one."""
    fact = moved_fact("2026-04-15", (MAY + timedelta(days=1)).isoformat())
    assert (told(fact, MOVED).direction, told(fact, MOVED).days) == ("extended", 1)
