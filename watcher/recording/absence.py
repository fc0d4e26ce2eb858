"""What a place stops showing, and shows again: sightings are lost at once, a policy is withdrawn only days later."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from store import changes, deadlines, policies, sightings
from store.database.opening import Transaction
from store.records import Change, ChangeKind, NewChange, Policy, PolicyStatus
from watcher.deciding import saying
from watcher.deciding.news import News
from watcher.recording.stored_subjects import stored_subject


def lost(tx: Transaction, source_key: str, addresses: Iterable[str], at: datetime) -> None:
    """Notes that addresses, and so all that was seen at them, are not there now."""
    for address in addresses:
        for sighting, _ in sightings.seen_at(tx, source_key, address):
            sightings.lose(tx, sighting.id, at)


def back(
    tx: Transaction, source_key: str, returned: Mapping[str, datetime], at: datetime
) -> list[News]:
    """Notes that addresses are there again with the bytes they had; what was withdrawn with them is restored.

    What had left an address before the address itself was gone stays lost.
    """
    found: list[News] = []
    for address, since in returned.items():
        for sighting, policy in sightings.seen_at(tx, source_key, address):
            if sighting.missing_since is not None and sighting.missing_since >= since:
                sightings.find_again(tx, sighting.id, at)
                found += [
                    _news(tx, policy, change) for change in restored(tx, policy, source_key, at)
                ]
    return found


def restored(tx: Transaction, policy: Policy, source_key: str, at: datetime) -> list[Change]:
    """The change that brings a withdrawn policy back; none for any other."""
    if policy.status != PolicyStatus.WITHDRAWN:
        return []
    policies.set_status(tx, policy.id, PolicyStatus.ACTIVE)
    said = saying.restored(policy.title)
    return [changes.append(tx, NewChange(at, ChangeKind.RESTORED, policy.id, source_key, said))]


def _news(tx: Transaction, policy: Policy, change: Change) -> News:
    now = policies.get(tx, policy.id) or policy
    return News(now, stored_subject(tx, now), (change,), tuple(deadlines.of_policy(tx, now.id)))
