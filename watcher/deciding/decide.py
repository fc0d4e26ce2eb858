"""Known and read → what follows, a batch of readings at a time. Pure: touches nothing.

    assign      each document of a snapshot is a known policy, or a new one     identity.py
    new         the policy arrives; what was waiting for it takes effect        arriving.py
    known       the same again, a copy, a page that moved, or an amendment      copies.py
    relations   repeals and extensions take effect on what they mean            consequences.py
    not there   a policy that the place showed before                           absence.py

Every document sees what those before it did: in one batch as in many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Policy, Sighting, SnapshotOutcome
from watcher.deciding import identity
from watcher.deciding.absence import miss_policy
from watcher.deciding.arriving import see_first
from watcher.deciding.cards import policy_card, shown_card
from watcher.deciding.copies import see_again
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Effect, Happened, Silenced
from watcher.deciding.identity import Card
from watcher.deciding.read_document import Reading
from watcher.deciding.working_view import WorkingView


@dataclass(frozen=True, slots=True)
class Decision:
    """All that follows from one reading. `texts` are those that its place showed before."""

    reading: Reading
    outcome: SnapshotOutcome
    effects: tuple[Effect, ...]
    happened: tuple[Happened, ...]
    texts: tuple[tuple[str, ...], ...] = ()

    @property
    def silenced(self) -> tuple[Silenced, ...]:
        """The silences: all that was decided not to be told."""
        return tuple(one for one in self.effects if isinstance(one, Silenced))


def decide(draft: Draft, readings: Sequence[Reading]) -> list[Decision]:
    """Decides on readings in their order. Raises NotLoadedError where too little is known.

    Raises what is wrong with a stored text that must be compared and cannot be opened.
    """
    return [_decide_one(draft, reading) for reading in readings]


def _decide_one(draft: Draft, reading: Reading) -> Decision:
    first = len(draft.effects)
    here = draft.seen_at((reading.snapshot.source_key, reading.snapshot.address))
    assigned = assign_documents(draft, reading)
    happened: list[Happened] = []
    for read, policy_id in zip(reading.reads, assigned, strict=True):
        if policy_id is None:
            happened += see_first(draft, reading, read)
        else:
            happened += see_again(draft, reading, read, policy_id)
    for sighting in here if reading.documents else ():
        if sighting.policy_id not in assigned:
            miss_policy(draft, reading, sighting)
    outcome = _outcome(reading, happened, here)
    texts = _texts(draft, here) if outcome is SnapshotOutcome.HIDDEN else ()
    return Decision(reading, outcome, tuple(draft.effects[first:]), tuple(happened), texts)


def _outcome(
    reading: Reading, happened: Sequence[Happened], here: Sequence[Sighting]
) -> SnapshotOutcome:
    """Other bytes that bring nothing new hide it, where the place showed something before."""
    if not reading.documents:
        return SnapshotOutcome.NO_DOCUMENT
    if happened or reading.quiet or not here:
        return SnapshotOutcome.DOCUMENTS
    return SnapshotOutcome.HIDDEN


def assign_documents(view: WorkingView, reading: Reading) -> list[int | None]:
    """The known policy of each document of a reading, None for a new one."""
    place = (reading.snapshot.source_key, reading.snapshot.address)
    here = [_shown(view, view.policy(one.policy_id)) for one in view.seen_at(place)]
    elsewhere: dict[str, list[Card]] = {}
    for read in reading.reads:
        for key in read.keys:
            elsewhere[key] = [_named_card(view, read.card, one) for one in view.named(key)]
    return identity.assign([read.card for read in reading.reads], here, elsewhere)


def _named_card(view: WorkingView, card: Card, policy: Policy) -> Card:
    """The card with its text where no number is printed: a title alone does not tell then."""
    if card.doc_number is None and policy.doc_number is None:
        return _shown(view, policy)
    return policy_card(policy)


def _shown(view: WorkingView, policy: Policy) -> Card:
    places = view.sightings_of(policy.id)
    gone = bool(places) and all(one.missing_since is not None for one in places)
    return shown_card(policy_card(policy), view.sound_version(policy.id), gone=gone)


def _texts(view: WorkingView, here: Sequence[Sighting]) -> tuple[tuple[str, ...], ...]:
    """The texts that a place showed before; one that cannot be opened is reported elsewhere."""
    opened = [view.paragraphs_or_none(one.version_id) for one in here]
    return tuple(text for text in opened if text is not None)
