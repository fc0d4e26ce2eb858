"""The values that the reader finds: documents, their facts and the evidence for each. No rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from functools import cache
from typing import Any, Generic, Literal, Self, TypeVar

from store.records import (
    Actor,
    Basis,
    DeadlineKind,
    DeadlineStatus,
    DocumentKind,
    ExtendedDate,
    RelationKind,
    WindowChannel,
)

T = TypeVar("T")
APART = {"recorded": False}  # of a field that a record lacks: it follows from the evidence there

Level = Literal["national", "province", "city", "district"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact text a fact was read from, and its first and last original line (1-based)."""

    text: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with why we believe it.

    `note` is for people: "repaired from 〔202515", "成文日期 missing, 发布日期 used".
    """

    value: T
    basis: Basis
    evidence: Evidence | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A span in which somebody must act.

    `closes` is inclusive; `closes_at` a time of day in Asia/Shanghai.

    `closes_at` of 24:00 is kept as None: the whole day counts. `recurrence` says when a recurring
    window returns, in the document's words.
    """

    kind: DeadlineKind
    status: DeadlineStatus
    evidence: Evidence
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: Actor = Actor.APPLICANT
    basis: Basis = Basis.STATED
    channel: WindowChannel | None = None  # where the text tells them apart
    recurrence: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RelativeDeadline:
    """N days after an event; `due` only where the event's date is known."""

    anchor: str
    amount: int
    unit: Literal["workday", "day", "month", "year"]
    evidence: Evidence
    due: date | None = None
    provisional: bool = False  # counted past the last year whose holidays are known


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one names.

    `on` is the day a repeal or extension takes effect, `until` the new last day of an extension.
    `moves` and `earlier` are what an extension's sentence says of the date that it moves.
    """

    title: str | None
    doc_number: str | None
    evidence: Evidence
    on: date | None = None
    until: date | None = None
    moves: ExtendedDate | None = field(default=None, metadata=APART)
    earlier: bool = field(default=False, metadata=APART)


@dataclass(frozen=True, slots=True)
class Relating:
    """A typed relation to another document."""

    relation: RelationKind
    reference: Reference


@dataclass(frozen=True, slots=True)
class Region:
    """The place a policy applies in: six-digit code (000000 the nation), level and full name."""

    code: str
    level: Level
    name: str


@dataclass(frozen=True, slots=True)
class Industry:
    label: str
    strength: Literal["strong", "weak"]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A headline amount or rate in the document's words: 最高200万元, 1.5个百分点."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One logical line: hard line breaks joined, noise removed.

    `lines` are the original lines it came from.

    `breaks` says where each original line begins in `text`: (offset, line) pairs, ascending; empty
    when the whole text stands on the first line.
    """

    text: str
    lines: tuple[int, int]
    level: int = 0  # heading level 1-6, 0 for body text
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document found in a text, with its facts; `facts.table` lists their kinds.

    `others` holds the facts that no rule asks for by name, under the names of their kinds.
    """

    lines: tuple[int, int]
    kind: DocumentKind
    title: str
    paragraphs: tuple[Paragraph, ...]
    doc_number: Fact[str] | None = None
    doc_number_raw: str | None = None
    issuers: tuple[Fact[str], ...] = ()
    issued_on: Fact[date] | None = None
    published_on: Fact[date] | None = None
    effective_from: Fact[date | Literal["on_issue"]] | None = None
    valid_until: Fact[date] | None = None
    validity_years: Fact[float] | None = None
    windows: tuple[Window, ...] = ()
    relative_deadlines: tuple[RelativeDeadline, ...] = ()
    repeals: tuple[Reference, ...] = ()
    cites: tuple[Reference, ...] = ()
    relations: tuple[Relating, ...] = ()
    region: Fact[Region] | None = None
    industries: tuple[Industry, ...] = ()
    general: bool = False  # names no industry: matches every subscriber of its region
    audience: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    status: Fact[str] | None = None  # an official mark: 有效, 失效, 废止, 已修改
    draft: bool = False  # 征求意见稿
    conflicts: tuple[str, ...] = ()  # where the page's metadata and its text disagree, in words
    unclear: tuple[Evidence, ...] = ()  # dates seen whose role is not understood
    others: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, facts: Mapping[str, Any], **made_with: Any) -> Self:
        """A document with facts by the names of their kinds.

        `made_with` are the fields that are no facts.
        """
        known = {name: value for name, value in facts.items() if name in _field_names()}
        others = {name: value for name, value in facts.items() if name not in known}
        return cls(**made_with, **known, others=others)

    def value_of(self, kind: str) -> Any:
        """The fact of that kind. Raises KeyError where there is no such kind."""
        if kind in _field_names() or kind == "validity_basis":
            return getattr(self, kind)
        return self.others[kind]

    @property
    def validity_basis(self) -> Basis | None:
        """The basis of the last day in force; of a document without one, that of its years."""
        term = self.valid_until or self.validity_years
        return term.basis if term else None


@cache
def _field_names() -> frozenset[str]:
    return frozenset(each.name for each in fields(Document))


@dataclass(frozen=True, slots=True)
class Context:
    """All that is known of a text before it is read: its name, its source's region, the day.

    `published_on` is the date a list printed beside the link; `title` the link's text. Both only
    fill gaps.
    """

    source: str = ""
    region: str | None = None
    as_of: date | None = None
    published_on: date | None = None
    title: str | None = None
