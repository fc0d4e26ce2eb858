"""Old names of what moved to watcher/deciding, for those that still ask here."""

from store import relations
from store.database.opening import Transaction
from store.records import RelationKind
from watcher.deciding.causes import CIVIL

__all__ = ["CIVIL", "repealed_by"]


def repealed_by(tx: Transaction, policy_id: int) -> bool:
    """Whether another document, as far as is known, repeals a policy."""
    return any(
        one.relation == RelationKind.REPEALS and one.to_policy == policy_id
        for one in relations.of_policy(tx, policy_id)
    )
