"""Changes: the log of what happened to every policy; appended, chained by hash, never edited."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC

from sqlmodel import col, func, select

from store.database import Transaction
from store.listing import Filter, concerning
from store.records import Change, NewChange
from store.tables import AlertRow, ChangeRow, LogHeadRow, PolicyRow

GENESIS = "0" * 64


def append(tx: Transaction, new: NewChange) -> Change:
    """Appends one entry. The head row is locked first: two writers cannot fork the chain."""
    head = tx.exec(select(LogHeadRow).with_for_update()).first()
    if head is None:
        head = LogHeadRow(id=1, hash=GENESIS)
        tx.add(head)
        tx.flush()
    row = ChangeRow(
        at=new.at,
        kind=new.kind,
        policy_id=new.policy_id,
        source_key=new.source_key,
        summary=new.summary,
        from_version=new.from_version,
        to_version=new.to_version,
        clauses=new.clauses,
        facts=[dict(fact) for fact in new.facts],
        baseline=new.baseline,
        hash="",
    )
    row.hash = _hash(head.hash, row)
    tx.add(row)
    tx.flush()
    head.hash, head.change_id = row.hash, row.id or 0
    tx.add(head)
    return _record(row)


def history(tx: Transaction, wanted: Filter) -> list[Change]:
    """The entries that match, newest first, with the number of subscribers told of each."""
    query = select(ChangeRow).join(PolicyRow, col(PolicyRow.id) == ChangeRow.policy_id)
    if wanted.policy_id is not None:
        query = query.where(ChangeRow.policy_id == wanted.policy_id)
    if wanted.kinds:
        query = query.where(col(ChangeRow.kind).in_(wanted.kinds))
    if wanted.since is not None:
        query = query.where(ChangeRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(ChangeRow.at < wanted.until)
    if wanted.before_id is not None:
        query = query.where(col(ChangeRow.id) < wanted.before_id)
    query = concerning(query, wanted)
    query = query.order_by(col(ChangeRow.id).desc())
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    rows = tx.exec(query).all()
    told = _told(tx, [row.id or 0 for row in rows])
    return [_record(row, alerted=told.get(row.id or 0, 0)) for row in rows]


def get(tx: Transaction, change_id: int) -> Change | None:
    """One entry."""
    row = tx.get(ChangeRow, change_id)
    return _record(row) if row else None


def verify(tx: Transaction) -> Iterator[str]:
    """What is wrong with the chain, an entry a line; nothing where every entry is as it was appended."""
    previous = GENESIS
    last = 0
    for row in tx.exec(select(ChangeRow).order_by(col(ChangeRow.id)).execution_options(yield_per=1000)):
        if _hash(previous, row) != row.hash:
            yield f"entry {row.id} of the log is not what was appended, or one before it is missing"
        previous, last = row.hash, row.id or 0
    head = tx.get(LogHeadRow, 1)
    if head is not None and (head.hash, head.change_id) != (previous, last):
        yield f"the log ends at entry {last}, but its last entry was {head.change_id}"


def _told(tx: Transaction, change_ids: Sequence[int]) -> dict[int, int]:
    told: dict[int, int] = {}
    for start in range(0, len(change_ids), 500):
        rows = tx.exec(
            select(AlertRow.change_id, func.count(func.distinct(AlertRow.subscriber)))
            .where(col(AlertRow.change_id).in_(change_ids[start : start + 500]))
            .group_by(col(AlertRow.change_id))
        ).all()
        told.update({change_id: count for change_id, count in rows if change_id is not None})
    return told


def _hash(previous: str, row: ChangeRow) -> str:
    """SHA-256 over the entry before and this one's content, as canonical JSON; the id is not part, order is."""
    content = [
        previous,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.kind,
        row.policy_id,
        row.source_key,
        row.summary,
        row.from_version,
        row.to_version,
        row.clauses,
        row.facts,
        row.baseline,
    ]
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()


def _record(row: ChangeRow, alerted: int = 0) -> Change:
    assert row.id is not None, "a stored row has an id"
    return Change(
        id=row.id,
        at=row.at,
        kind=row.kind,
        policy_id=row.policy_id,
        source_key=row.source_key,
        summary=row.summary,
        from_version=row.from_version,
        to_version=row.to_version,
        clauses=row.clauses,
        facts=tuple(row.facts),
        baseline=row.baseline,
        hash=row.hash,
        alerted=alerted,
    )
