"""Clause changes as text: marked for alerts, styled for a terminal. Wording and trimming only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseFact, Mark
from watcher.diffing.redline.quiet_marks import without_quiet_marks
from watcher.rendering.clause_words import (
    ONLY_ELSEWHERE,
    TYPOGRAPHIC,
    block_heading,
    blocks_of,
    part_of,
)
from watcher.rendering.formatting import from_to
from watcher.rendering.languages import FIRST, Wording, wording

Run = tuple[Mark, str]

_STYLES: Final[dict[Mark, str]] = {
    "same": "",
    "deleted": "red strike",
    "inserted": "green underline",
}
_MINOR: Final = (*ONLY_ELSEWHERE, TYPOGRAPHIC)
_CONTEXT: Final = 18  # characters kept on each side of an edit, in an alert
_NEAR: Final = 120  # the same on a terminal
_LEAD: Final = 40  # and of the beginning of the clause
_LONGEST: Final = 120  # characters of one edit, or of a whole clause, in an alert
_ELLIPSIS: Final = "…"


def visible_runs(change: ClauseChange) -> tuple[Run, ...]:
    """The redline as a reader wants it: whole clauses are one run.

    No marks stand on differences of mere noise, on references that follow a renumbering, nor on
    what only went from one clause to another.
    """
    if change.words:
        return tuple(without_quiet_marks(change.words, change.references))
    if stands_elsewhere(change):
        return (("same", change.new_text or change.old_text or ""),)
    if change.new_text is None:
        return (("deleted", change.old_text or ""),)
    return (("inserted", change.new_text),)


def stands_elsewhere(change: ClauseChange) -> bool:
    """True where nothing is marked: it only moved, or another clause's redline has its words."""
    return change.kind in ONLY_ELSEWHERE or part_of(change) is not None


def figure_line(fact: ClauseFact, language: str) -> str:
    """最高200万元 → 最高300万元; 新增 50% where only one wording has it."""
    speech = wording(language)
    if fact.old is None:
        return speech.say("redline.added_fact", value=fact.new)
    if fact.new is None:
        return speech.say("redline.removed_fact", value=fact.old)
    return from_to(fact.old, fact.new)


def figure_lines(change: ClauseChange, language: str) -> list[str]:
    """A line for each figure that differs inside a clause, each once."""
    return [figure_line(fact, language) for fact in dict.fromkeys(change.facts)]


def marked_text(changes: Sequence[ClauseChange], limit: int = 8, language: str = FIRST) -> str:
    """Marked text for an alert's body; "" for no change.

    At most `limit` clauses in full, each trimmed around its edits. The others, and those that are
    only renumbered, moved or put right, are counted.
    """
    speech = wording(language)
    told = [change for change in changes if _minor_kind(change) is None]
    lines = [_marked_clause(change, speech) for change in told[:limit]]
    if len(told) > limit:
        lines.append(speech.count("redline.more", len(told) - limit))
    lines += _counted_lines(changes, speech)
    return "\n".join(lines)


def _counted_lines(changes: Iterable[ClauseChange], speech: Wording) -> Iterator[str]:
    counted = Counter(_minor_kind(change) for change in changes)
    for minor in _MINOR:
        if counted[minor]:
            yield speech.count_in("redline_minor", minor, counted[minor])


def terminal_segments(
    changes: Iterable[ClauseChange], language: str = "en"
) -> Iterator[tuple[str, str]]:
    """(text, Rich style) runs for a terminal, in order, without control characters.

    Line breaks are part of the text. Clauses in a row that were only renumbered are one line; of a
    long clause what stays is shown around the edits.
    """
    for block in blocks_of(changes):
        yield printable_text(block_heading(block, language)), "bold"
        yield "\n", ""
        if len(block) == 1:
            yield from _clause_segments(block[0], language)
        yield "\n", ""


def _clause_segments(change: ClauseChange, language: str) -> Iterator[tuple[str, str]]:
    if stands_elsewhere(change):
        yield f"  {_short_line(visible_runs(change)[0][1], _LONGEST)}\n", "dim"
        return
    for text in figure_lines(change, language):
        yield f"  {text}\n", "yellow"
    yield "  ", ""
    for mark, text in broken_lines(_around_edits(visible_runs(change), _NEAR, lead=_LEAD)):
        yield printable_text(text).replace("\n", "\n  "), _STYLES[mark]
    yield "\n", ""


def broken_lines(runs: Iterable[Run]) -> Iterator[Run]:
    """The line break that an edit begins with stands before its mark."""
    for mark, text in runs:
        if mark != "same" and text.startswith("\n") and text != "\n":
            yield "same", "\n"
            yield mark, text[1:]
        else:
            yield mark, text


def printable_text(text: str) -> str:
    """Without control characters: a page must not steer a terminal. Cells of a row stand apart."""
    spaced = text.replace("\t", "  ")
    return "".join(sign for sign in spaced if sign.isprintable() or sign == "\n")


def _minor_kind(change: ClauseChange) -> str | None:
    """The kind of a change that is only counted; None for one that is told."""
    if change.kind in ONLY_ELSEWHERE:
        return change.kind
    return TYPOGRAPHIC if change.typographic else None


def _marked_clause(change: ClauseChange, speech: Wording) -> str:
    lines = [block_heading((change,), speech.code)]
    lines += [f"  {text}" for text in figure_lines(change, speech.code)]
    runs = visible_runs(change)
    if part_of(change):
        lines.append(f"  {_short_line(runs[0][1], _LONGEST)}")
    else:
        lines.append(
            "  " + "".join(_marked_run(mark, text, speech) for mark, text in _trimmed_runs(runs))
        )
    return "\n".join(lines)


def _marked_run(mark: Mark, text: str, speech: Wording) -> str:
    if mark == "same":
        return text
    if mark == "deleted":
        return speech.say("redline.deleted", text=text)
    return speech.say("redline.inserted", text=text)


def _trimmed_runs(runs: Sequence[Run]) -> Iterator[Run]:
    """Edits with a little text around them, on one line."""
    lines = [(mark, _on_one_line(text)) for mark, text in runs]
    for mark, line in _around_edits(lines, _CONTEXT):
        yield mark, line if mark == "same" else _short_line(line, _LONGEST)


def _around_edits(runs: Sequence[Run], near: int, lead: int = 0) -> Iterator[Run]:
    """The runs, with `near` characters of what stays beside each edit, `lead` at the beginning."""
    last = len(runs) - 1
    for at, (mark, text) in enumerate(runs):
        head = text[: near if at else lead]
        tail = text[-near if at < last else len(text) :]
        short = mark == "same" and len(head) + len(tail) + 1 < len(text)
        yield mark, head + _ELLIPSIS + tail if short else text


def _short_line(text: str, most: int) -> str:
    text = _on_one_line(text)
    return text if len(text) <= most else text[: most - 1] + _ELLIPSIS


def _on_one_line(text: str) -> str:
    return " ".join(printable_text(text).split("\n"))
