"""The nouns as frozen values: what the store takes and gives. Imports nothing of ours.

Instants are aware UTC datetimes; a policy's dates are civil dates in Asia/Shanghai.
Longer than other files: the nouns are read in one piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

JSON = Any


class ChangeKind(StrEnum):
    """The kind of an entry of the log: one typed event in a policy's life."""

    PUBLISHED = "published"
    AMENDED = "amended"
    ATTACHMENT_CHANGED = "attachment_changed"
    DEADLINE_SET = "deadline_set"
    DEADLINE_MOVED = "deadline_moved"
    REPEALED = "repealed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    METADATA = "metadata"  # a fact of the page changed, not what the policy says
    TECHNICAL = "technical"  # our own progress: it is told to nobody


class AlertKind(StrEnum):
    """The kind of an alert that tells of no change; any other has the kind of its change."""

    REMINDER = "reminder"
    SOURCE_SILENT = "source_silent"
    SOURCE_BACK = "source_back"


class PolicyStatus(StrEnum):
    """The stage of a policy's life."""

    ACTIVE = "active"
    REPEALED = "repealed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # into another one, to which its id still leads


class DocumentKind(StrEnum):
    """The kind of a text, and so of the policy that is made of it."""

    POLICY_TEXT = "policy_text"
    POLICY_NEWS = "policy_news"
    INTERPRETATION = "interpretation"
    CASE = "case"
    NEWS = "news"


class DeadlineKind(StrEnum):
    """For which act a date is the last one; `expiry` is the last day of validity."""

    APPLICATION = "application"
    CONSULTATION = "consultation"
    FILING = "filing"
    EXPIRY = "expiry"


class DeadlineStatus(StrEnum):
    """That a window has a date, or in which way it has none."""

    DATED = "dated"
    ROLLING = "rolling"  # 常年受理
    RECURRING = "recurring"  # 每年受理
    UNANNOUNCED = "unannounced"  # 另行通知


class Actor(StrEnum):
    """The one who has to act: the business, or the local bureau that passes the papers on."""

    APPLICANT = "applicant"
    AUTHORITY = "authority"


class WindowChannel(StrEnum):
    """The way in which papers are handed in, where a text gives each way a date of its own."""

    ONLINE = "online"
    PAPER = "paper"


class Basis(StrEnum):
    """The way in which a fact came out of the text."""

    STATED = "stated"
    COMPUTED = "computed"  # counted from a date and a term
    INFERRED = "inferred"  # completed from what stands around it: a year, a month


class RelationKind(StrEnum):
    """The ways in which a document stands to another one.

    On `concerns` nothing takes effect: the other one may be meant.
    """

    REPEALS = "repeals"
    EXTENDS = "extends"
    AMENDS = "amends"
    FORWARDS = "forwards"
    INTERPRETS = "interprets"
    DRAFTS = "drafts"
    BASED_ON = "based_on"
    CONCERNS = "concerns"


class ExtendedDate(StrEnum):
    """The date of the named document that an extension moves."""

    TERM = "term"  # its last day of validity: the sentence speaks of 有效期
    UNSAID = "unsaid"  # that of its windows where it has any, else its last day of validity


class LookStatus(StrEnum):
    """The result of a look at an address, or at a whole source."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"  # the receiver said so (304), or nothing was there to fetch
    GONE = "gone"  # 404, 410, or the file vanished
    REFUSED = "refused"  # a robot check, a login or a ban
    SUSPECT = "suspect"  # an answer that is not the content: a stub, an index served for an article
    FAILED = "failed"


class DeliveryState(StrEnum):
    """The point that one alert through one channel has reached."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # it is tried again
    DEAD = "dead"  # it is not, until somebody asks for it


class BodyKind(StrEnum):
    """The rows that keep a packed body, which may be damaged."""

    SNAPSHOT = "snapshot"
    VERSION = "version"


class SnapshotOutcome(StrEnum):
    """The result of reading a snapshot; its `note` says more, for people."""

    DOCUMENTS = "documents"
    NO_DOCUMENT = "no_document"
    HIDDEN = "hidden"  # other bytes that brought nothing new; the note names the rules
    TOLD_AFTER_ALL = "told_after_all"  # it was hidden, and somebody said that a rule was wrong
    SUSPECT = "suspect"  # an answer that was no content, kept to be looked at
    WAITS = "waits"  # it cannot be recorded until something damaged is mended
    EMPTY = "empty"  # from here to TOO_LARGE: what parsing says of a file that it cannot read
    SCANNED = "scanned"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    OVER_BUDGET = "over_budget"  # reading it cost too much time or memory, and was ended
    READER_FAILED = "reader_failed"
    NOT_RECORDED = "not_recorded"


class SuppressionRule(StrEnum):
    """A rule by which a difference is not told."""

    REFLOW = "reflow"  # lines broken elsewhere
    SPACING = "spacing"  # spaces between characters
    ZERO_WIDTH = "zero-width"  # characters that nobody sees
    WIDTH = "width"  # full or half width
    QUOTES = "quotes"  # quotes, dashes, brackets and dots of another form
    LOOKALIKE = "look-alike"  # a radical or compatibility character for the ideograph
    RE_ENCODED = "re-encoded"  # another character code, byte order mark or kind of line end
    FILE_BYTES = "file bytes"  # a pdf, docx or xlsx that was written anew
    COUNTER = "view counter"  # 浏览次数：12 → 13
    STAMP = "publication stamp"  # when and by whom a site says that it put a page up
    CLOCK = "page clock"  # 今天是2026年3月2日 星期一 → 2026年3月3日 星期二
    COUNTDOWN = "countdown"  # 距申报截止还有12天 → 还有11天
    ADVERT = "advert"  # a line inside the text that says itself that it is one
    COMMENTS = "comments"  # what visitors wrote below the text
    LIST_ORDER = "list order"  # the same lines, in another order
    CONTENTS = "contents list"  # the table of contents, which is no clause
    FURNITURE = "page furniture"  # menus, links, neighbours: what stands around the text
    MARKUP = "markup"  # tags, scripts, comments
    MISSING = "missing for now"  # a policy that this page showed: told when it is gone for days
    TOLD = "already told"  # this place says now what another place said first
    ELSEWHERE = "known elsewhere"  # a policy that another place showed first: a sighting


@dataclass(frozen=True, slots=True)
class SourceState:
    """The health of a source. `baseline_at` is None until one look at it was good."""

    key: str
    locator: str = ""
    baseline_at: datetime | None = None
    next_check_at: datetime | None = None
    last_check_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_status: LookStatus | None = None
    last_reason: str = ""
    failing_since: datetime | None = None
    failures: int = 0
    silent_told_at: datetime | None = None
    checks: int = 0


@dataclass(frozen=True, slots=True)
class AddressState:
    """One address of a source: the validators to ask with, and what was kept last.

    `baseline` says the address was there at the first look: its first snapshot tells nobody.
    `missing_since` and `missing_checks` count good looks in which it was absent.
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
    outcome: SnapshotOutcome | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One document with an identity; `merged_into` is given where its status is merged."""

    id: int
    title: str
    kind: DocumentKind
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: date | None
    published_on: date | None
    region_code: str | None
    region_level: str | None
    region_name: str | None
    industries: tuple[tuple[str, str], ...]  # (label, strong|weak)
    general: bool
    status: PolicyStatus
    source_key: str
    url: str
    first_seen_at: datetime
    version_number: int = 0
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy as read, before it has an id."""

    title: str
    kind: DocumentKind
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
    """The paragraphs and facts of a policy, read from a snapshot by one version of the reader.

    `number` counts the policy's own versions from 1; None marks the text of a copy (a repost), kept
    only so that the copy can be compared with itself.
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
class Slot:
    """The place of a date among those of its policy, by which the next version finds it again.

    `ordinal` counts from 1 the dates that agree in everything else.
    """

    kind: DeadlineKind
    actor: Actor | None = None
    channel: WindowChannel | None = None
    batch: str | None = None
    ordinal: int = 1

    @property
    def name(self) -> tuple[str, str, str, str]:
        """All but the count, with "" for what is not said."""
        return (self.kind, self.actor or "", self.channel or "", self.batch or "")

    @property
    def key(self) -> str:
        """The slot as text, which keeps two dates of a policy apart; nobody reads it back.

        The ids of reminders are made of it: it must stay what it is, or they are sent again.
        """
        if self.kind == DeadlineKind.EXPIRY:
            return self.kind.value
        return ":".join((*self.name, str(self.ordinal)))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that somebody must act by."""

    policy_id: int
    kind: DeadlineKind
    status: DeadlineStatus
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: Actor | None = None
    channel: WindowChannel | None = None
    ordinal: int = 1
    evidence: str | None = None
    basis: Basis = Basis.STATED
    known_since: datetime | None = None
    # its first subscribers learn of it from an alert of its own, not from a reminder
    announced: bool = False

    @property
    def slot(self) -> Slot:
        """Its place among the dates of its policy."""
        return Slot(self.kind, self.actor, self.channel, self.batch or None, self.ordinal)


class Saying(StrEnum):
    """Everything that an entry of the log can say; put into words when it is shown."""

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
    kind: ChangeKind
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

    `summary` is the text of an entry that was written before what it says was kept as data: ""
    where there is `said`.
    """

    id: int
    at: datetime
    kind: ChangeKind
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
    """A relation found in a text, to a document that may not be known yet.

    Of an extension `moves` is the date that it moves, and `earlier` says that its words allow a
    day before the one that is known; `evidence` is for people.
    """

    relation: RelationKind
    title: str | None
    doc_number: str | None
    on: date | None = None
    until: date | None = None
    evidence: str = ""
    moves: ExtendedDate | None = None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as stored: from one policy to another, known (`to_policy`) or only named."""

    id: int
    from_policy: int
    to_policy: int | None
    relation: RelationKind
    title: str | None
    doc_number: str | None
    on: date | None
    until: date | None
    evidence: str
    moves: ExtendedDate | None = None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class NewAlert:
    """One subscriber told of one thing.

    `key` tells it from the others of this store: adding it twice adds one. Where it is "" the `id`
    does.
    """

    id: str
    subscriber: str
    kind: ChangeKind | AlertKind
    created_at: datetime
    title: str
    body: str
    reason: str
    payload: Mapping[str, JSON]
    policy_id: int | None = None
    change_id: int | None = None
    send_at: datetime | None = None  # not before; a digest's hour
    digest: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert through one channel.

    `channel` is a fingerprint of the address, `label` the address masked.
    """

    id: int
    alert_id: str
    subscriber: str
    channel: str
    label: str
    state: DeliveryState
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
    kind: ChangeKind | AlertKind
    created_at: datetime
    title: str
    body: str
    reason: str
    payload: Mapping[str, JSON]
    policy_id: int | None
    change_id: int | None
    deliveries: tuple[Delivery, ...] = field(default=())


def without_scheme(address: str) -> str:
    """An address without its http or https: a site that switches is the same site."""
    return address.removeprefix("https://").removeprefix("http://")
