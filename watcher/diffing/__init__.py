"""Two versions of a text → the clauses, words and facts that differ.

Pure: no I/O, no clock, the same answer always.
"""

from watcher.diffing.clause_changes import ClauseChange, ClauseFact
from watcher.diffing.comparing import compare
from watcher.diffing.comparing_facts import compare_facts
from watcher.diffing.fact_changes import FactChange

__all__ = ["ClauseChange", "ClauseFact", "FactChange", "compare", "compare_facts"]
