"""A policy that was taken apart from another has the dates of the text that its place shows."""

from datetime import datetime

from watcher.deciding.drafting import Draft
from watcher.deciding.slots import record_deadlines


def redate_policy(draft: Draft, policy_id: int, at: datetime) -> None:
    """Sets the deadlines of a policy whose newest version was made at `at`; others keep theirs."""
    text = draft.current_version(policy_id)
    if text is not None and text.at == at:
        due = record_deadlines(text.facts, policy_id, at=at, announced=False)
        draft.set_deadlines(policy_id, due)
