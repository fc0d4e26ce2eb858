"""Writes down what follows for the places where policies are seen and for their deadlines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from store.records import Deadline, Sighting
from watcher.deciding import effects
from watcher.deciding.drafting_policies import PolicyDraft
from watcher.deciding.read_document import Reading
from watcher.deciding.working_view import detail_of


class PlaceDraft(PolicyDraft):
    """The effects of a batch so far; this part drafts those on sightings and deadlines."""

    def see(self, policy_id: int, reading: Reading, version_id: int) -> None:
        """A policy is seen where the reading was made, saying there what a version says."""
        place = (reading.snapshot.source_key, reading.snapshot.address)
        for known in self.seen_at(place):
            if known.policy_id == policy_id:
                self._set_sighting(
                    replace(
                        known, version_id=version_id, last_seen_at=reading.at, missing_since=None
                    )
                )
                break
        else:
            number, at = self.provisional_id(), reading.at
            self._set_sighting(Sighting(number, policy_id, *place, at, at, version_id))
        self.follow_address(policy_id)

    def follow_address(self, policy_id: int) -> None:
        """A policy whose address does not show it any more is told with the newest that does."""
        url = self.policy(policy_id).url
        places = self.sightings_of(policy_id)
        if any(one.address == url and one.missing_since is None for one in places):
            return
        shown = [one.address for one in places if one.missing_since is None]
        if shown and any(one.address == url for one in places):
            self.set_address(policy_id, shown[-1])

    def lose(self, sighting: Sighting, at: datetime) -> None:
        """A policy is no longer at a place; one that is lost already was lost then."""
        if sighting.missing_since is None:
            self._set_sighting(replace(sighting, missing_since=at))

    def find_again(self, sighting: Sighting, at: datetime) -> None:
        """A policy is back at a place, saying there what it said before."""
        self._set_sighting(replace(sighting, missing_since=None, last_seen_at=at))

    def unsee(self, sighting: Sighting) -> int:
        """Takes back a mistaken sighting; returns at how many places the policy is still seen."""
        place = (sighting.source_key, sighting.address)
        left = _without(self.sightings_of(sighting.policy_id), sighting)
        self._sightings[sighting.policy_id] = left
        self._here[place] = _without(self.seen_at(place), sighting)
        self.effects.append(effects.SightingRemoved(sighting.id))
        return len(left)

    def set_deadlines(self, policy_id: int, deadlines: Sequence[Deadline]) -> None:
        """The policy's deadlines become these.

        One whose date stays keeps the instant since when it is known: who was reminded of it must
        not be reminded of it as of something new.
        """
        before = {one.slot: one for one in detail_of(self._deadlines, policy_id)}
        now = tuple(_since_it_was_known(before.get(one.slot), one) for one in deadlines)
        self.effects.append(effects.DeadlinesSet(policy_id, now))
        self._deadlines[policy_id] = now

    def _set_sighting(self, sighting: Sighting) -> None:
        self.effects.append(effects.SightingSet(sighting))
        place = (sighting.source_key, sighting.address)
        self._here[place] = _with(self.seen_at(place), sighting)
        if sighting.policy_id in self._sightings:
            own = self._sightings[sighting.policy_id]
            self._sightings[sighting.policy_id] = _with(own, sighting)


def _with(those: tuple[Sighting, ...], sighting: Sighting) -> tuple[Sighting, ...]:
    """The same in their order, this one as it is now or behind all others."""
    if any(one.id == sighting.id for one in those):
        return tuple(sighting if one.id == sighting.id else one for one in those)
    return (*those, sighting)


def _without(those: tuple[Sighting, ...], sighting: Sighting) -> tuple[Sighting, ...]:
    return tuple(one for one in those if one.id != sighting.id)


def _since_it_was_known(before: Deadline | None, now: Deadline) -> Deadline:
    if before is None or before.closes != now.closes:
        return now
    return replace(now, known_since=before.known_since, announced=before.announced)
