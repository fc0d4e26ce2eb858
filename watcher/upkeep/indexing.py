"""Makes new versions found by full text, some at a time.

Apart from the path, so that no alert waits for it.
"""

from contextlib import suppress

from store import policies, versions
from store.database.failures import TornBodyError
from store.database.opening import Database, Transaction
from store.lists import full_text
from store.records import Policy

AT_ONCE = 50


def index_some(database: Database, limit: int = AT_ONCE) -> int:
    """Indexes policies whose newest version is not yet found by its words, up to `limit`.

    Returns how many.
    """
    with database.read() as tx:
        waiting = full_text.list_pending(tx, limit)
        known = policies.get_many(tx, {policy_id for policy_id, _, _ in waiting})
        texts = {
            policy_id: _text(tx, known[policy_id], version_id)
            for policy_id, version_id, _ in waiting
        }
    if waiting:
        with database.write() as tx:
            for policy_id, version_id, title in waiting:
                full_text.index(tx, policy_id, title, texts[policy_id], version_id=version_id)
    return len(waiting)


def _text(tx: Transaction, policy: Policy, version_id: int) -> str:
    """The text, and before it what a page states only in its metadata: number and issuers."""
    stated = " ".join(filter(None, (policy.doc_number, *policy.issuers)))
    with suppress(TornBodyError):  # doctor reports it; its title is found all the same
        return "\n".join((stated, *versions.get(tx, version_id).paragraphs))
    return stated
