"""Which windows of a call a notice moves, and to which day. Pure; where that is not clear it moves none."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.records import Actor, Deadline, DeadlineKind, PendingRelation


def moved(
    call: Sequence[Deadline], notice: Sequence[Deadline], said: PendingRelation
) -> Mapping[str, date]:
    """Slots of the call's dated windows, each with its new last day.

    `notice` are the windows that the notice itself prints. Those of one name (batch, channel, actor) belong together,
    else as many as the call has in their order;
    a call with one window, or with one for the applicant to act in online, needs no name.
    """
    windows = [one for one in call if one.kind != DeadlineKind.EXPIRY and one.closes]
    if said.until is None or not windows:
        return {}
    printed = [one for one in notice if one.kind != DeadlineKind.EXPIRY and one.closes]
    for pairs in (_by_name(windows, printed), _by_order(windows, printed)):
        if len(windows) > 1 and pairs:
            return pairs
    batches = [one for one in windows if one.batch and one.batch in said.evidence]
    main = [one for one in windows if one.actor != Actor.AUTHORITY and ":paper:" not in one.slot]
    for these in (windows, batches, main):
        if len(these) == 1:
            return {these[0].slot: said.until}
    if len({one.closes for one in windows}) == 1:  # one day for all of them
        return {one.slot: said.until for one in windows}
    return {}


def _by_name(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[str, date]:
    """Those whose name stands once in the call and once in the notice."""
    days = {_name(one): one.closes for one in printed}
    clear = len({_name(one) for one in windows}) == len(windows) and len(days) == len(printed)
    return {one.slot: day for one in windows if clear and (day := days.get(_name(one)))}


def _by_order(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[str, date]:
    """As many new days as there are windows, none of them an old one: the first goes with the first."""
    old, new = (
        sorted((one.closes, one.slot, one.kind) for one in those if one.closes)
        for those in (windows, printed)
    )
    fits = len(old) == len(new) and not {day for day, *_ in old} & {day for day, *_ in new}
    alike = len({kind for *_, kind in (*old, *new)}) == 1
    return {was[1]: now[0] for was, now in zip(old, new, strict=True)} if fits and alike else {}


def _name(one: Deadline) -> str:
    """What a slot keeps from text to text, without its count."""
    return one.slot.rpartition(":")[0]
