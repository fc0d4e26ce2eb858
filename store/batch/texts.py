"""Opens many versions in few statements, and keeps what is opened to pack the next one against."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, func, select

from store.database import compression
from store.database.columns import table
from store.database.compression import TornBodyError
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import SnapshotBodyRow, SnapshotRow, VersionRow
from store.records import BodyKind, Version

_VERSIONS, _SNAPSHOTS = table(VersionRow).c, table(SnapshotRow).c
_BODIES = table(SnapshotBodyRow).c
_PLAIN = ("id", "policy_id", "number", "snapshot_id", "reader_version", "at")
_ROW: Any = select(
    *(_VERSIONS[name] for name in (*_PLAIN, "sha256", "base_id", "depth", "on_snapshot", "body"))
)
_BY_ID = _ROW.where(_VERSIONS.id.in_(bindparam("asked", expanding=True)))
_OTHER = table(VersionRow).alias()
_NEWEST = _ROW.where(
    _VERSIONS.policy_id.in_(bindparam("asked", expanding=True)),
    _VERSIONS.number
    == select(func.max(_OTHER.c.number))
    .where(_OTHER.c.policy_id == _VERSIONS.policy_id)
    .scalar_subquery(),
)
_PAGES: Any = (
    select(_SNAPSHOTS.id, _SNAPSHOTS.sha256, _SNAPSHOTS.base_id, _BODIES.body)
    .join_from(
        table(SnapshotRow),
        table(SnapshotBodyRow),
        _BODIES.snapshot_id == _SNAPSHOTS.id,
        isouter=True,
    )
    .where(_SNAPSHOTS.id.in_(bindparam("asked", expanding=True)))
)
Opened = bytes | TornBodyError


class OpenTexts:
    """All that one transaction has opened; a damaged body is kept as the error that says why."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._rows: dict[int, Any] = {}
        self._pages: dict[int, Any] = {}
        self._texts: dict[int, Opened] = {}
        self._bodies: dict[int, Opened] = {}

    def versions(self, version_ids: Collection[int]) -> dict[int, Version | TornBodyError]:
        """Versions by id, those that are damaged as what is wrong with them."""
        self._fetch(version_ids)
        return {number: self._version(number) for number in version_ids if number in self._rows}

    def pages(self, snapshot_ids: Collection[int]) -> dict[int, bytes | None]:
        """The bodies of snapshots by id, None for one that is damaged."""
        self._fetch_pages(snapshot_ids)
        found: dict[int, bytes | None] = {}
        for number in snapshot_ids:
            opened = self._page(number)
            found[number] = opened if isinstance(opened, bytes) else None
        return found

    def newest(self, policy_ids: Collection[int]) -> dict[int, Any]:
        """The row of each policy's version of the highest number, ready to be opened."""
        rows = self._asked(_NEWEST, policy_ids)
        self._rows |= {row.id: row for row in rows}
        self._fetch([row.id for row in rows])
        return {row.policy_id: row for row in rows}

    def root(self, row: Any) -> Any:
        """The version at the end of a chain."""
        while row.base_id:
            row = self._rows[row.base_id]
        return row

    def sound(self, version_id: int) -> bytes | None:
        """The bytes of a version that was fetched; None where they are damaged."""
        opened = self._text(version_id)
        return opened if isinstance(opened, bytes) else None

    def _fetch(self, version_ids: Collection[int]) -> None:
        """Fetches versions and all that they open with, a statement a step of the longest chain."""
        pages: set[int] = set()
        wanted = set(version_ids)
        while wanted:
            rows = self._asked(_BY_ID, wanted - self._rows.keys())
            self._rows |= {row.id: row for row in rows}
            here = [self._rows[number] for number in wanted if number in self._rows]
            pages |= {row.snapshot_id for row in here if row.on_snapshot and not row.base_id}
            wanted = {row.base_id for row in here if row.base_id}
        self._fetch_pages(pages)

    def _fetch_pages(self, snapshot_ids: Collection[int]) -> None:
        wanted = set(snapshot_ids)
        while wanted:
            rows = self._asked(_PAGES, wanted - self._pages.keys())
            self._pages |= {row.id: row for row in rows}
            wanted = {self._pages[number].base_id for number in wanted} - {None}

    def _asked(self, statement: Any, asked: Collection[int]) -> list[Any]:
        connection = plain(self._tx)
        found: list[Any] = []
        for part in chunks(sorted(asked)):
            found += connection.execute(statement, {"asked": part}).all()
        return found

    def _version(self, number: int) -> Version | TornBodyError:
        opened = self._text(number)
        if isinstance(opened, TornBodyError):
            return opened
        content, row = json.loads(opened), self._rows[number]
        return Version(
            id=row.id,
            policy_id=row.policy_id,
            number=row.number,
            snapshot_id=row.snapshot_id,
            reader_version=row.reader_version,
            at=row.at,
            paragraphs=tuple(content["paragraphs"]),
            facts=content["facts"],
        )

    def _text(self, number: int) -> Opened:
        if number not in self._texts:
            row = self._rows[number]
            base: Opened | None = None
            if row.base_id:
                base = self._text(row.base_id)
            elif row.on_snapshot:
                base = self._page(row.snapshot_id)
            self._texts[number] = _unpacked(row, base, BodyKind.VERSION)
        return self._texts[number]

    def _page(self, number: int) -> Opened:
        if number not in self._bodies:
            row = self._pages[number]
            base = self._page(row.base_id) if row.base_id else None
            self._bodies[number] = _unpacked(row, base, BodyKind.SNAPSHOT)
        return self._bodies[number]


def _unpacked(row: Any, base: Opened | None, kind: BodyKind) -> Opened:
    """The bytes of a row, or what is wrong with it or with what it opens with."""
    if isinstance(base, TornBodyError):
        return base
    try:
        return compression.unpack(row.body, sha256=row.sha256, base=base, kind=kind, row_id=row.id)
    except TornBodyError as error:
        return error
