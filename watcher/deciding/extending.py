"""The windows of a call that a notice moves, each with its new day; none if that is not clear."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.records import Actor, Deadline, DeadlineKind, PendingRelation, Slot, WindowChannel
from watcher.reading.facts.extension_words import names_window


def moved(
    call: Sequence[Deadline], notice: Sequence[Deadline], said: PendingRelation
) -> Mapping[Slot, date]:
    """Slots of the call's dated windows, each with its new last day.

    `notice` are the windows that the notice itself prints. Those of one name (batch, channel,
    actor) belong together, else as many as the call has in their order; a call with one window, or
    with one for the applicant to act in online, needs no name.
    """
    windows, printed = _dated_windows(call), _dated_windows(notice)
    if said.until is None or not windows:
        return {}
    if len(windows) > 1:
        pairs = _by_name(windows, printed) or _by_order(windows, printed)
        if pairs:
            return pairs
    meant = _meant_by_words(windows, said)
    return {one.slot: said.until for one in meant}


def _dated_windows(those: Sequence[Deadline]) -> list[Deadline]:
    return [one for one in those if one.kind != DeadlineKind.EXPIRY and one.closes]


def _meant_by_words(windows: Sequence[Deadline], said: PendingRelation) -> Sequence[Deadline]:
    """The only one, the named batch, the one to act in online; all where one day is theirs."""
    named = [one for one in windows if one.batch and names_window(said.evidence, one.batch)]
    main = [one for one in windows if _is_main(one)]
    for these in (windows, named, main):
        if len(these) == 1:
            return these
    days = {one.closes for one in windows}
    return windows if len(days) == 1 else ()


def _is_main(window: Deadline) -> bool:
    return window.actor != Actor.AUTHORITY and window.channel != WindowChannel.PAPER


def _by_name(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[Slot, date]:
    """Those whose name stands once in the call and once in the notice."""
    days = {one.slot.name: one.closes for one in printed}
    names = {one.slot.name for one in windows}
    if len(names) != len(windows) or len(days) != len(printed):
        return {}
    moved_days = {}
    for one in windows:
        day = days.get(one.slot.name)
        if day is not None:
            moved_days[one.slot] = day
    return moved_days


def _by_order(windows: Sequence[Deadline], printed: Sequence[Deadline]) -> dict[Slot, date]:
    """As many new days as there are windows, none of them an old one: first goes with first."""
    old, new = _by_day(windows), _by_day(printed)
    kinds = {one.kind for one in (*old, *new)}
    if len(old) != len(new) or len(kinds) != 1:
        return {}
    old_days = {one.closes for one in old}
    if any(one.closes in old_days for one in new):
        return {}
    pairs = zip(old, new, strict=True)
    return {was.slot: now.closes for was, now in pairs if now.closes is not None}


def _by_day(windows: Sequence[Deadline]) -> list[Deadline]:
    return sorted(windows, key=lambda one: (one.closes or date.max, one.slot.key))
