"""Tells by its attributes whether an element is hidden, or a site's furniture. Looks at no text."""

import re
from collections.abc import Mapping
from typing import Literal

from watcher.patterns import deferred

HIDDEN = deferred(r"display\s{0,4}:\s{0,4}none", re.IGNORECASE)
Look = Literal["", "hidden", "furniture"]


class Looks:
    """Tells what attributes make of an element; a page repeats few, so each is looked at once."""

    def __init__(self, furniture: frozenset[str]) -> None:
        self._furniture = furniture
        self._known: dict[tuple[tuple[str, str | None], ...], Look] = {}

    def look_of(self, attributes: Mapping[str, str | None]) -> Look:
        """Tell whether attributes hide an element, or name it furniture by a class or id."""
        if not attributes:
            return ""
        key = tuple(attributes.items())
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = self._looked_at(attributes)
        return look

    def _looked_at(self, attributes: Mapping[str, str | None]) -> Look:
        values = [value for value in attributes.values() if value]
        if any("none" in value and HIDDEN.search(value) for value in values):
            return "hidden"
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        return "" if self._furniture.isdisjoint(names) else "furniture"
