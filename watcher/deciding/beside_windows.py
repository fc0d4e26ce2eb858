"""Facts that an alert of a window tells beside its dates, as `facts.table` lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.records import DeadlineKind, Policy
from watcher.reading.facts import table

# labels of kinds of facts (keys of the language files), each with its entries as the text has them
Beside = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Told with a date that is near: the documents that moved it, and what stands beside it."""

    moved_by: tuple[Policy, ...] = ()
    beside: Beside = ()


def told_beside(record: Mapping[str, Any]) -> Beside:
    """The facts of that kind in a record; nothing where it has no window to apply in."""
    windows = record.get("windows") or ()
    if not any(window["kind"] == DeadlineKind.APPLICATION for window in windows):
        return ()
    told = [(kind.label, kind.words_of(record)) for kind in table.BESIDE_WINDOWS]
    return tuple(filter(_has_words, told))


def _has_words(told: tuple[str, tuple[str, ...]]) -> bool:
    return bool(told[1])
