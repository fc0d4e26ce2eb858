"""Makes a diff of Chinese read well: no cut inside a word, no single character left standing
between two edits.

Works on the letters that `marked_words` made, one a word; keeps both spellings intact.
"""

from collections.abc import Mapping
from typing import Final

Diff = tuple[int, str]  # diff-match-patch's: -1 gone, 0 kept, 1 come

_OFTEN: Final = 3  # two characters seen together so often are a word here
_FREE: Final = frozenset(
    "，。；：、！？（）《》〈〉“”‘’—…·\n ,.;:!?()[]<>\"'-的了和与及或等在对由将其之以为并不应可者所"
)


class _Hunk:
    """Kept text and the edit after it."""

    def __init__(self) -> None:
        self.kept = self.gone = self.come = ""


def settle_borders(diffs: list[Diff], grams: Mapping[str, int]) -> list[Diff]:
    """The same edits with better borders. `grams` counts bigrams of the texts that are compared."""
    hunks = _merge_hunks(_hunks_of(diffs))
    for at, hunk in enumerate(hunks[:-1]):
        _draw_in_words(hunk, hunks[at + 1], grams)
    return [
        (op, text)
        for hunk in _merge_hunks(hunks)
        for op, text in ((0, hunk.kept), (-1, hunk.gone), (1, hunk.come))
        if text
    ]  # fmt: skip


def _hunks_of(diffs: list[Diff]) -> list[_Hunk]:
    """The last hunk holds the kept text at the end and no edit."""
    hunks = [_Hunk()]
    for op, text in diffs:
        last = hunks[-1]
        if op == 0 and (last.gone or last.come):
            hunks.append(last := _Hunk())
        if op == 0:
            last.kept += text
        elif op < 0:
            last.gone += text
        else:
            last.come += text
    if hunks[-1].gone or hunks[-1].come:
        hunks.append(_Hunk())
    return hunks


def _merge_hunks(hunks: list[_Hunk]) -> list[_Hunk]:
    """Edits with nothing, or one character of no weight, between them become one."""
    done = hunks[:1]
    for hunk in hunks[1:]:
        last = done[-1]
        slight = len(hunk.kept) == 1 and hunk.kept not in _FREE and (last.gone or last.come)
        if (hunk.kept and not slight) or not (hunk.gone or hunk.come):
            done.append(hunk)
            continue
        last.gone += hunk.kept + hunk.gone
        last.come += hunk.kept + hunk.come
    return done


def _draw_in_words(hunk: _Hunk, after: _Hunk, grams: Mapping[str, int]) -> None:
    """Draw into the edit the character next to it that makes a word with it: 限制 → 强制, not 限 → 强
    before 制.

    One character put right in its place (帐 → 账) stays as it is.
    """
    if len(hunk.gone) == len(hunk.come) == 1:
        return
    x, y = hunk.kept[-1:], after.kept[:1]
    left = _times_bound(grams, x + (hunk.gone or y)[:1], x + (hunk.come or y)[:1]) > grams.get(
        hunk.kept[-2:], 0
    )
    right = _times_bound(grams, (hunk.gone or x)[-1:] + y, (hunk.come or x)[-1:] + y) > grams.get(
        after.kept[:2], 0
    )
    if left:
        hunk.kept = hunk.kept[:-1]
        hunk.gone, hunk.come = x + hunk.gone, x + hunk.come
    if right:
        after.kept = after.kept[1:]
        hunk.gone, hunk.come = hunk.gone + y, hunk.come + y


def _times_bound(grams: Mapping[str, int], gone: str, come: str) -> int:
    """The times that the rarer of the two pairs of characters stands together; 0 for no word."""
    if len(gone) < 2 or len(come) < 2 or not _FREE.isdisjoint(gone + come):
        return 0
    times = min(grams.get(gone, 0), grams.get(come, 0))
    return times if times >= _OFTEN else 0
