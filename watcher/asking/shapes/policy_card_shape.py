"""Everything known of one policy as JSON: its facts, dates, versions, places, relations and log."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from store.records import Policy, Related, Sighting
from watcher.asking.policy_card import KeptVersion, PolicyCard
from watcher.asking.shapes.change_shape import change_shape
from watcher.asking.shapes.deadline_shape import own_deadline_shape
from watcher.asking.shapes.moments import Spoken, spoken_day, spoken_instant
from watcher.rendering.policy_record import policy_record


def policy_card_shape(card: PolicyCard, zone: ZoneInfo) -> dict[str, Any]:
    """One policy whole; its lists keep the order of the card."""
    policy = card.policy
    deadlines = [own_deadline_shape(deadline, policy) for deadline in card.deadlines]
    versions = [version_shape(version, zone) for version in card.versions]
    sightings = [sighting_shape(sighting, zone) for sighting in card.sightings]
    relations = [relation_shape(one, policy.id, card.related) for one in card.relations]
    changes = [change_shape(entry, policy, Spoken(zone)) for entry in card.changes]
    return {
        **policy_record(policy),
        "kind": policy.kind,
        "facts": dict(card.facts),
        "deadlines": deadlines,
        "versions": versions,
        "sightings": sightings,
        "relations": relations,
        "changes": changes,
    }


def version_shape(version: KeptVersion, zone: ZoneInfo) -> dict[str, Any]:
    """A version without its text; nothing is counted in one that is damaged."""
    heading, text = version.heading, version.text
    return {
        "number": heading.number,
        "at": spoken_instant(heading.at, zone),
        "snapshot_id": heading.snapshot_id,
        "reader_version": heading.reader_version,
        "paragraphs": len(text.paragraphs) if text else None,
        "damaged": text is None,
    }


def sighting_shape(sighting: Sighting, zone: ZoneInfo) -> dict[str, Any]:
    """A place where a policy was seen."""
    return {
        "source": sighting.source_key,
        "address": sighting.address,
        "first_seen_at": spoken_instant(sighting.first_seen_at, zone),
        "last_seen_at": spoken_instant(sighting.last_seen_at, zone),
        "missing_since": spoken_instant(sighting.missing_since, zone),
    }


def relation_shape(relation: Related, end: int, known: Mapping[int, Policy]) -> dict[str, Any]:
    """A relation as the policy `end`, one of its two ends, sees it.

    `known` has the policies at the other end.
    """
    outgoing = relation.from_policy == end
    other_id = relation.to_policy if outgoing else relation.from_policy
    other = known.get(other_id) if other_id else None
    return {
        "relation": relation.relation,
        "direction": "to" if outgoing else "from",
        "policy_id": other_id,
        "title": other.title if other else relation.title,
        "doc_number": other.doc_number if other else relation.doc_number,
        "on": spoken_day(relation.on),
        "until": spoken_day(relation.until),
        "evidence": relation.evidence,
    }
