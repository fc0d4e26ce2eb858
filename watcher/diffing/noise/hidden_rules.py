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
from typing import Final, NamedTuple

from store.records import SuppressionRule
from watcher.diffing.noise.excerpts import cut_excerpts
from watcher.diffing.noise.folding import (
    BLANKS,
    fold_lookalikes,
    fold_noise,
    fold_quotes,
    fold_widths,
)
from watcher.diffing.noise.labelled_lines import rules_of_labels
from watcher.diffing.noise.passing_lines import rule_of_line
from watcher.diffing.noise.trimming import trim_common_ends
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
    SuppressionRule.LOOKALIKE: fold_lookalikes,
    SuppressionRule.WIDTH: fold_widths,
    SuppressionRule.QUOTES: fold_quotes,
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


def find_hidden(old: Page, new: Page, clauses: Collection[str] = ()) -> tuple[Hidden, ...]:
    """The rules that hid the difference between two looks at one page, each once.

    `clauses` are the paragraphs of its documents, old and new, that differ: a line of theirs is no
    furniture.
    """
    if _without_encoding(old.text) == _without_encoding(new.text):
        return (Hidden(SuppressionRule.RE_ENCODED, 1, _said_encoding(old), _said_encoding(new)),)
    if len(old.text) + len(new.text) > _LONGEST:  # too long to look at closely
        was, now = (f"{len(page.text)} characters" for page in (old, new))
        return (Hidden(SuppressionRule.FURNITURE, 1, was, now),)
    before = visible_parts(old.text, markup=old.markup)
    after = visible_parts(new.text, markup=new.markup)
    own = frozenset(fold_noise(paragraph) for paragraph in clauses)
    found = list(_hidden_in_lines(before.lines, after.lines, own))
    found += _hidden_in_markup(before.rest, after.rest, alone=not found)
    if found:
        return _one_a_rule(found)
    rule = _rule_of_source(old.text, new.text)
    return (Hidden(rule, 1, *cut_excerpts(old.text, new.text)),)


def _rule_of_source(old: str, new: str) -> SuppressionRule:
    """The rule for two sources whose lines and tags are the same."""
    if _BLANK.sub("", old) != _BLANK.sub("", new):
        return SuppressionRule.MARKUP
    if old.count("\n") != new.count("\n"):
        return SuppressionRule.REFLOW
    return SuppressionRule.SPACING


def find_hidden_lines(old: Sequence[str], new: Sequence[str]) -> tuple[Hidden, ...]:
    """The same for two texts of which only the lines are known, as of a pdf.

    () where the lines are the same.
    """
    return _one_a_rule(list(_hidden_in_lines(old, new, frozenset())))


def _without_encoding(text: str) -> str:
    return _CHARSET.sub("", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _said_encoding(page: Page) -> str:
    """The code of a page and its line ends, as they are shown: gbk, 1200 characters, CRLF."""
    ends = "LF"
    if "\r" in page.text:
        ends = "CRLF" if "\r\n" in page.text else "CR"
    return f"{page.charset}, {len(page.text)} characters, {ends}"


def _one_a_rule(found: Sequence[Hidden]) -> tuple[Hidden, ...]:
    """One a rule, in the order they were found."""
    times = Counter(one.rule for one in found)
    first = {one.rule: one for one in reversed(found)}
    return tuple(Hidden(rule, times[rule], first[rule].old, first[rule].new) for rule in times)


def _hidden_in_lines(
    old: Sequence[str], new: Sequence[str], own: frozenset[str]
) -> Iterator[Hidden]:
    """Lines that only changed places are told together, the others stretch by stretch."""
    stretches = list(_differing_stretches(old, new))
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for stretch in stretches:
        gone.update(stretch.old)
        come.update(stretch.new)
    moved = gone & come
    if moved:
        yield Hidden(SuppressionRule.LIST_ORDER, moved.total(), *_moved_line(moved, old, new))
    for stretch in stretches:
        left = stretch.without(moved)
        if left.old or left.new:
            yield from _hidden_in_stretch(left, own)


class _Stretch(NamedTuple):
    """Lines of either side that stand in each other's place, and the line before them."""

    before: str
    old: Sequence[str]
    new: Sequence[str]

    def without(self, lines: Collection[str]) -> "_Stretch":
        old = [line for line in self.old if line not in lines]
        new = [line for line in self.new if line not in lines]
        return _Stretch(self.before, old, new)

    def line_by_line(self) -> Iterator["_Stretch"]:
        """A stretch for each two lines that differ; both sides have the same number of lines."""
        for was, now in zip(self.old, self.new, strict=True):
            if was != now:
                yield _Stretch(self.before, [was], [now])


def _differing_stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Every stretch that differs; of very many lines one, in no order."""
    first, was, now = trim_common_ends(old, new)
    if max(len(was), len(now)) > _MOST:
        gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
        yield _Stretch("", list(gone.elements()), list(come.elements()))
        return
    for tag, i, k, j, m in SequenceMatcher(None, was, now).get_opcodes():
        if tag != "equal":
            before = new[first + j - 1] if first + j else ""
            yield _Stretch(before, was[i:k], now[j:m])


def _moved_line(moved: Counter[str], old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """A line that moved, between its neighbours on either side."""
    line = next(line for line in new if line in moved)
    return _between_neighbours(old, old.index(line)), _between_neighbours(new, new.index(line))


def _between_neighbours(lines: Sequence[str], at: int) -> str:
    return " / ".join(line[:_NEIGHBOUR] for line in lines[max(0, at - 1) : at + 2])


def _hidden_in_stretch(stretch: _Stretch, own: frozenset[str]) -> Iterator[Hidden]:
    # neighbours that differ one by one are told one by one
    if len(stretch.old) == len(stretch.new) > 1:
        singles = list(stretch.line_by_line())
        if all(map(_rules_that_explain, singles)):
            for single in singles:
                yield from _hidden_in_stretch(single, own)
            return
    shown = cut_excerpts("⏎".join(stretch.old), "⏎".join(stretch.new))
    for rule in _rules_that_explain(stretch) or [_rule_of_place(stretch, own)]:
        yield Hidden(rule, 1, *shown)


def _rules_that_explain(stretch: _Stretch) -> list[SuppressionRule]:
    """The folds, or for a single line the labels, that make both sides the same; else the rules of
    lines that all pass with the hour; [] for none.
    """
    rules = _needed_folds(stretch.old, stretch.new)
    if not rules and len(stretch.old) == len(stretch.new) == 1:
        rules = rules_of_labels(stretch.before, stretch.old[0], stretch.new[0])
    return rules or _rules_of_passing(stretch)


def _rules_of_passing(stretch: _Stretch) -> list[SuppressionRule]:
    """The rules of lines that are counters, clocks and the like, every one of them; else []."""
    found = [rule_of_line(line) for line in (*stretch.old, *stretch.new)]
    rules = [rule for rule in found if rule is not None]
    return list(dict.fromkeys(rules)) if len(rules) == len(found) else []


def _rule_of_place(stretch: _Stretch, own: frozenset[str]) -> SuppressionRule:
    """The rule for lines that differ in words: of the documents themselves, or around them."""
    lines = {fold_noise(line) for line in (*stretch.old, *stretch.new)}
    return SuppressionRule.CONTENTS if own & lines else SuppressionRule.FURNITURE


def _needed_folds(was: Sequence[str], now: Sequence[str]) -> list[SuppressionRule]:
    """The rules that together make two stretches the same, each of which is needed for it.

    [] where they do not.
    """
    old, new = "\n".join(was), "\n".join(now)
    if fold_noise(old) != fold_noise(new):
        return []
    found = [rule for rule in _FOLDS if _fold_without(rule, old) != _fold_without(rule, new)]
    if SuppressionRule.SPACING in found and _folded_lines(was) != _folded_lines(now):
        found[found.index(SuppressionRule.SPACING)] = SuppressionRule.REFLOW
    return found or [SuppressionRule.WIDTH]  # a full-width quote is both a width and a form


def _folded_lines(lines: Sequence[str]) -> list[str]:
    return [fold_noise(line) for line in lines]


def _fold_without(without: SuppressionRule, text: str) -> str:
    for rule, fold in _FOLDS.items():
        text = text if rule == without else fold(text)
    return text


def _hidden_in_markup(old: Sequence[str], new: Sequence[str], *, alone: bool) -> Iterator[Hidden]:
    """Tags, scripts and comments; where lines differ too, only if no tag came or went with them."""
    if old == new:
        return
    if not alone and (len(old) != len(new) or Counter(old) == Counter(new)):
        return
    _, was, now = trim_common_ends(old, new)
    if len(was) != len(now):
        yield Hidden(SuppressionRule.MARKUP, 1, *cut_excerpts("".join(was), "".join(now)))
        return
    for a, b in zip(was, now, strict=True):
        if a != b:
            rule = rules_of_labels("发布时间", a, b) if _META_DATE.match(b) else []
            yield Hidden(rule[0] if rule else SuppressionRule.MARKUP, 1, *cut_excerpts(a, b))
