"""The word lists of pages that stand in for a document (stand_ins.toml). Judges nothing."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from store.records import LookStatus


class StandIn(StrEnum):
    """The thing that is served in place of a document."""

    MISSING = "missing"
    UPKEEP = "upkeep"
    BUSY = "busy"
    BLOCKED = "blocked"
    LOGIN = "login"
    CHECK = "check"
    OTHER = "other"  # it is not the document; nothing says more


_REFUSED = frozenset({StandIn.BLOCKED, StandIn.LOGIN, StandIn.CHECK})


@dataclass(frozen=True, slots=True)
class StandInWords:
    """One kind of stand-in: the words that give it away, and what is said of it."""

    kind: StandIn
    reason: str
    words: tuple[str, ...]

    @property
    def status(self) -> LookStatus:
        """Refused where somebody decided that we may not read; else suspect."""
        return LookStatus.REFUSED if self.kind in _REFUSED else LookStatus.SUSPECT

    def is_said_in(self, text: str) -> bool:
        """True where one of the words stands in a squeezed text."""
        return any(word in text for word in self.words)


@cache
def word_lists() -> dict[StandIn, StandInWords]:
    """Every list, by its kind."""
    path = Path(__file__).with_name("stand_ins.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = [StandIn(name) for name in raw]
    return {
        kind: StandInWords(kind, raw[kind.value]["reason"], tuple(raw[kind.value]["words"]))
        for kind in kinds
    }
