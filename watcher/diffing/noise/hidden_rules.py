"""Names the rules that made a difference between two looks at a page no change, and says what they
hid.

Called only where other bytes brought nothing new. It names what is seen to differ, it decides
nothing: whether a difference is told was decided before, by comparing documents.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from store.records import SuppressionRule
from watcher.diffing.noise.excerpts import excerpts
from watcher.diffing.noise.folding import BLANKS, folded, lookalikes, narrowed, plain_quotes
from watcher.diffing.noise.labelled_lines import labelled
from watcher.diffing.noise.trimming import trimmed
from watcher.parsing.html.visible import visible_parts
from watcher.patterns import deferred

_LONGEST: Final = 4_000_000  # characters of a page that is looked at closely
_NEIGHBOUR: Final = 24  # characters of a line that is shown for its place
_MOST: Final = 2_000  # lines on either side of what differs
_CHARSET: Final = deferred(
    r"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?[A-Za-z0-9_-]{2,20}["']?""", re.IGNORECASE
)
_UNSEEN: Final = deferred(
    "[\u200b-\u200f\u2060-\u2064\u2066-\u206f\u202a-\u202e\u00ad\u180e\ufe0f\ufeff]"
)
_BLANK: Final = deferred(f"(?:{_UNSEEN.pattern}|[{re.escape(BLANKS)}])+")
_SPACE: Final = deferred(f"(?!{_UNSEEN.pattern})[{re.escape(BLANKS)}]")
_FOLDS: Final[dict[SuppressionRule, Callable[[str], str]]] = {
    SuppressionRule.ZERO_WIDTH: lambda text: _UNSEEN.sub("", text),
    SuppressionRule.LOOKALIKE: lookalikes,
    SuppressionRule.WIDTH: narrowed,
    SuppressionRule.QUOTES: plain_quotes,
    SuppressionRule.SPACING: lambda text: _SPACE.sub("", text),
}
_META_DATE: Final = deferred(r"<meta\b[^>]{0,200}(?:date|time|modified)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hidden:
    """One rule that hid something: at how many places, and the first of them, with what stands
    around it.
    """

    rule: SuppressionRule
    times: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Page:
    """One look at a page: its source as text, the code it came in, and whether it has tags."""

    text: str
    charset: str
    markup: bool


def hidden(old: Page, new: Page, clauses: Collection[str] = ()) -> tuple[Hidden, ...]:
    """What hid the difference between two looks at one page, a rule each.

    `clauses` are the paragraphs of its documents, old and new, that differ: a line of theirs is no
    furniture.
    """
    if _bare(old.text) == _bare(new.text):
        return (Hidden(SuppressionRule.RE_ENCODED, 1, _coded(old), _coded(new)),)
    if len(old.text) + len(new.text) > _LONGEST:
        return (
            Hidden(
                SuppressionRule.FURNITURE,
                1,
                f"{len(old.text)} characters",
                f"{len(new.text)} characters",
            ),
        )
    was, now = (
        visible_parts(old.text, markup=old.markup),
        visible_parts(new.text, markup=new.markup),
    )
    own = frozenset(folded(paragraph) for paragraph in clauses)
    found = list(_of_lines(was.lines, now.lines, own))
    found += _of_markup(was.rest, now.rest, alone=not found)
    broken = (
        SuppressionRule.REFLOW
        if old.text.count("\n") != new.text.count("\n")
        else SuppressionRule.SPACING
    )
    rule = (
        broken if _BLANK.sub("", old.text) == _BLANK.sub("", new.text) else SuppressionRule.MARKUP
    )
    return _gathered(found) or (Hidden(rule, 1, *excerpts(old.text, new.text)),)


def hidden_lines(old: Sequence[str], new: Sequence[str]) -> tuple[Hidden, ...]:
    """The same for two texts of which only the lines are known, as of a pdf; () where the lines are
    the same.
    """
    return _gathered(list(_of_lines(old, new, frozenset())))


def _bare(text: str) -> str:
    return _CHARSET.sub("", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _coded(page: Page) -> str:
    ends = "CRLF" if "\r\n" in page.text else "CR" if "\r" in page.text else "LF"
    return f"{page.charset}, {len(page.text)} characters, {ends}"


def _gathered(found: Sequence[Hidden]) -> tuple[Hidden, ...]:
    """One a rule, in the order they were found."""
    times = Counter(one.rule for one in found)
    first = {one.rule: one for one in reversed(found)}
    return tuple(Hidden(rule, times[rule], first[rule].old, first[rule].new) for rule in times)


def _of_lines(old: Sequence[str], new: Sequence[str], own: frozenset[str]) -> Iterator[Hidden]:
    hunks = list(_hunks(old, new))
    gone, come = (Counter(line for hunk in hunks for line in hunk[side]) for side in (1, 2))
    moved = gone & come
    if moved:
        yield Hidden(SuppressionRule.LIST_ORDER, moved.total(), *_order(moved, old, new))
    for before, was, now in hunks:
        gone_here, come_here = ([line for line in side if line not in moved] for side in (was, now))
        if gone_here or come_here:
            yield from _of_hunk(before, gone_here, come_here, own)


def _hunks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What differs, with the line before it."""
    first, was, now = trimmed(old, new)
    if max(len(was), len(now)) > _MOST:
        gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
        yield "", list(gone.elements()), list(come.elements())
        return
    for tag, i, k, j, m in SequenceMatcher(None, was, now).get_opcodes():
        if tag != "equal":
            yield (new[first + j - 1] if first + j else ""), was[i:k], now[j:m]


def _order(moved: Counter[str], old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """A line that moved, between its neighbours on either side."""
    line = next(line for line in new if line in moved)
    return _neighbours(old, old.index(line)), _neighbours(new, new.index(line))


def _neighbours(lines: Sequence[str], at: int) -> str:
    return " / ".join(line[:_NEIGHBOUR] for line in lines[max(0, at - 1) : at + 2])


def _of_hunk(
    before: str, was: Sequence[str], now: Sequence[str], own: frozenset[str]
) -> Iterator[Hidden]:
    if len(was) == len(now) > 1:  # neighbours that differ one by one are told one by one
        pairs: list[tuple[Sequence[str], Sequence[str]]] = [
            ([a], [b]) for a, b in zip(was, now, strict=True) if a != b
        ]
        if all(_rules(*pair) or labelled(before, pair[0][0], pair[1][0]) for pair in pairs):
            for one in pairs:
                yield from _of_hunk(before, *one, own)
            return
    rules = _rules(was, now)
    shown = excerpts("⏎".join(was), "⏎".join(now))
    if not rules and len(was) == len(now) == 1:
        rules = labelled(before, was[0], now[0])
    if not rules:
        rules = [
            SuppressionRule.CONTENTS
            if own & {folded(line) for line in (*was, *now)}
            else SuppressionRule.FURNITURE
        ]
    for rule in rules:
        yield Hidden(rule, 1, *shown)


def _rules(was: Sequence[str], now: Sequence[str]) -> list[SuppressionRule]:
    """The rules that together make two stretches the same, each of which is needed for it; [] where
    they do not.
    """
    old, new = "\n".join(was), "\n".join(now)
    if folded(old) != folded(new):
        return []
    found = [rule for rule in _FOLDS if _but(rule, old) != _but(rule, new)]
    if SuppressionRule.SPACING in found and [folded(line) for line in was] != [
        folded(line) for line in now
    ]:
        found[found.index(SuppressionRule.SPACING)] = SuppressionRule.REFLOW
    return found or [SuppressionRule.WIDTH]  # a full-width quote is both a width and a form


def _but(without: SuppressionRule, text: str) -> str:
    for rule, fold in _FOLDS.items():
        text = text if rule == without else fold(text)
    return text


def _of_markup(old: Sequence[str], new: Sequence[str], *, alone: bool) -> Iterator[Hidden]:
    """Tags, scripts and comments; where lines differ too, only if no tag came or went with them."""
    if old == new or not (alone or (len(old) == len(new) and Counter(old) != Counter(new))):
        return
    _, was, now = trimmed(old, new)
    if len(was) != len(now):
        yield Hidden(SuppressionRule.MARKUP, 1, *excerpts("".join(was), "".join(now)))
        return
    for a, b in zip(was, now, strict=True):
        if a != b:
            rule = labelled("发布时间", a, b) if _META_DATE.match(b) else []
            yield Hidden(rule[0] if rule else SuppressionRule.MARKUP, 1, *excerpts(a, b))
