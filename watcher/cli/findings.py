"""The findings of the reader for people: documents, or every fact of one with its sentence.

Prints only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from store.records import Actor, Basis, RelationKind
from watcher.cli import screen
from watcher.reading.document import (
    Document,
    Evidence,
    Fact,
    Industry,
    Reference,
    Region,
    Relating,
    RelativeDeadline,
    Window,
)
from watcher.reading.facts import table
from watcher.reading.facts.fact_kind import FactKind
from watcher.reading.json_forms import as_json
from watcher.rendering.fact_labels import label_of

Row = tuple[str, str, str | None]  # what it is, its value, the sentence it came from


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
    rows = [row for kind in table.IN_READ for row in _rows(kind, found.value_of(kind.name))]
    screen.entries(("fact", "value and the sentence it came from"), rows, whole=True)


def _rows(kind: FactKind, value: Any) -> Iterator[Row]:
    """The rows of one kind of fact.

    A value in the form of its type, any other in its own words with its evidence.
    """
    label = label_of(kind, "en")
    for one in value if isinstance(value, tuple) else (value,):
        if one is None or one is False:
            continue
        form = _FORMS.get(type(one))
        yield from form(label, one) if form else [_entry(kind, label, one)]


def _entry(kind: FactKind, label: str, one: Any) -> Row:
    evidence = one if isinstance(one, Evidence) else getattr(one, "evidence", None)
    return label, kind.said(as_json(one)) or "", _said(evidence)


def _fact(label: str, fact: Fact[Any]) -> Iterator[Row]:
    if isinstance(fact.value, Region):
        place = f"{fact.value.name} ({fact.value.code})"
        yield label, screen.joined(place, _basis(fact.basis)), None
    else:
        yield label, screen.joined(fact.value, _basis(fact.basis)), _said(fact.evidence)


def _window(_: str, one: Window) -> Iterator[Row]:
    opens = f"{one.opens} – " if one.opens else ""
    at = f" {one.closes_at:%H:%M}" if one.closes_at else ""
    when = f"{opens}{one.closes}{at}" if one.closes else one.status
    actor = "the local bureau's own date" if one.actor == Actor.AUTHORITY else None
    value = screen.joined(when, one.batch, actor, _basis(one.basis))
    yield one.kind, value, _said(one.evidence)


def _deadline(label: str, one: RelativeDeadline) -> Iterator[Row]:
    due = f" → {one.due}" if one.due else ""
    due += " (provisional)" if one.provisional else ""
    yield label, f"{one.amount} {one.unit}s from {one.anchor}{due}", _said(one.evidence)


def _reference(label: str, one: Reference) -> Iterator[Row]:
    yield label, screen.joined(one.title, one.doc_number), _said(one.evidence)


def _relation(_: str, one: Relating) -> Iterator[Row]:
    if one.relation != RelationKind.REPEALS:  # these are a kind of their own
        yield from _reference(one.relation, one.reference)


def _industry(label: str, one: Industry) -> Iterator[Row]:
    mentioned = "" if one.strength == "strong" else "mentioned in passing"
    yield label, screen.joined(one.label, mentioned), _said(one.evidence)


def _general(label: str, _: bool) -> Iterator[Row]:
    yield label, "any: it names none as its target", None


_FORMS: Final[Mapping[type, Callable[[str, Any], Iterator[Row]]]] = {
    Fact: _fact,
    Window: _window,
    RelativeDeadline: _deadline,
    Reference: _reference,
    Relating: _relation,
    Industry: _industry,
    bool: _general,
}


def _basis(basis: str) -> str:
    return "" if basis == Basis.STATED else basis


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
