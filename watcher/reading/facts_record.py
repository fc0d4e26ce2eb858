"""A document as JSON: the contract's `read` object, and the full record that versions store. Derives nothing new."""

from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache

from watcher.reading.document import Document, Fact, Reference

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]
_AS_IT_IS = (str, int, float, bool)


def contract(document: Document, source: str) -> dict[str, JSON]:
    """The object `policywatch read --json` prints (CONTRACTS.md); every key present, null where unknown."""
    return {
        "source": source,
        "lines": list(document.lines),
        "kind": document.kind,
        "title": document.title,
        "doc_number": _value(document.doc_number),
        "doc_number_raw": document.doc_number_raw,
        "issuers": [_value(issuer) for issuer in document.issuers],
        "issued_on": _value(document.issued_on),
        "published_on": _value(document.published_on),
        "effective_from": _value(document.effective_from),
        "valid_until": _value(document.valid_until),
        "validity_years": _value(document.validity_years),
        "validity_basis": _validity_basis(document),
        "windows": [
            {
                "kind": window.kind,
                "opens": _plain(window.opens),
                "closes": _plain(window.closes),
                "closes_at": window.closes_at.strftime("%H:%M") if window.closes_at else None,
                "status": window.status,
                "batch": window.batch,
                "actor": window.actor,
                "evidence": window.evidence.text,
                "lines": list(window.evidence.lines),
            }
            for window in document.windows
        ],
        "repeals": [_named(reference) for reference in document.repeals],
        "cites": [_named(reference) for reference in document.cites],
        "region": _region(document),
        "industries": [
            {"label": found.label, "strength": found.strength} for found in document.industries
        ],
        "audience": list(document.audience),
    }


def facts_record(document: Document) -> dict[str, JSON]:
    """Every fact with value, basis, evidence (text and lines) and note, JSON-ready; paragraphs are left out."""
    return {
        name: _plain(getattr(document, name)) for name in _names(Document) if name != "paragraphs"
    }


def _validity_basis(document: Document) -> str | None:
    fact = document.valid_until or document.validity_years
    return fact.basis if fact else None


def _region(document: Document) -> JSON:
    if document.region is None:
        return None
    region = document.region.value
    return {"code": region.code, "level": region.level, "name": region.name}


def _named(reference: Reference) -> JSON:
    return {"title": reference.title, "doc_number": reference.doc_number}


def _value(fact: object) -> JSON:
    return _plain(fact.value) if isinstance(fact, Fact) else None


def _plain(value: object) -> JSON:
    """A frozen value as JSON: dataclasses become objects, tuples lists, dates and times ISO text."""
    if value is None or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"no JSON form for {type(value).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
