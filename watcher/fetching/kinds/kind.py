"""A kind of source: its keys, and one function that looks once.

The kinds themselves are one file each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from config.settings import SourceSettings
from watcher.fetching.expected import Expected
from watcher.fetching.results import Look, Validators

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web


@dataclass(frozen=True, slots=True)
class SourceMemory:
    """The store's memory of one source.

    `validators` names every address ever listed there, the list page included, with the validators
    of its latest good answer (empty ones where there was none; for a folder the etag is the file's
    stamp). `unlisted` is `Look.unlisted` of the last good look, and `listed` the rest of its
    `Look.present`, or None when there was no good look yet: a list is judged shrunken against it.
    `missing` are those that went missing within the last days. `expected` is what the document at
    an address is known by. `doubts` counts the looks at which the list was suspect in a row, and
    `doubted_for` is the time since the first of them.
    """

    validators: Mapping[str, Validators] = field(default_factory=dict)
    listed: frozenset[str] | None = None
    unlisted: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    expected: Mapping[str, Expected] = field(default_factory=dict)
    doubts: int = 0
    doubted_for: timedelta = timedelta()

    @property
    def addresses(self) -> frozenset[str]:
        """Every address the store holds for this source."""
        return frozenset(self.validators)

    def of(self, address: str) -> Validators:
        """The validators to ask `address` with; empty ones where it was never seen."""
        return self.validators.get(address, Validators())

    def expect(self, address: str, title: str = "") -> Expected:
        """All that the document at `address` is known by, with the title that a list prints."""
        return self.expected.get(address, Expected()).with_title(title)


Looker: TypeAlias = "Callable[[SourceSettings, SourceMemory, Web], Look]"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source.

    `required` and `optional` are the configuration keys it knows beside those of every source
    (`url` and `path` count as such keys). `look` never raises for what a site or a disk does: that
    is the Look's status and reason.
    """

    required: frozenset[str]
    optional: frozenset[str]
    look: Looker
