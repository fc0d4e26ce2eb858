"""What a document says otherwise than the version before: clauses and facts, and apart from them a site's own stamps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from store.records import Version
from watcher.diffing import compare
from watcher.diffing.changes import ClauseChange
from watcher.diffing.facts import FactChange, compare_facts, with_rates
from watcher.diffing.reflow import as_broken
from watcher.lifecycle import events
from watcher.reading.document import Document
from watcher.reading.record import facts_record


@dataclass(frozen=True, slots=True)
class Difference:
    """Clauses and facts that differ; nothing where both are empty."""

    clauses: tuple[ClauseChange, ...]
    facts: tuple[FactChange, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.facts)

    @property
    def stamps(self) -> tuple[FactChange, ...]:
        """What a site prints anew whenever it likes."""
        return tuple(fact for fact in self.facts if fact.what in events.STAMPS)


def difference(prior: Version, document: Document) -> Difference:
    """What a document says otherwise than a version; lines that are only broken elsewhere say the same."""
    new = as_broken(prior.paragraphs, tuple(paragraph.text for paragraph in document.paragraphs))
    record: Mapping[str, object] = facts_record(document)
    clauses = compare(prior.paragraphs, new)
    return Difference(clauses, with_rates(compare_facts(prior.facts, record), clauses))


def unstamped(found: Difference) -> Difference:
    """The difference without the site's own stamps."""
    return replace(found, facts=tuple(fact for fact in found.facts if fact not in found.stamps))
