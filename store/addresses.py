"""Addresses: what a source was seen to list, how to ask for each, which are missing since when."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import col, select, update

from store.database.columns import table
from store.database.inserting import chunks, insert_missing
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow
from store.records import AddressState

_ADDRESSES = table(AddressRow).c
_OF_SOURCE: Any = select_columns(*(_ADDRESSES[field.name] for field in fields(AddressState))).where(
    _ADDRESSES.source_key == bindparam("source_key")
)  # plain columns: a source may have known thousands of addresses
_AMONG: Any = _OF_SOURCE.where(_ADDRESSES.address.in_(bindparam("addresses", expanding=True)))


def of_source(
    tx: Transaction, source_key: str, among: Collection[str] | None = None
) -> dict[str, AddressState]:
    """The addresses of a source that are known, by address; with `among` only those."""
    connection = plain(tx)
    if among is None:
        return {
            row.address: _state_of(row)
            for row in connection.execute(_OF_SOURCE, {"source_key": source_key})
        }
    found: dict[str, AddressState] = {}
    for part in chunks(list(among)):
        rows = connection.execute(_AMONG, {"source_key": source_key, "addresses": part})
        found.update((row.address, _state_of(row)) for row in rows)
    return found


def announce(
    tx: Transaction, source_key: str, found: Collection[str], *, baseline: bool, entry: bool = False
) -> None:
    """Remembers addresses that a source lists, fetched or not.

    `baseline` says that they were there at its first look; `entry` marks the list page itself,
    which holds no document and is never missed.
    """
    tx.flush()
    known = of_source(tx, source_key, among=found)
    new: list[dict[str, Any]] = []
    for address in dict.fromkeys(found):
        if address not in known:
            row = AddressRow(source_key=source_key, address=address, baseline=baseline, entry=entry)
            new.append(row.model_dump(exclude={"id"}))
    insert_missing(tx, AddressRow, new)


def set_validators(
    tx: Transaction,
    source_key: str,
    address: str,
    *,
    etag: str | None,
    last_modified: str | None,
) -> None:
    """Keeps what to ask an announced address with next time, where its bytes are not kept."""
    row = tx.exec(
        select(AddressRow).where(AddressRow.source_key == source_key, AddressRow.address == address)
    ).one()
    row.etag, row.last_modified = etag, last_modified
    tx.add(row)


def doubt_entry(tx: Transaction, source_key: str, at: datetime | None) -> None:
    """Counts one more look at which the list page was suspect, or with None forgets those there
    were.
    """
    rows = tx.exec(
        select(AddressRow).where(
            AddressRow.source_key == source_key, col(AddressRow.entry).is_(True)
        )
    ).all()
    for row in rows:
        row.missing_since = None if at is None else row.missing_since or at
        row.missing_checks = 0 if at is None else row.missing_checks + 1
        tx.add(row)


def told_titles(tx: Transaction, source_key: str) -> dict[str, str]:
    """The title that the list printed of each address of a source when it was last fetched."""
    query = select_columns(_ADDRESSES.address, _ADDRESSES.listed_title).where(
        _ADDRESSES.source_key == source_key, _ADDRESSES.listed_title.is_not(None)
    )
    return {row.address: row.listed_title for row in plain(tx).execute(query)}


def list_returned(
    tx: Transaction, source_key: str, present: Collection[str]
) -> dict[str, datetime]:
    """The addresses that were missing and are there again, in order, and since when they were."""
    rows = tx.exec(
        select(AddressRow.address, AddressRow.missing_since).where(
            AddressRow.source_key == source_key,
            col(AddressRow.missing_since).is_not(None),
            col(AddressRow.entry).is_(False),
        )
    ).all()
    back = {address: since for address, since in rows if since is not None and address in present}
    return dict(sorted(back.items()))


def note_missing(
    tx: Transaction, source_key: str, present: Collection[str], at: datetime
) -> list[str]:
    """Notes since when addresses are missing that were there until this look; returns them.

    How often they are missed is counted when the look is settled (`note_presence`).
    """
    tx.flush()
    here = set(present)
    lost = [
        state
        for state in of_source(tx, source_key).values()
        if not state.entry and state.missing_since is None and state.address not in here
    ]
    if lost:
        tx.execute(update(AddressRow), [{"id": one.id, "missing_since": at} for one in lost])
        tx.expire_all()
    return [one.address for one in lost]


def _decided_documents(
    tx: Transaction, source_key: str, undecided: Collection[str]
) -> list[AddressState]:
    """The addresses of documents of which a look says whether they are there."""
    left_alone = set(undecided)
    states = of_source(tx, source_key).values()
    return [one for one in states if not one.entry and one.address not in left_alone]


def note_presence(
    tx: Transaction,
    source_key: str,
    present: Collection[str],
    at: datetime,
    *,
    unlisted: Collection[str] = (),
    undecided: Collection[str] = (),
) -> Mapping[str, AddressState]:
    """After a good look: counts every address that was not there as absent once more.

    `unlisted` are those of the present ones that newer ones pushed off the list: still there, but
    no longer listed. `undecided` are addresses that were missing and of which the look says
    nothing: they stay as they are. Returns the addresses that are missing now, with how often and
    since when.
    """
    tx.flush()
    here = set(present)
    known = _decided_documents(tx, source_key, undecided)
    missing = {
        state.address: _once_more_missing(state, at) for state in known if state.address not in here
    }
    pushed = set(unlisted)
    back = [
        replace(state, missing_since=None, missing_checks=0, unlisted=state.address in pushed)
        for state in known
        if state.address in here
        and (state.missing_since is not None or state.unlisted != (state.address in pushed))
    ]
    changed = [_presence_values(state) for state in (*missing.values(), *back)]
    if changed:
        tx.execute(update(AddressRow), changed)
        tx.expire_all()
    return missing


def _once_more_missing(state: AddressState, at: datetime) -> AddressState:
    return replace(
        state,
        missing_since=state.missing_since or at,
        missing_checks=state.missing_checks + 1,
        etag=None,  # when it returns it must be read, not answered with "unchanged"
        last_modified=None,
    )


def _presence_values(state: AddressState) -> dict[str, Any]:
    return {
        "id": state.id,
        "missing_since": state.missing_since,
        "missing_checks": state.missing_checks,
        "unlisted": state.unlisted,
        "etag": state.etag,
        "last_modified": state.last_modified,
    }


def _state_of(row: Any) -> AddressState:
    return AddressState(
        id=row.id,
        address=row.address,
        etag=row.etag,
        last_modified=row.last_modified,
        snapshot_id=row.snapshot_id,
        baseline=row.baseline,
        missing_since=row.missing_since,
        missing_checks=row.missing_checks,
        entry=row.entry,
        unlisted=row.unlisted,
    )
