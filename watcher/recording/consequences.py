"""What one document does to others: repeals and extensions take effect on the policies they name, now or when seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store import changes, deadlines, policies, relations
from store.database.opening import Transaction
from store.records import (
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    NewChange,
    PendingRelation,
    Policy,
    PolicyStatus,
    RelationKind,
    Said,
)
from watcher.deciding import extending, identity
from watcher.deciding.news import News
from watcher.recording import kept_facts, targets
from watcher.recording.stored_subjects import stored_subject
from watcher.rendering import summary

CIVIL = ZoneInfo("Asia/Shanghai")  # where the documents' dates are dates
SEEMING = (
    RelationKind.CONCERNS
)  # the relation to a policy that may be meant, on which nothing takes effect
# an extension to an earlier day is a misreading without one of these
_EARLIER = ("提前", "缩短", "调整", "变更", "改为", "改至")


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


@dataclass(frozen=True, slots=True)
class Effect:
    """One change that another document made, by which document and in which words."""

    change: Change
    cause: str
    evidence: str


def consequences(
    tx: Transaction, cause: Cause, stated: Sequence[PendingRelation]
) -> tuple[list[News], tuple[PendingRelation, ...]]:
    """Stores the relations a document states and lets those take effect whose other end is known.

    Returns what happened to others, and the repeals of documents that nobody has seen.
    """
    found: list[News] = []
    unseen: list[PendingRelation] = []
    known = targets.look_up(tx, stated) if stated else {}
    for relation in stated:
        meant = targets.find(tx, cause.card, relation, known)
        target, key = meant.target, targets.waiting_key(relation)
        target_id = target.id if target else None
        if not relations.add(
            tx, cause.card.policy_id, relation, to_policy=target_id, waiting_key=key
        ):
            continue
        if target and (effect := _effect(tx, cause, relation, target)):
            found.append(_news(tx, target.id, effect))
        elif target is None and relation.relation == RelationKind.REPEALS:
            unseen.append(relation)
        for policy in meant.seeming:
            seems = PendingRelation(
                SEEMING, policy.title, policy.doc_number, None, None, relation.evidence
            )
            relations.add(tx, cause.card.policy_id, seems, to_policy=policy.id, waiting_key=None)
    return found, tuple(unseen)


def overdue(tx: Transaction, policy_id: int, aliases: Sequence[str], cause: Cause) -> list[Effect]:
    """Repeals and extensions that named this policy before it was seen take effect on it now.

    Those who were told of its repeal when the repealing text was read are not told again.
    """
    effects: list[Effect] = []
    for waiting in relations.waiting(tx, targets.answers(cause.card, aliases)):
        target, author = policies.get(tx, policy_id), policies.get(tx, waiting.from_policy)
        if target is None or author is None:
            continue
        card = kept_facts.known_card(author)
        stated = PendingRelation(
            waiting.relation,
            waiting.title,
            waiting.doc_number,
            waiting.on,
            waiting.until,
            waiting.evidence,
        )
        if not targets.awaited(tx, card, stated, target):
            continue
        relations.settle(tx, waiting.id, policy_id)
        told = stated.relation == RelationKind.REPEALS and changes.announced(tx, author.id)
        by = replace(cause, card=card, baseline=cause.baseline or told)
        effect = _effect(tx, by, stated, target)
        effects += [effect] if effect else []
    return effects


def carried(
    now: Sequence[Deadline], stored: Sequence[Deadline], printed: dict[str, date | None]
) -> tuple[Deadline, ...]:
    """The deadlines of a page that was amended: a day that another document moved stays moved.

    `printed` are the days, by slot, that the page printed before: where it prints another one now, the page is newer.
    """
    known = {one.slot: one for one in stored}
    unmoved = {one.slot for one in now if one.slot in printed and printed[one.slot] == one.closes}
    kept = [known.get(one.slot, one) if one.slot in unmoved else one for one in now]
    fresh = {one.slot for one in now}
    return (*kept, *(one for one in stored if one.slot not in fresh and one.slot not in printed))


def repealed_by(tx: Transaction, policy_id: int) -> bool:
    """Whether another document, as far as is known, repeals a policy."""
    return any(
        one.relation == RelationKind.REPEALS and one.to_policy == policy_id
        for one in relations.of_policy(tx, policy_id)
    )


def _effect(
    tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy
) -> Effect | None:
    change = None
    if relation.relation in (RelationKind.REPEALS, RelationKind.EXTENDS):
        target = (
            policies.get(tx, target.id) or target
        )  # as an earlier relation of the same document left it
    if relation.relation == RelationKind.REPEALS and target.status != PolicyStatus.REPEALED:
        change = _repeal(tx, cause, relation, target)
    elif (
        relation.relation == RelationKind.EXTENDS
        and relation.until
        and target.status != PolicyStatus.REPEALED
    ):
        change = _extend(tx, cause, relation, target)
    return Effect(change, cause.card.title, relation.evidence) if change else None


def _repeal(
    tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy
) -> Change | None:
    before = [one for one in relations.of_policy(tx, target.id) if one.to_policy == target.id]
    told = any(
        one.relation == RelationKind.REPEALS and one.from_policy != cause.card.policy_id
        for one in before
    )
    ahead = relation.on is not None and relation.on > cause.today
    if ahead and relation.on:
        if not told:
            _end(tx, cause, target, relation.on - timedelta(days=1), relation.evidence)
    else:
        policies.set_status(tx, target.id, PolicyStatus.REPEALED)
    if told:
        return None
    said = summary.repealed(cause.card.title, cause.card.doc_number, relation.on)
    return _append(tx, cause, target, ChangeKind.REPEALED, said)


def _extend(
    tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy
) -> Change | None:
    """The named policy's last day moves: of its window where it has one and no term is spoken of, else of its validity."""
    assert relation.until is not None, "asked by the caller"
    if _superseded(tx, cause, target):
        return None
    known = deadlines.of_policy(tx, target.id)
    if targets.TERM not in relation.evidence and any(
        one.kind != DeadlineKind.EXPIRY and one.closes for one in known
    ):
        return _move_windows(tx, cause, relation, target)
    old = next((deadline.closes for deadline in known if deadline.slot == "expiry"), None)
    if old is not None and not _moves(old, relation.until, relation.evidence):
        return None
    _end(tx, cause, target, relation.until, relation.evidence)
    if target.status == PolicyStatus.EXPIRED and relation.until >= cause.today:
        policies.set_status(tx, target.id, PolicyStatus.ACTIVE)
    said = summary.validity_moved(cause.card.title, cause.card.doc_number, [(old, relation.until)])
    return _append(tx, cause, target, ChangeKind.DEADLINE_MOVED, said)


def _superseded(tx: Transaction, cause: Cause, target: Policy) -> bool:
    """Whether a notice issued later than this one has already said when it ends."""
    issued = cause.card.issued_on
    others = {
        one.from_policy
        for one in relations.of_policy(tx, target.id)
        if one.relation == RelationKind.EXTENDS and one.until and one.to_policy == target.id
    }
    known = policies.many(tx, others - {cause.card.policy_id}).values() if issued else ()
    return any(issued and one.issued_on and one.issued_on > issued for one in known)


def _moves(old: date | None, until: date | None, evidence: str) -> bool:
    """Whether the day that is stated is another one: later, or earlier where the words say so."""
    if old is None or until is None or old == until:
        return False
    return until > old or any(word in evidence for word in _EARLIER)


def _move_windows(
    tx: Transaction, cause: Cause, relation: PendingRelation, target: Policy
) -> Change | None:
    known = deadlines.of_policy(tx, target.id)
    own = deadlines.of_policy(tx, cause.card.policy_id)
    to = {
        slot: until
        for slot, until in extending.moved(known, own, relation).items()
        if any(one.slot == slot and _moves(one.closes, until, relation.evidence) for one in known)
    }
    if not to:
        return None
    deadlines.replace(
        tx,
        target.id,
        [_moved(one, to[one.slot], relation, cause) if one.slot in to else one for one in known],
    )
    days = [(one.closes, to[one.slot]) for one in known if one.slot in to]
    said = summary.windows_moved(cause.card.title, cause.card.doc_number, days)
    return _append(tx, cause, target, ChangeKind.DEADLINE_MOVED, said)


def _moved(window: Deadline, until: date, relation: PendingRelation, cause: Cause) -> Deadline:
    return replace(
        window,
        closes=until,
        closes_at=None,
        evidence=relation.evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )


def _end(tx: Transaction, cause: Cause, target: Policy, closes: date, evidence: str) -> None:
    """The policy's last day of validity becomes this one."""
    others = [
        deadline for deadline in deadlines.of_policy(tx, target.id) if deadline.slot != "expiry"
    ]
    last = Deadline(
        policy_id=target.id,
        slot=DeadlineKind.EXPIRY,
        kind=DeadlineKind.EXPIRY,
        status=DeadlineStatus.DATED,
        closes=closes,
        evidence=evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )
    deadlines.replace(tx, target.id, [*others, last])


def _append(tx: Transaction, cause: Cause, target: Policy, kind: ChangeKind, said: Said) -> Change:
    new = NewChange(
        at=cause.at,
        kind=kind,
        policy_id=target.id,
        source_key=cause.source_key,
        said=said,
        from_version=target.version_number,
        to_version=target.version_number,
        baseline=cause.baseline,
    )
    return changes.append(tx, new)


def _news(tx: Transaction, policy_id: int, effect: Effect) -> News:
    policy = policies.get(tx, policy_id)
    assert policy is not None, "it was just changed"
    return News(
        policy=policy,
        subject=stored_subject(tx, policy),
        changes=(effect.change,),
        deadlines=tuple(deadlines.of_policy(tx, policy_id)),
        cause=effect.cause,
        evidence=effect.evidence,
    )
