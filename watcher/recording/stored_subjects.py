"""A stored policy as matching sees it: what it is listed as, and its text where somebody may ask for words."""

from dataclasses import replace

from store import deadlines, policies, versions
from store.database.compression import TornBodyError
from store.database.opening import Transaction
from store.records import DocumentKind, Policy
from watcher.deciding.news import Subject
from watcher.recording import kept_facts
from watcher.telling.matching import ASIDE


def stored_subject(tx: Transaction, policy: Policy, *, with_text: bool = True) -> Subject:
    """The subject of a policy's present version. `with_text` may be False where nobody asks for words.

    What has a deadline is no mere news, whatever its heading looks like.
    """
    subject = kept_facts.known_subject(policy, _text(tx, policy) if with_text else "")
    if policy.kind in ASIDE and deadlines.of_policy(tx, policy.id):
        return replace(subject, kind=DocumentKind.POLICY_TEXT)
    return subject


def _text(tx: Transaction, policy: Policy) -> str:
    version_id = policies.current_version_id(tx, policy.id)
    try:
        return "\n".join(versions.get(tx, version_id).paragraphs) if version_id else ""
    except (
        TornBodyError
    ):  # doctor reports it; one torn text must not keep everybody from being reminded
        return ""
