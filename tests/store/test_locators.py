"""The place of a source as the store knows it, and what an edited one means."""

import pytest

from store import checks
from store.database.opening import Database
from store.records import LookStatus
from tests.store.samples import NOW, later


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("https://h/list?token=abcd1234", "https://h/list?token=***", True),
        ("https://yard:abcd1234@h/list", "https://h/list", True),
        ("http://h/list?token=abcd1234", "https://h/list?token=***", True),
        ("https://h/list?token=abcd1234", "https://h/other?token=***", False),
    ],
)
def test_a_locator_that_lost_its_secrets_is_the_same_place(
    database: Database, before: str, after: str, same: bool
) -> None:
    """Earlier releases kept them; the baseline stays, and the secret goes."""
    good = checks.Outcome(
        at=NOW, ok=True, status=LookStatus.FETCHED, reason="", next_check_at=later(1)
    )
    with database.write() as tx:
        checks.declare(tx, {"harbour": before})
        checks.record_check(tx, "harbour", good)
    with database.write() as tx:
        covers = {"harbour": lambda text: text.replace("abcd1234", "***")}
        checks.declare(tx, {"harbour": after}, covers=covers)
        state = checks.state(tx, "harbour")
    assert state.locator == after
    assert (state.baseline_at is not None) is same
