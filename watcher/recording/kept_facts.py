"""Old names of what moved to watcher/deciding, for those that still ask here."""

from store.records import Policy
from watcher.deciding.cards import document_card as card
from watcher.deciding.cards import policy_card as known_card
from watcher.deciding.news import Subject
from watcher.deciding.slots import printed_days as printed
from watcher.deciding.slots import record_deadlines as deadlines
from watcher.deciding.subjects import policy_subject

__all__ = ["card", "deadlines", "known_card", "known_subject", "printed"]


def known_subject(known: Policy, text: str = "") -> Subject:
    """What matching looks at, of a policy that is stored."""
    return policy_subject(known, text, ())
