"""Stores many versions in few statements, each packed against the one before it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from store.batch.texts import OpenTexts
from store.database import compression
from store.database.inserting import insert_numbered
from store.database.opening import Transaction
from store.database.tables import VersionRow
from store.versions import NewVersion, pack_alone, version_content


@dataclass(slots=True)
class _Neighbour:
    """A version that the next one may be packed against; its id is None until it is stored."""

    version_id: int | None
    depth: int
    data: bytes | None
    root: "_Neighbour | None" = None


class VersionWriter:
    """Stores versions of one transaction in their order."""

    def __init__(self, tx: Transaction, texts: OpenTexts) -> None:
        self._tx, self._texts = tx, texts
        self._newest: dict[int, _Neighbour] = {}
        self._rows: list[dict[str, Any]] = []
        self._unnumbered: list[_Neighbour] = []
        self._ids: list[int] = []

    def add(self, new: Sequence[NewVersion], *, created: Collection[int]) -> list[int]:
        """Stores versions and returns their ids; `created` are policies that had none before."""
        known = {one.policy_id for one in new} - set(created)
        for policy_id, row in self._texts.newest(known).items() if known else ():
            self._newest[policy_id] = self._stored(row)
        for one in new:
            self._pack(one)
        self._flush()
        return self._ids

    def _stored(self, row: Any) -> _Neighbour:
        root = self._texts.root(row)
        data = self._texts.sound(row.id)
        if root.id == row.id:
            return _Neighbour(row.id, row.depth, data)
        return _Neighbour(
            row.id, row.depth, data, _Neighbour(root.id, root.depth, self._texts.sound(root.id))
        )

    def _pack(self, new: NewVersion) -> None:
        data = version_content(new)
        packed, on_snapshot = pack_alone(new, data)
        base, depth = None, 0
        nearest = self._nearest(new.policy_id)
        if nearest is not None:
            with_base = compression.pack(data, nearest.data)
            if compression.worth_a_neighbour(len(packed), len(with_base)):
                packed, on_snapshot, base = with_base, False, nearest
                depth = nearest.depth + 1
        base_id = self._stored_id(base) if base else None
        this = _Neighbour(None, depth, data, root=(base.root or base) if base else None)
        self._unnumbered.append(this)
        self._rows.append(
            {
                "policy_id": new.policy_id,
                "number": new.number,
                "snapshot_id": new.snapshot_id,
                "reader_version": new.reader_version,
                "at": new.at,
                "sha256": compression.digest(data),
                "base_id": base_id,
                "depth": depth,
                "on_snapshot": on_snapshot,
                "body": packed,
            }
        )
        if new.number is not None:
            self._newest[new.policy_id] = this

    def _nearest(self, policy_id: int) -> _Neighbour | None:
        """The version to pack the next one against: the newest, or its root where that is deep."""
        newest = self._newest.get(policy_id)
        if newest is None or newest.depth < compression.DEEPEST:
            return newest
        return newest.root or newest

    def _stored_id(self, base: _Neighbour) -> int | None:
        """The id of a version that another is packed against: it is stored first."""
        if base.version_id is None:
            self._flush()
        return base.version_id

    def _flush(self) -> None:
        """Stores what is packed so far: what is packed against one of them needs its id."""
        numbers = insert_numbered(self._tx, VersionRow, self._rows)
        for neighbour, number in zip(self._unnumbered, numbers, strict=True):
            neighbour.version_id = number
        self._ids += numbers
        self._rows, self._unnumbered = [], []
