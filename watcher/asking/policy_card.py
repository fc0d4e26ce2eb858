"""Shows one policy whole: facts, dates, versions, places, relations, changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store import changes, deadlines, policies, relations, sightings, versions
from store.database.failures import TornBodyError
from store.database.opening import Transaction
from store.lists.walks import Filter
from store.records import Change, Deadline, Policy, Related, Sighting, Version
from store.versions import Heading


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version; its text is None where it is damaged."""

    heading: Heading
    text: Version | None


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """One policy whole.

    `facts` are those of the newest version that opens, `related` the other ends of `relations`.
    """

    policy: Policy
    facts: Mapping[str, Any]
    deadlines: tuple[Deadline, ...]
    versions: tuple[KeptVersion, ...]
    sightings: tuple[Sighting, ...]
    relations: tuple[Related, ...]
    related: Mapping[int, Policy]
    changes: tuple[Change, ...]


class NoSuchPolicyError(LookupError):
    """There is no policy of that number."""

    def __init__(self, policy_id: int) -> None:
        super().__init__(f"no policy #{policy_id}")
        self.policy_id = policy_id


def require_policy(tx: Transaction, policy_id: int) -> Policy:
    """The policy of a number. Raises NoSuchPolicyError."""
    policy = policies.get(tx, policy_id)
    if policy is None:
        raise NoSuchPolicyError(policy_id)
    return policy


def policy_card(tx: Transaction, policy_id: int) -> PolicyCard:
    """Everything that is known of a policy. Raises NoSuchPolicyError."""
    policy = require_policy(tx, policy_id)
    kept = [KeptVersion(one, _open_text(tx, one)) for one in versions.headings(tx, policy.id)]
    readable = [version.text for version in kept if version.text]
    related = relations.of_policy(tx, policy.id)
    return PolicyCard(
        policy=policy,
        facts=readable[-1].facts if readable else {},
        deadlines=tuple(deadlines.of_policy(tx, policy.id)),
        versions=tuple(kept),
        sightings=tuple(sightings.of_policy(tx, policy.id)),
        relations=tuple(related),
        related=_other_ends(tx, related),
        changes=tuple(changes.history(tx, Filter(policy_id=policy.id))),
    )


def _open_text(tx: Transaction, heading: Heading) -> Version | None:
    """A version's text; a damaged one must not keep the rest from being shown."""
    try:
        return versions.get(tx, heading.id)
    except TornBodyError:
        return None


def _other_ends(tx: Transaction, related: list[Related]) -> Mapping[int, Policy]:
    ends: set[int] = set()
    for one in related:
        ends.update(end for end in (one.from_policy, one.to_policy) if end)
    return policies.get_many(tx, ends)
