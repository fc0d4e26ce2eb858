"""Facts that an alert of an application window tells beside its dates: whom to ask. Which they are, `facts.table` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.records import DeadlineKind, Policy
from watcher.reading.facts import table

# labels of kinds of facts (keys of the language files), each with its entries in the document's words
Beside = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is told with a date that is near: the documents that moved it there, and what stands beside it."""

    moved_by: tuple[Policy, ...] = ()
    beside: Beside = ()


def told_beside(record: Mapping[str, Any]) -> Beside:
    """What a facts record has of such facts; nothing where it has no window to apply in."""
    windows = record.get("windows") or ()
    if not any(window["kind"] == DeadlineKind.APPLICATION for window in windows):
        return ()
    told = [(kind.label, kind.words_of(record)) for kind in table.BESIDE_WINDOWS]
    return tuple(filter(_has_words, told))


def _has_words(told: tuple[str, tuple[str, ...]]) -> bool:
    return bool(told[1])
