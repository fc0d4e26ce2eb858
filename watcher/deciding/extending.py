"""Which windows of a call a notice moves, and to which day. Pure; where that is not clear it moves none."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.records import Actor, Deadline, DeadlineKind, PendingRelation, Slot, WindowChannel
from watcher.reading.facts.extension_words import names_window


def moved(
    call: Sequence[Deadline], notice: Sequence[Deadline], said: PendingRelation
) -> Mapping[Slot, date]:
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
    batches = [one for one in windows if one.batch and names_window(said.evidence, one.batch)]
    main = [
        one
        for one in windows
        if one.actor != Actor.AUTHORITY and one.channel != WindowChannel.PAPER
    ]
    for these in (windows, batches, main):
        if len(these) == 1:
            return {these[0].slot: said.until}
    if len({one.closes for one in windows}) == 1:  # one day for all of them
        return {one.slot: said.until for one in windows}
    return {}


def _by_name(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[Slot, date]:
    """Those whose name stands once in the call and once in the notice."""
    days = {one.slot.name: one.closes for one in printed}
    clear = len({one.slot.name for one in windows}) == len(windows) and len(days) == len(printed)
    return {one.slot: day for one in windows if clear and (day := days.get(one.slot.name))}


def _by_order(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[Slot, date]:
    """As many new days as there are windows, none of them an old one: first goes with first."""
    old, new = _by_day(windows), _by_day(printed)
    if len(old) != len(new) or len({one.kind for one in (*old, *new)}) != 1:
        return {}
    if {one.closes for one in old} & {one.closes for one in new}:
        return {}
    pairs = zip(old, new, strict=True)
    return {was.slot: now.closes for was, now in pairs if now.closes is not None}


def _by_day(windows: Sequence[Deadline]) -> list[Deadline]:
    return sorted(windows, key=lambda one: (one.closes or date.max, one.slot.key))
