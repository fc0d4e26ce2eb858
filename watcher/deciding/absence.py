"""A place stops showing a policy, or shows it again: lost at once, told only days later."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from store.records import ChangeKind, NewChange, PolicyStatus, Sighting, SuppressionRule
from watcher.deciding import saying
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.read_document import Reading


def restore_policy(draft: Draft, policy_id: int, source_key: str, at: datetime) -> list[int]:
    """The change that brings a withdrawn policy back; none for any other."""
    policy = draft.policy(policy_id)
    if policy.status != PolicyStatus.WITHDRAWN:
        return []
    draft.set_status(policy_id, PolicyStatus.ACTIVE)
    said = saying.restored(policy.title)
    return [draft.append_change(NewChange(at, ChangeKind.RESTORED, policy_id, source_key, said))]


def miss_policy(draft: Draft, reading: Reading, sighting: Sighting) -> None:
    """A policy that this place showed before is lost, or was never there for a newer reader."""
    policy = draft.policy(sighting.policy_id)
    if not reading.technical:
        draft.lose(sighting, reading.at)
        if sighting.missing_since is None:
            draft.silence(SuppressionRule.MISSING, policy.title, "")
    elif not draft.unsee(sighting):
        draft.set_status(policy.id, PolicyStatus.WITHDRAWN)
        draft.append_change(
            NewChange(
                at=reading.at,
                kind=ChangeKind.TECHNICAL,
                policy_id=policy.id,
                source_key=reading.snapshot.source_key,
                said=saying.NOT_A_DOCUMENT,
                to_version=policy.version_number,
                baseline=True,
            )
        )


def lose_addresses(draft: Draft, source_key: str, addresses: Iterable[str], at: datetime) -> None:
    """Addresses, and so all that was seen at them, are not there now."""
    for address in addresses:
        for sighting in draft.seen_at((source_key, address)):
            draft.lose(sighting, at)
            draft.follow_address(sighting.policy_id)


def find_addresses_again(
    draft: Draft, source_key: str, returned: Mapping[str, datetime], at: datetime
) -> list[Happened]:
    """Addresses are there again with the bytes they had; what was withdrawn with them is restored.

    `returned` gives since when each was gone. What had left an address before the address itself
    was gone stays lost.
    """
    happened = []
    for address, since in returned.items():
        for sighting in draft.seen_at((source_key, address)):
            if sighting.missing_since is None or sighting.missing_since < since:
                continue
            draft.find_again(sighting, at)
            back = restore_policy(draft, sighting.policy_id, source_key, at)
            if back:
                happened.append(_told_of(draft, sighting.policy_id, back))
    return happened


def _told_of(draft: Draft, policy_id: int, changes: Sequence[int]) -> Happened:
    policy = draft.policy(policy_id)
    return Happened(policy, draft.subject_of(policy), tuple(changes), draft.deadlines_of(policy_id))
