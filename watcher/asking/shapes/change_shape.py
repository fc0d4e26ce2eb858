"""One entry of the log as JSON."""

from typing import Any

from store.records import Change, Policy
from watcher.asking.shapes.moments import Spoken, spoken_instant
from watcher.rendering.policy_record import policy_record
from watcher.rendering.summary import in_words, told_facts


def change_shape(entry: Change, policy: Policy | None, spoken: Spoken) -> dict[str, Any]:
    """One entry of the log, with the policy it happened to, in the words of a language."""
    return {
        "id": entry.id,
        "at": spoken_instant(entry.at, spoken.zone),
        "kind": entry.kind,
        "policy": policy_record(policy) if policy else None,
        "source": entry.source_key,
        "from_version": entry.from_version,
        "to_version": entry.to_version,
        "summary": in_words(entry, spoken.language),
        "clauses": entry.clauses,
        "facts": told_facts(entry, spoken.language),
        "baseline": entry.baseline,
        "alerted": entry.alerted,
    }
