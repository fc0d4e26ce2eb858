"""One snapshot with the documents found in it, and what is worked out of each document once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from store.records import NewPolicy, PendingRelation, Snapshot
from watcher.deciding import cards, identity, relating, subjects
from watcher.deciding.identity import Card
from watcher.deciding.news import Subject
from watcher.reading.document import Document
from watcher.reading.facts_record import facts_record


class ReadDocument:
    """A document with all that is asked of it in a batch, each worked out at most once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """Every fact, as versions keep them (`facts_record`)."""
        return facts_record(self.document)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The text."""
        return tuple(paragraph.text for paragraph in self.document.paragraphs)

    @cached_property
    def card(self) -> Card:
        """The document as identity sees it."""
        return cards.document_card(self.document)

    @cached_property
    def listed(self) -> NewPolicy:
        """The document as it is listed."""
        return cards.listed_policy(self.document)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys that a known policy is looked up by."""
        return identity.keys(self.card)

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The keys under which others mean it without printing its title."""
        return cards.alias_keys(self.document)

    @cached_property
    def relations(self) -> tuple[PendingRelation, ...]:
        """The relations it states."""
        return relating.stated_relations(self.document)

    @cached_property
    def subject(self) -> Subject:
        """The document as matching sees it."""
        return subjects.document_subject(self.document)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that a reading was made from, and their form."""

    body: bytes
    form: str


@dataclass(frozen=True)
class Reading:
    """One snapshot and the documents found in it, read at `at`.

    `technical` says that the snapshot was read before, by another reader or other rules: what
    differs then is our own progress, is recorded as technical and told to nobody.
    """

    snapshot: Snapshot
    documents: tuple[Document, ...]
    at: datetime
    technical: bool = False
    source: Source | None = None

    @cached_property
    def reads(self) -> tuple[ReadDocument, ...]:
        """The documents, each with what is worked out of it once."""
        return tuple(ReadDocument(document) for document in self.documents)

    @property
    def quiet(self) -> bool:
        """True where nobody is told of what is found."""
        return self.snapshot.baseline or self.technical
