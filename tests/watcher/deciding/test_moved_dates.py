"""A date that a notice moved for another policy is told of that policy."""

from dataclasses import replace
from datetime import date

import pytest

from store.records import (
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    PolicyStatus,
    Related,
    RelationKind,
)
from tests.watcher.telling.told import POLICY
from watcher.deciding.moved_dates import ExtendedPolicy, base_that_speaks, notices_that_moved

DAY, OTHER = date(2026, 4, 4), date(2026, 4, 5)


def window(kind: DeadlineKind = DeadlineKind.APPLICATION, closes: date | None = DAY) -> Deadline:
    return Deadline(5, kind, kind, DeadlineStatus.DATED, closes=closes)


def moved(
    *, until: date = DAY, status: PolicyStatus = PolicyStatus.ACTIVE, own: tuple[Deadline, ...]
) -> ExtendedPolicy:
    return ExtendedPolicy(replace(POLICY, id=8, status=status), until, own)


@pytest.mark.parametrize(
    ("found", "speaks"),
    [
        (moved(own=(window(),)), True),
        (moved(own=(window(closes=OTHER),)), True),  # a later notice set another day
        (moved(own=(window(DeadlineKind.CONSULTATION),)), True),
        (moved(own=(window(DeadlineKind.EXPIRY),)), False),  # no such date
        (moved(own=(window(DeadlineKind.EXPIRY), window())), True),
        (moved(own=(window(closes=None),)), False),
        (moved(own=()), False),
        (moved(own=(window(),), until=OTHER), False),
        (moved(own=(window(),), status=PolicyStatus.EXPIRED), False),
    ],
)
def test_the_policy_speaks_where_it_lives_and_has_such_a_date(
    found: ExtendedPolicy, speaks: bool
) -> None:
    """Else the notice, whose window closes that day, speaks for itself."""
    assert (base_that_speaks(window(), [found]) is not None) is speaks


def test_a_last_day_of_validity_is_repeated_only_by_one_of_validity() -> None:
    """A window of the policy is another thing."""
    expiry = window(DeadlineKind.EXPIRY)
    assert base_that_speaks(expiry, [moved(own=(expiry,))]) is not None
    assert base_that_speaks(expiry, [moved(own=(window(),))]) is None


def test_of_several_policies_the_last_counts_and_none_where_there_is_none() -> None:
    """A notice may extend two calls at once."""
    first, last = moved(own=(window(),)), moved(own=(window(),))
    last = replace(last, base=replace(last.base, id=9))
    silent = moved(own=())
    base = base_that_speaks(window(), [first, last, silent])
    assert base is not None
    assert base.id == 9
    assert base_that_speaks(window(), []) is None


@pytest.mark.parametrize(
    ("kind", "to", "until", "named"),
    [
        (RelationKind.EXTENDS, 5, DAY, True),
        (RelationKind.EXTENDS, 5, OTHER, False),
        (RelationKind.EXTENDS, 6, DAY, False),
        (RelationKind.REPEALS, 5, DAY, False),
    ],
)
def test_a_notice_set_a_date_where_it_extends_the_policy_to_that_day(
    kind: RelationKind, to: int, until: date, named: bool
) -> None:
    """Its title stands in the reminder of that date."""
    one = Related(1, 7, to, kind, None, None, None, until, "")
    assert notices_that_moved(5, window(), [one]) == ({7} if named else set())
