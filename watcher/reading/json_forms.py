"""The JSON forms that facts take: as versions keep them, and as `read --json` prints them.

Knows no fact by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache, partial
from typing import Any

from watcher.reading.document import Fact, Industry, Reference, Region, Window

JSON = str | int | float | bool | None | list["JSON"] | dict[str, "JSON"]
_AS_IT_IS = (str, int, float, bool)


def as_json(value: Any) -> JSON:
    """A frozen value as JSON: dataclasses as objects, tuples as lists, dates and times as text."""
    return _form_of(type(value))(value)  # type: ignore[arg-type]  # a class is hashable


@cache
def _form_of(kind: type) -> Callable[[Any], JSON]:
    """The way in which values of a type are written; asked once a type, for a record
    has hundreds.
    """
    if kind is type(None) or issubclass(kind, _AS_IT_IS):
        return _unchanged
    if issubclass(kind, time):
        return _clock_time
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, tuple | list):
        return _items
    if is_dataclass(kind):
        return partial(_object, _field_names(kind))
    raise TypeError(f"no JSON form for {kind.__name__}")


def _unchanged(value: Any) -> JSON:
    plain: JSON = value
    return plain


def _clock_time(value: time) -> JSON:
    return value.strftime("%H:%M")


def _items(value: Sequence[object]) -> JSON:
    return [as_json(item) for item in value]


def _object(names: Sequence[str], value: object) -> JSON:
    return {name: as_json(getattr(value, name)) for name in names}


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
