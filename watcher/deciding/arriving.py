"""A policy that nobody knew: all that its page says, what waited for it, what it does to others."""

from store.records import ChangeKind, NewChange, PolicyStatus
from watcher.deciding import saying, slots
from watcher.deciding.beside_windows import told_beside
from watcher.deciding.causes import cause_of
from watcher.deciding.consequences import affect_others, settle_overdue
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.read_document import ReadDocument, Reading


def see_first(draft: Draft, reading: Reading, read: ReadDocument) -> list[Happened]:
    """The policy with its first version, place, deadlines and change, and what follows from it."""
    document = read.document
    policy_id = draft.create_policy(read.listed, reading)
    version_id = draft.add_version(policy_id, 1, reading, read)
    draft.make_current(policy_id, 1, version_id)
    draft.see(policy_id, reading, version_id)
    due = slots.record_deadlines(read.record, policy_id, at=reading.at, announced=not reading.quiet)
    draft.set_deadlines(policy_id, due)
    arrived = draft.append_change(
        NewChange(
            at=reading.at,
            kind=ChangeKind.TECHNICAL if reading.technical else ChangeKind.PUBLISHED,
            policy_id=policy_id,
            source_key=reading.snapshot.source_key,
            said=saying.published(document),
            to_version=1,
            baseline=reading.quiet,
        )
    )
    cause = cause_of(reading, read, policy_id)
    ended = settle_overdue(draft, cause, read)
    policy = draft.policy(policy_id)
    if ended:
        due = draft.deadlines_of(policy_id)
    others, unseen = affect_others(draft, cause, read)
    # one that was repealed before it was seen is not new to anybody: only its end is told
    new = () if policy.status == PolicyStatus.REPEALED else (arrived,)
    told = [one.change_id for one in ended]
    amounts = dict.fromkeys(amount.text for amount in document.amounts)
    happened = Happened(
        policy=policy,
        subject=read.subject,
        changes=(*new, *told),
        deadlines=due,
        cause=ended[-1].cause if ended else "",
        evidence=ended[-1].evidence if ended else "",
        amounts=tuple(amounts),
        audience=document.audience,
        unseen=unseen,
        beside=told_beside(read.record),
    )
    return [happened, *others]
