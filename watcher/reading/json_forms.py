"""The JSON forms that facts take: as versions keep them, and as `read --json` prints them.

Knows no fact by name.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any

from watcher.reading.document import Fact, Industry, Reference, Region, Window

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]
_AS_IT_IS = (str, int, float, bool)


def as_json(value: object) -> JSON:
    """A frozen value as JSON: dataclasses as objects, tuples as lists, dates and times as text."""
    if value is None or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(getattr(value, name)) for name in _field_names(type(value))}
    raise TypeError(f"no JSON form for {type(value).__name__}")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.metadata.get("recorded", True))


def bare_value(fact: Fact[Any] | None) -> JSON:
    """The value of a fact without its basis and evidence; null where there is none."""
    return as_json(fact.value) if fact else None


def bare_values(facts: tuple[Fact[Any], ...]) -> JSON:
    """The values of several facts."""
    return [bare_value(fact) for fact in facts]


def names_only(references: tuple[Reference, ...]) -> JSON:
    """Other documents as {title, doc_number}."""
    return [{"title": one.title, "doc_number": one.doc_number} for one in references]


def windows_object(windows: tuple[Window, ...]) -> JSON:
    """Windows as the contract has them: evidence as text, its lines beside it."""
    return [_window(window) for window in windows]


def _window(window: Window) -> JSON:
    return {
        "kind": window.kind,
        "opens": as_json(window.opens),
        "closes": as_json(window.closes),
        "closes_at": as_json(window.closes_at),
        "status": window.status,
        "batch": window.batch,
        "actor": window.actor,
        "evidence": window.evidence.text,
        "lines": list(window.evidence.lines),
    }


def region_object(fact: Fact[Region] | None) -> JSON:
    """A region as {code, level, name}."""
    return as_json(fact.value) if fact else None


def industry_objects(industries: tuple[Industry, ...]) -> JSON:
    """Industries as {label, strength}."""
    return [{"label": one.label, "strength": one.strength} for one in industries]


def entry_text(entry: Any) -> str | None:
    """An entry of a stored record in words, bare or wrapped; of a region its name."""
    if isinstance(entry, Mapping):
        for key in ("value", "text", "name", "code"):
            if entry.get(key):
                return entry_text(entry[key])
        return None
    return str(entry) if entry not in (None, "") else None
