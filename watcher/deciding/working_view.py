"""All that is known by now: what was loaded, and what earlier documents of the batch did to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from store.records import Deadline, Policy, Related, Sighting, Version
from watcher.deciding import slots
from watcher.deciding.known import Known, NotLoadedError, Place
from watcher.deciding.news import Subject
from watcher.deciding.subjects import policy_subject

T = TypeVar("T")


class WorkingView:
    """Answers questions; `Draft` changes it. Raises NotLoadedError where too little is known."""

    def __init__(self, known: Known) -> None:
        self._policies = dict(known.policies)
        self._current = dict(known.current)
        self._keys = dict(known.keys)
        self._here = dict(known.here)
        self._waiting = dict(known.waiting)
        self._versions = dict(known.versions)
        self._announced = dict(known.announced)
        self._deadlines = {number: one.deadlines for number, one in known.details.items()}
        self._relations = {number: one.relations for number, one in known.details.items()}
        self._sightings = {number: one.sightings for number, one in known.details.items()}

    def policy(self, policy_id: int) -> Policy:
        """A policy as it is by now."""
        found = self._policies.get(policy_id)
        if found is None:
            raise NotLoadedError(policy=policy_id)
        return found

    def policies(self, policy_ids: Iterable[int]) -> list[Policy]:
        """Policies as they are by now, by id."""
        return [self.policy(policy_id) for policy_id in sorted(policy_ids)]

    def named(self, key: str) -> list[Policy]:
        """The policies that answer to a key, the oldest first."""
        return self.policies(self._keys.get(key, ()))

    def seen_at(self, place: Place) -> tuple[Sighting, ...]:
        """The sightings of a place, in the order of the first one."""
        return self._here.get(place, ())

    def sightings_of(self, policy_id: int) -> tuple[Sighting, ...]:
        """Every place where a policy was seen, the first place first."""
        return detail_of(self._sightings, policy_id)

    def deadlines_of(self, policy_id: int) -> tuple[Deadline, ...]:
        """A policy's deadlines, the nearest first."""
        return slots.in_order(detail_of(self._deadlines, policy_id))

    def relations_of(self, policy_id: int) -> tuple[Related, ...]:
        """Every relation from or to a policy, or one that was merged into it."""
        return detail_of(self._relations, policy_id)

    def waiting_for(self, keys: Sequence[str]) -> list[Related]:
        """The relations that wait for a document of one of these keys, by key and age."""
        return [one for key in sorted(keys) for one in self._waiting.get(key, ())]

    def version(self, version_id: int) -> Version:
        """A text. Raises what is wrong with it where it cannot be opened."""
        found = self._versions.get(version_id)
        if found is None:
            raise NotLoadedError(version=version_id)
        if isinstance(found, Exception):
            raise found
        return found

    def current_version(self, policy_id: int) -> Version | None:
        """The version that a policy says now."""
        version_id = self._current.get(policy_id)
        return self.version(version_id) if version_id is not None else None

    def sound_version(self, policy_id: int) -> Version | None:
        """The words of a policy now, None where they cannot be opened."""
        version_id = self._current.get(policy_id)
        if version_id is None:
            return None
        found = self._versions.get(version_id)
        if found is None:
            raise NotLoadedError(version=version_id)
        return None if isinstance(found, Exception) else found

    def paragraphs_or_none(self, version_id: int | None) -> tuple[str, ...] | None:
        """The paragraphs of a version that can be opened."""
        if version_id is None:
            return None
        found = self._versions.get(version_id)
        if found is None:
            raise NotLoadedError(version=version_id)
        return None if isinstance(found, Exception) else found.paragraphs

    def was_announced(self, policy_id: int) -> bool:
        """True where anything of a policy was news when it was recorded."""
        found = self._announced.get(policy_id)
        if found is None:
            raise NotLoadedError(announced=policy_id)
        return found

    def subject_of(self, policy: Policy) -> Subject:
        """A policy as matching sees it; a damaged text keeps nobody from hearing of the rest."""
        paragraphs = self.paragraphs_or_none(self._current.get(policy.id)) or ()
        return policy_subject(policy, "\n".join(paragraphs), self.deadlines_of(policy.id))


def detail_of(details: Mapping[int, tuple[T, ...]], policy_id: int) -> tuple[T, ...]:
    found = details.get(policy_id)
    if found is None:
        raise NotLoadedError(details=policy_id)
    return found
