"""An entry's saying as it is kept: one JSON object, its key under `says`. Words nothing."""

from collections.abc import Mapping
from typing import Any

from store.records import JSON, Said, Saying

KEY = "says"


def as_kept(said: Said) -> dict[str, JSON]:
    """The object that is stored and hashed."""
    return {KEY: said.key.value, **said.parameters}


def as_said(kept: Mapping[str, JSON] | None) -> Said | None:
    """The value of a stored object; None for an entry that was written with a text."""
    if kept is None:
        return None
    parameters = {name: value for name, value in kept.items() if name != KEY}
    return Said(Saying(kept[KEY]), parameters)


def storable(value: Any) -> Any:
    """The same JSON without the null characters of its texts, which PostgreSQL does not keep."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {name: storable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    return value
