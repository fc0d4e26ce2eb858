"""Writes what follows: the effects of a batch become rows in few statements, in their order.

What is new gets its id here, and everything that names it by its provisional one follows.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from store.batch import deadline_rows, log_rows, place_rows, policy_rows
from store.batch.adding_versions import VersionWriter
from store.batch.policy_rows import FirstSeen
from store.batch.texts import OpenTexts
from store.database.opening import Transaction
from store.lists import filing
from store.records import Change, NewPolicy, Policy, PolicyStatus, Related, Sighting
from store.versions import NewVersion
from watcher.deciding import effects
from watcher.deciding.effects import FIRST_PROVISIONAL, Effect, Happened
from watcher.deciding.news import News
from watcher.reading import READER_VERSION

E = TypeVar("E")
_STATED = tuple(field.name for field in fields(NewPolicy) if field.name != "keys")


@dataclass(frozen=True, slots=True)
class Written:
    """The real ids of provisional ones, and the changes by their provisional ids."""

    ids: Mapping[int, int]
    changes: Mapping[int, Change]

    def news(self, happened: Happened) -> News:
        """The news of what happened, with the ids that it has now."""
        policy_id = happened.policy.id
        real = self.ids.get(policy_id, policy_id)
        policy, deadlines = happened.policy, happened.deadlines
        if real != policy_id:
            policy = replace(policy, id=real)
            deadlines = tuple(replace(one, policy_id=real) for one in deadlines)
        return News(
            policy=policy,
            subject=happened.subject,
            changes=tuple(self.changes[number] for number in happened.changes),
            deadlines=deadlines,
            facts=happened.facts,
            clauses=happened.clauses,
            cause=happened.cause,
            evidence=happened.evidence,
            amounts=happened.amounts,
            audience=happened.audience,
            unseen=happened.unseen,
            beside=happened.beside,
        )


def write_effects(
    tx: Transaction, what: Sequence[Effect], known: Mapping[int, Policy], texts: OpenTexts
) -> Written:
    """Stores effects. `known` are the policies they concern, as they were before."""
    return _Writer(tx, what, known).write(texts)


class _Writer:
    """The effects of one transaction by their kinds, and what is known of the ids so far."""

    def __init__(
        self, tx: Transaction, what: Sequence[Effect], known: Mapping[int, Policy]
    ) -> None:
        self._tx = tx
        self._effects: dict[type, list[Effect]] = defaultdict(list)
        for effect in what:
            self._effects[type(effect)].append(effect)
        self._ids: dict[int, int] = {}
        self._created: set[int] = set()
        self._known = known
        self._policies: dict[int, Policy] = {}

    def write(self, texts: OpenTexts) -> Written:
        self._create_policies()
        self._settle_policies()
        self._add_versions(texts)
        self._set_policies()
        self._set_sightings()
        refiled = self._set_deadlines()
        self._relate()
        changes = self._append_changes()
        self._file_anew(refiled)
        return Written(self._ids, changes)

    def _of(self, kind: type[E]) -> list[E]:
        return self._effects[kind]  # type: ignore[return-value]  # grouped by their type

    def _real(self, number: int) -> int:
        return self._ids.get(number, number)

    def _create_policies(self) -> None:
        arrived = self._of(effects.PolicyCreated)
        first = [FirstSeen(one.new, one.source_key, one.url, one.at) for one in arrived]
        ids = policy_rows.create_policies(self._tx, first)
        self._name([one.policy_id for one in arrived], ids)
        self._created = set(ids)
        named = [(self._real(one.policy_id), key) for one in arrived for key in one.new.keys]
        for added in self._of(effects.KeysAdded):
            named += [(self._real(added.policy_id), key) for key in added.keys]
        policy_rows.add_keys(self._tx, named)

    def _settle_policies(self) -> None:
        """The policies as they are after all effects: deadlines and changes are filed by them."""
        found = dict(self._known)
        for created in self._of(effects.PolicyCreated):
            found[self._real(created.policy_id)] = _policy(created, self._real(created.policy_id))
        for restated in self._of(effects.PolicyRestated):
            number = self._real(restated.before.id)
            stated = {name: getattr(restated.new, name) for name in _STATED}
            found[number] = replace(found[number], **stated)
        for one in self._of(effects.StatusSet):
            number = self._real(one.policy_id)
            found[number] = replace(found[number], status=one.status)
        self._policies = found

    def _add_versions(self, texts: OpenTexts) -> None:
        added = self._of(effects.VersionAdded)
        new = [
            NewVersion(
                policy_id=self._real(one.policy_id),
                number=one.number,
                snapshot_id=one.snapshot_id,
                reader_version=READER_VERSION,
                at=one.at,
                paragraphs=one.paragraphs,
                facts=one.facts,
                page=one.page,
            )
            for one in added
        ]
        ids = VersionWriter(self._tx, texts).add(new, created=self._created)
        self._name([one.version_id for one in added], ids)

    def _set_policies(self) -> None:
        current = {
            self._real(one.policy_id): (one.number, self._real(one.version_id))
            for one in self._of(effects.VersionMadeCurrent)
        }
        policy_rows.set_current(self._tx, current)
        statuses = {self._real(one.policy_id): one.status for one in self._of(effects.StatusSet)}
        policy_rows.set_statuses(self._tx, statuses)
        told_with = {self._real(one.policy_id): one.url for one in self._of(effects.AddressSet)}
        policy_rows.set_addresses(self._tx, told_with)
        listed = {self._real(one.before.id): one.new for one in self._of(effects.PolicyRestated)}
        policy_rows.restate(self._tx, listed)

    def _set_sightings(self) -> None:
        removed = {one.sighting_id for one in self._of(effects.SightingRemoved)}
        last = {one.sighting.id: one.sighting for one in self._of(effects.SightingSet)}
        new: list[Sighting] = []
        known: list[Sighting] = []
        for number, sighting in last.items():
            if number not in removed:
                those = new if number >= FIRST_PROVISIONAL else known
                those.append(self._sighting(sighting))
        gone = [number for number in removed if number < FIRST_PROVISIONAL]
        place_rows.remove_sightings(self._tx, gone)
        self._name([one.id for one in new], place_rows.add_sightings(self._tx, new))
        place_rows.set_sightings(self._tx, known)

    def _sighting(self, one: Sighting) -> Sighting:
        version_id = None if one.version_id is None else self._real(one.version_id)
        return replace(one, policy_id=self._real(one.policy_id), version_id=version_id)

    def _set_deadlines(self) -> set[int]:
        wanted = [
            (self._real(one.policy_id), one.deadlines) for one in self._of(effects.DeadlinesSet)
        ]
        return deadline_rows.set_deadlines(self._tx, wanted, self._policies, created=self._created)

    def _relate(self) -> None:
        settled = {
            one.relation_id: self._real(one.policy_id) for one in self._of(effects.RelationSettled)
        }
        added = self._of(effects.RelationAdded)
        rows = [self._related(one, settled.pop(one.relation.id, None)) for one in added]
        self._name([one.relation.id for one in added], place_rows.add_relations(self._tx, rows))
        place_rows.settle_relations(self._tx, settled)

    def _related(
        self, added: effects.RelationAdded, settled: int | None
    ) -> tuple[Related, str | None]:
        one = added.relation
        to_policy = settled if one.to_policy is None else self._real(one.to_policy)
        known = replace(one, from_policy=self._real(one.from_policy), to_policy=to_policy)
        return known, added.waiting_key if to_policy is None else None

    def _append_changes(self) -> dict[int, Change]:
        appended = self._of(effects.ChangeAppended)
        new = [replace(one.new, policy_id=self._real(one.new.policy_id)) for one in appended]
        changes = log_rows.append_all(self._tx, new, self._policies)
        return {one.change_id: change for one, change in zip(appended, changes, strict=True)}

    def _file_anew(self, refiled: set[int]) -> None:
        moved = set()
        for one in self._of(effects.PolicyRestated):
            if _filing(one.before) != _filing(one.new):
                moved.add(self._real(one.before.id))
        filing.file_anew(self._tx, [self._policies[number] for number in sorted(moved)])
        ended = {self._real(one.policy_id) for one in self._of(effects.StatusSet)}
        left = (refiled | ended) - moved - self._created
        filing.file_deadlines(self._tx, [self._policies[number] for number in sorted(left)])

    def _name(self, provisional: Sequence[int], real: Sequence[int]) -> None:
        self._ids.update(zip(provisional, real, strict=True))


def _policy(created: effects.PolicyCreated, policy_id: int) -> Policy:
    stated = {name: getattr(created.new, name) for name in _STATED}
    return Policy(
        id=policy_id,
        status=PolicyStatus.ACTIVE,
        source_key=created.source_key,
        url=created.url,
        first_seen_at=created.at,
        version_number=1,
        **stated,
    )


def _filing(policy: Policy | NewPolicy) -> tuple[object, ...]:
    """All that a policy is filed by."""
    labels = tuple(dict.fromkeys(label for label, _ in policy.industries))
    return policy.region_code, labels, policy.general
