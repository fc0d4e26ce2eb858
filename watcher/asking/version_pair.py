"""Shows what differs between two versions: of one policy, or of any two."""

from dataclasses import dataclass

from store import versions
from store.database.opening import Transaction
from store.records import Policy, Version
from watcher.asking.policy_card import require_policy
from watcher.diffing import ClauseChange, FactChange, compare, compare_facts
from watcher.diffing.comparing_facts import with_rates


class OneVersionError(LookupError):
    """The policy has one version only: nothing to compare yet."""


class NoSuchVersionError(LookupError):
    """A policy has no version of that number; it has 1 to `newest`."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(f"#{policy.id} has versions 1 to {policy.version_number}")
        self.newest = policy.version_number


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two versions, clause by clause and fact by fact; `policy` is the newer one's."""

    policy: Policy
    old: Version
    new: Version
    clauses: tuple[ClauseChange, ...]
    facts: tuple[FactChange, ...]


def policy_versions(
    tx: Transaction, policy_id: int, first: int | None = None, last: int | None = None
) -> VersionPair:
    """Two versions of one policy; without numbers the newest beside the one before it.

    Raises NoSuchPolicyError, OneVersionError and NoSuchVersionError.
    """
    policy = require_policy(tx, policy_id)
    if policy.version_number < 2 and first is None:
        raise OneVersionError(f"#{policy_id} has one version only: nothing to compare yet")
    newest = last or policy.version_number
    return compared_versions(tx, (policy_id, first or newest - 1), (policy_id, newest))


def compared_versions(
    tx: Transaction, left: tuple[int, int], right: tuple[int, int]
) -> VersionPair:
    """Any two versions, each a policy's id and a number.

    Raises NoSuchPolicyError and NoSuchVersionError.
    """
    _, old = _version(tx, *left)
    policy, new = _version(tx, *right)
    clauses = tuple(compare(old.paragraphs, new.paragraphs))
    facts = tuple(with_rates(compare_facts(old.facts, new.facts), clauses))
    return VersionPair(policy, old, new, clauses, facts)


def _version(tx: Transaction, policy_id: int, number: int) -> tuple[Policy, Version]:
    policy = require_policy(tx, policy_id)
    version = versions.get_numbered(tx, policy_id, number)
    if version is None:
        raise NoSuchVersionError(policy)
    return policy, version
