"""Clause changes as text: marked plain text for alerts, styled runs for a terminal. Wording and trimming only."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseFact, Mark
from watcher.diffing.noise.folding import folded
from watcher.rendering.clause_words import KINDS, blocks, heading, part_of
from watcher.rendering.words import Language

Run = tuple[Mark, str]

_MARKED: Final[dict[Language, dict[Mark, str]]] = {
    "zh": {"same": "{}", "deleted": "【删除】「{}」", "inserted": "【新增】「{}」"},
    "en": {"same": "{}", "deleted": "[deleted]「{}」", "inserted": "[inserted]「{}」"},
}
_MORE: Final[dict[Language, str]] = {"zh": "另有{}处条款变动", "en": "{} more clauses changed"}
_COUNTED: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "renumbered": "另有{}条仅序号变动",
        "moved": "另有{}条位置移动，文字未变",
        "typographic": "另有{}条仅文字勘误",
    },
    "en": {
        "renumbered": "{} clauses only renumbered",
        "moved": "{} clauses moved, words unchanged",
        "typographic": "{} clauses with typographic corrections only",
    },
}
_STYLES: Final[dict[Mark, str]] = {
    "same": "",
    "deleted": "red strike",
    "inserted": "green underline",
}
_CONTEXT: Final = 18  # characters kept on each side of an edit, in an alert
_NEAR: Final = 120  # the same on a terminal
_WORD: Final = 8  # characters: what goes may be a word that comes back with a space behind it
_LEAD: Final = 40  # and of the beginning of the clause
_LONGEST: Final = 120  # characters of one edit, or of a whole clause, in an alert
_ELLIPSIS: Final = "…"


def visible(change: ClauseChange) -> tuple[Run, ...]:
    """The redline as a reader wants it: whole clauses as one run, and no marks on differences of mere noise, on references
    that follow a renumbering, nor on what only went from one clause to another.
    """
    if change.words:
        return tuple(_quiet(change.words, change.references))
    if change.kind in ("renumbered", "moved") or part_of(change):
        return (("same", change.new_text or change.old_text or ""),)
    if change.new_text is None:
        return (("deleted", change.old_text or ""),)
    return (("inserted", change.new_text),)


def fact_line(fact: ClauseFact, language: Language) -> str:
    """最高200万元 → 最高300万元; 新增 50% where only one wording has it."""
    words = KINDS[language]
    if fact.old is None:
        return f"{words['added']} {fact.new}"
    if fact.new is None:
        return f"{words['removed']} {fact.old}"
    return f"{fact.old} → {fact.new}"


def plain(changes: Sequence[ClauseChange], limit: int = 8, language: Language = "zh") -> str:
    """Marked text for an alert's body: at most `limit` clauses in full, each trimmed around its edits; the others, and
    those that are only renumbered, moved or put right, are counted. "" for no change.
    """
    told = [change for change in changes if not _minor(change)]
    blocks = [_block(change, language) for change in told[:limit]]
    tail = [_MORE[language].format(len(told) - limit)] if len(told) > limit else []
    for minor, wording in _COUNTED[language].items():
        if count := sum(_minor(change) == minor for change in changes):
            tail.append(wording.format(count))
    return "\n".join(blocks + tail)


def segments(
    changes: Iterable[ClauseChange], language: Language = "en"
) -> Iterator[tuple[str, str]]:
    """(text, Rich style) runs for a terminal, in order; line breaks are part of the text. No control characters.

    Clauses in a row that were only renumbered are one line; of a long clause what stays is shown around the edits.
    """
    for block in blocks(changes):
        change = block[0]
        yield printable(heading(block, language)), "bold"
        yield "\n", ""
        if len(block) == 1:
            yield from _clause(change, language)
        yield "\n", ""


def _clause(change: ClauseChange, language: Language) -> Iterator[tuple[str, str]]:
    if change.kind in ("renumbered", "moved") or part_of(change):
        yield f"  {_short(visible(change)[0][1], _LONGEST)}\n", "dim"
        return
    for fact in dict.fromkeys(change.facts):
        yield f"  {fact_line(fact, language)}\n", "yellow"
    yield "  ", ""
    for mark, text in broken(_around(visible(change), _NEAR, lead=_LEAD)):
        yield printable(text).replace("\n", "\n  "), _STYLES[mark]
    yield "\n", ""


def broken(runs: Iterable[Run]) -> Iterator[Run]:
    """The line break that an edit begins with stands before its mark."""
    for mark, text in runs:
        if mark != "same" and text.startswith("\n") and text != "\n":
            yield "same", "\n"
            yield mark, text[1:]
        else:
            yield mark, text


def printable(text: str) -> str:
    """Without control characters: what a page says must not steer a terminal. The cells of a table's row stand apart."""
    spaced = text.replace("\t", "  ")
    return "".join(
        character for character in spaced if character.isprintable() or character == "\n"
    )


def _minor(change: ClauseChange) -> str | None:
    if change.kind in ("renumbered", "moved"):
        return change.kind
    return "typographic" if change.typographic else None


def _block(change: ClauseChange, language: Language) -> str:
    lines = [heading((change,), language)]
    lines += (f"  {fact_line(fact, language)}" for fact in dict.fromkeys(change.facts))
    runs = visible(change)
    if part_of(change):
        return "\n".join([*lines, f"  {_short(runs[0][1], _LONGEST)}"])
    text = "".join(_MARKED[language][mark].format(part) for mark, part in _trimmed(runs))
    return "\n".join([*lines, f"  {text}"])


def _trimmed(runs: Sequence[Run]) -> Iterator[Run]:
    """Edits with a little text around them, on one line."""
    lines = [(mark, " ".join(printable(text).split("\n"))) for mark, text in runs]
    for mark, line in _around(lines, _CONTEXT):
        yield mark, line if mark == "same" else _short(line, _LONGEST)


def _around(runs: Sequence[Run], near: int, lead: int = 0) -> Iterator[Run]:
    """The runs, with no more than `near` characters of what stays beside each edit, and `lead` of the beginning."""
    for at, (mark, text) in enumerate(runs):
        head = text[: near if at else lead]
        tail = text[-near if at < len(runs) - 1 else len(text) :]
        short = mark == "same" and len(head) + len(tail) + 1 < len(text)
        yield mark, head + _ELLIPSIS + tail if short else text


def _short(text: str, most: int) -> str:
    text = " ".join(printable(text).split("\n"))
    return text if len(text) <= most else text[: most - 1] + _ELLIPSIS


def _quiet(words: Sequence[Run], references: Sequence[tuple[str, str]]) -> Iterator[Run]:
    """Runs without the marks on noise and on references that follow: the newer spelling stands as if it had always."""
    kept = ""
    for gone, come, same in _edits(words):
        if folded(gone) == folded(come) or ((gone, come) in references and not kept.endswith("》")):
            kept += come + same
            continue
        lead, old, new = _without_lead(gone, come)
        if kept + lead:
            yield "same", kept + lead
        if old:
            yield "deleted", old
        if new:
            yield "inserted", new
        kept = same
    if kept:
        yield "same", kept


def _edits(words: Sequence[Run]) -> Iterator[tuple[str, str, str]]:
    """(what goes, what comes, what stays after it), in order; the first may have neither."""
    edit: dict[Mark, str] = {}
    for mark, text in words:
        if mark in edit or "same" in edit or (mark == "deleted" and edit):
            yield edit.get("deleted", ""), edit.get("inserted", ""), edit.get("same", "")
            edit = {}
        edit[mark] = text
    yield edit.get("deleted", ""), edit.get("inserted", ""), edit.get("same", "")


def _without_lead(gone: str, come: str) -> tuple[str, str, str]:
    """What both begin with but for noise, as it is spelt now, and the rest of each: 局 and 局 某局 begin alike."""
    key = folded(gone)
    if key and len(gone) <= _WORD and folded(come).startswith(key):
        end = next(at for at in range(1, len(come) + 1) if folded(come[:at]) == key)
        return come[:end], "", come[end:]
    return "", gone, come
