"""Makes one window of what a document says twice of it.

Header and body, applicant's page and bureau's paragraph.
"""

from dataclasses import replace

from store.records import Actor, DeadlineKind, DeadlineStatus
from watcher.reading.document import Window


def _same_day(one: Window, other: Window) -> bool:
    """The same close of the same batch.

    A window that names no batch, opening or hour takes those of the other.
    """
    if (
        one.closes != other.closes
        or one.closes is None
        or (one.kind == DeadlineKind.CONSULTATION) != (other.kind == DeadlineKind.CONSULTATION)
    ):
        return False
    if one.opens and other.opens and one.opens != other.opens:
        return False
    return one.batch is None or other.batch is None or one.batch == other.batch


def _joined(one: Window, other: Window) -> Window:
    """`one` with what only `other` says."""
    return replace(
        one,
        opens=one.opens or other.opens,
        closes_at=one.closes_at or other.closes_at,
        batch=one.batch or other.batch,
        channel=one.channel if one.channel == other.channel else None,
        actor=Actor.APPLICANT if Actor.APPLICANT in (one.actor, other.actor) else Actor.AUTHORITY,
    )


def merged(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Windows without repeats; a lone opening day joins the windows it opens."""
    kept: list[Window] = []
    openings = [window for window in windows if window.closes is None and window.opens]
    for window in windows:
        if window.closes is None:
            continue
        match = next((index for index, other in enumerate(kept) if _same_day(other, window)), None)
        if match is None:
            kept.append(window)
        else:
            kept[match] = _joined(kept[match], window)
    undated = [window for window in windows if window.closes is None and not window.opens]
    named = {window.status for window in undated if window.batch}
    undated = [window for window in undated if window.batch or window.status not in named]
    return (*_opened(kept, undated, openings),)


def _opened(kept: list[Window], undated: list[Window], openings: list[Window]) -> list[Window]:
    """Gives each opening day to the first close after it, else to a window without a close."""
    for opening in openings:
        assert opening.opens
        later = [
            i
            for i, w in enumerate(kept)
            if w.closes and w.closes >= opening.opens and w.kind == opening.kind
        ]
        if any(w.opens == opening.opens for w in kept):
            continue
        if later and kept[later[0]].opens is None:
            kept[later[0]] = replace(kept[later[0]], opens=opening.opens)
        elif (
            index := next(
                (
                    i
                    for i, w in enumerate(undated)
                    if w.status == DeadlineStatus.UNANNOUNCED and w.opens is None
                ),
                None,
            )
        ) is not None:
            undated[index] = replace(undated[index], opens=opening.opens)
        elif not later:
            kept.append(opening)
    return [*kept, *undated]
