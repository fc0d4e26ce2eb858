"""A repeal or an extension acts on the policy that it means: status, dates, one entry."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.records import (
    ChangeKind,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    ExtendedDate,
    NewChange,
    PendingRelation,
    Policy,
    PolicyStatus,
    RelationKind,
    Said,
)
from watcher.deciding import extending, saying
from watcher.deciding.causes import Cause
from watcher.deciding.drafting import Draft
from watcher.deciding.expiry import is_repealed


@dataclass(frozen=True, slots=True)
class Ended:
    """One change that another document made, by which document and in which words."""

    change_id: int
    cause: str
    evidence: str


def take_effect(
    draft: Draft, cause: Cause, relation: PendingRelation, policy_id: int
) -> Ended | None:
    """Lets a relation take effect on the policy it means; None where nothing is to be told."""
    target = draft.policy(policy_id)  # as an earlier relation of the same document left it
    if target.status == PolicyStatus.REPEALED:
        return None
    change_id = None
    if relation.relation == RelationKind.REPEALS:
        change_id = _repeal(draft, cause, relation, target)
    elif relation.relation == RelationKind.EXTENDS and relation.until:
        change_id = _extend(draft, cause, relation, target)
    if change_id is None:
        return None
    return Ended(change_id, cause.card.title, relation.evidence)


def is_repealed_by_another(draft: Draft, policy_id: int) -> bool:
    """True where another document, as far as is known, repeals a policy."""
    return is_repealed(policy_id, draft.relations_of(policy_id))


def _repeal(draft: Draft, cause: Cause, relation: PendingRelation, target: Policy) -> int | None:
    told = any(
        one.relation == RelationKind.REPEALS
        and one.to_policy == target.id
        and one.from_policy != cause.card.policy_id
        for one in draft.relations_of(target.id)
    )
    if relation.on is None or relation.on <= cause.today:
        draft.set_status(target.id, PolicyStatus.REPEALED)
    elif not told:
        last = relation.on - timedelta(days=1)
        _set_expiry(draft, cause, target, closes=last, evidence=relation.evidence)
    if told:
        return None
    said = saying.repealed(cause.card.title, cause.card.doc_number, relation.on)
    return draft.append_change(_entry(cause, target, ChangeKind.REPEALED, said))


def _extend(draft: Draft, cause: Cause, relation: PendingRelation, target: Policy) -> int | None:
    """Moves the last day of its windows where it has any, else that of its validity."""
    until = relation.until
    if until is None or _is_superseded(draft, cause, target):
        return None
    known = draft.deadlines_of(target.id)
    if relation.moves != ExtendedDate.TERM and any(_is_dated_window(one) for one in known):
        return _move_windows(draft, cause, relation, target)
    old = next((one.closes for one in known if one.kind == DeadlineKind.EXPIRY), None)
    if old is not None and not _moves(old, until, earlier=relation.earlier):
        return None
    _set_expiry(draft, cause, target, closes=until, evidence=relation.evidence)
    _revive(draft, cause, target, until)
    card = cause.card
    said = saying.validity_moved(card.title, card.doc_number, [(old, until)])
    return draft.append_change(_entry(cause, target, ChangeKind.DEADLINE_MOVED, said))


def _revive(draft: Draft, cause: Cause, target: Policy, until: date) -> None:
    """A policy that was over lives again where its new last day is not."""
    if target.status == PolicyStatus.EXPIRED and until >= cause.today:
        draft.set_status(target.id, PolicyStatus.ACTIVE)


def _is_superseded(draft: Draft, cause: Cause, target: Policy) -> bool:
    """True where a notice issued later than this one has already said when it ends."""
    issued = cause.card.issued_on
    if issued is None:
        return False
    others = {
        one.from_policy
        for one in draft.relations_of(target.id)
        if one.relation == RelationKind.EXTENDS and one.until and one.to_policy == target.id
    }
    notices = draft.policies(others - {cause.card.policy_id})
    return any(one.issued_on is not None and one.issued_on > issued for one in notices)


def _moves(old: date | None, until: date, *, earlier: bool) -> bool:
    """True where the stated day is another one: later, or earlier where the words say so."""
    if old is None or old == until:
        return False
    return until > old or earlier


def _move_windows(
    draft: Draft, cause: Cause, relation: PendingRelation, target: Policy
) -> int | None:
    known = draft.deadlines_of(target.id)
    own = draft.deadlines_of(cause.card.policy_id)
    stated = extending.moved(known, own, relation)
    to = {
        one.slot: stated[one.slot]
        for one in known
        if one.slot in stated and _moves(one.closes, stated[one.slot], earlier=relation.earlier)
    }
    if not to:
        return None
    days = tuple((one.closes, to[one.slot]) for one in known if one.slot in to)
    now = [_moved(one, to[one.slot], relation, cause) if one.slot in to else one for one in known]
    draft.set_deadlines(target.id, now)
    said = saying.windows_moved(cause.card.title, cause.card.doc_number, days)
    return draft.append_change(_entry(cause, target, ChangeKind.DEADLINE_MOVED, said))


def _is_dated_window(one: Deadline) -> bool:
    return one.kind != DeadlineKind.EXPIRY and one.closes is not None


def _moved(window: Deadline, until: date, relation: PendingRelation, cause: Cause) -> Deadline:
    return replace(
        window,
        closes=until,
        closes_at=None,
        evidence=relation.evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )


def _set_expiry(draft: Draft, cause: Cause, target: Policy, *, closes: date, evidence: str) -> None:
    """The policy's last day of validity becomes this one."""
    others = [one for one in draft.deadlines_of(target.id) if one.kind != DeadlineKind.EXPIRY]
    last = Deadline(
        policy_id=target.id,
        kind=DeadlineKind.EXPIRY,
        status=DeadlineStatus.DATED,
        closes=closes,
        evidence=evidence,
        known_since=cause.at,
        announced=not cause.baseline,
    )
    draft.set_deadlines(target.id, [*others, last])


def _entry(cause: Cause, target: Policy, kind: ChangeKind, said: Said) -> NewChange:
    return NewChange(
        at=cause.at,
        kind=kind,
        policy_id=target.id,
        source_key=cause.source_key,
        said=said,
        from_version=target.version_number,
        to_version=target.version_number,
        baseline=cause.baseline,
    )
