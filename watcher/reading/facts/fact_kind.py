"""A kind of fact: all that differs from one kind to the next. The kinds stand in `table`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from watcher.reading.json_forms import JSON, entry_text
from watcher.reading.segment import Segment


class Finder(Protocol):
    """Finds one fact in a document. It is given the values that its kind `needs`, in that order."""

    def __call__(self, segment: Segment, /, *args: Any, **kwargs: Any) -> Any: ...


class Comparison(StrEnum):
    """A way to compare two versions of a fact; `diffing.fact_changes` has a function for each."""

    VALUE = "value"  # one value, as words
    DAY = "day"  # one day, which may move by some days
    NAMES = "names"  # several names whose order says nothing
    SUMS = "sums"  # amounts and rates in the order of the text
    ENTRIES = "entries"  # several entries, each found again by one of its fields
    TERM = "term"  # the last day in force, or the years
    WINDOWS = "windows"  # spans to act in, which have an opening and a close


class Weight(StrEnum):
    """The weight of a difference in a fact."""

    SUBSTANCE = "substance"  # what the document rules
    METADATA = "metadata"  # what a page states about the document
    STAMP = "stamp"  # what a site prints anew whenever it likes


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling of a difference between two versions.

    `what` names it in `FactChange`, in history and in the languages.

    `rank` orders the differences of one change, lowest first. `key` is the field by which an entry
    is found again.
    """

    what: str
    comparison: Comparison
    rank: int
    weight: Weight = Weight.SUBSTANCE
    key: str = ""


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact.

    `name` is its field in `Document` and its key in records and, with `contract`, in `read`.

    `find` is None where the document is made with it (its title) or works it out itself. A kind
    that is not `kept` is only asked for by others. `said` puts an entry of a record into the
    document's words. `label` names it for people: a key of the language files. `place` orders what
    `read` shows of a document, 0 for what it does not; `in_show` says that the card of a policy has
    it too. `beside_windows`: an alert of an application window tells it.
    """

    name: str
    find: Finder | None
    needs: tuple[str, ...] = ()
    kept: bool = True
    contract: Callable[[Any], JSON] | None = None
    telling: Telling | None = None
    said: Callable[[Any], str | None] = entry_text
    label: str = ""
    place: int = 0
    in_show: bool = False
    beside_windows: bool = False

    def words_of(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        """The entries of a facts record in words, each once.

        None in a record that was read before there was the kind.
        """
        told = map(self.said, record.get(self.name) or ())
        return tuple(dict.fromkeys(filter(None, told)))
