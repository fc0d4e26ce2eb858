"""Versions: what a policy said, as paragraphs and facts, packed against the version before or the
page it was read from.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from store import snapshot_bodies
from store.database import compression
from store.database.columns import table
from store.database.failures import MissingVersionError
from store.database.inserting import insert_new
from store.database.opening import Transaction, plain
from store.database.tables import VersionRow
from store.records import JSON, BodyKind, Version

_PLAIN = ("policy_id", "number", "snapshot_id", "reader_version", "at")
_VERSIONS = table(VersionRow).c
_ROW: Any = select(
    *(
        _VERSIONS[name]
        for name in ("id", "sha256", "base_id", "depth", "on_snapshot", "body", *_PLAIN)
    )
)
_BY_ID = _ROW.where(_VERSIONS.id == bindparam("version_id"))
_OF_POLICY = _ROW.where(_VERSIONS.policy_id == bindparam("policy_id"))
_NUMBERED = _OF_POLICY.where(_VERSIONS.number == bindparam("number"))
_OWN = _OF_POLICY.where(_VERSIONS.number.is_not(None)).order_by(_VERSIONS.number)
_NEWEST = _OF_POLICY.where(_VERSIONS.number.is_not(None)).order_by(_VERSIONS.number.desc()).limit(1)
# a page that is so much larger holds other things (a handbook, a week's news), and to open it for
# each would be dear
_LARGEST_PAGE = 2**18  # bytes
# characters from the middle of a paragraph: they stand in the page where that is text in UTF-8
_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The text and facts of one policy, read from one snapshot; `number` is None for a copy's text.

    `page` is the snapshot's body, where it is at hand: a version that has none before it is then
    packed against it.
    """

    policy_id: int
    number: int | None
    snapshot_id: int
    reader_version: int
    at: datetime
    paragraphs: Sequence[str]
    facts: Mapping[str, JSON]
    page: bytes = b""


def add(tx: Transaction, new: NewVersion) -> int:
    """Stores a version and returns its id."""
    data = version_content(new)
    packed_alone, on_snapshot = pack_alone(new, data)
    body = _Body(packed_alone, on_snapshot=on_snapshot)
    newest = plain(tx).execute(_NEWEST, {"policy_id": new.policy_id}).first()
    if newest is not None:
        deeper = newest.depth < compression.DEEPEST
        base = newest if deeper else _root_of(tx, newest)
        packed = compression.pack(data, _sound_bytes(tx, base))
        if compression.worth_a_neighbour(len(body.packed), len(packed)):
            body = _Body(packed, base.id, newest.depth + 1 if deeper else 1)
    return _insert_version(tx, new, compression.digest(data), body)


def get(tx: Transaction, version_id: int) -> Version:
    """One version. Raises TornBodyError when it is damaged or missing."""
    row = _row_of(tx, version_id)
    if row is None:
        raise MissingVersionError(version_id)
    return _record_of(tx, row)


@dataclass(frozen=True, slots=True)
class Heading:
    """A version without its text, which may be damaged."""

    id: int
    policy_id: int
    number: int | None
    snapshot_id: int
    reader_version: int
    at: datetime
    sha256: str


def heading(tx: Transaction, version_id: int) -> Heading:
    """One version without its text. Raises MissingVersionError."""
    row = _row_of(tx, version_id)
    if row is None:
        raise MissingVersionError(version_id)
    return _heading_of(row)


def headings(tx: Transaction, policy_id: int) -> list[Heading]:
    """The policy's own versions without their texts, oldest first."""
    return [_heading_of(row) for row in plain(tx).execute(_OWN, {"policy_id": policy_id})]


def rewrite(tx: Transaction, version_id: int, new: NewVersion) -> bool:
    """A damaged version becomes what was read from its snapshot again; whether that is what it was
    to the letter.

    It stands alone from now on. Versions that were packed against it open again only if it is what
    it was.
    """
    before, data = heading(tx, version_id), version_content(new)
    values = {
        "reader_version": new.reader_version,
        "sha256": compression.digest(data),
        "base_id": None,
        "depth": 0,
        "on_snapshot": False,
        "body": compression.pack(data),
    }
    plain(tx).execute(update(table(VersionRow)).where(_VERSIONS.id == version_id).values(**values))
    return values["sha256"] == before.sha256


def same_text(known: Heading, new: NewVersion) -> bool:
    """True where what was read is to the letter what a version said."""
    return compression.digest(version_content(new)) == known.sha256


def packed_against(tx: Transaction, known: Heading) -> list[int]:
    """The versions that open only with this one; all are of its policy."""
    own = (_VERSIONS.policy_id == known.policy_id) & (_VERSIONS.base_id == known.id)
    return list(plain(tx).scalars(select(_VERSIONS.id).where(own)))


def get_numbered(tx: Transaction, policy_id: int, number: int) -> Version | None:
    """The policy's own version of that number."""
    row = plain(tx).execute(_NUMBERED, {"policy_id": policy_id, "number": number}).first()
    return _record_of(tx, row) if row else None


def of_policy(tx: Transaction, policy_id: int) -> list[Version]:
    """The policy's own versions, oldest first."""
    rows = plain(tx).execute(_OWN, {"policy_id": policy_id}).all()
    return [_record_of(tx, row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Body:
    packed: bytes
    base_id: int | None = None
    depth: int = 0
    on_snapshot: bool = False


def pack_alone(new: NewVersion, data: bytes) -> tuple[bytes, bool]:
    """Packed against no other version: against its page (True) where that says the same words, else
    against nothing.
    """
    longest = max(new.paragraphs, key=len, default="")
    sample = longest[len(longest) // 2 :][:_SAMPLE].encode()
    if sample and len(new.page) <= _LARGEST_PAGE and sample in new.page:
        return compression.pack(data, new.page), True
    return compression.pack(data), False


def version_content(new: NewVersion) -> bytes:
    content = {"paragraphs": list(new.paragraphs), "facts": new.facts}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _insert_version(tx: Transaction, new: NewVersion, sha256: str, body: _Body) -> int:
    tx.flush()
    row = {
        "policy_id": new.policy_id,
        "number": new.number,
        "snapshot_id": new.snapshot_id,
        "reader_version": new.reader_version,
        "at": new.at,
        "sha256": sha256,
        "base_id": body.base_id,
        "depth": body.depth,
        "on_snapshot": body.on_snapshot,
        "body": body.packed,
    }
    return insert_new(tx, VersionRow, row)


def _row_of(tx: Transaction, version_id: int) -> Any:
    return plain(tx).execute(_BY_ID, {"version_id": version_id}).first()


def _heading_of(row: Any) -> Heading:
    return Heading(*(getattr(row, field.name) for field in fields(Heading)))


def _root_of(tx: Transaction, row: Any) -> Any:
    """The version at the end of a chain."""
    return _root_of(tx, _row_of(tx, row.base_id)) if row.base_id else row


def _bytes_of(tx: Transaction, row: Any) -> bytes:
    base = None
    if row.base_id:
        base = _bytes_of(tx, _row_of(tx, row.base_id))
    elif row.on_snapshot:
        base = snapshot_bodies.open_body(tx, row.snapshot_id)
    return compression.unpack(
        row.body, sha256=row.sha256, base=base, kind=BodyKind.VERSION, row_id=row.id
    )


def _sound_bytes(tx: Transaction, row: Any) -> bytes | None:
    try:
        return _bytes_of(tx, row)
    except compression.TornBodyError:  # doctor reports it; what is read now stands on its page
        return None


def _record_of(tx: Transaction, row: Any) -> Version:
    content = json.loads(_bytes_of(tx, row))
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
