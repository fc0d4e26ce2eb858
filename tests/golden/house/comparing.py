"""Two dumps compared: the first entries of each section that differ, field by field."""

import json
import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

MOST = 3  # entries shown of a section
WIDTH = 300  # characters shown of a value
HASHES = "hashes"
ALERTS = "alerts"
ALERT_ID = re.compile(r"\ba-[0-9a-f]{24}\b")
_NONE = object()


def differences(expected: str, actual: str) -> list[str]:
    """Lines for a person; empty where the two texts are the same to the letter."""
    if expected == actual:
        return []
    before, after = seen_sections(expected), seen_sections(actual)
    if json.dumps(before) == json.dumps(after):
        return []
    found: list[str] = []
    for section in dict.fromkeys([*before, *after]):
        old, new = before.get(section, []), after.get(section, [])
        if json.dumps(old) != json.dumps(new):
            found.append(f"{section}: {len(old)} entries expected, {len(new)} found")
            found += islice(_entries(section, old, new), MOST)
    return found or ["the same values, written in another form"]


def seen_sections(text: str) -> dict[str, list[Any]]:
    """The sections that users see.

    A hash follows from how an entry is kept, and so does the id of its alert.
    """
    sections: dict[str, list[Any]] = json.loads(text)
    seen = {name: entries for name, entries in sections.items() if name != HASHES}
    if all(isinstance(alert, dict) for alert in seen.get(ALERTS, [1])):
        seen[ALERTS] = sorted(seen[ALERTS], key=_newest_first, reverse=True)
    numbers: dict[str, str] = {}
    told = ALERT_ID.sub(
        lambda found: numbers.setdefault(found[0], f"alert-{len(numbers) + 1}"),
        json.dumps(seen, ensure_ascii=False),
    )
    named: dict[str, list[Any]] = json.loads(told)
    return named


def _newest_first(alert: dict[str, Any]) -> tuple[str, str]:
    """Alerts of one moment are listed by their ids: here by what they say."""
    return alert.get("created_at", ""), ALERT_ID.sub("", json.dumps(alert, ensure_ascii=False))


def _entries(section: str, old: list[Any], new: list[Any]) -> Iterator[str]:
    for number, (one, other) in enumerate(zip_longest(old, new, fillvalue=_NONE)):
        if one is _NONE:
            yield f"  {section}[{number}] is new: {_short(other)}"
        elif other is _NONE:
            yield f"  {section}[{number}] is missing: {_short(one)}"
        elif json.dumps(one) != json.dumps(other):
            yield "\n".join(_fields(f"{section}[{number}]", one, other))


def _fields(path: str, old: Any, new: Any) -> Iterator[str]:
    """The values that differ, with the path to each; the order of an object's keys is one of them."""
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        for key in old:
            if json.dumps(old[key]) != json.dumps(new[key]):
                yield from _fields(f"{path}.{key}", old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            if json.dumps(one) != json.dumps(other):
                yield from _fields(f"{path}[{number}]", one, other)
    else:
        yield f"  {path}\n    expected {_around(old, new)}\n    found    {_around(new, old)}"


def _around(value: Any, other: Any) -> str:
    """Of two long texts the part where they part."""
    if not (isinstance(value, str) and isinstance(other, str)):
        return _short(value)
    same = next((i for i, (a, b) in enumerate(zip(value, other, strict=False)) if a != b), 0)
    start = max(0, same - 60)
    return ("…" if start else "") + _short(value[start:])


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else text[:WIDTH] + "…"
