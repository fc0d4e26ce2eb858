"""Loads what is known of a batch of documents, in few statements for all of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from store.batch import finding
from store.batch.finding import Stored
from store.batch.texts import OpenTexts
from store.database.opening import Transaction
from store.records import Policy, PolicyStatus, Related, RelationKind, Sighting, Version
from watcher.deciding.copies import moved_sighting
from watcher.deciding.decide import assign_documents
from watcher.deciding.drafting import Draft
from watcher.deciding.known import Details, Known, NotLoadedError, Place
from watcher.deciding.read_document import ReadDocument, Reading
from watcher.deciding.target_keys import answered_keys, target_keys
from watcher.deciding.working_view import WorkingView

MOST_GAPS = 1000  # what deciding may find missing in one batch; more is a fault of ours
T = TypeVar("T")
ENDING = (
    RelationKind.REPEALS,
    RelationKind.EXTENDS,
)  # relations that take effect on the policy they mean


class Loader:
    """Gathers what is known inside one transaction; `texts` keeps the versions that were opened."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.texts = OpenTexts(tx)
        self._policies: dict[int, Policy] = {}
        self._current: dict[int, int | None] = {}
        self._keys: dict[str, list[int]] = {}
        self._here: dict[Place, list[Sighting]] = {}
        self._waiting: dict[str, tuple[Related, ...]] = {}
        self._details: dict[int, Details] = {}
        self._versions: dict[int, Version | Exception] = {}
        self._announced: dict[int, bool] = {}

    def known(self) -> Known:
        """The knowledge that was gathered so far."""
        keys = {key: tuple(found) for key, found in self._keys.items()}
        here = {place: tuple(found) for place, found in self._here.items()}
        return Known(
            policies=self._policies,
            current=self._current,
            keys=keys,
            here=here,
            waiting=self._waiting,
            details=self._details,
            versions=self._versions,
            announced=self._announced,
        )

    def load_batch(self, readings: Sequence[Reading]) -> None:
        """Gathers what these readings concern, as far as can be told before anything is decided."""
        places = {_place_of(reading): None for reading in readings}
        reads = [read for reading in readings for read in reading.reads]
        self._load_keys(reads)
        self._load_places(list(places))
        self._load_waiting(reads)
        self._load_touched(readings)

    def load_places(self, places: Collection[Place]) -> None:
        """Gathers what is seen at places; of what may be restored there all that is told of it."""
        self._load_places(places)
        gone = [
            policy.id
            for policy in self._policies.values()
            if policy.status == PolicyStatus.WITHDRAWN
        ]
        self._load_details(list(self._policies))
        current = {self._current[number] for number in gone}
        self._open_versions({number for number in current if number is not None})

    def load_policies(self, policy_ids: Collection[int]) -> None:
        """Gathers policies, without what is stored beside their rows."""
        for stored in finding.find_policies(self._tx, set(policy_ids) - self._policies.keys()):
            self._keep(stored)

    def load_lacking(self, lacking: NotLoadedError) -> None:
        """Gathers what deciding found missing."""
        if lacking.policy is not None:
            self.load_policies([lacking.policy])
        if lacking.details is not None:
            self._load_details([lacking.details])
        if lacking.version is not None:
            self._open_versions([lacking.version])
        if lacking.announced is not None:
            self._load_announced([lacking.announced])

    def _load_keys(self, reads: Iterable[ReadDocument]) -> None:
        asked: dict[str, None] = {}
        for read in reads:
            asked |= dict.fromkeys(read.keys)
            for relation in read.relations:
                asked |= dict.fromkeys(target_keys(relation))
        for key, stored in finding.with_keys(self._tx, asked):
            self._keep(stored)
            self._keys.setdefault(key, []).append(stored.policy.id)

    def _load_places(self, places: Collection[Place]) -> None:
        for sighting, stored in finding.seen_at(self._tx, places):
            self._keep(stored)
            place = (sighting.source_key, sighting.address)
            self._here.setdefault(place, []).append(sighting)

    def _load_waiting(self, reads: Iterable[ReadDocument]) -> None:
        asked: dict[str, None] = {}
        for read in reads:
            asked |= dict.fromkeys(answered_keys(read.card, read.aliases))
        self._waiting = dict(finding.waiting_relations(self._tx, asked))
        authors = {one.from_policy for one in chain(*self._waiting.values())}
        if authors:
            self.load_policies(authors)
            self._load_announced(authors)

    def _load_touched(self, readings: Sequence[Reading]) -> None:
        """Details and texts of the policies that documents seem to be, end or extend."""
        if not self._policies:
            return
        same, meant = self._compared(readings), set[int]()
        self._load_details(same)
        self._open_versions({one for one in map(self._current.get, same) if one is not None})
        view = WorkingView(self.known())
        for reading in readings:
            same |= {number for number in assign_documents(view, reading) if number is not None}
            for read in reading.reads:
                meant |= self._meant_by(read)
        self._load_details(same | meant)
        self._open_versions(self._texts_of(readings, same, meant))

    def _compared(self, readings: Sequence[Reading]) -> set[int]:
        """The policies whose texts are looked at before it is known which of them a document is."""
        here, alike = set[int](), set[int]()
        for reading in readings:
            here |= {one.policy_id for one in self._here.get(_place_of(reading), ())}
            for read in reading.reads:
                if read.card.doc_number is None:
                    alike |= set(chain.from_iterable(self._keys.get(key, ()) for key in read.keys))
        return here | {one for one in alike if self._policies[one].doc_number is None}

    def _meant_by(self, read: ReadDocument) -> set[int]:
        ending = [one for one in read.relations if one.relation in ENDING]
        keys = chain.from_iterable(target_keys(one) for one in ending)
        return set(chain.from_iterable(self._keys.get(key, ()) for key in keys))

    def _texts_of(
        self, readings: Sequence[Reading], same: Collection[int], meant: Collection[int]
    ) -> set[int]:
        """The versions of the policies now, and those of the places of the readings."""
        found = {self._current.get(number) for number in (*same, *meant)}
        for place in {_place_of(reading) for reading in readings}:
            found |= {one.version_id for one in self._here.get(place, ())}
            for number in same:
                moved = moved_sighting(self._details[number].sightings, place)
                found.add(moved.version_id if moved else None)
        return {number for number in found if number is not None}

    def _load_details(self, policy_ids: Collection[int]) -> None:
        asked = [number for number in sorted(policy_ids) if number not in self._details]
        deadlines = finding.deadlines_of(self._tx, asked)
        relations = finding.relations_of(self._tx, asked)
        sightings = finding.sightings_of(self._tx, asked)
        for number in asked:
            self._details[number] = Details(
                deadlines.get(number, ()), relations.get(number, ()), sightings.get(number, ())
            )
        extending = {
            one.from_policy
            for one in chain(*relations.values())
            if one.relation == RelationKind.EXTENDS and one.until
        }
        self.load_policies(extending)

    def _open_versions(self, version_ids: Collection[int]) -> None:
        self._versions |= self.texts.versions(set(version_ids) - self._versions.keys())

    def _load_announced(self, policy_ids: Collection[int]) -> None:
        found = finding.announced_among(self._tx, policy_ids)
        self._announced |= {number: number in found for number in policy_ids}

    def _keep(self, stored: Stored) -> None:
        self._policies[stored.policy.id] = stored.policy
        self._current[stored.policy.id] = stored.current_id


def decide_with(loader: Loader, act: Callable[[Draft], T]) -> tuple[Draft, T]:
    """Lets something be decided on what was loaded; where that was too little, on more."""
    for _ in range(MOST_GAPS):
        draft = Draft(loader.known())
        try:
            return draft, act(draft)
        except NotLoadedError as lacking:
            loader.load_lacking(lacking)
    msg = "deciding asks for what the store does not have; please report this"
    raise RuntimeError(msg)


def _place_of(reading: Reading) -> Place:
    return reading.snapshot.source_key, reading.snapshot.address
