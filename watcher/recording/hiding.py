"""Writes into the suppression ledger what the rules against noise hid in a snapshot that brought nothing new."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from store import snapshots, suppressions, versions
from store.care import rereading
from store.database.compression import TornBodyError
from store.database.opening import Transaction
from store.records import Sighting, Snapshot, SuppressionRule
from store.suppressions import NewSuppression
from watcher.diffing.fact_changes import FactChange
from watcher.diffing.noise.hidden_rules import (
    Hidden,
    Page,
    hidden,
    hidden_lines,
)
from watcher.parsing.charset import decode_bytes
from watcher.reading.document import Document

# every rule there is, with what it hides
RULES: dict[SuppressionRule, str] = {
    SuppressionRule.REFLOW: "lines broken elsewhere",
    SuppressionRule.SPACING: "spaces between characters",
    SuppressionRule.ZERO_WIDTH: "characters that nobody sees",
    SuppressionRule.WIDTH: "full width and half width",
    SuppressionRule.QUOTES: "quotes, dashes, brackets and dots of another form",
    SuppressionRule.LOOKALIKE: "radicals and compatibility characters that look like the ideograph",
    SuppressionRule.RE_ENCODED: "another character code, byte order mark or kind of line end",
    SuppressionRule.FILE_BYTES: "a pdf, docx or xlsx written anew with the same text",
    SuppressionRule.COUNTER: "how often a page was looked at",
    SuppressionRule.STAMP: "when and by whom a site says that it put a page up",
    SuppressionRule.CLOCK: "the day and time of the look",
    SuppressionRule.LIST_ORDER: "the same lines in another order",
    SuppressionRule.CONTENTS: "the table of contents",
    SuppressionRule.FURNITURE: "menus, links and neighbours around the text",
    SuppressionRule.MARKUP: "tags, scripts and comments",
    SuppressionRule.MISSING: "a policy that the page no longer shows: told when it is gone for days",
    SuppressionRule.TOLD: "what another place said first",
    SuppressionRule.ELSEWHERE: "a policy that another place showed first",
}
_FILES = frozenset({"pdf", "docx", "xlsx"})


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that a reading was made from, and their form."""

    body: bytes
    form: str


@dataclass(slots=True)
class Silences:
    """What was decided not to be told while a snapshot was recorded, beyond noise: a rule and two excerpts each."""

    found: list[Hidden] = field(default_factory=list)

    def add(self, rule: SuppressionRule, old: str, new: str) -> None:
        self.found.append(Hidden(rule, 1, old, new))

    def stamped(self, facts: Iterable[FactChange]) -> None:
        """Facts that a site prints anew whenever it likes."""
        for fact in facts:
            self.add(SuppressionRule.STAMP, fact.old or "", fact.new or "")


def note(
    tx: Transaction,
    snapshot: Snapshot,
    source: Source | None,
    documents: Sequence[Document],
    here: Sequence[Sighting],
    silences: Silences,
) -> str:
    """Adds what was hidden to the ledger; returns the names of the rules, for people."""
    before = rereading.previous(tx, snapshot.id)
    found = list(silences.found)
    if source is not None and before is not None:
        named = {one.rule for one in found}
        clauses = _clauses(tx, documents, here)
        noise = _noise(tx, before, snapshot, source, clauses)
        # lines of a document that another place told first, or that is gone, are no furniture
        found += [
            one
            for one in noise
            if one.rule not in named and not (named and one.rule == SuppressionRule.CONTENTS)
        ]
    found = found or [Hidden(SuppressionRule.FURNITURE, 1, "", "")]
    _add(tx, snapshot, before, found)
    return ", ".join(dict.fromkeys(one.rule for one in found))


def note_beside(tx: Transaction, snapshot: Snapshot, silences: Silences) -> None:
    """Adds what was not told of a snapshot that brought something else; a repost is a sighting and leaves its trace there."""
    found = [one for one in silences.found if one.rule != SuppressionRule.ELSEWHERE]
    if found:
        _add(tx, snapshot, rereading.previous(tx, snapshot.id), found)


def _add(
    tx: Transaction, snapshot: Snapshot, before: Snapshot | None, found: Iterable[Hidden]
) -> None:
    suppressions.add(
        tx,
        [
            NewSuppression(
                at=snapshot.fetched_at,
                source_key=snapshot.source_key,
                address=snapshot.address,
                rule=one.rule,
                snapshot_id=snapshot.id,
                before_id=before.id if before else None,
                times=one.times,
                old=one.old,
                new=one.new,
            )
            for one in found
        ],
    )


@dataclass(frozen=True, slots=True)
class _Clauses:
    """The paragraphs of a page's documents: before, now."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def differing(self) -> frozenset[str]:
        return frozenset(self.old) ^ frozenset(self.new)


def _clauses(tx: Transaction, documents: Sequence[Document], here: Sequence[Sighting]) -> _Clauses:
    known = []
    for one in here:
        with suppress(TornBodyError):  # the document that needs it is reported where it is recorded
            known += [versions.get(tx, one.version_id).paragraphs] if one.version_id else []
    now = [tuple(paragraph.text for paragraph in document.paragraphs) for document in documents]
    ordered = sorted(known, key=lambda text: now.index(text) if text in now else len(now))
    return _Clauses(
        tuple(line for text in ordered for line in text),
        tuple(line for text in now for line in text),
    )


def _noise(
    tx: Transaction, before: Snapshot, snapshot: Snapshot, source: Source, clauses: _Clauses
) -> Sequence[Hidden]:
    if source.form in _FILES:
        sizes = (
            f"{before.size} bytes, {before.sha256[:12]}",
            f"{snapshot.size} bytes, {snapshot.sha256[:12]}",
        )
        return hidden_lines(clauses.old, clauses.new) or [
            Hidden(SuppressionRule.FILE_BYTES, 1, *sizes)
        ]
    try:
        old = decode_bytes(snapshots.body(tx, before.id), before.content_type)
    except TornBodyError:  # doctor reports it; what it said cannot be shown
        return [Hidden(SuppressionRule.FURNITURE, 1, f"snapshot {before.id} is damaged", "")]
    new, markup = decode_bytes(source.body, snapshot.content_type), source.form == "html"
    pages = (Page(old.text, old.charset, markup), Page(new.text, new.charset, markup))
    return hidden(*pages, clauses.differing)
