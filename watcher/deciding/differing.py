"""A document against the version before: clauses and facts that differ, and a site's own stamps."""

from dataclasses import dataclass, replace

from store.records import Version
from watcher.deciding import events
from watcher.deciding.read_document import ReadDocument
from watcher.diffing import compare
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.clauses.reflow import as_broken
from watcher.diffing.comparing_facts import compare_facts, with_rates
from watcher.diffing.fact_changes import FactChange
from watcher.diffing.noise.passing_lines import without_passing


@dataclass(frozen=True, slots=True)
class Difference:
    """Clauses and facts that differ; nothing where both are empty."""

    clauses: tuple[ClauseChange, ...]
    facts: tuple[FactChange, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.facts)

    @property
    def stamps(self) -> tuple[FactChange, ...]:
        """The facts that a site prints anew whenever it likes."""
        return tuple(fact for fact in self.facts if fact.what in events.STAMPS)

    def also_in(self, other: "Difference") -> "Difference":
        """The part of this that `other` lacked as well: another place has told the rest."""
        texts = {_brought(clause) for clause in other.clauses}
        values = {_value(fact) for fact in other.facts}
        clauses = [clause for clause in self.clauses if _brought(clause) in texts]
        facts = [fact for fact in self.facts if _value(fact) in values]
        return Difference(tuple(clauses), tuple(facts))


def difference(prior: Version, now: ReadDocument) -> Difference:
    """A document against a version; lines that pass with the hour say nothing."""
    was, stands = without_passing(prior.paragraphs), without_passing(now.paragraphs)
    clauses = compare(was, as_broken(was, stands))
    return Difference(clauses, with_rates(compare_facts(prior.facts, now.record), clauses))


def unstamped(found: Difference) -> Difference:
    """The difference without the site's own stamps."""
    return replace(found, facts=tuple(fact for fact in found.facts if fact not in found.stamps))


def _brought(clause: ClauseChange) -> tuple[str, str]:
    """The words that are new; of a clause that is gone its own."""
    return clause.new_text or "", "" if clause.new_text else clause.old_text or ""


def _value(fact: FactChange) -> tuple[str | None, ...]:
    return fact.what, fact.window, fact.batch, fact.new
