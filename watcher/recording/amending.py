"""A known policy that says something else now: its new version, its deadlines, and the changes that are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from store import changes, deadlines, policies, sightings, versions
from store.database.opening import Transaction
from store.records import (
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    NewChange,
    Policy,
    PolicyStatus,
    Snapshot,
)
from store.versions import NewVersion
from watcher.deciding import events, identity
from watcher.deciding.beside_windows import told_beside
from watcher.deciding.news import News
from watcher.diffing.fact_changes import FactChange
from watcher.reading import READER_VERSION
from watcher.reading.document import Document
from watcher.recording import kept_facts
from watcher.recording.consequences import Cause, carried, consequences, overdue, repealed_by
from watcher.recording.differing import Difference, Read
from watcher.recording.hiding import Silences, Source
from watcher.rendering import summary


@dataclass(frozen=True, slots=True)
class Reading:
    """One snapshot and the documents found in it, read at `at`.

    `technical` says that the snapshot was read before, by another reader or other rules: what differs then is our own
    progress, is recorded as technical and told to nobody. `silences` gathers what is decided not to be told.
    """

    snapshot: Snapshot
    documents: tuple[Document, ...]
    at: datetime
    technical: bool = False
    source: Source | None = None
    silences: Silences = field(default_factory=Silences)

    @property
    def quiet(self) -> bool:
        """Whether nobody is told of what is found."""
        return self.snapshot.baseline or self.technical


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a reading says of a policy, as it was `before`, that nobody was told yet; `said` are its facts until now."""

    reading: Reading
    read: Read
    before: Policy
    difference: Difference
    said: kept_facts.Record


def amended(tx: Transaction, new: Amendment, back: Sequence[Change]) -> list[News]:
    """Stores an amendment; `back` are changes of the same moment that are told with it."""
    reading, document, policy_id = new.reading, new.read.document, new.before.id
    cause = cause_of(reading, policy_id, document)
    number = new.before.version_number + 1
    stored, printed = deadlines.of_policy(tx, policy_id), kept_facts.printed(new.said)
    version_id = versions.add(
        tx, new_version(reading, new.read, policy_id=policy_id, number=number)
    )
    policies.restate(tx, policy_id, kept_facts.policy(document))
    policies.set_version(tx, policy_id, number=number, version_id=version_id)
    see(tx, reading, policy_id, version_id)
    new = replace(new, difference=_from_what_is_known(new.difference, stored, printed))
    found = _events(new, _known(tx, new, stored, printed))
    told = any(event.kind not in events.SILENT for event in found)
    due = kept_facts.deadlines(
        new.read.record, policy_id, at=reading.at, announced=told and not reading.quiet
    )
    due = carried(due, stored, printed)
    deadlines.replace(tx, policy_id, due)
    policy = policy_now(tx, policy_id)
    appended = [changes.append(tx, _entry(new, event, number), policy) for event in found]
    if any(fact.what == "status" and events.is_end(fact) for fact in new.difference.facts):
        policies.set_status(tx, policy_id, PolicyStatus.REPEALED)
        policy = replace(policy, status=PolicyStatus.REPEALED)
    today = cause.today
    if policy.status == PolicyStatus.EXPIRED and any(
        one.slot == "expiry" and (one.closes or today) >= today for one in due
    ):
        policies.set_status(tx, policy_id, PolicyStatus.ACTIVE)
        policy = replace(policy, status=PolicyStatus.ACTIVE)
    late = _late(tx, new, cause)
    others, unseen = consequences(tx, cause, kept_facts.relations(document))
    news = News(
        policy=policy_now(tx, policy_id) if late else policy,
        subject=kept_facts.subject(document),
        changes=(*back, *appended, *late),
        deadlines=due,
        facts=tuple(dict.fromkeys(fact for event in found for fact in event.facts)),
        clauses=new.difference.clauses,
        unseen=unseen,
        beside=told_beside(new.read.record),
    )
    return [news, *others]


def _events(new: Amendment, known: Sequence[FactChange]) -> tuple[events.Event, ...]:
    if new.reading.technical:
        return (events.Event(ChangeKind.TECHNICAL, new.difference.facts, new.difference.clauses),)
    return events.between(new.difference.clauses, new.difference.facts, known=known)


def _entry(new: Amendment, event: events.Event, number: int) -> NewChange:
    return NewChange(
        at=new.reading.at,
        kind=event.kind,
        policy_id=new.before.id,
        source_key=new.reading.snapshot.source_key,
        said=summary.DIFFERENCE,
        from_version=new.before.version_number,
        to_version=number,
        clauses=len(event.clauses),
        facts=summary.fact_records(event.facts),
        baseline=new.reading.quiet,
    )


def _from_what_is_known(
    found: Difference, stored: Sequence[Deadline], printed: Mapping[str, date | None]
) -> Difference:
    """The difference, told from the day that another document had moved a date to, not from the one that was printed."""
    elsewhere = {
        kept_facts.naming(one): one.closes
        for one in stored
        if one.closes and printed.get(one.slot) != one.closes
    }
    return replace(
        found,
        facts=tuple(
            _told_from(fact, elsewhere.get(kept_facts.naming(fact))) for fact in found.facts
        ),
    )


def _told_from(fact: FactChange, known: date | None) -> FactChange:
    day = kept_facts.day(fact.new)
    if (
        known is None
        or day is None
        or not fact.old
        or fact.what not in ("deadline", "validity")
        or day == known
    ):
        return fact
    return replace(
        fact,
        old=known.isoformat(),
        direction="extended" if day > known else "shortened",
        days=(day - known).days,
    )


def _known(
    tx: Transaction, new: Amendment, stored: Sequence[Deadline], printed: Mapping[str, date | None]
) -> tuple[FactChange, ...]:
    """The facts that another document has told before the page repeats them: a day it moved, its repeal."""
    moved = {(one.kind, one.closes) for one in stored if printed.get(one.slot) != one.closes}
    ended = new.before.status == PolicyStatus.REPEALED or repealed_by(tx, new.before.id)
    return tuple(
        fact
        for fact in new.difference.facts
        if (fact.what == "status" and events.is_end(fact) and ended)
        or (
            fact.what == "deadline"
            and fact.new
            and (fact.window, kept_facts.day(fact.new)) in moved
        )
        or (
            fact.what == "validity"
            and fact.new
            and (DeadlineKind.EXPIRY, kept_facts.day(fact.new)) in moved
        )
    )


def _late(tx: Transaction, new: Amendment, cause: Cause) -> list[Change]:
    """What was waiting for the number or the title that the policy has only now."""
    if identity.keys(cause.card) == identity.keys(kept_facts.known_card(new.before)):
        return []
    return [
        effect.change
        for effect in overdue(tx, new.before.id, kept_facts.aliases(new.read.document), cause)
    ]


def new_version(reading: Reading, read: Read, *, policy_id: int, number: int | None) -> NewVersion:
    """What a reading says of a policy, as a version."""
    return NewVersion(
        policy_id=policy_id,
        number=number,
        snapshot_id=reading.snapshot.id,
        reader_version=READER_VERSION,
        at=reading.at,
        paragraphs=read.paragraphs,
        facts=read.record,
        page=reading.source.body if reading.source else b"",
    )


def see(tx: Transaction, reading: Reading, policy_id: int, version_id: int) -> None:
    """Notes where the policy is seen, and what that place says."""
    snapshot = reading.snapshot
    sightings.see(
        tx,
        policy_id,
        source_key=snapshot.source_key,
        address=snapshot.address,
        version_id=version_id,
        at=reading.at,
    )


def cause_of(reading: Reading, policy_id: int, document: Document) -> Cause:
    """The document as the cause of what it does to others."""
    card = replace(kept_facts.card(document), policy_id=policy_id)
    return Cause(card, reading.at, reading.snapshot.source_key, baseline=reading.quiet)


def policy_now(tx: Transaction, policy_id: int) -> Policy:
    """A policy that was just stored or found, as it is now."""
    policy = policies.get(tx, policy_id)
    assert policy is not None, "a policy that was just stored or found exists"
    return policy
