"""Damaged bodies: noted where they are met, mended from what is fetched or read again.

Never guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.settings import SourceSettings
from store import changes, policies, snapshot_bodies, snapshots, versions
from store.care import damages, upkeep
from store.care.damages import Damage
from store.database.compression import TornBodyError
from store.database.opening import Database, Transaction
from store.records import BodyKind, ChangeKind, NewChange, Snapshot
from store.snapshots import Fetched
from store.versions import Heading, NewVersion
from watcher.deciding import identity, saying
from watcher.deciding.cards import document_card, policy_card
from watcher.reading import READER_VERSION
from watcher.reading.document import Document
from watcher.reading.facts_record import facts_record
from watcher.understanding import understand

AT_ONCE = 1000  # bodies of a kind that are opened in one go


@dataclass(frozen=True, slots=True)
class Mender:
    """Reads damaged versions of one store again from their snapshots.

    What cannot be mended stays noted.
    """

    database: Database
    sources: Mapping[str, SourceSettings]
    clock: Callable[[], datetime]

    def mend_all(self) -> int:
        """Mends every damaged version that can be; returns how many.

        Those that are packed against others come after these.
        """
        done = 0
        while some := sum(
            self._mend(one) for one in self.listing() if one.kind == BodyKind.VERSION
        ):
            done += some
        return done

    def mend_at_once(self, error: TornBodyError) -> bool:
        """Notes a damage that stands in the way, and mends it where its snapshot is sound.

        True where the body is whole then.
        """
        with self.database.write() as tx:
            damages.note_damage(tx, error, self.clock())
        met = (error.kind, error.row_id)
        done = any(self._mend(one) for one in self.listing() if (one.kind, one.row_id) == met)
        if not done:
            return False
        with self.database.read() as tx:
            return damages.is_torn(tx, error.kind, error.row_id) is None

    def listing(self, source_key: str | None = None) -> list[Damage]:
        """The damages that are noted, of one source or of all."""
        with self.database.read() as tx:
            return damages.list_damages(tx, source_key=source_key)

    def _mend(self, damage: Damage) -> bool:
        with self.database.read() as tx:
            left = mendable(tx, damage)
        if left is None:
            return False
        heading, snapshot, data = left
        source = self.sources.get(snapshot.source_key)
        _, documents = understand(data, snapshot, source, heading.at)
        with self.database.write() as tx:
            return mend(tx, heading, documents, self.clock())


def look_over(database: Database, now: datetime, limit: int = AT_ONCE) -> int:
    """Opens the next bodies in turn and notes what is damaged.

    Forgets what somebody mended by hand; returns how many that were.
    """
    done = 0
    for kind in damages.KINDS:
        with database.read() as tx:
            found, position = damages.find_torn(tx, kind, upkeep.position(tx, kind), limit)
        with database.write() as tx:
            for error in found:
                damages.note_damage(tx, error, now)
            upkeep.note(tx, kind, now, position)
    with database.write() as tx:
        for one in damages.list_damages(tx):
            if damages.is_torn(tx, one.kind, one.row_id) is None:
                damages.forget_damage(tx, one.kind, one.row_id)
                done += 1
    return done


def rewrite(tx: Transaction, fetched: Sequence[Fetched], damaged: Sequence[Damage]) -> int:
    """Bodies that are served again as they were are written anew; returns how many."""
    addresses = {one.address for one in damaged}
    done = [
        number
        for each in fetched
        if each.address in addresses
        for number in snapshots.rewrite(tx, each)
    ]
    for number in done:
        damages.forget_damage(tx, BodyKind.SNAPSHOT, number)
    return len(done)


def mendable(tx: Transaction, damage: Damage) -> tuple[Heading, Snapshot, bytes] | None:
    """The parts that a damaged version is read from again: None where one is lacking.

    That is the version without its text, its snapshot and the bytes of that.
    """
    try:
        heading = versions.heading(tx, damage.row_id)
        snapshot = snapshots.get(tx, heading.snapshot_id)
        return heading, snapshot, snapshot_bodies.open_body(tx, snapshot.id)
    except (TornBodyError, KeyError):
        return None


def mend(tx: Transaction, heading: Heading, documents: Sequence[Document], now: datetime) -> bool:
    """A damaged version becomes what its snapshot says.

    False where the snapshot no longer says which document it was. What another reader reads
    otherwise is recorded as technical: the version is then that reader's.
    """
    document = _document(tx, heading, documents)
    if document is None:
        return False
    leaning = versions.packed_against(tx, heading)
    exact = versions.rewrite(tx, heading.id, _version(heading, document))
    damages.forget_damage(tx, BodyKind.VERSION, heading.id)
    if exact:
        return True
    for number in leaning:  # they opened only with what is lost: they are mended in the same way
        error = damages.is_torn(tx, BodyKind.VERSION, number)
        if error is not None:
            damages.note_damage(tx, error, now)
    new = NewChange(
        at=now,
        kind=ChangeKind.TECHNICAL,
        policy_id=heading.policy_id,
        source_key=snapshots.get(tx, heading.snapshot_id).source_key,
        said=saying.mended(heading.number),
        to_version=heading.number,
        baseline=True,
    )
    changes.append(tx, new)
    return True


def _document(tx: Transaction, heading: Heading, documents: Sequence[Document]) -> Document | None:
    for document in documents:
        if versions.same_text(heading, _version(heading, document)):
            return document
    policy = policies.get(tx, heading.policy_id)
    if policy is None:
        return None
    assigned = identity.assign(
        [document_card(document) for document in documents], [policy_card(policy)], {}
    )
    return next(
        (d for d, policy_id in zip(documents, assigned, strict=True) if policy_id == policy.id),
        None,
    )


def _version(heading: Heading, document: Document) -> NewVersion:
    return NewVersion(
        policy_id=heading.policy_id,
        number=heading.number,
        snapshot_id=heading.snapshot_id,
        reader_version=READER_VERSION,
        at=heading.at,
        paragraphs=[paragraph.text for paragraph in document.paragraphs],
        facts=facts_record(document),
    )
