"""Writes down effects in their order, and lets what is known by now follow them."""

from dataclasses import replace

from store.records import ChangeKind, NewChange, PendingRelation, Related, SuppressionRule
from watcher.deciding import effects
from watcher.deciding.drafting_places import PlaceDraft
from watcher.deciding.effects import ChangeAppended, Silenced

UNTOLD = (ChangeKind.TECHNICAL, ChangeKind.METADATA)  # kinds of changes of which no alert tells


class Draft(PlaceDraft):
    """The effects of a batch so far, and what is known after them.

    This part drafts relations, the log and silences.
    """

    def relate(
        self,
        from_policy: int,
        stated: PendingRelation,
        *,
        to_policy: int | None,
        waiting_key: str | None,
    ) -> bool:
        """Keeps a relation once; False where it was known. `waiting_key` is of one only named."""
        if any(_is_the_same(one, from_policy, stated) for one in self.relations_of(from_policy)):
            return False
        related = Related(
            id=self.provisional_id(),
            from_policy=from_policy,
            to_policy=to_policy,
            relation=stated.relation,
            title=stated.title,
            doc_number=stated.doc_number,
            on=stated.on,
            until=stated.until,
            evidence=stated.evidence,
            moves=stated.moves,
            earlier=stated.earlier,
        )
        key = waiting_key if to_policy is None else None
        self.effects.append(effects.RelationAdded(related, key))
        self._note_relation(related)
        if key is not None:
            self._waiting[key] = (*self._waiting.get(key, ()), related)
        return True

    def settle(self, waiting: Related, policy_id: int) -> None:
        """The document that a relation named is known now."""
        self.effects.append(effects.RelationSettled(waiting.id, policy_id))
        for key, those in self._waiting.items():
            self._waiting[key] = tuple(one for one in those if one.id != waiting.id)
        self._note_relation(replace(waiting, to_policy=policy_id))

    def append_change(self, new: NewChange) -> int:
        """An entry of the log; its provisional id."""
        number = self.provisional_id()
        self.effects.append(ChangeAppended(number, new))
        if not new.baseline and new.kind not in UNTOLD:
            self._announced[new.policy_id] = True
        return number

    def silence(self, rule: SuppressionRule, old: str, new: str) -> None:
        """Something that is not told, by a rule, with two excerpts."""
        self.effects.append(Silenced(rule, old, new))

    def _note_relation(self, related: Related) -> None:
        for policy_id in {related.from_policy, related.to_policy}:
            known = self._relations.get(policy_id) if policy_id is not None else None
            if policy_id is not None and known is not None:
                others = tuple(one for one in known if one.id != related.id)
                self._relations[policy_id] = (*others, related)


def _is_the_same(one: Related, from_policy: int, stated: PendingRelation) -> bool:
    return (
        one.from_policy == from_policy
        and one.relation == stated.relation
        and one.title == stated.title
        and one.doc_number == stated.doc_number
    )
