"""A hidden difference as JSON, and the telling of it that did not happen."""

from typing import Any
from zoneinfo import ZoneInfo

from store.suppressions import Suppression
from watcher.asking.shapes.moments import spoken_instant
from watcher.asking.suppression_ledger import HiddenSnapshot, Untold
from watcher.rendering.languages import FIRST
from watcher.rendering.summary import said_in_words


def suppression_shape(entry: Suppression, zone: ZoneInfo) -> dict[str, Any]:
    """One entry of the ledger: what one rule hid in one snapshot."""
    return {
        "id": entry.id,
        "snapshot": entry.snapshot_id,
        "compared_with": entry.before_id,
        "at": spoken_instant(entry.at, zone),
        "source": entry.source_key,
        "address": entry.address,
        "rule": entry.rule,
        "times": entry.times,
        "old": entry.old,
        "new": entry.new,
        "told_at": spoken_instant(entry.told_at, zone),
    }


def untold_shape(one: Untold) -> dict[str, Any]:
    """A change that was not told because a rule hid it."""
    return {
        "kind": one.kind,
        "policy_id": one.policy.id,
        "summary": said_in_words(one.said, FIRST),
        "subscribers": list(one.subscribers),
    }


def hidden_snapshot_shape(hidden: HiddenSnapshot, zone: ZoneInfo) -> dict[str, Any]:
    """All that rules hid in one snapshot, with the differing lines."""
    entries = [suppression_shape(entry, zone) for entry in hidden.entries]
    untold = [untold_shape(one) for one in hidden.untold]
    return {
        "snapshot": hidden.snapshot_id,
        "entries": entries,
        "differing": list(hidden.differing),
        "untold": untold,
    }
