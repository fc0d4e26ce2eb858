"""Everything that can follow from what was read: the closed set of effects. Values only.

What is new has no id yet. It is named by a provisional one, above every id that a database gives,
so that new rows sort behind the stored ones; writing puts the real ids in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.records import (
    Deadline,
    NewChange,
    NewPolicy,
    PendingRelation,
    Policy,
    PolicyStatus,
    Related,
    Sighting,
    SuppressionRule,
)
from watcher.deciding.beside_windows import Beside
from watcher.deciding.news import Subject
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange

FIRST_PROVISIONAL = 2**62


@dataclass(frozen=True, slots=True)
class PolicyCreated:
    """A policy that nobody knew, with its keys."""

    policy_id: int
    new: NewPolicy
    source_key: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeysAdded:
    """More names by which a policy can be found."""

    policy_id: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyRestated:
    """A policy is listed otherwise; `before` is how it was."""

    before: Policy
    new: NewPolicy


@dataclass(frozen=True, slots=True)
class AddressSet:
    """A policy is told with another address: the one before does not show it any more."""

    policy_id: int
    url: str


@dataclass(frozen=True, slots=True)
class StatusSet:
    """A policy has another status."""

    policy_id: int
    status: PolicyStatus


@dataclass(frozen=True, slots=True)
class VersionAdded:
    """A text of a policy; `number` is None for the text of a copy.

    `page` is the body of its snapshot where it is at hand.
    """

    version_id: int
    policy_id: int
    number: int | None
    snapshot_id: int
    at: datetime
    paragraphs: tuple[str, ...]
    facts: Mapping[str, Any]
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class VersionMadeCurrent:
    """A version says what the policy says now."""

    policy_id: int
    number: int
    version_id: int


@dataclass(frozen=True, slots=True)
class SightingSet:
    """A place, new or known, where a policy is seen or is not seen any more."""

    sighting: Sighting


@dataclass(frozen=True, slots=True)
class SightingRemoved:
    """A sighting that was a mistake."""

    sighting_id: int


@dataclass(frozen=True, slots=True)
class DeadlinesSet:
    """The deadlines of a policy, all of them."""

    policy_id: int
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class RelationAdded:
    """A relation that a document states; by `waiting_key` one that is only named will be found."""

    relation: Related
    waiting_key: str | None


@dataclass(frozen=True, slots=True)
class RelationSettled:
    """The document that a relation named is known now."""

    relation_id: int
    policy_id: int


@dataclass(frozen=True, slots=True)
class ChangeAppended:
    """An entry of the log."""

    change_id: int
    new: NewChange


@dataclass(frozen=True, slots=True)
class Silenced:
    """Something that is not told, by a rule, with two excerpts."""

    rule: SuppressionRule
    old: str
    new: str


Effect = (
    PolicyCreated
    | KeysAdded
    | PolicyRestated
    | AddressSet
    | StatusSet
    | VersionAdded
    | VersionMadeCurrent
    | SightingSet
    | SightingRemoved
    | DeadlinesSet
    | RelationAdded
    | RelationSettled
    | ChangeAppended
    | Silenced
)


@dataclass(frozen=True, slots=True)
class Happened:
    """`News` before it is written: its changes are named by their provisional ids."""

    policy: Policy
    subject: Subject
    changes: tuple[int, ...]
    deadlines: tuple[Deadline, ...] = ()
    facts: tuple[FactChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()
    cause: str = ""
    evidence: str = ""
    amounts: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    unseen: tuple[PendingRelation, ...] = ()
    beside: Beside = ()
