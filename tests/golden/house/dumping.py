"""A store written down as JSON text: all that users see, that is kept, and that they are sent.

Each section is a list, one entry a line, in an order that follows from what is stored. Fields are
named here one by one, so that a column that is added to the store changes no dump. Where a record
takes another form (a joined key becomes fields), translate it here: the text must stay as it was.

Two sections say how things are kept and not what is seen: `hashes`, the chain of the log, and
`snapshots`, with the outcome of each reading. The hashes of an entry cover what it says as data,
which was a text when the stories were kept: comparing.py leaves them out.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from store import (
    addresses,
    alerts,
    changes,
    checks,
    deadlines,
    policies,
    relations,
    sightings,
    snapshots,
    subscriptions,
    suppressions,
    versions,
)
from store.care import damages
from store.database.compression import TornBodyError
from store.database.opening import Database, Transaction
from store.lists.walks import Filter
from store.records import Snapshot, SnapshotOutcome, Version
from tests.golden.house.volatile import settled
from watcher.reading import READER_VERSION
from watcher.rendering import summary

Entry = dict[str, Any]
LONG_AGO = date(1970, 1, 1)
# facts that the reader learned to find since the stories were kept
NEWER_FACTS = frozenset({"contacts"})
LANGUAGE = "zh"  # of what the log says, as whoever names none reads it
ALL = 10**9  # more entries than any story has

POLICY = """id title kind doc_number issuers issued_on published_on region_code region_level
    region_name industries general status source_key url first_seen_at version_number merged_into"""
DEADLINE = """policy_id kind status opens closes closes_at batch actor evidence basis known_since
    announced"""
SIGHTING = "policy_id source_key address first_seen_at last_seen_at missing_since"
RELATION = "from_policy to_policy relation title doc_number on until evidence"
CHANGE = """id at kind policy_id source_key summary from_version to_version clauses facts baseline
    alerted"""
ALERT = "id subscriber kind created_at title body reason payload policy_id change_id"
DELIVERY = "label state attempts next_attempt_at sent_at error digest digest_id claimed_at"
SUPPRESSION = "id at source_key address rule snapshot_id before_id times old new told_at"
SOURCE = """key locator baseline_at next_check_at last_check_at last_ok_at last_status last_reason
    failing_since failures silent_told_at checks"""
ADDRESS = "address snapshot_id baseline missing_since missing_checks entry unlisted"
SNAPSHOT = """id source_key address fetched_at content_type listed_title listed_on baseline
    outcome"""
DAMAGE = "kind row_id found_at source_key address policy_id what"


def dump(
    database: Database,
    names: Mapping[str, str] | None = None,
    sent: Sequence[Mapping[str, Any]] = (),
) -> str:
    """What a store holds, and the messages that a receiver got of it.

    `names` are strings of this machine (folders) with what is written for them;
    tests/golden/house/volatile.py says what else is not written as it is.
    """
    with database.read() as tx:
        found = {name: list(entries(tx)) for name, entries in SECTIONS.items()}
    found["sent"] = [dict(message) for message in sent]
    return settled(_text(found), names or {})


def _text(found: Mapping[str, Sequence[Entry]]) -> str:
    sections = []
    for name, entries in found.items():
        lines = [json.dumps(entry, ensure_ascii=False, default=_plain) for entry in entries]
        body = ",\n ".join(lines)
        sections.append(f'"{name}": [\n {body}\n]' if lines else f'"{name}": []')
    return "{" + ",\n".join(sections) + "}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {value!r}")


def _named(record: object, names: str) -> Entry:
    return {name: getattr(record, name) for name in names.split()}


def _policy_ids(tx: Transaction) -> list[int]:
    """All policies, also those that were merged into others, which no list shows."""
    listed = {policy.id for policy in policies.list_policies(tx, Filter())}
    return sorted(listed | {change.policy_id for change in changes.history(tx, Filter())})


def _policies(tx: Transaction) -> Iterator[Entry]:
    for _, policy in sorted(policies.get_many(tx, _policy_ids(tx)).items()):
        yield _named(policy, POLICY)


def _versions(tx: Transaction) -> Iterator[Entry]:
    for policy_id in _policy_ids(tx):
        for heading in versions.headings(tx, policy_id):
            yield {"policy_id": policy_id, "number": heading.number} | _said(tx, heading.id)


def _said(tx: Transaction, version_id: int) -> Entry:
    """The text of a version as its digest, and its facts; a damaged one is named as such."""
    heading = versions.heading(tx, version_id)
    kept: Entry = {
        "at": heading.at,
        "snapshot_id": heading.snapshot_id,
        "reader_version": _reader(heading.reader_version),
    }
    try:
        return kept | _content(versions.get(tx, version_id))
    except TornBodyError:
        return kept | {"damaged": True}


def _reader(version: int) -> str | int:
    return "today's" if version == READER_VERSION else version


def _content(version: Version) -> Entry:
    text = "\n".join(version.paragraphs)
    return {
        "paragraphs": len(version.paragraphs),
        "sha256": sha256(text.encode()).hexdigest(),
        "facts": {name: fact for name, fact in version.facts.items() if name not in NEWER_FACTS},
    }


def _sightings(tx: Transaction) -> Iterator[Entry]:
    for policy_id in _policy_ids(tx):
        for place in sightings.of_policy(tx, policy_id):
            yield _named(place, SIGHTING) | {"says": _says(tx, place.version_id)}


def _says(tx: Transaction, version_id: int | None) -> Entry | None:
    """The number of a policy's own version; a copy has none, and is written down whole."""
    if version_id is None:
        return None
    number = versions.heading(tx, version_id).number
    return {"number": number} if number is not None else _said(tx, version_id)


def _deadlines(tx: Transaction) -> Iterator[Entry]:
    for policy_id in _policy_ids(tx):
        for deadline in deadlines.of_policy(tx, policy_id):
            yield _named(deadline, DEADLINE)


def _ahead(tx: Transaction) -> Iterator[Entry]:
    """The list of dates as `deadlines` orders it."""
    for deadline, policy in deadlines.list_ahead(tx, Filter(), today=LONG_AGO, last=None):
        yield {"policy": policy.id, "kind": deadline.kind, "closes": deadline.closes}


def _relations(tx: Transaction) -> Iterator[Entry]:
    for policy_id in _policy_ids(tx):
        for relation in relations.of_policy(tx, policy_id):
            yield {"of": policy_id} | _named(relation, RELATION)


def _history(tx: Transaction) -> Iterator[Entry]:
    for change in changes.history(tx, Filter()):
        said = {
            "summary": summary.in_words(change, LANGUAGE),
            "facts": summary.told_facts(change, LANGUAGE),
        }
        yield {name: said.get(name, getattr(change, name)) for name in CHANGE.split()}


def _hashes(tx: Transaction) -> Iterator[Entry]:
    for change in changes.history(tx, Filter()):
        yield {"id": change.id, "hash": change.hash}


def _alerts(tx: Transaction) -> Iterator[Entry]:
    for alert in alerts.list_alerts(tx):
        deliveries = sorted(alert.deliveries, key=lambda delivery: settled(delivery.label, {}))
        told = [_named(delivery, DELIVERY) for delivery in deliveries]
        yield _named(alert, ALERT) | {"deliveries": told}


def _suppressions(tx: Transaction) -> Iterator[Entry]:
    for entry in suppressions.list_entries(tx, suppressions.Wanted(limit=ALL)):
        yield _named(entry, SUPPRESSION)


def _sources(tx: Transaction) -> Iterator[Entry]:
    for _, state in sorted(checks.states(tx).items()):
        yield _named(state, SOURCE)


def _addresses(tx: Transaction) -> Iterator[Entry]:
    for key in sorted(checks.states(tx)):
        for _, state in sorted(addresses.of_source(tx, key).items()):
            yield {"source_key": key} | _named(state, ADDRESS)


def _snapshots(tx: Transaction) -> Iterator[Entry]:
    """Ids count up, with gaps where old ones were deleted."""
    left, number = snapshots.count_all(tx), 0
    while left:
        number += 1
        try:
            snapshot = snapshots.get(tx, number)
        except KeyError:
            continue
        left -= 1
        version = snapshot.reader_version
        reader = None if version is None else _reader(version)
        yield _named(snapshot, SNAPSHOT) | {"outcome": _told(snapshot), "reader_version": reader}


def _told(snapshot: Snapshot) -> str | None:
    """The outcome and its note in one text."""
    if snapshot.outcome in (None, SnapshotOutcome.DOCUMENTS):
        return snapshot.note or None
    told = snapshot.outcome.value.replace("_", " ")
    if snapshot.outcome == SnapshotOutcome.TOO_LARGE:
        told = snapshot.outcome.value
    return f"{told}: {snapshot.note}" if snapshot.note else told


def _damages(tx: Transaction) -> Iterator[Entry]:
    for damage in damages.list_damages(tx):
        yield _named(damage, DAMAGE)


def _subscribers(tx: Transaction) -> Iterator[Entry]:
    for name, joined_at in sorted(subscriptions.joined_at(tx).items()):
        yield {"name": name, "joined_at": joined_at}


SECTIONS: Mapping[str, Callable[[Transaction], Iterator[Entry]]] = {
    "policies": _policies,
    "versions": _versions,
    "sightings": _sightings,
    "deadlines": _deadlines,
    "ahead": _ahead,
    "relations": _relations,
    "history": _history,
    "hashes": _hashes,
    "alerts": _alerts,
    "suppressions": _suppressions,
    "sources": _sources,
    "addresses": _addresses,
    "snapshots": _snapshots,
    "damages": _damages,
    "subscribers": _subscribers,
}
