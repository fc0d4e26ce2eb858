"""The names that the kinds of facts have on cards and in lists."""

from watcher.reading.facts.fact_kind import FactKind
from watcher.rendering.languages import wording


def label_of(kind: FactKind, language: str) -> str:
    """The name of a kind; "" for one whose entries name themselves (windows, relations)."""
    return wording(language).name_in("fact_label", kind.label) if kind.label else ""
