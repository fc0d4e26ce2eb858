"""What becomes of a policy whose last day is over."""

from datetime import date, timedelta

import pytest

from store.records import (
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    PolicyStatus,
    Related,
    RelationKind,
)
from watcher.deciding.expiry import Lapse, is_repealed, lapse_of

LAST = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)


def lapse(
    *, today: date, repealed: bool = False, seen: date = LONG_AGO, closes: date | None = LAST
) -> Lapse | None:
    deadline = Deadline(5, DeadlineKind.EXPIRY, DeadlineStatus.DATED, closes=closes)
    return lapse_of(deadline, repealed=repealed, first_seen_on=seen, today=today)


@pytest.mark.parametrize(("days", "over"), [(-1, False), (0, False), (1, True), (400, True)])
def test_the_last_day_itself_still_counts(days: int, over: bool) -> None:
    """A policy is in force to the end of its last day."""
    found = lapse(today=LAST + timedelta(days=days))
    assert found == (Lapse(PolicyStatus.EXPIRED, LAST, told=True) if over else None)


def test_a_validity_without_a_day_never_lapses() -> None:
    """Nothing is known to be over."""
    assert lapse(today=date(2099, 1, 1), closes=None) is None


@pytest.mark.parametrize(("days", "told"), [(-1, True), (0, True), (1, False)])
def test_one_that_was_over_when_it_was_first_seen_tells_nobody(days: int, told: bool) -> None:
    """Seen on its last day it was alive."""
    found = lapse(today=LAST + timedelta(days=9), seen=LAST + timedelta(days=days))
    assert found == Lapse(PolicyStatus.EXPIRED, LAST, told=told)


def test_one_that_another_document_ends_is_repealed_and_told_no_more() -> None:
    """The repealing text told it when it was seen."""
    found = lapse(today=LAST + timedelta(days=1), repealed=True)
    assert found == Lapse(PolicyStatus.REPEALED, LAST, told=False)
    assert lapse(today=LAST, repealed=True) is None


def related(kind: RelationKind, *, to: int | None) -> Related:
    return Related(1, 7, to, kind, None, None, None, None, "")


@pytest.mark.parametrize(
    ("relations", "repealed"),
    [
        ([], False),
        ([related(RelationKind.REPEALS, to=5)], True),
        ([related(RelationKind.REPEALS, to=6)], False),
        ([related(RelationKind.REPEALS, to=None)], False),
        ([related(RelationKind.EXTENDS, to=5)], False),
        ([related(RelationKind.EXTENDS, to=5), related(RelationKind.REPEALS, to=5)], True),
    ],
)
def test_a_policy_is_repealed_by_a_document_that_names_it(
    relations: list[Related], repealed: bool
) -> None:
    """What the policy itself repeals is another one."""
    assert is_repealed(5, relations) is repealed
