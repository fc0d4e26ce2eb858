"""A known policy says something else: its new version, its deadlines, the changes that are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.records import ChangeKind, Deadline, DeadlineKind, NewChange, Policy, PolicyStatus
from watcher.deciding import events, identity, saying, slots
from watcher.deciding.beside_windows import told_beside
from watcher.deciding.cards import policy_card
from watcher.deciding.carrying import carry_deadlines, tell_from_known_days, told_elsewhere
from watcher.deciding.causes import Cause, cause_of
from watcher.deciding.consequences import affect_others, settle_overdue
from watcher.deciding.differing import Difference
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.ending import is_repealed_by_another
from watcher.deciding.read_document import ReadDocument, Reading
from watcher.diffing.fact_changes import FactChange


@dataclass(frozen=True, slots=True)
class Amendment:
    """The part of a reading that nobody was told yet, of a policy as it was `before`.

    `said` are the facts of the policy until now.
    """

    reading: Reading
    read: ReadDocument
    before: Policy
    difference: Difference
    said: slots.Record


def amend_policy(draft: Draft, new: Amendment, back: Sequence[int]) -> list[Happened]:
    """Stores an amendment; `back` are changes of the same moment that are told with it."""
    reading, read, policy_id = new.reading, new.read, new.before.id
    stored, printed = draft.deadlines_of(policy_id), slots.printed_days(new.said)
    _state_version(draft, new)
    difference = tell_from_known_days(new.difference, stored, printed)
    new = replace(new, difference=difference)
    ended = new.before.status == PolicyStatus.REPEALED or is_repealed_by_another(draft, policy_id)
    known = told_elsewhere(difference.facts, stored, printed, ended=ended)
    found = _events_of(new, known)
    told = any(event.kind not in events.SILENT for event in found)
    stated = slots.record_deadlines(
        read.record, policy_id, at=reading.at, announced=told and not reading.quiet
    )
    due = carry_deadlines(stated, stored, printed)
    draft.set_deadlines(policy_id, due)
    changes = [draft.append_change(_entry_of(new, event)) for event in found]
    cause = cause_of(reading, read, policy_id)
    _follow_status(draft, new, due, cause)
    policy = draft.policy(policy_id)
    late = _settle_late(draft, new, cause)
    others, unseen = affect_others(draft, cause, read)
    happened = Happened(
        policy=draft.policy(policy_id) if late else policy,
        subject=read.subject,
        changes=(*back, *changes, *late),
        deadlines=due,
        facts=tuple(dict.fromkeys(fact for event in found for fact in event.facts)),
        clauses=difference.clauses,
        unseen=unseen,
        beside=told_beside(read.record),
    )
    return [happened, *others]


def _state_version(draft: Draft, new: Amendment) -> None:
    policy_id, number = new.before.id, new.before.version_number + 1
    version_id = draft.add_version(policy_id, number, new.reading, new.read)
    draft.restate_policy(policy_id, new.read.listed)
    draft.make_current(policy_id, number, version_id)
    draft.see(policy_id, new.reading, version_id)


def _events_of(new: Amendment, known: Sequence[FactChange]) -> tuple[events.Event, ...]:
    facts, clauses = new.difference.facts, new.difference.clauses
    if new.reading.technical:
        return (events.Event(ChangeKind.TECHNICAL, facts, clauses),)
    return events.between(clauses, facts, known=known)


def _entry_of(new: Amendment, event: events.Event) -> NewChange:
    return NewChange(
        at=new.reading.at,
        kind=event.kind,
        policy_id=new.before.id,
        source_key=new.reading.snapshot.source_key,
        said=saying.DIFFERENCE,
        from_version=new.before.version_number,
        to_version=new.before.version_number + 1,
        clauses=len(event.clauses),
        facts=saying.fact_records(event.facts),
        baseline=new.reading.quiet,
    )


def _follow_status(draft: Draft, new: Amendment, due: Sequence[Deadline], cause: Cause) -> None:
    """An official mark ends the policy; a last day still ahead brings an expired one back."""
    policy_id = new.before.id
    if any(fact.what == "status" and events.is_end(fact) for fact in new.difference.facts):
        draft.set_status(policy_id, PolicyStatus.REPEALED)
    if draft.policy(policy_id).status == PolicyStatus.EXPIRED and _lasts(due, cause):
        draft.set_status(policy_id, PolicyStatus.ACTIVE)


def _lasts(due: Sequence[Deadline], cause: Cause) -> bool:
    return any(
        one.kind == DeadlineKind.EXPIRY and (one.closes or cause.today) >= cause.today
        for one in due
    )


def _settle_late(draft: Draft, new: Amendment, cause: Cause) -> list[int]:
    """Settles relations that wait for a number or a title that the policy has only now."""
    if identity.keys(cause.card) == identity.keys(policy_card(new.before)):
        return []
    return [one.change_id for one in settle_overdue(draft, cause, new.read)]
