"""A policy that was taken apart from another has the dates of the text that its place shows."""

from datetime import datetime

from store import deadlines, policies, versions
from store.database.opening import Transaction
from watcher.recording import kept_facts


def redate(tx: Transaction, policy_id: int, at: datetime) -> None:
    """The deadlines of a policy whose newest version was made at `at`; any other keeps those it had."""
    version_id = policies.current_version_id(tx, policy_id)
    text = versions.get(tx, version_id) if version_id is not None else None
    if text is not None and text.at == at:
        deadlines.replace(
            tx, policy_id, kept_facts.deadlines(text.facts, policy_id, at=at, announced=False)
        )
