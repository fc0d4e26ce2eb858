"""The differences of two texts as values: clause changes, the facts in them, marked words.

No rules.
"""

from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal["added", "removed", "amended", "renumbered", "moved", "split", "merged"]
Mark = Literal["same", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class ClauseFact:
    """A date, amount, rate or number that differs inside an amended clause."""

    what: Literal["date", "amount", "percent", "doc_number"]
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that differs.

    `old` and `new` are clause labels (第九条), None where there is no such side.

    `words` is the redline of an amended clause: runs of text, each same, deleted or inserted; of a
    split or merged one with all its parts. `typographic` marks corrections that change no meaning
    (帐 → 账, punctuation widths). `references` are the pairs of numbers among the words that only
    follow a renumbering.
    """

    kind: ClauseKind
    old: str | None
    new: str | None
    old_text: str | None
    new_text: str | None
    facts: tuple[ClauseFact, ...] = ()
    words: tuple[tuple[Mark, str], ...] = ()
    typographic: bool = False
    references: tuple[tuple[str, str], ...] = ()
