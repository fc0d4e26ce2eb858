"""Writes down what follows for policies and their texts."""

from collections.abc import Iterable
from dataclasses import fields, replace

from store.records import NewPolicy, Policy, PolicyStatus, Version
from watcher.deciding import effects
from watcher.deciding.effects import Effect
from watcher.deciding.known import Known
from watcher.deciding.read_document import ReadDocument, Reading
from watcher.deciding.working_view import WorkingView

_STATED = tuple(field.name for field in fields(NewPolicy) if field.name != "keys")


class PolicyDraft(WorkingView):
    """The effects of a batch so far; this part drafts those on policies and versions."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.effects: list[Effect] = []
        self._last = effects.FIRST_PROVISIONAL - 1

    def create_policy(self, new: NewPolicy, reading: Reading) -> int:
        """A policy that nobody knew, seen first where this reading was made; its provisional id."""
        policy_id, snapshot = self.provisional_id(), reading.snapshot
        source_key, url, at = snapshot.source_key, snapshot.address, reading.at
        self.effects.append(effects.PolicyCreated(policy_id, new, source_key, url, at))
        stated = {name: getattr(new, name) for name in _STATED}
        self._policies[policy_id] = Policy(
            id=policy_id,
            status=PolicyStatus.ACTIVE,
            source_key=source_key,
            url=url,
            first_seen_at=at,
            **stated,
        )
        self._current[policy_id] = None
        self._announced[policy_id] = False
        self._deadlines[policy_id] = ()
        self._relations[policy_id] = ()
        self._sightings[policy_id] = ()
        self._answer_to(policy_id, new.keys)
        return policy_id

    def add_keys(self, policy_id: int, keys: Iterable[str]) -> None:
        """Names by which a policy can be found; those it has stay."""
        named = tuple(dict.fromkeys(keys))
        if named:
            self.effects.append(effects.KeysAdded(policy_id, named))
            self._answer_to(policy_id, named)

    def restate_policy(self, policy_id: int, new: NewPolicy) -> None:
        """Lists a policy as its newest version states it; its old keys stay."""
        before = self.policy(policy_id)
        self.add_keys(policy_id, new.keys)
        stated = {name: getattr(new, name) for name in _STATED}
        after = replace(before, **stated)
        if after != before:
            self.effects.append(effects.PolicyRestated(before, new))
            self._policies[policy_id] = after

    def set_address(self, policy_id: int, url: str) -> None:
        """The address that a policy is told with."""
        self.effects.append(effects.AddressSet(policy_id, url))
        self._policies[policy_id] = replace(self.policy(policy_id), url=url)

    def set_status(self, policy_id: int, status: PolicyStatus) -> None:
        """active, repealed, expired or withdrawn."""
        policy = self.policy(policy_id)
        if policy.status != status:
            self.effects.append(effects.StatusSet(policy_id, status))
            self._policies[policy_id] = replace(policy, status=status)

    def add_version(
        self, policy_id: int, number: int | None, reading: Reading, read: ReadDocument
    ) -> int:
        """Keeps the text of a policy: its version of that number, or with None that of a copy."""
        version_id = self.provisional_id()
        self.effects.append(
            effects.VersionAdded(
                version_id=version_id,
                policy_id=policy_id,
                number=number,
                snapshot_id=reading.snapshot.id,
                at=reading.at,
                paragraphs=read.paragraphs,
                facts=read.record,
                page=reading.source.body if reading.source else b"",
            )
        )
        self._versions[version_id] = Version(
            id=version_id,
            policy_id=policy_id,
            number=number,
            snapshot_id=reading.snapshot.id,
            reader_version=0,
            at=reading.at,
            paragraphs=read.paragraphs,
            facts=read.record,
        )
        return version_id

    def make_current(self, policy_id: int, number: int, version_id: int) -> None:
        """A version says what the policy says now."""
        self.effects.append(effects.VersionMadeCurrent(policy_id, number, version_id))
        self._current[policy_id] = version_id
        self._policies[policy_id] = replace(self.policy(policy_id), version_number=number)

    def provisional_id(self) -> int:
        """The next id for something new."""
        self._last += 1
        return self._last

    def _answer_to(self, policy_id: int, keys: Iterable[str]) -> None:
        for key in keys:
            known = self._keys.get(key, ())
            if policy_id not in known:
                self._keys[key] = tuple(sorted((*known, policy_id)))
