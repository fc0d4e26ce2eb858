"""What one document does to others: repeals and extensions take effect on the policies they name, now or when seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store import changes, deadlines, policies, relations
from store.database import Transaction
from store.records import Change, Deadline, NewChange, PendingRelation, Policy
from watcher.lifecycle import identity
from watcher.lifecycle.news import News
from watcher.recording import facts
from watcher.recording.subjects import stored_subject
from watcher.rendering import summary

_TERM = "有效期"
CIVIL = ZoneInfo("Asia/Shanghai")  # where the documents' dates are dates


@dataclass(frozen=True, slots=True)
class Cause:
    """The document that states the relations, and when it was read."""

    card: identity.Card
    at: datetime
    source_key: str
    baseline: bool

    @property
    def today(self) -> date:
        return self.at.astimezone(CIVIL).date()


def consequences(tx: Transaction, cause: Cause, stated: Sequence[PendingRelation]) -> list[News]:
    """Stores the relations a document states and lets those take effect whose other end is known."""
    found: list[News] = []
    for relation in stated:
        key = identity.reference_key(relation.title, relation.doc_number)
        target = _target(tx, cause, relation, key)
        target_id = target.id if target else None
        new = relations.add(tx, cause.card.policy_id, relation, to_policy=target_id, waiting_key=key)
        if new and target:
            change = _effect(tx, cause, relation, target)
            if change:
                found.append(_news(tx, cause, relation, target.id, change))
    return found


def overdue(tx: Transaction, policy_id: int, keys: Sequence[str], cause: Cause) -> list[Change]:
    """Repeals and extensions that named this policy before it was seen take effect on it now."""
    effects: list[Change] = []
    for waiting in relations.waiting(tx, keys):
        relations.settle(tx, waiting.id, policy_id)
        target, author = policies.get(tx, policy_id), policies.get(tx, waiting.from_policy)
        if target is None or author is None or author.id == target.id:
            continue
        stated = PendingRelation(
            waiting.relation, waiting.title, waiting.doc_number, waiting.on, waiting.until, waiting.evidence
        )
        change = _effect(tx, replace(cause, card=facts.known_card(author)), stated, target)
        effects += [change] if change else []
    return effects


def _target(tx: Transaction, cause: Cause, relation: PendingRelation, key: str | None) -> Policy | None:
    """The policy that is named: not the document itself, and nothing issued after it."""
    if key is None:
        return None
    own = cause.card
    known = [policy for _, policy in policies.with_keys(tx, [key]) if policy.id != own.policy_id]
    earlier = [p for p in known if not (p.issued_on and own.issued_on and p.issued_on > own.issued_on)]
    if not relation.doc_number:  # a title alone names whatever place issued one of that title
        earlier = [p for p in earlier if p.region_code == own.region or p.region_code is None or own.region is None]
    return earlier[0] if earlier else None


def _effect(tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy) -> Change | None:
    if relation.relation == "repeals" and target.status != "repealed":
        return _repeal(tx, cause, relation, target)
    if relation.relation == "extends" and relation.until:
        return _extend(tx, cause, relation, target)
    return None


def _repeal(tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy) -> Change:
    ahead = relation.on is not None and relation.on > cause.today
    if ahead and relation.on:
        _end(tx, cause, target, relation.on - timedelta(days=1), relation.evidence)
    else:
        policies.set_status(tx, target.id, "repealed")
    text = summary.repealed(cause.card.title, cause.card.doc_number, relation.on)
    return _append(tx, cause, target, "repealed", text)


def _extend(tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy) -> Change | None:
    """The named policy's last day moves: of its window where it has one and no term is spoken of, else of its validity."""
    assert relation.until is not None, "asked by the caller"
    known = deadlines.of_policy(tx, target.id)
    windows = [deadline for deadline in known if deadline.kind != "expiry" and deadline.closes]
    if windows and _TERM not in relation.evidence:
        return _extend_window(tx, cause, relation, target, windows[-1])
    old = next((deadline.closes for deadline in known if deadline.slot == "expiry"), None)
    if old is not None and old >= relation.until:
        return None
    _end(tx, cause, target, relation.until, relation.evidence)
    if target.status == "expired":
        policies.set_status(tx, target.id, "active")
    text = summary.extended("有效期至", cause.card.title, cause.card.doc_number, old, relation.until)
    return _append(tx, cause, target, "deadline_moved", text)


def _extend_window(
    tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy, window: Deadline
) -> Change | None:
    if window.closes is None or relation.until is None or window.closes >= relation.until:
        return None
    others = [deadline for deadline in deadlines.of_policy(tx, target.id) if deadline.slot != window.slot]
    moved = replace(
        window,
        closes=relation.until,
        closes_at=None,
        evidence=relation.evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )
    deadlines.replace(tx, target.id, [*others, moved])
    text = summary.extended("截止", cause.card.title, cause.card.doc_number, window.closes, relation.until)
    return _append(tx, cause, target, "deadline_moved", text)


def _end(tx: Transaction, cause: Cause, target: Policy, closes: date, evidence: str) -> None:
    """The policy's last day of validity becomes this one."""
    others = [deadline for deadline in deadlines.of_policy(tx, target.id) if deadline.slot != "expiry"]
    last = Deadline(
        policy_id=target.id,
        slot="expiry",
        kind="expiry",
        status="dated",
        closes=closes,
        evidence=evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )
    deadlines.replace(tx, target.id, [*others, last])


def _append(tx: Transaction, cause: Cause, target: Policy, kind: str, text: str) -> Change:
    new = NewChange(
        at=cause.at,
        kind=kind,
        policy_id=target.id,
        source_key=cause.source_key,
        summary=text,
        from_version=target.version_number,
        to_version=target.version_number,
        baseline=cause.baseline,
    )
    return changes.append(tx, new)


def _news(tx: Transaction, cause: Cause, relation: PendingRelation, policy_id: int, change: Change) -> News:
    policy = policies.get(tx, policy_id)
    assert policy is not None, "it was just changed"
    return News(
        policy=policy,
        subject=stored_subject(tx, policy),
        changes=(change,),
        deadlines=tuple(deadlines.of_policy(tx, policy_id)),
        cause=cause.card.title,
        evidence=relation.evidence,
    )
