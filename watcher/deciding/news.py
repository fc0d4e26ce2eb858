"""News of one policy, whom it concerns and why: values that telling and rendering share."""

from dataclasses import dataclass, field
from datetime import date

from config.settings import SubscriberSettings
from store.records import Change, Deadline, DocumentKind, PendingRelation, Policy
from watcher.deciding.beside_windows import Beside
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange


@dataclass(frozen=True, slots=True)
class Subject:
    """A policy as matching sees it.

    `industries` maps label → strong or weak; `text` is asked for keywords.
    """

    title: str
    kind: DocumentKind = DocumentKind.POLICY_TEXT
    region: str | None = None
    industries: dict[str, str] = field(default_factory=dict)
    general: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One subscription that a subject concerns, with each ground: its region, labels, keywords."""

    subscription: SubscriberSettings
    region: str | None
    labels: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is due, for a lead time; `days_left` are the days that are really left."""

    lead: int
    days_left: int
    closes: date


@dataclass(frozen=True, slots=True)
class News:
    """The changes that belong together: a subscriber hears of all of them in one alert.

    `cause` is the title of the document that repealed or extended the policy, `evidence` the
    sentence that says so; `amounts` and `audience` are what a new policy offers to whom, in its
    words. `unseen` are the documents that this one repeals and nobody has seen: those who ask for
    repeals hear of them from here. `beside` stands with the windows.
    """

    policy: Policy
    subject: Subject
    changes: tuple[Change, ...]
    deadlines: tuple[Deadline, ...] = ()
    facts: tuple[FactChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()
    cause: str = ""
    evidence: str = ""
    amounts: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    unseen: tuple[PendingRelation, ...] = ()
    beside: Beside = ()
