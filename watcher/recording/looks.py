"""Transactions 1 and 3 of a check: keeps what a look brought, settles what follows from it.

That is which addresses are missing or back, the source's health, and when to look again.
"""

from datetime import datetime, timedelta

from config.settings import SourceSettings
from store import addresses, checks, evidence, sightings, snapshots
from store.checks import Outcome
from store.database.opening import Transaction
from store.records import LookStatus, Snapshot, SnapshotOutcome
from store.snapshots import Fetched
from watcher.deciding.next_look import wait_before_next_look
from watcher.fetching.expected import Expected
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Answer, Look, Validators
from watcher.reading import READER_VERSION
from watcher.recording import lost_places
from watcher.recording.outbox import tell_all
from watcher.telling.teller import Teller

ASKED_FOR = timedelta(days=7)  # so long a missing address is asked itself whether it is gone
GOOD = (LookStatus.FETCHED, LookStatus.UNCHANGED)


def known(tx: Transaction, key: str, now: datetime) -> SourceMemory:
    """The addresses of a source that are remembered, as its adapter wants them."""
    validators: dict[str, Validators] = {}
    listed, unlisted, missing = set[str](), set[str](), set[str]()
    doubts, doubted_for = 0, timedelta()
    for state in addresses.of_source(tx, key).values():
        validators[state.address] = Validators(state.etag, state.last_modified)
        since = state.missing_since
        if state.entry:
            doubts, doubted_for = state.missing_checks, now - (since or now)
        elif since is None:
            (unlisted if state.unlisted else listed).add(state.address)
        elif now - since < ASKED_FOR:
            missing.add(state.address)
    return SourceMemory(
        validators,
        listed=frozenset(listed) or None,
        unlisted=frozenset(unlisted),
        missing=frozenset(missing),
        expected=_expected(tx, key),
        doubts=doubts,
        doubted_for=doubted_for,
    )


def _expected(tx: Transaction, key: str) -> dict[str, Expected]:
    """The titles and numbers that the documents at each address of a source are known by."""
    titles: dict[str, dict[str, None]] = {}
    numbers: dict[str, dict[str, None]] = {}
    for address, title, number in sightings.names_at_source(tx, key):
        titles.setdefault(address, {})[title] = None
        if number:
            numbers.setdefault(address, {})[number] = None
    remembered = set(titles)
    for address, title in addresses.told_titles(tx, key).items():
        titles.setdefault(address, {})[title] = None
    return {
        address: Expected(tuple(named), tuple(numbers.get(address, ())), address in remembered)
        for address, named in titles.items()
    }


def keep(
    tx: Transaction, key: str, look: Look, at: datetime, *, baseline: bool
) -> list[tuple[Snapshot, bytes]]:
    """Transaction 1: every body that differs from the latest of its address becomes a snapshot.

    Returns each with its bytes, which are at hand.
    """
    if look.entry:
        _keep_entry(tx, key, look.entry, at, odd=look.status == LookStatus.SUSPECT)
    answered = [answer.address for answer in look.answers]
    listed = dict.fromkeys([*(look.present or ()), *answered])
    if look.anew:
        addresses.announce(tx, key, _undated_before(tx, key, look), baseline=True)
    addresses.announce(tx, key, list(listed), baseline=baseline)
    if look.present is not None and look.status in GOOD:
        # before anything is read: a page that moved is amended where it is now
        lost = addresses.note_missing(tx, key, _present(look) | look.undecided, at)
        lost_places.lost(tx, key, lost, at)
    _keep_evidence(tx, key, look, at)
    brought = fetched(key, look, at)
    kept = zip(snapshots.keep_many(tx, brought), brought, strict=True)
    return [(snapshot, each.body) for snapshot, each in kept if snapshot]


def _undated_before(tx: Transaction, key: str, look: Look) -> list[str]:
    """The addresses that a list which became another one may have had for long: they are no news.

    What is dated after the last good look is.
    """
    last_ok = checks.state(tx, key).last_ok_at
    dated = {
        answer.address
        for answer in look.answers
        if last_ok and answer.listed_on and answer.listed_on > last_ok.date()
    }
    return [answer.address for answer in look.answers if answer.address not in dated]


def _keep_evidence(tx: Transaction, key: str, look: Look, at: datetime) -> None:
    """Answers that are not the content are kept to be looked at; nothing follows from them."""
    for answer in look.answers:
        if answer.status == LookStatus.SUSPECT and answer.body:
            evidence.keep_evidence(
                tx, _fetched(key, answer, at), reader_version=READER_VERSION, note=answer.reason
            )


def fetched(key: str, look: Look, at: datetime) -> list[Fetched]:
    """Every answer of a look that has a body, as the store keeps it."""
    return [
        _fetched(key, answer, at)
        for answer in look.answers
        if answer.status == LookStatus.FETCHED and answer.body is not None
    ]


def settle(
    tx: Transaction, source: SourceSettings, look: Look, teller: Teller, *, now: datetime
) -> None:
    """Transaction 3: what is missing or back, the source's health, and when to look again."""
    ok = look.status in GOOD
    if look.present is not None and ok:
        _note_absence(tx, source.key, look, teller, now=now)
    if look.entry and (ok or look.status == LookStatus.SUSPECT):
        addresses.doubt_entry(tx, source.key, None if ok else now)
    state = checks.state(tx, source.key)
    failures = 0 if ok else state.failures + 1
    wait = wait_before_next_look(source.every, failures=failures, retry_after=look.retry_after)
    checks.record_check(tx, source.key, Outcome(now, ok, look.status, look.reason, now + wait))


def fail(tx: Transaction, source: SourceSettings, reason: str, now: datetime) -> None:
    """A check that broke off: the source counts as failing, and is asked again as such."""
    failures = checks.state(tx, source.key).failures + 1
    wait = wait_before_next_look(source.every, failures=failures)
    outcome = Outcome(
        now, ok=False, status=LookStatus.FAILED, reason=reason, next_check_at=now + wait
    )
    checks.record_check(tx, source.key, outcome)


def _note_absence(tx: Transaction, key: str, look: Look, teller: Teller, *, now: datetime) -> None:
    present = _present(look)
    returned = addresses.list_returned(tx, key, present)
    tell_all(tx, teller, lost_places.back(tx, key, returned, now), now)
    addresses.note_presence(tx, key, present, now, unlisted=look.unlisted, undecided=look.undecided)


def _present(look: Look) -> frozenset[str]:
    """The addresses that are listed and there."""
    gone = {answer.address for answer in look.answers if answer.status == LookStatus.GONE}
    return (look.present or frozenset()) - gone


def _keep_entry(tx: Transaction, key: str, entry: Answer, at: datetime, *, odd: bool) -> None:
    """The list page itself: what to ask it with next time.

    Its bytes are kept only where they are evidence of something odd.
    """
    addresses.announce(tx, key, [entry.address], baseline=True, entry=True)
    if entry.body is not None and odd:
        kept = snapshots.keep(tx, _fetched(key, entry, at))
        if kept:
            snapshots.mark_read(
                tx,
                kept.id,
                reader_version=READER_VERSION,
                outcome=SnapshotOutcome.SUSPECT,
                note=entry.reason,
            )
    elif entry.status in GOOD:
        addresses.set_validators(
            tx,
            key,
            entry.address,
            etag=entry.validators.etag,
            last_modified=entry.validators.last_modified,
        )


def _fetched(key: str, answer: Answer, at: datetime) -> Fetched:
    assert answer.body is not None, "asked by the caller"
    return Fetched(
        source_key=key,
        address=answer.address,
        body=answer.body,
        at=at,
        content_type=answer.content_type,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        listed_title=answer.listed_title,
        listed_on=answer.listed_on,
    )
