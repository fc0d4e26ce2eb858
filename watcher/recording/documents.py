"""Transaction 2: what was read from one snapshot becomes policies, versions, changes and deadlines, all or nothing."""

from collections.abc import Sequence

from store import addresses, changes, deadlines, policies, sightings, snapshots, versions
from store.arriving import Arrival, arrive
from store.database.opening import Transaction
from store.records import (
    Change,
    ChangeKind,
    NewChange,
    Policy,
    PolicyStatus,
    Said,
    Sighting,
    SnapshotOutcome,
    SuppressionRule,
    Version,
)
from watcher.deciding import identity
from watcher.deciding.beside_windows import told_beside
from watcher.deciding.news import News
from watcher.reading import READER_VERSION
from watcher.recording import hiding, kept_facts
from watcher.recording.absence import restored
from watcher.recording.amending import (
    Amendment,
    Reading,
    amended,
    cause_of,
    new_version,
    policy_now,
    see,
)
from watcher.recording.consequences import consequences, overdue
from watcher.recording.differing import Difference, Read, difference, unstamped
from watcher.rendering import summary


def absorb(tx: Transaction, reading: Reading) -> list[News]:
    """Stores everything that a reading says and returns what happened, baseline entries included."""
    snapshot = reading.snapshot
    here = sightings.seen_at(tx, snapshot.source_key, snapshot.address)
    assigned = _assign(tx, reading, here)
    found: list[News] = []
    places = {policy.id: sighting for sighting, policy in here}
    for document, policy_id in zip(reading.documents, assigned, strict=True):
        read = Read(document)
        if policy_id is None:
            found += _first_seen(tx, reading, read)
        else:
            found += _seen_again(tx, reading, read, policy_id, places.get(policy_id))
    if reading.documents:
        for sighting, policy in here:
            if policy.id not in assigned:
                _not_there(tx, reading, sighting, policy)
    outcome, note = _outcome(tx, reading, here, found)
    snapshots.mark_read(tx, snapshot.id, reader_version=READER_VERSION, outcome=outcome, note=note)
    return found


def _outcome(
    tx: Transaction,
    reading: Reading,
    here: Sequence[tuple[Sighting, Policy]],
    found: Sequence[News],
) -> tuple[SnapshotOutcome, str]:
    """What came of it, with a note; where other bytes brought nothing new, the rules that hid it."""
    if not reading.documents:
        return SnapshotOutcome.NO_DOCUMENT, ""
    seen = [sighting for sighting, _ in here]
    if found or reading.quiet or not here:
        if not reading.quiet:
            hiding.note_beside(tx, reading.snapshot, reading.silences)
        return SnapshotOutcome.DOCUMENTS, f"{len(reading.documents)} documents"
    rules = hiding.note(
        tx, reading.snapshot, reading.source, reading.documents, seen, reading.silences
    )
    return SnapshotOutcome.HIDDEN, rules


def _not_there(tx: Transaction, reading: Reading, sighting: Sighting, policy: Policy) -> None:
    """A policy that this place showed before: lost, or where only the reader changed never there."""
    if not reading.technical:
        sightings.lose(tx, sighting.id, reading.at)
        if sighting.missing_since is None:
            reading.silences.add(SuppressionRule.MISSING, policy.title, "")
    elif not sightings.unsee(tx, sighting.id):
        policies.set_status(tx, policy.id, PolicyStatus.WITHDRAWN)
        _technical(tx, reading, policy.id, summary.NOT_A_DOCUMENT, to_version=policy.version_number)


def _technical(
    tx: Transaction, reading: Reading, policy_id: int, said: Said, *, to_version: int
) -> Change:
    new = NewChange(
        at=reading.at,
        kind=ChangeKind.TECHNICAL,
        policy_id=policy_id,
        source_key=reading.snapshot.source_key,
        said=said,
        to_version=to_version,
        baseline=True,
    )
    return changes.append(tx, new)


def _assign(
    tx: Transaction, reading: Reading, here: Sequence[tuple[Sighting, Policy]]
) -> list[int | None]:
    cards = [kept_facts.card(document) for document in reading.documents]
    elsewhere: dict[str, list[identity.Card]] = {}
    for key, policy in policies.with_keys(
        tx, [key for card in cards for key in identity.keys(card)]
    ):
        elsewhere.setdefault(key, []).append(kept_facts.known_card(policy))
    return identity.assign(cards, [kept_facts.known_card(policy) for _, policy in here], elsewhere)


def _first_seen(tx: Transaction, reading: Reading, read: Read) -> list[News]:
    document = read.document
    arrived = arrive(tx, _arrival(reading, read))
    policy_id = arrived.policy.id
    cause = cause_of(reading, policy_id, document)
    own = overdue(tx, policy_id, kept_facts.aliases(document), cause)
    policy = policy_now(tx, policy_id) if own else arrived.policy
    others, unseen = consequences(tx, cause, kept_facts.relations(document))
    news = News(
        policy=policy,
        subject=kept_facts.subject(document),
        # one that was repealed before it was seen is not new to anybody: only its end is told
        changes=(
            *(() if policy.status == PolicyStatus.REPEALED else (arrived.change,)),
            *(effect.change for effect in own),
        ),
        deadlines=tuple(deadlines.of_policy(tx, policy_id)) if own else arrived.deadlines,
        cause=own[-1].cause if own else "",
        evidence=own[-1].evidence if own else "",
        amounts=tuple(dict.fromkeys(amount.text for amount in document.amounts)),
        audience=document.audience,
        unseen=unseen,
        beside=told_beside(read.record),
    )
    return [news, *others]


def _arrival(reading: Reading, read: Read) -> Arrival:
    document, snapshot, at = read.document, reading.snapshot, reading.at
    return Arrival(
        address=snapshot.address,
        policy=kept_facts.policy(document),
        version=new_version(reading, read, policy_id=0, number=1),
        deadlines=kept_facts.deadlines(read.record, 0, at=at, announced=not reading.quiet),
        change=NewChange(
            at=at,
            kind=ChangeKind.TECHNICAL if reading.technical else ChangeKind.PUBLISHED,
            policy_id=0,
            source_key=snapshot.source_key,
            said=summary.published(document),
            to_version=1,
            baseline=reading.quiet,
        ),
    )


def _seen_again(
    tx: Transaction, reading: Reading, read: Read, policy_id: int, sighting: Sighting | None
) -> list[News]:
    prior_id = sighting.version_id if sighting else _succeeded(tx, reading, policy_id)
    current_id = policies.current_version_id(tx, policy_id)
    current = versions.get(tx, current_id) if current_id is not None else None
    policy = policy_now(tx, policy_id)
    if reading.technical:
        policies.add_keys(tx, policy_id, kept_facts.aliases(read.document))
    if prior_id is None:
        lacking = difference(current, read) if current else None
        see(tx, reading, policy_id, _copy(tx, reading, read, policy_id, current, lacking))
        reading.silences.add(SuppressionRule.ELSEWHERE, "", read.document.title)
        return []
    back = restored(tx, policy, reading.snapshot.source_key, reading.at)
    prior = current if current and current.id == prior_id else versions.get(tx, prior_id)
    found = difference(prior, read)
    if not reading.technical:
        reading.silences.stamped(found.stamps)
        found = unstamped(found)
    lacking = difference(current, read) if current and current.id != prior.id else found
    fresh = found.also_in(lacking)
    if fresh:
        return amended(
            tx, Amendment(reading, read, policy, fresh, current.facts if current else {}), back
        )
    if found:
        reading.silences.add(SuppressionRule.TOLD, "", read.document.title)
    version_id = _copy(tx, reading, read, policy_id, current, lacking) if found else prior.id
    see(tx, reading, policy_id, version_id)
    return (
        [News(policy_now(tx, policy_id), kept_facts.subject(read.document), tuple(back))]
        if back
        else []
    )


def _succeeded(tx: Transaction, reading: Reading, policy_id: int) -> int | None:
    """The version that a moved page goes on from; None for a copy that stands beside the one we know.

    A page has moved when the same source showed the policy elsewhere and does not any more, or when the two addresses
    differ in http and https only.
    """
    bare = _bare(reading.snapshot.address)
    for sighting in sightings.of_policy(tx, policy_id):
        gone = sighting.missing_since is not None
        if sighting.source_key == reading.snapshot.source_key and (
            gone or _bare(sighting.address) == bare
        ):
            return sighting.version_id
    return None


def _copy(
    tx: Transaction,
    reading: Reading,
    read: Read,
    policy_id: int,
    current: Version | None,
    lacking: Difference | None,
) -> int:
    """The version a copy says: the policy's own where that lacks nothing of it, else one of its own, without a number."""
    if current is not None and not lacking:
        return current.id
    return versions.add(tx, new_version(reading, read, policy_id=policy_id, number=None))


def _bare(address: str) -> str:
    return addresses.without_scheme(address).rstrip("/")
