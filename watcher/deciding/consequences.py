"""Repeals and extensions take effect on the policies that they name, now or when those are seen."""

from dataclasses import replace

from store.records import PendingRelation, Related, RelationKind
from watcher.deciding import targets
from watcher.deciding.cards import policy_card
from watcher.deciding.causes import Cause
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.ending import Ended, take_effect
from watcher.deciding.read_document import ReadDocument
from watcher.deciding.target_keys import answered_keys, waiting_key


def affect_others(
    draft: Draft, cause: Cause, read: ReadDocument
) -> tuple[list[Happened], tuple[PendingRelation, ...]]:
    """Keeps the relations a document states and lets those take effect whose other end is known.

    Returns what happened to others, and the repeals of documents that nobody has seen.
    """
    happened: list[Happened] = []
    unseen: list[PendingRelation] = []
    named = targets.look_up_targets(draft, read.relations)
    for relation in read.relations:
        target = targets.find_target(draft, cause.card, relation, named)
        policy_id = target.policy.id if target.policy else None
        key = waiting_key(relation)
        if not draft.relate(cause.card.policy_id, relation, to_policy=policy_id, waiting_key=key):
            continue
        if policy_id is not None:
            ended = take_effect(draft, cause, relation, policy_id)
            if ended:
                happened.append(_told_of(draft, policy_id, ended))
        elif relation.relation == RelationKind.REPEALS:
            unseen.append(relation)
        for policy in target.seeming:
            seems = PendingRelation(
                RelationKind.CONCERNS,
                policy.title,
                policy.doc_number,
                None,
                None,
                relation.evidence,
            )
            draft.relate(cause.card.policy_id, seems, to_policy=policy.id, waiting_key=None)
    return happened, tuple(unseen)


def settle_overdue(draft: Draft, cause: Cause, read: ReadDocument) -> list[Ended]:
    """Repeals and extensions that named this policy before it was seen take effect on it now.

    Those who were told of its repeal when the repealing text was read are not told again.
    """
    policy_id = cause.card.policy_id
    found = []
    for waiting in draft.waiting_for(answered_keys(cause.card, read.aliases)):
        author = draft.policy(waiting.from_policy)
        card, stated = policy_card(author), _as_stated(waiting)
        if not targets.is_awaited(draft, card, stated, draft.policy(policy_id)):
            continue
        draft.settle(waiting, policy_id)
        told = stated.relation == RelationKind.REPEALS and draft.was_announced(author.id)
        by = replace(cause, card=card, baseline=cause.baseline or told)
        ended = take_effect(draft, by, stated, policy_id)
        if ended:
            found.append(ended)
    return found


def _as_stated(waiting: Related) -> PendingRelation:
    return PendingRelation(
        waiting.relation,
        waiting.title,
        waiting.doc_number,
        waiting.on,
        waiting.until,
        waiting.evidence,
        waiting.moves,
        waiting.earlier,
    )


def _told_of(draft: Draft, policy_id: int, ended: Ended) -> Happened:
    policy = draft.policy(policy_id)
    return Happened(
        policy=policy,
        subject=draft.subject_of(policy),
        changes=(ended.change_id,),
        deadlines=draft.deadlines_of(policy_id),
        cause=ended.cause,
        evidence=ended.evidence,
    )
