"""A known policy at a place: the one it was at, one that it moved to, or a copy beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Sighting, SuppressionRule, Version, without_scheme
from watcher.deciding.absence import restore_policy
from watcher.deciding.amending import Amendment, amend_policy
from watcher.deciding.differing import Difference, difference, unstamped
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.known import Place
from watcher.deciding.read_document import ReadDocument, Reading


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that a place shows of a policy which another place showed first."""

    reading: Reading
    read: ReadDocument
    policy_id: int

    def version_id(self, draft: Draft, lacking: Difference | None) -> int:
        """The policy's version where that lacks nothing of the text, else one without a number."""
        current = draft.current_version(self.policy_id)
        if current is not None and not lacking:
            return current.id
        return draft.add_version(self.policy_id, None, self.reading, self.read)


def see_again(draft: Draft, reading: Reading, read: ReadDocument, policy_id: int) -> list[Happened]:
    """A known policy at the place of a reading, compared with what it said there before."""
    place = (reading.snapshot.source_key, reading.snapshot.address)
    prior_id = prior_version_id(draft, place, policy_id)
    current = draft.current_version(policy_id)
    before = draft.policy(policy_id)
    if reading.technical:
        draft.add_keys(policy_id, read.aliases)
    if prior_id is None:
        _see_copy(draft, reading, read, policy_id)
        return []
    back = restore_policy(draft, policy_id, reading.snapshot.source_key, reading.at)
    prior = draft.version(prior_id)
    found = _differs_from(draft, reading, read, prior)
    lacking = found
    if current and current.id != prior.id:
        lacking = difference(current, read)
    fresh = found.also_in(lacking)
    if fresh:
        said = current.facts if current else {}
        return amend_policy(draft, Amendment(reading, read, before, fresh, said), back)
    version_id = prior.id
    if found:
        draft.silence(SuppressionRule.TOLD, "", read.document.title)
        copy = Copy(reading, read, policy_id)
        version_id = copy.version_id(draft, lacking)
    draft.see(policy_id, reading, version_id)
    return [Happened(draft.policy(policy_id), read.subject, tuple(back))] if back else []


def _differs_from(draft: Draft, reading: Reading, read: ReadDocument, prior: Version) -> Difference:
    """The difference but for the site's own stamps, which are silenced; of a rereading all."""
    found = difference(prior, read)
    if reading.technical:
        return found
    for stamp in found.stamps:
        draft.silence(SuppressionRule.STAMP, stamp.old or "", stamp.new or "")
    return unstamped(found)


def prior_version_id(draft: Draft, place: Place, policy_id: int) -> int | None:
    """The version that a place's text goes on from; None for a copy beside the policy we know."""
    for sighting in draft.seen_at(place):
        if sighting.policy_id == policy_id:
            return sighting.version_id
    moved = moved_sighting(draft.sightings_of(policy_id), place)
    return moved.version_id if moved else None


def moved_sighting(sightings: Sequence[Sighting], place: Place) -> Sighting | None:
    """The sighting that a place goes on from, where a page has moved there.

    It has when the same source showed the policy elsewhere and does not any more, or when the two
    addresses differ in http and https only.
    """
    source_key, address = place
    for sighting in sightings:
        if sighting.source_key != source_key:
            continue
        if sighting.missing_since is not None or _bare(sighting.address) == _bare(address):
            return sighting
    return None


def _see_copy(draft: Draft, reading: Reading, read: ReadDocument, policy_id: int) -> None:
    current = draft.current_version(policy_id)
    lacking = difference(current, read) if current else None
    copy = Copy(reading, read, policy_id)
    draft.see(policy_id, reading, copy.version_id(draft, lacking))
    draft.silence(SuppressionRule.ELSEWHERE, "", read.document.title)


def _bare(address: str) -> str:
    return without_scheme(address).rstrip("/")
