"""What the store tests put into a store: an invented place's policies, in the fewest words that make a point."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from store import addresses, policies, snapshots, versions
from store.batch import deadline_rows, finding, place_rows, policy_rows
from store.database.opening import Transaction
from store.lists import filing
from store.records import (
    Change,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    NewAlert,
    NewChange,
    NewPolicy,
    Related,
    RelationKind,
    Said,
    Saying,
    Sighting,
)
from store.snapshots import Fetched
from store.versions import NewVersion

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


def new_policy(
    title: str = "云州市促进智能装备产业发展若干措施",
    *,
    region: str | None = "450200",
    industries: Sequence[str] = ("装备制造",),
    general: bool = False,
    keys: Sequence[str] = (),
) -> NewPolicy:
    return NewPolicy(
        title=title,
        kind="policy_text",
        doc_number=None,
        issuers=("云州市人民政府",),
        issued_on=date(2026, 3, 1),
        published_on=None,
        region_code=region,
        region_level="city",
        region_name="云州市",
        industries=tuple((label, "strong") for label in industries),
        general=general,
        keys=tuple(keys),
    )


def add_policy(
    tx: Transaction, new: NewPolicy | None = None, *, address: str = "https://yunzhou.example/1"
) -> int:
    first = policy_rows.FirstSeen(new or new_policy(), "yz", address, NOW)
    (policy_id,) = policy_rows.create_policies(tx, [first])
    policy_rows.add_keys(tx, [(policy_id, key) for key in first.new.keys])
    return policy_id


def add_snapshot(
    tx: Transaction, body: bytes = b"<p>1</p>", address: str = "https://yunzhou.example/1"
) -> int:
    addresses.announce(tx, "yz", [address], baseline=False)
    kept = snapshots.keep(tx, Fetched("yz", address, body, NOW))
    assert kept is not None, "the sample's bytes are new"
    return kept.id


def add_version(
    tx: Transaction,
    policy_id: int,
    snapshot_id: int,
    *paragraphs: str,
    number: int | None = 1,
    at: datetime = NOW,
) -> int:
    new = NewVersion(
        policy_id=policy_id,
        number=number,
        snapshot_id=snapshot_id,
        reader_version=1,
        at=at,
        paragraphs=paragraphs,
        facts={"title": "云州市", "windows": []},
    )
    return versions.add(tx, new)


def window(
    policy_id: int, closes: date | None, *, batch: str | None = None, known_since: datetime = NOW
) -> Deadline:
    return Deadline(
        policy_id=policy_id,
        kind=DeadlineKind.APPLICATION,
        status=DeadlineStatus.DATED if closes else DeadlineStatus.ROLLING,
        closes=closes,
        batch=batch,
        known_since=known_since,
    )


def last_day(policy_id: int, closes: date) -> Deadline:
    """The last day of a policy's validity."""
    return replace(window(policy_id, closes), kind=DeadlineKind.EXPIRY)


def change(
    policy_id: int, title: str = "发布", *, at: datetime = NOW, kind: str = "published"
) -> NewChange:
    return NewChange(at=at, kind=kind, policy_id=policy_id, source_key="yz", said=saying(title))


def saying(title: str) -> Said:
    """Something that an entry can say of a title."""
    return Said(Saying.RESTORED, {"title": title})


def title_said(entry: Change) -> str:
    """The title that an entry says something of."""
    assert entry.said is not None, "an entry that was appended says something"
    return str(entry.said.parameters["title"])


def alert(
    number: int = 1, *, subscriber: str = "lz-auto", at: datetime = NOW, digest: bool = False
) -> NewAlert:
    return NewAlert(
        id=f"alert-{number:06d}",
        subscriber=subscriber,
        kind="published",
        created_at=at,
        title="新政策",
        body="正文",
        reason="行业",
        payload={"n": number},
        digest=digest,
    )


def answering(tx: Transaction, keys: Sequence[str]) -> list[tuple[str, int]]:
    """The policies that answer to keys, each with the key, by age."""
    return [(key, found.policy.id) for key, found in finding.with_keys(tx, keys)]


def make_current(tx: Transaction, policy_id: int, *, number: int, version_id: int) -> None:
    """A stored version says what the policy says now."""
    policy_rows.set_current(tx, {policy_id: (number, version_id)})


def restate(tx: Transaction, policy_id: int, new: NewPolicy) -> None:
    """What the newest version says of the policy replaces what is listed of it."""
    policy_rows.add_keys(tx, [(policy_id, key) for key in new.keys])
    policy_rows.restate(tx, {policy_id: new})
    found = policies.get_many(tx, [policy_id]).values()
    filing.file_anew(tx, found)


def see(tx: Transaction, policy_id: int, address: str, version_id: int, at: datetime = NOW) -> int:
    """A policy is seen at a new place of the source, saying what the version says; returns the sighting's id."""
    seen = Sighting(0, policy_id, "yz", address, at, at, version_id)
    return place_rows.add_sightings(tx, [seen])[0]


def set_deadlines(tx: Transaction, policy_id: int, *those: Deadline) -> None:
    """The policy's deadlines become these."""
    known = policies.get_many(tx, [policy_id])
    changed = deadline_rows.set_deadlines(tx, [(policy_id, those)], known, created=())
    filing.file_deadlines(tx, [known[number] for number in changed])


def relate(
    tx: Transaction, author: int, title: str, doc_number: str | None = None, *, waiting_key: str
) -> int:
    """A document repeals one that nobody has seen; returns the relation's id."""
    named = Related(0, author, None, RelationKind.REPEALS, title, doc_number, None, None, "废止")
    return place_rows.add_relations(tx, [(named, waiting_key)])[0]
