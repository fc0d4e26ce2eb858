"""Makes one window of what a document says twice of it.

Header and body, applicant's page and bureau's paragraph.
"""

from dataclasses import replace

from store.records import Actor, DeadlineKind, DeadlineStatus
from watcher.reading.document import Window


def _is_same(one: Window, other: Window) -> bool:
    """The same close of the same batch.

    A window that names no batch, opening or hour takes those of the other.
    """
    if one.closes is None or one.closes != other.closes:
        return False
    if (one.kind == DeadlineKind.CONSULTATION) != (other.kind == DeadlineKind.CONSULTATION):
        return False
    return _agree(one.opens, other.opens) and _agree(one.batch, other.batch)


def _agree(one: object, other: object) -> bool:
    """Two values are the same, or one of them is not said."""
    return one is None or other is None or one == other


def _join(one: Window, other: Window) -> Window:
    """`one` with what only `other` says."""
    return replace(
        one,
        opens=one.opens or other.opens,
        closes_at=one.closes_at or other.closes_at,
        batch=one.batch or other.batch,
        channel=one.channel if one.channel == other.channel else None,
        actor=Actor.APPLICANT if Actor.APPLICANT in (one.actor, other.actor) else Actor.AUTHORITY,
    )


def merge_windows(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Windows without repeats; a lone opening day joins the windows it opens."""
    kept: list[Window] = []
    for window in windows:
        if window.closes is not None:
            _keep(kept, window)
    undated = _undated(windows)
    for window in windows:
        if window.closes is None and window.opens:
            _open(kept, undated, window)
    return (*kept, *undated)


def _keep(kept: list[Window], window: Window) -> None:
    """Adds a window, or what it says to the one that it repeats."""
    for index, other in enumerate(kept):
        if _is_same(other, window):
            kept[index] = _join(other, window)
            return
    kept.append(window)


def _undated(windows: tuple[Window, ...]) -> list[Window]:
    """The windows without any day; of a status that a batch has, only those that name one."""
    undated = [window for window in windows if window.closes is None and not window.opens]
    named = {window.status for window in undated if window.batch}
    return [window for window in undated if window.batch or window.status not in named]


def _open(kept: list[Window], undated: list[Window], opening: Window) -> None:
    """Gives an opening day to the first close after it, else to a window without a close."""
    assert opening.opens
    if any(window.opens == opening.opens for window in kept):
        return
    later = _first_close(kept, opening)
    if later is not None and kept[later].opens is None:
        kept[later] = replace(kept[later], opens=opening.opens)
        return
    for index, window in enumerate(undated):
        if window.status == DeadlineStatus.UNANNOUNCED and window.opens is None:
            undated[index] = replace(window, opens=opening.opens)
            return
    if later is None:
        kept.append(opening)


def _first_close(kept: list[Window], opening: Window) -> int | None:
    """The index of the first window of its kind that closes after an opening day."""
    assert opening.opens
    for index, window in enumerate(kept):
        if window.closes and window.closes >= opening.opens and window.kind == opening.kind:
            return index
    return None
