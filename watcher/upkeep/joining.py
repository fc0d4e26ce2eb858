"""Two policies that are one, and one that is two: joined and parted by hand.

Both stand in the log; nobody is told.
"""

from datetime import datetime

from store import sightings
from store.care import joining_policies
from store.database.opening import Database, Transaction
from store.records import Sighting
from watcher.asking.policy_card import require_policy
from watcher.recording.split_policies import redate


class CannotJoinError(Exception):
    """The policies cannot be joined or parted so; the message says why."""


def join_policies(database: Database, gone: int, into: int, now: datetime) -> None:
    """The policy `gone` becomes a part of `into`. Raises CannotJoinError."""
    with database.write() as tx:
        try:
            joining_policies.merge(tx, gone, into, now)
        except (KeyError, ValueError) as error:
            raise CannotJoinError(error.args[0]) from None


def part_policy(database: Database, policy_id: int, place: int, now: datetime) -> int:
    """The place of that number becomes a policy of its own; returns the new one's id.

    Raises CannotJoinError.
    """
    with database.write() as tx:
        try:
            new = joining_policies.split(tx, policy_id, place, now)
            redate(tx, new, now)
        except (KeyError, ValueError) as error:
            raise CannotJoinError(error.args[0]) from None
    return new


def places_of(tx: Transaction, policy_id: int) -> list[Sighting]:
    """The places where a policy is seen, each with the number that `part_policy` takes.

    Raises NoSuchPolicyError.
    """
    return sightings.of_policy(tx, require_policy(tx, policy_id).id)
