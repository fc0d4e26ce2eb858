"""Clause changes ↔ JSON: the shape stored with a change, and the `compare` object of CONTRACTS. Decides nothing."""

from collections.abc import Mapping
from typing import Any, Final

from watcher.diffing.changes import ClauseChange, ClauseFact, Mark

_LETTERS: Final[dict[Mark, str]] = {"same": "=", "deleted": "-", "inserted": "+"}
_MARKS: Final[dict[str, Mark]] = {letter: mark for mark, letter in _LETTERS.items()}


def contract(change: ClauseChange) -> dict[str, Any]:
    """The `compare` object of CONTRACTS: five kinds. A split or merged clause with both texts is `amended`; the further
    part of a split is `added`, the further origin of a merger `removed`.

    Beyond CONTRACTS: `typographic`, and `of` – the label that a part was split from or merged into, else null.
    """
    kind, old, new, of = change.kind, change.old, change.new, None
    if kind in ("split", "merged"):
        if change.old_text is None:
            kind, old, of = "added", None, old
        elif change.new_text is None:
            kind, new, of = "removed", None, new
        else:
            kind = "amended"
    return {
        "kind": kind,
        "old": old,
        "new": new,
        "old_text": change.old_text,
        "new_text": change.new_text,
        "facts": [{"what": fact.what, "old": fact.old, "new": fact.new} for fact in change.facts],
        "typographic": change.typographic,
        "of": of,
    }


def to_record(change: ClauseChange) -> dict[str, Any]:
    """JSON that `from_record` reads back unchanged. Empty parts are left out; words replace both texts where given."""
    record: dict[str, Any] = {"kind": change.kind, "old": change.old, "new": change.new}
    if change.words:
        record["words"] = [[_LETTERS[mark], text] for mark, text in change.words]
    else:
        record |= {"old_text": change.old_text, "new_text": change.new_text}
    if change.facts:
        record["facts"] = [[fact.what, fact.old, fact.new] for fact in change.facts]
    if change.typographic:
        record["typographic"] = True
    return record


def from_record(record: Mapping[str, Any]) -> ClauseChange:
    """The change that `to_record` wrote. KeyError where it is not such a record."""
    words = tuple((_MARKS[letter], text) for letter, text in record.get("words", ()))
    return ClauseChange(
        kind=record["kind"],
        old=record["old"],
        new=record["new"],
        old_text=_side(words, "inserted") if words else record["old_text"],
        new_text=_side(words, "deleted") if words else record["new_text"],
        facts=tuple(ClauseFact(what, old, new) for what, old, new in record.get("facts", ())),
        words=words,
        typographic=record.get("typographic", False),
    )


def _side(words: tuple[tuple[Mark, str], ...], other: Mark) -> str:
    return "".join(text for mark, text in words if mark != other)
