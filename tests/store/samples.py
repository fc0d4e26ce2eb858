"""What the store tests put into a store: an invented place's policies, in the fewest words that make a point."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from store import addresses, policies, snapshots, versions
from store.database.opening import Transaction
from store.records import (
    Change,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    NewAlert,
    NewChange,
    NewPolicy,
    Said,
    Saying,
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
    return policies.create(tx, new or new_policy(), source_key="yz", url=address, at=NOW)


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
