"""Two versions of a text → the clauses, words and facts that differ. Pure: no I/O, no clock, the same answer always."""

from watcher.diffing.changes import ClauseChange, ClauseFact
from watcher.diffing.comparing import compare

__all__ = ["ClauseChange", "ClauseFact", "compare"]
