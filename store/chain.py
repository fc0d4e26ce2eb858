"""The chain of hashes through the log: hashes an entry, and finds those that were edited."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from store.database.opening import Transaction
from store.database.tables import ChangeRow, LogHeadRow
from store.records import Said
from store.sayings import as_kept

GENESIS = "0" * 64
PAGE = 1000  # entries read at once
_HASHED = (
    "at",
    "kind",
    "policy_id",
    "source_key",
    "summary",
    "from_version",
    "to_version",
    "clauses",
    "facts",
    "baseline",
)


def verify(tx: Transaction) -> Iterator[str]:
    """The faults of the chain, an entry a line; none where every entry is as it was appended.

    Whoever rewrites the whole log and its head leaves no trace here: compare the newest hash with
    one noted elsewhere.
    """
    previous, last = GENESIS, 0
    for row in _all_entries(tx):
        if entry_hash(previous, row) != row.hash:
            yield f"entry {row.id} of the log is not what was appended, or one before it is missing"
        previous, last = row.hash, row.id
    head = tx.get(LogHeadRow, 1)
    ends = (head.hash, head.change_id) if head else (GENESIS, 0)
    if ends != (previous, last):
        yield f"the log ends at entry {last}, but the last that was appended is {ends[1]}"


def newest_hash(tx: Transaction) -> str:
    """The hash that covers the whole log: noted elsewhere, it proves that nothing was rewritten."""
    head = tx.get(LogHeadRow, 1)
    return head.hash if head else GENESIS


def _all_entries(tx: Transaction) -> Iterator[Any]:
    """Every entry as plain columns, oldest first, in pages: the log may be longer than memory."""
    columns = [col(getattr(ChangeRow, name)) for name in ("id", "hash", "said", *_HASHED)]
    last = 0
    while (
        page := tx.connection()
        .execute(select(*columns).where(columns[0] > last).order_by(columns[0]).limit(PAGE))
        .all()
    ):
        yield from page
        last = page[-1].id


def entry_hash(previous: str, row: Any) -> str:
    """SHA-256 over the entry before and this one's content, as canonical JSON, without its id.

    An entry that was written with a text has no `said`, and is hashed as it was then: without it.
    """
    content = [previous, row.at.astimezone(UTC).isoformat(timespec="microseconds")]
    content += [getattr(row, name) for name in _HASHED[1:]]
    if row.said is not None:
        content.append(as_kept(row.said) if isinstance(row.said, Said) else row.said)
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()
