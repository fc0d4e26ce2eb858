"""Transaction 2: what was read from one snapshot becomes policies, versions, changes and deadlines, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from store import changes, deadlines, policies, sightings, snapshots, versions
from store.arriving import Arrival, arrive
from store.database import Transaction
from store.records import Change, NewChange, Policy, Sighting, Snapshot
from store.versions import NewVersion
from watcher.lifecycle import events, identity
from watcher.lifecycle.news import News
from watcher.reading import READER_VERSION
from watcher.reading.document import Document
from watcher.reading.record import facts_record
from watcher.recording import facts, hiding
from watcher.recording.absence import restored
from watcher.recording.consequences import Cause, consequences, overdue
from watcher.recording.differing import Difference, difference, unstamped
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


def absorb(tx: Transaction, reading: Reading) -> list[News]:
    """Stores everything that a reading says and returns what happened, baseline entries included."""
    snapshot = reading.snapshot
    here = sightings.seen_at(tx, snapshot.source_key, snapshot.address)
    assigned = _assign(tx, reading, here)
    found: list[News] = []
    places = {policy.id: sighting for sighting, policy in here}
    for document, policy_id in zip(reading.documents, assigned, strict=True):
        if policy_id is None:
            found += _first_seen(tx, reading, document)
        else:
            found += _seen_again(tx, reading, document, policy_id, places.get(policy_id))
    if reading.documents:
        for sighting, policy in here:
            if policy.id not in assigned:
                _not_there(tx, reading, sighting, policy)
    snapshots.mark_read(tx, snapshot.id, reader_version=READER_VERSION, outcome=_outcome(tx, reading, here, found))
    return found


def _outcome(tx: Transaction, reading: Reading, here: Sequence[tuple[Sighting, Policy]], found: Sequence[News]) -> str:
    """What came of it, in words; where other bytes brought nothing new, the rules that hid the difference."""
    if not reading.documents:
        return "no document"
    seen = [sighting for sighting, _ in here]
    if found or reading.quiet or not here:
        if not reading.quiet:
            hiding.note_beside(tx, reading.snapshot, reading.silences)
        return f"{len(reading.documents)} documents"
    return hiding.note(tx, reading.snapshot, reading.source, reading.documents, seen, reading.silences)


def _not_there(tx: Transaction, reading: Reading, sighting: Sighting, policy: Policy) -> None:
    """A policy that this place showed before: lost, or where only the reader changed never there."""
    if not reading.technical:
        sightings.lose(tx, sighting.id, reading.at)
        if sighting.missing_since is None:
            reading.silences.add(hiding.MISSING, policy.title, "")
    elif not sightings.unsee(tx, sighting.id):
        policies.set_status(tx, policy.id, "withdrawn")
        _technical(tx, reading, policy.id, summary.NOT_A_DOCUMENT, to_version=policy.version_number)


def _technical(tx: Transaction, reading: Reading, policy_id: int, text: str, *, to_version: int) -> Change:
    new = NewChange(
        at=reading.at,
        kind="technical",
        policy_id=policy_id,
        source_key=reading.snapshot.source_key,
        summary=text,
        to_version=to_version,
        baseline=True,
    )
    return changes.append(tx, new)


def _assign(tx: Transaction, reading: Reading, here: Sequence[tuple[Sighting, Policy]]) -> list[int | None]:
    cards = [facts.card(document) for document in reading.documents]
    elsewhere: dict[str, list[identity.Card]] = {}
    for key, policy in policies.with_keys(tx, [key for card in cards for key in identity.keys(card)]):
        elsewhere.setdefault(key, []).append(facts.known_card(policy))
    return identity.assign(cards, [facts.known_card(policy) for _, policy in here], elsewhere)


def _first_seen(tx: Transaction, reading: Reading, document: Document) -> list[News]:
    arrived = arrive(tx, _arrival(reading, document))
    policy_id = arrived.policy.id
    cause = _cause(reading, policy_id, document)
    own = overdue(tx, policy_id, identity.keys(cause.card), cause)
    news = News(
        policy=_policy(tx, policy_id) if own else arrived.policy,
        subject=facts.subject(document),
        changes=(arrived.change, *own),
        deadlines=arrived.deadlines,
        amounts=tuple(dict.fromkeys(amount.text for amount in document.amounts)),
        audience=document.audience,
    )
    return [news, *consequences(tx, cause, facts.relations(document))]


def _arrival(reading: Reading, document: Document) -> Arrival:
    snapshot, at = reading.snapshot, reading.at
    return Arrival(
        address=snapshot.address,
        policy=facts.policy(document),
        version=_version(reading, document, policy_id=0, number=1),
        deadlines=facts.deadlines(document, 0, at=at, announced=not reading.quiet),
        change=NewChange(
            at=at,
            kind="technical" if reading.technical else "published",
            policy_id=0,
            source_key=snapshot.source_key,
            summary=summary.published(document),
            to_version=1,
            baseline=reading.quiet,
        ),
    )


def _seen_again(
    tx: Transaction, reading: Reading, document: Document, policy_id: int, sighting: Sighting | None
) -> list[News]:
    prior_id = sighting.version_id if sighting else _succeeded(tx, reading, policy_id)
    current_id = policies.current_version_id(tx, policy_id)
    if prior_id is None:
        version_id = _copy(tx, reading, document, policy_id, current_id)
        _see(tx, reading, policy_id, version_id)
        reading.silences.add(hiding.ELSEWHERE, "", document.title)
        return []
    prior = versions.get(tx, prior_id)
    found = difference(prior, document)
    if not reading.technical:
        reading.silences.stamped(found.stamps)
        found = unstamped(found)
    policy = _policy(tx, policy_id)
    back = restored(tx, policy, reading.snapshot.source_key, reading.at)
    if not found or (prior.id != current_id and _told(tx, current_id, document)):
        version_id = current_id if found and current_id is not None else prior.id
        if found:
            reading.silences.add(hiding.TOLD, "", document.title)
        _see(tx, reading, policy_id, version_id)
        return [News(_policy(tx, policy_id), facts.subject(document), tuple(back))] if back else []
    return _amended(tx, reading, document, policy, found, back)


def _amended(
    tx: Transaction,
    reading: Reading,
    document: Document,
    before: Policy,
    differs: Difference,
    back: Sequence[Change],
) -> list[News]:
    snapshot, at, policy_id = reading.snapshot, reading.at, before.id
    number = before.version_number + 1
    version_id = _add_version(tx, reading, document, policy_id, number=number)
    policies.restate(tx, policy_id, facts.policy(document))
    policies.set_version(tx, policy_id, number=number, version_id=version_id)
    _see(tx, reading, policy_id, version_id)
    found = events.between(differs.clauses, differs.facts)
    if reading.technical:
        found = (events.Event("technical", differs.facts, differs.clauses),)
    told = any(event.kind not in events.SILENT for event in found)
    due = facts.deadlines(document, policy_id, at=at, announced=told and not reading.quiet)
    deadlines.replace(tx, policy_id, due)
    policy = _policy(tx, policy_id)
    appended = [
        changes.append(
            tx,
            NewChange(
                at=at,
                kind=event.kind,
                policy_id=policy_id,
                source_key=snapshot.source_key,
                summary=summary.event(event),
                from_version=before.version_number,
                to_version=number,
                clauses=len(event.clauses),
                facts=summary.fact_records(event.facts),
                baseline=reading.quiet,
            ),
            policy,
        )
        for event in found
    ]
    if any(event.kind == "repealed" for event in found):
        policies.set_status(tx, policy_id, "repealed")
        policy = replace(policy, status="repealed")
    news = News(
        policy=policy,
        subject=facts.subject(document),
        changes=(*back, *appended),
        deadlines=due,
        facts=differs.facts,
        clauses=differs.clauses,
    )
    return [news, *consequences(tx, _cause(reading, policy_id, document), facts.relations(document))]


def _told(tx: Transaction, current_id: int | None, document: Document) -> bool:
    """Whether a copy says now what the policy is already known to say: another place told it first."""
    return current_id is not None and not unstamped(difference(versions.get(tx, current_id), document))


def _succeeded(tx: Transaction, reading: Reading, policy_id: int) -> int | None:
    """The version that a moved page goes on from; None for a copy that stands beside the one we know.

    A page has moved when the same source showed the policy elsewhere and does not any more, or when the two addresses
    differ in http and https only.
    """
    bare = _bare(reading.snapshot.address)
    for sighting in sightings.of_policy(tx, policy_id):
        gone = sighting.missing_since is not None
        if sighting.source_key == reading.snapshot.source_key and (gone or _bare(sighting.address) == bare):
            return sighting.version_id
    return None


def _copy(tx: Transaction, reading: Reading, document: Document, policy_id: int, current_id: int | None) -> int:
    """The version a copy says: the policy's own where the text is the same, else one of its own, without a number."""
    if current_id is not None and _told(tx, current_id, document):
        return current_id
    return _add_version(tx, reading, document, policy_id, number=None)


def _add_version(tx: Transaction, reading: Reading, document: Document, policy_id: int, *, number: int | None) -> int:
    return versions.add(tx, _version(reading, document, policy_id=policy_id, number=number))


def _version(reading: Reading, document: Document, *, policy_id: int, number: int | None) -> NewVersion:
    return NewVersion(
        policy_id=policy_id,
        number=number,
        snapshot_id=reading.snapshot.id,
        reader_version=READER_VERSION,
        at=reading.at,
        paragraphs=[paragraph.text for paragraph in document.paragraphs],
        facts=facts_record(document),
    )


def _see(tx: Transaction, reading: Reading, policy_id: int, version_id: int) -> None:
    snapshot = reading.snapshot
    sightings.see(
        tx, policy_id, source_key=snapshot.source_key, address=snapshot.address, version_id=version_id, at=reading.at
    )


def _cause(reading: Reading, policy_id: int, document: Document) -> Cause:
    card = replace(facts.card(document), policy_id=policy_id)
    return Cause(card, reading.at, reading.snapshot.source_key, baseline=reading.quiet)


def _policy(tx: Transaction, policy_id: int) -> Policy:
    policy = policies.get(tx, policy_id)
    assert policy is not None, "a policy that was just stored or found exists"
    return policy


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
