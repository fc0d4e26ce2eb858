"""What the reader found, for people: the documents of a file, or every fact of one with its sentence. Prints only."""

from collections.abc import Iterable, Iterator
from typing import Any

from watcher.cli import screen
from watcher.reading.document import Document, Evidence, Fact, Reference

Row = tuple[str, str, str | None]  # what it is, its value, the sentence it came from

_FACTS = (
    ("number", "doc_number"),
    ("issued", "issued_on"),
    ("published", "published_on"),
    ("effective", "effective_from"),
    ("valid until", "valid_until"),
    ("valid years", "validity_years"),
    ("mark", "status"),
)


def documents(found: Iterable[Document]) -> None:
    """One entry a document, numbered as `--document` counts."""
    rows = [(at, _span(one), one.title, _gist(one)) for at, one in enumerate(found, 1)]
    screen.entries(("#", "lines", "document"), rows)


def facts(found: Document) -> None:
    """Every fact of one document."""
    screen.heading(found.title)
    screen.pairs(
        [("kind", found.kind), ("lines", _span(found)), ("audience", "、".join(found.audience))]
    )
    screen.line()
    rows = [*_dated(found), *_windows(found), *_named(found), *_rest(found)]
    screen.entries(("fact", "value and the sentence it came from"), rows, whole=True)


def _dated(found: Document) -> Iterator[Row]:
    for issuer in found.issuers:
        yield _fact("issuer", issuer)
    for label, name in _FACTS:
        fact = getattr(found, name)
        if fact is not None:
            yield _fact(label, fact)


def _windows(found: Document) -> Iterator[Row]:
    for one in found.windows:
        opens = f"{one.opens} – " if one.opens else ""
        at = f" {one.closes_at:%H:%M}" if one.closes_at else ""
        when = f"{opens}{one.closes}{at}" if one.closes else one.status
        actor = "the local bureau's own date" if one.actor == "authority" else None
        yield (
            one.kind,
            screen.joined(when, one.batch, actor, _basis(one.basis)),
            _said(one.evidence),
        )
    for ahead in found.relative_deadlines:
        due = f" → {ahead.due}" if ahead.due else ""
        due += " (provisional)" if ahead.provisional else ""
        yield (
            "within",
            f"{ahead.amount} {ahead.unit}s from {ahead.anchor}{due}",
            _said(ahead.evidence),
        )


def _named(found: Document) -> Iterator[Row]:
    for reference in found.repeals:
        yield _reference("repeals", reference)
    for one in found.relations:
        if one.relation != "repeals":
            yield _reference(one.relation, one.reference)
    for reference in found.cites:
        yield _reference("cites", reference)


def _rest(found: Document) -> Iterator[Row]:
    if found.region:
        place = found.region.value
        yield (
            "region",
            screen.joined(f"{place.name} ({place.code})", _basis(found.region.basis)),
            None,
        )
    for industry in found.industries:
        mentioned = "" if industry.strength == "strong" else "mentioned in passing"
        yield "industry", screen.joined(industry.label, mentioned), _said(industry.evidence)
    if found.general:
        yield "industry", "any: it names none as its target", None
    for amount in found.amounts:
        yield "amount", amount.text, _said(amount.evidence)
    for conflict in found.conflicts:
        yield "conflict", conflict, None
    for unclear in found.unclear:
        yield "not understood", unclear.text, _said(unclear)


def _fact(label: str, fact: Fact[Any]) -> Row:
    return label, screen.joined(fact.value, _basis(fact.basis)), _said(fact.evidence)


def _reference(label: str, reference: Reference) -> Row:
    return label, screen.joined(reference.title, reference.doc_number), _said(reference.evidence)


def _basis(basis: str) -> str:
    return "" if basis == "stated" else basis


def _said(evidence: Evidence | None) -> str | None:
    return f"line {evidence.lines[0]}「{evidence.text}」" if evidence else None


def _span(found: Document) -> str:
    return f"{found.lines[0]}–{found.lines[1]}"


def _gist(found: Document) -> str:
    closes = dict.fromkeys(str(window.closes or window.status) for window in found.windows)
    return screen.joined(
        found.kind,
        found.doc_number.value if found.doc_number else "",
        "closes " + ", ".join(closes) if closes else "",
    )
