"""Which windows of a call a notice moves."""

from dataclasses import replace
from datetime import date

from store.records import (
    Actor,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    PendingRelation,
    Slot,
    WindowChannel,
)
from watcher.deciding.extending import moved

APRIL, MAY, JUNE, AUGUST = (
    date(2026, 4, 10),
    date(2026, 5, 10),
    date(2026, 6, 10),
    date(2026, 8, 10),
)


def window(slot: Slot, closes: date) -> Deadline:
    return Deadline(
        policy_id=1,
        kind=slot.kind,
        status=DeadlineStatus.DATED,
        closes=closes,
        batch=slot.batch,
        actor=slot.actor,
        channel=slot.channel,
        ordinal=slot.ordinal,
    )


def said(until: date = MAY, evidence: str = "申报截止时间延长至2026年5月10日。") -> PendingRelation:
    return PendingRelation("extends", "关于组织申报绿色工厂的通知", None, None, until, evidence)


OWN = Slot(DeadlineKind.APPLICATION, Actor.APPLICANT)
ONLINE = window(replace(OWN, channel=WindowChannel.ONLINE), APRIL)
PAPER = window(replace(OWN, channel=WindowChannel.PAPER), APRIL)
FIRST = window(replace(OWN, batch="第一批"), APRIL)
SECOND = window(replace(OWN, batch="第二批"), AUGUST)
ONE = window(OWN, APRIL)
ANOTHER = replace(OWN, ordinal=2)


def test_a_call_with_one_window_needs_no_name() -> None:
    """Whatever the notice prints beside it; the last day of validity is no window."""
    last = window(Slot(DeadlineKind.EXPIRY), AUGUST)
    assert moved([ONE, last], [], said()) == {ONE.slot: MAY}


def test_windows_of_one_name_belong_together() -> None:
    """The batch that the notice names, or the channel."""
    assert moved([FIRST, SECOND], [window(FIRST.slot, MAY)], said()) == {FIRST.slot: MAY}
    assert moved([ONLINE, PAPER], [window(ONLINE.slot, MAY), window(PAPER.slot, JUNE)], said()) == {
        ONLINE.slot: MAY,
        PAPER.slot: JUNE,
    }


def test_a_batch_that_only_the_sentence_names() -> None:
    """The notice's own window has no name."""
    assert moved(
        [FIRST, SECOND], [window(ONE.slot, MAY)], said(evidence="第一批申报延长至5月10日")
    ) == {FIRST.slot: MAY}


def test_as_many_days_as_windows_are_taken_in_order() -> None:
    """Without names; not where one of them is an old day."""
    later = window(PAPER.slot, date(2026, 4, 15))
    new = [window(ONE.slot, MAY), window(ANOTHER, JUNE)]
    assert moved([ONLINE, later], new, said()) == {ONLINE.slot: MAY, PAPER.slot: JUNE}
    old = [window(ONE.slot, APRIL), window(ANOTHER, MAY)]
    assert moved([ONLINE, later], old, said()) == {ONLINE.slot: MAY}  # the online one governs


def test_where_it_is_not_clear_nothing_moves() -> None:
    """Two batches, and a notice that says neither."""
    assert moved([FIRST, SECOND], [window(ONE.slot, MAY)], said()) == {}
