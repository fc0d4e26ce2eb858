"""What rules against noise hid, and what would have been told."""

from dataclasses import replace

import pytest

from tests.watcher.asking.conftest import ALL, CARS
from tests.watcher.recording.conftest import ZONE, Shelf
from tests.watcher.recording.texts import rules, started
from watcher.asking.shapes.suppression_shape import hidden_snapshot_shape
from watcher.asking.suppression_ledger import (
    FirstSnapshotError,
    NoSuchSnapshotError,
    SuppressionQuestion,
    hidden_snapshot,
    rule_counts,
    suppression_page,
)
from watcher.deciding.silence import RULES
from watcher.telling.subscription_index import Index


@pytest.fixture
def noisy(world: Shelf) -> Shelf:
    """Three looks that brought other bytes and the same words."""
    started(world)
    for mark in ("\ufeff", "\ufeff\n", "\ufeff\n\n"):
        world.put("rules.txt", mark + rules())
        world.check()
    return world


def test_pages_of_the_ledger_make_the_whole(noisy: Shelf) -> None:
    """Newest first; the cursor is the last entry's id."""
    with noisy.database.read() as tx:
        whole = suppression_page(tx, SuppressionQuestion()).items
        first = suppression_page(tx, SuppressionQuestion(), limit=2)
        question = SuppressionQuestion(before_id=first.cursor)
        rest = suppression_page(tx, question, limit=len(whole))
    assert len(whole) >= 3
    assert (*first.items, *rest.items) == whole


def test_every_rule_is_counted_those_that_hid_nothing_too(noisy: Shelf) -> None:
    """In the order of the rules."""
    with noisy.database.read() as tx:
        counts = rule_counts(tx)
        whole = suppression_page(tx, SuppressionQuestion()).items
    assert list(counts) == list(RULES)
    assert sum(counts.values()) == len(whole)


def test_a_hidden_snapshot_says_what_would_have_been_told_to_whom(noisy: Shelf) -> None:
    """Only those whom the policy concerns."""
    with noisy.database.read() as tx:
        hidden = hidden_snapshot(tx, 2, Index((ALL, replace(CARS, regions=("530000",)))))
    assert hidden.entries
    assert [one.subscribers for one in hidden.untold] == [("all",)]
    assert hidden_snapshot_shape(hidden, ZONE)["untold"][0]["kind"] == "amended"


def test_what_cannot_be_compared_is_said(noisy: Shelf) -> None:
    """No such snapshot; the first of its address."""
    with noisy.database.read() as tx:
        with pytest.raises(NoSuchSnapshotError):
            hidden_snapshot(tx, 99, Index(()))
        with pytest.raises(FirstSnapshotError) as first:
            hidden_snapshot(tx, 1, Index(()))
    assert first.value.address.endswith("rules.txt")
