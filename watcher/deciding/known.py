"""All that is known of a batch of documents before anything is decided: values out of the store.

Loading guesses what a batch may concern. Where deciding needs more it says so with NotLoadedError,
the rest is loaded and the batch is decided anew, so that a guess can cost time and never be wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.records import Deadline, Policy, Related, Sighting, Version

Place = tuple[str, str]  # source key and address


class NotLoadedError(Exception):
    """Deciding needs something that was not loaded; the ids say what."""

    def __init__(
        self,
        *,
        policy: int | None = None,
        details: int | None = None,
        version: int | None = None,
        announced: int | None = None,
    ) -> None:
        super().__init__(f"not loaded: {policy=} {details=} {version=} {announced=}")
        self.policy, self.details = policy, details
        self.version, self.announced = version, announced


@dataclass(frozen=True, slots=True)
class Details:
    """All that is stored beside a policy's row.

    `relations` are also those of policies that were merged into it.
    """

    deadlines: tuple[Deadline, ...] = ()
    relations: tuple[Related, ...] = ()
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """All that is stored. A version that cannot be opened stands there as the error that says so.

    `current` gives the id of the version that a policy says now, `keys` the policies that answer
    to a key and `waiting` the relations that wait for it, each by id; `here` the sightings of a
    place. `announced` says of a policy if anything of it was news when it was recorded: what it
    said reached those whom it concerned.
    """

    policies: Mapping[int, Policy] = field(default_factory=dict)
    current: Mapping[int, int | None] = field(default_factory=dict)
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    here: Mapping[Place, tuple[Sighting, ...]] = field(default_factory=dict)
    waiting: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    details: Mapping[int, Details] = field(default_factory=dict)
    versions: Mapping[int, Version | Exception] = field(default_factory=dict)
    announced: Mapping[int, bool] = field(default_factory=dict)
