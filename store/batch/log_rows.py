"""Appends many entries to the log in few statements, chained by hash in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from store.chain import entry_hash
from store.changes import entry_columns, lock_head, move_head, unhashed_entry
from store.database.inserting import insert_numbered
from store.database.opening import Transaction
from store.database.tables import ChangeRow
from store.lists.filing import file_entries
from store.records import Change, NewChange, Policy


def append_all(
    tx: Transaction, entries: Sequence[NewChange], policies: Mapping[int, Policy]
) -> list[Change]:
    """Appends entries in their order. The head row is locked: two writers cannot fork the chain.

    `policies` are those that the entries are of, as they are now: an entry is filed by its
    policy's place and industries.
    """
    if not entries:
        return []
    previous, hashed = lock_head(tx), []
    for new in entries:
        entry = unhashed_entry(new)
        previous = entry_hash(previous, entry)
        hashed.append(replace(entry, hash=previous))
    rows = [entry_columns(one, policies[one.policy_id].region_code) for one in hashed]
    ids = insert_numbered(tx, ChangeRow, rows)
    appended = [replace(one, id=number) for one, number in zip(hashed, ids, strict=True)]
    move_head(tx, appended[-1])
    file_entries(tx, [(policies[one.policy_id], one) for one in appended])
    return appended
