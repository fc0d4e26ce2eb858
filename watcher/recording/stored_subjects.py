"""Stored policies as matching sees them: what they are listed as, and their texts."""

from collections.abc import Collection

from store.batch import finding
from store.batch.texts import OpenTexts
from store.database.opening import Transaction
from store.records import Policy, Version
from watcher.deciding.news import Subject
from watcher.deciding.subjects import ASIDE, policy_subject


def stored_subjects(
    tx: Transaction, policies: Collection[Policy], *, with_text: bool = True
) -> dict[int, Subject]:
    """The subjects of policies' present versions by id, in a few statements for all of them.

    `with_text` may be False where nobody asks for words.
    """
    texts = _texts(tx, [policy.id for policy in policies]) if with_text else {}
    aside = [policy.id for policy in policies if policy.kind in ASIDE]
    due = finding.deadlines_of(tx, aside) if aside else {}
    subjects = {}
    for policy in policies:
        text = texts.get(policy.id, "")
        subjects[policy.id] = policy_subject(policy, text, due.get(policy.id, ()))
    return subjects


def stored_subject(tx: Transaction, policy: Policy, *, with_text: bool = True) -> Subject:
    """The subject of one policy."""
    return stored_subjects(tx, [policy], with_text=with_text)[policy.id]


def _texts(tx: Transaction, policy_ids: Collection[int]) -> dict[int, str]:
    """The texts of policies now; a damaged text is left out: doctor reports it.

    One torn text must not keep everybody from being reminded.
    """
    current: dict[int, int] = {}
    for stored in finding.find_policies(tx, policy_ids):
        if stored.current_id is not None:
            current[stored.policy.id] = stored.current_id
    opened = OpenTexts(tx).versions(set(current.values()))
    texts = {}
    for policy_id, version_id in current.items():
        version = opened.get(version_id)
        if isinstance(version, Version):
            texts[policy_id] = "\n".join(version.paragraphs)
    return texts
