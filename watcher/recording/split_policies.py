"""Records the dates of a policy that was taken apart from another."""

from datetime import datetime

from store.database.opening import Transaction
from watcher.deciding.drafting import Draft
from watcher.deciding.parting import redate_policy
from watcher.recording.load import Loader, decide_with
from watcher.recording.write import write_effects


def redate(tx: Transaction, policy_id: int, at: datetime) -> None:
    """Sets the deadlines of a policy whose newest version was made at `at`; others keep theirs."""
    loader = Loader(tx)
    loader.load_policies([policy_id])

    def act(draft: Draft) -> None:
        redate_policy(draft, policy_id, at)

    draft, _ = decide_with(loader, act)
    write_effects(tx, draft.effects, loader.known().policies, loader.texts)
