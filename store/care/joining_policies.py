"""Makes one policy of two that are the same, and two of one that are not; says both in the log.

Judges nothing.

A merge is made so that it can be taken apart: the policy that goes keeps its versions, its keys and
its log, which is never edited; only its sightings move, each remembering whose it was. Whoever asks
for the old id, or by an old key, is led to the policy that stays.
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, select, update

from store import changes, policies, versions
from store.database.opening import Transaction
from store.database.tables import ChangeRow, PolicyRow, SightingRow
from store.lists import full_text
from store.lists.filing import ALIVE, file_deadlines, file_industries
from store.records import Change, ChangeKind, NewChange, PolicyStatus, Said, Saying
from store.versions import NewVersion

MERGED = "merged"  # the fact that an entry of the log tells of a merge


def merge(tx: Transaction, from_id: int, into_id: int, at: datetime) -> Change:
    """Makes `from_id` a part of `into_id`, with everything merged into it before; returns the entry
    in the log.

    Raises KeyError for an unknown policy, ValueError where there is nothing to merge.
    """
    policies.hold_identities(tx)
    gone, stays = _row_of(tx, from_id), _row_of(tx, into_id)
    if gone.id == stays.id or gone.merged_into or stays.merged_into:
        msg = (
            f"policies {from_id} and {into_id} cannot be merged:"
            " each must be one of its own; see `policywatch show`"
        )
        raise ValueError(msg)
    before = gone.status
    tx.exec(
        update(PolicyRow)
        .where(col(PolicyRow.merged_into) == from_id)
        .values(merged_into=into_id)
        .execution_options(synchronize_session="fetch")
    )
    _move_sightings(tx, from_id, into_id)
    gone.merged_into, gone.status = into_id, PolicyStatus.MERGED
    tx.add(gone)
    file_deadlines(tx, [gone])
    full_text.remove(tx, from_id)
    note = {"what": "merged", "policy": from_id, "into": into_id, "status": before}
    _log_entry(tx, gone, at=at, said=_said_of(Saying.MERGED_INTO, stays), fact=note)
    return _log_entry(tx, stays, at=at, said=_said_of(Saying.TOOK_IN, gone), fact=note)


def split(tx: Transaction, policy_id: int, sighting_id: int, at: datetime) -> int:
    """Takes what is seen at one place out of a policy; returns the id of the policy it is now.

    What had been merged becomes the policy that it was, with all its places, and with the text that
    the place shows now; else a new policy begins with that text, and no keys: it is known by its
    place until it is read again. Raises KeyError for an unknown sighting, ValueError where the
    policy has no other place.
    """
    policies.hold_identities(tx)
    row, sighting = _row_of(tx, policy_id), tx.get(SightingRow, sighting_id)
    if sighting is None or sighting.policy_id != policy_id:
        msg = f"policy {policy_id} has no sighting {sighting_id}"
        raise KeyError(msg)
    own = tx.exec(select(SightingRow.id).where(SightingRow.policy_id == policy_id).limit(2)).all()
    if sighting.merged_from is None and len(own) < 2:
        msg = f"policy {policy_id} is seen at one place only: there is nothing to take apart"
        raise ValueError(msg)
    apart = (
        _revive_merged(tx, sighting.merged_from)
        if sighting.merged_from
        else _begin_policy(tx, row, sighting, at)
    )
    _say_what_it_shows(tx, apart, sighting, at)
    note = {"what": "split", "policy": apart.id, "from": policy_id}
    _log_entry(tx, row, at=at, said=_said_of(Saying.SPLIT_OFF, apart), fact=note)
    _log_entry(tx, apart, at=at, said=_said_of(Saying.SPLIT_FROM, row), fact=note)
    assert apart.id is not None, "a stored row has an id"
    return apart.id


def _move_sightings(tx: Transaction, from_id: int, into_id: int) -> None:
    rows = tx.exec(
        select(SightingRow).where(col(SightingRow.policy_id).in_([from_id, into_id]))
    ).all()
    places = {(row.source_key, row.address): row for row in rows if row.policy_id == into_id}
    for row in (row for row in rows if row.policy_id == from_id):
        same = places.get((row.source_key, row.address))
        if same is None:
            row.policy_id, row.merged_from = into_id, row.merged_from or from_id
            tx.add(row)
        else:  # both were seen on one page: it is one place now
            same.first_seen_at = min(same.first_seen_at, row.first_seen_at)
            same.last_seen_at = max(same.last_seen_at, row.last_seen_at)
            tx.add(same)
            tx.delete(row)
    tx.flush()


def _revive_merged(tx: Transaction, policy_id: int) -> PolicyRow:
    """The policy as it was before it was merged, with its places."""
    row = _row_of(tx, policy_id)
    row.merged_into, row.status = None, _status_before(tx, policy_id)
    tx.add(row)
    tx.exec(
        update(SightingRow)
        .where(col(SightingRow.merged_from) == policy_id)
        .values(policy_id=policy_id, merged_from=None)
        .execution_options(synchronize_session="fetch")
    )
    file_deadlines(tx, [row])
    if row.version_id is not None:
        full_text.index(
            tx, policy_id, row.title, "\n".join(versions.get(tx, row.version_id).paragraphs)
        )
    return row


def _status_before(tx: Transaction, policy_id: int) -> PolicyStatus:
    notes = tx.exec(
        select(ChangeRow.facts)
        .where(ChangeRow.policy_id == policy_id, ChangeRow.kind == ChangeKind.TECHNICAL)
        .order_by(col(ChangeRow.id).desc())
    )
    told = (
        fact
        for facts in notes
        for fact in facts
        if fact.get("what") == MERGED and fact.get("policy") == policy_id
    )
    return next((PolicyStatus(fact["status"]) for fact in told), ALIVE)


def _begin_policy(
    tx: Transaction, row: PolicyRow, sighting: SightingRow, at: datetime
) -> PolicyRow:
    """A policy of its own, with what is known of the one it was taken for and the text that its
    place shows.
    """
    values = row.model_dump(exclude={"id", "version_id", "version_number"})
    new = PolicyRow(
        **values | {"source_key": sighting.source_key, "url": sighting.address, "first_seen_at": at}
    )
    tx.add(new)
    tx.flush()
    file_industries(tx, [(new, new.id or 0)])
    sighting.policy_id = new.id or 0
    tx.add_all([new, sighting])
    tx.flush()
    return new


def _say_what_it_shows(
    tx: Transaction, apart: PolicyRow, sighting: SightingRow, at: datetime
) -> None:
    """The text that the place shows becomes the policy's own newest version, if it is another's."""
    if sighting.version_id is None or apart.id is None:
        return
    text = versions.get(tx, sighting.version_id)
    if text.policy_id == apart.id:
        return
    number = apart.version_number + 1
    own = NewVersion(
        apart.id, number, text.snapshot_id, text.reader_version, at, text.paragraphs, text.facts
    )
    apart.version_number, apart.version_id = number, versions.add(tx, own)
    sighting.version_id = apart.version_id
    tx.add_all([apart, sighting])
    tx.flush()
    full_text.index(tx, apart.id, apart.title, "\n".join(text.paragraphs))


def _said_of(key: Saying, other: PolicyRow) -> Said:
    return Said(key, {"title": other.title, "policy_id": other.id})


def _log_entry(
    tx: Transaction, row: PolicyRow, *, at: datetime, said: Said, fact: dict[str, Any]
) -> Change:
    assert row.id is not None, "a stored row has an id"
    return changes.append(
        tx,
        NewChange(
            at=at,
            kind=ChangeKind.TECHNICAL,
            policy_id=row.id,
            source_key=row.source_key,
            said=said,
            facts=(fact,),
        ),
    )


def _row_of(tx: Transaction, policy_id: int) -> PolicyRow:
    row = tx.get(PolicyRow, policy_id)
    if row is None:
        msg = f"no policy {policy_id}"
        raise KeyError(msg)
    return row
