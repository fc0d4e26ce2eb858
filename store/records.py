"""The nouns as frozen values: what the store takes and gives. Imports nothing of ours, knows no table.

Instants are aware UTC datetimes; a policy's dates are civil dates in Asia/Shanghai.
Longer than other files: the nouns are read in one piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

JSON = Any


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source's health. `baseline_at` is None until one look at it was good."""

    key: str
    locator: str = ""
    baseline_at: datetime | None = None
    next_check_at: datetime | None = None
    last_check_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_status: str | None = None
    last_reason: str = ""
    failing_since: datetime | None = None
    failures: int = 0
    silent_told_at: datetime | None = None
    checks: int = 0


@dataclass(frozen=True, slots=True)
class AddressState:
    """One address of a source: the validators to ask with, and what was kept last.

    `baseline` says the address was there at the first look: its first snapshot tells nobody. `missing_since` and
    `missing_checks` count good looks in which it was absent.
    """

    id: int
    address: str
    etag: str | None
    last_modified: str | None
    snapshot_id: int | None
    baseline: bool
    missing_since: datetime | None = None
    missing_checks: int = 0
    entry: bool = False  # the list page itself, not a document
    unlisted: bool = False  # pushed off its list by newer ones, which is no absence


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Raw bytes of one address at one moment; the bytes themselves are asked for apart."""

    id: int
    source_key: str
    address: str
    fetched_at: datetime
    sha256: str
    size: int
    content_type: str | None = None
    listed_title: str | None = None
    listed_on: date | None = None
    baseline: bool = False
    reader_version: int | None = None  # None until it was read
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One document with an identity. `status` is active, repealed, expired, withdrawn or merged (into `merged_into`)."""

    id: int
    title: str
    kind: str
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: date | None
    published_on: date | None
    region_code: str | None
    region_level: str | None
    region_name: str | None
    industries: tuple[tuple[str, str], ...]  # (label, strong|weak)
    general: bool
    status: str
    source_key: str
    url: str
    first_seen_at: datetime
    version_number: int = 0
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy as read, before it has an id."""

    title: str
    kind: str
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: date | None
    published_on: date | None
    region_code: str | None
    region_level: str | None
    region_name: str | None
    industries: tuple[tuple[str, str], ...]
    general: bool
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a policy is seen. `version_id` is what that place said last."""

    id: int
    policy_id: int
    source_key: str
    address: str
    first_seen_at: datetime
    last_seen_at: datetime
    version_id: int | None
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a policy said: paragraphs and facts, read from `snapshot_id` by `reader_version` of the reader.

    `number` counts the policy's own versions from 1; None marks the text of a copy (a repost), kept only so that
    the copy can be compared with itself.
    """

    id: int
    policy_id: int
    number: int | None
    snapshot_id: int
    reader_version: int
    at: datetime
    paragraphs: tuple[str, ...]
    facts: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that somebody must act by. `slot` names it across versions (kind, actor, batch, order)."""

    policy_id: int
    slot: str
    kind: str  # application, consultation, filing, expiry
    status: str  # dated, rolling, recurring, unannounced
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: str | None = None
    evidence: str | None = None
    basis: str = "stated"
    known_since: datetime | None = None
    announced: bool = (
        False  # its first subscribers learn of it from an alert of its own, not from a reminder
    )


class Saying(StrEnum):
    """Everything that an entry of the log can say; each is put into words in the reader's language when it is shown."""

    PUBLISHED = "published"  # kind of document, closes, valid_until
    DIFFERENCE = "difference"  # no parameters: the entry's own facts and clauses say it
    REPEALED = "repealed"  # title, doc_number, on
    WINDOWS_MOVED = "windows_moved"  # title, doc_number, days
    VALIDITY_MOVED = "validity_moved"  # title, doc_number, days
    EXPIRED = "expired"  # closes
    WITHDRAWN = "withdrawn"  # places
    RESTORED = "restored"  # title
    UNHIDDEN = "unhidden"  # hidden: rule, old, new of each
    MENDED = "mended"  # version, or null for the text of a copy
    NOT_A_DOCUMENT = "not_a_document"
    MERGED_INTO = "merged_into"  # title, policy_id: of the other one, as below
    TOOK_IN = "took_in"
    SPLIT_OFF = "split_off"
    SPLIT_FROM = "split_from"


@dataclass(frozen=True, slots=True)
class Said:
    """A change's summary as data. `parameters` are ready for JSON: dates are YYYY-MM-DD."""

    key: Saying
    parameters: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewChange:
    """An event to append. `policy_id` is None only for events of a source."""

    at: datetime
    kind: str
    policy_id: int
    source_key: str
    said: Said
    from_version: int | None = None
    to_version: int | None = None
    clauses: int = 0
    facts: tuple[Mapping[str, JSON], ...] = ()
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log, as appended; `hash` covers it and the entry before it.

    `summary` is the text of an entry that was written before what it says was kept as data: "" where there is `said`.
    """

    id: int
    at: datetime
    kind: str
    policy_id: int
    source_key: str
    summary: str
    from_version: int | None
    to_version: int | None
    clauses: int
    facts: tuple[Mapping[str, JSON], ...]
    baseline: bool
    hash: str
    alerted: int = 0
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class PendingRelation:
    """A relation found in a text, to a document that may not be known yet."""

    relation: str
    title: str | None
    doc_number: str | None
    on: date | None = None
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as stored: from one policy to another, known (`to_policy`) or only named."""

    id: int
    from_policy: int
    to_policy: int | None
    relation: str
    title: str | None
    doc_number: str | None
    on: date | None
    until: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class NewAlert:
    """One subscriber told of one thing. `key` makes adding it twice harmless; `id` follows from it."""

    id: str
    subscriber: str
    kind: str
    created_at: datetime
    title: str
    body: str
    reason: str
    payload: Mapping[str, JSON]
    policy_id: int | None = None
    change_id: int | None = None
    send_at: datetime | None = None  # not before; a digest's hour
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert through one channel. `channel` is a fingerprint of the address, `label` the address masked."""

    id: int
    alert_id: str
    subscriber: str
    channel: str
    label: str
    state: str
    attempts: int
    next_attempt_at: datetime | None
    sent_at: datetime | None
    error: str | None
    digest: bool = False
    digest_id: str | None = None
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert with the state of each of its deliveries."""

    id: str
    subscriber: str
    kind: str
    created_at: datetime
    title: str
    body: str
    reason: str
    payload: Mapping[str, JSON]
    policy_id: int | None
    change_id: int | None
    deliveries: tuple[Delivery, ...] = field(default=())
