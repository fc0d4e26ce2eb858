"""A policy that nobody knew arrives with everything a page says of it. Asks nothing: what is new has no past.

By far the commonest write, in a dozen statements. Each is the one that the ordinary path uses, so that the rows are
those that create, add, set_version, see, replace and append would leave (tests/store/test_arriving.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from store import changes, deadlines, policies, sightings, versions
from store.database.opening import Transaction
from store.lists.filing import ALIVE
from store.records import Change, Deadline, NewChange, NewPolicy, Policy
from store.versions import NewVersion


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a page says of a new policy. `version`, `deadlines` and `change` cannot name it yet: their policy_id is 0."""

    address: str
    policy: NewPolicy
    version: NewVersion
    deadlines: Sequence[Deadline]
    change: NewChange


@dataclass(frozen=True, slots=True)
class Arrived:
    """The same as stored."""

    policy: Policy
    deadlines: tuple[Deadline, ...]
    change: Change


def arrive(tx: Transaction, new: Arrival) -> Arrived:
    """Stores a policy with its keys, its first version, its sighting, its deadlines and its first change."""
    source_key, at = new.change.source_key, new.change.at
    policy_id = policies.create(tx, new.policy, source_key=source_key, url=new.address, at=at)
    version_id = versions.add_first(tx, replace(new.version, policy_id=policy_id, number=1))
    policies.set_version(tx, policy_id, number=1, version_id=version_id)
    sightings.see_first(
        tx, policy_id, source_key=source_key, address=new.address, version_id=version_id, at=at
    )
    policy = _policy(new, policy_id)
    due = tuple(replace(one, policy_id=policy_id) for one in new.deadlines)
    deadlines.add_first(tx, policy, due)
    change = changes.append(tx, replace(new.change, policy_id=policy_id), policy)
    return Arrived(policy, due, change)


def _policy(new: Arrival, policy_id: int) -> Policy:
    said = {
        field.name: getattr(new.policy, field.name)
        for field in fields(new.policy)
        if field.name != "keys"
    }
    return Policy(
        id=policy_id,
        **said,
        status=ALIVE,
        source_key=new.change.source_key,
        url=new.address,
        first_seen_at=new.change.at,
        version_number=1,
    )
