"""Documents, policies and what is known of them, in the fewest words that make a point. Holds no test and no store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from store.records import (
    Actor,
    Basis,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    DocumentKind,
    ExtendedDate,
    PendingRelation,
    Policy,
    PolicyStatus,
    Related,
    RelationKind,
    Sighting,
    Snapshot,
    Version,
)
from watcher.deciding.cards import policy_card
from watcher.deciding.decide import Decision
from watcher.deciding.drafting import Draft
from watcher.deciding.identity import keys
from watcher.deciding.known import Details, Known
from watcher.deciding.read_document import Reading, Source
from watcher.reading.document import (
    Document,
    Evidence,
    Fact,
    Paragraph,
    Reference,
    Region,
    Relating,
    Window,
)
from watcher.reading.facts import table
from watcher.reading.facts_record import facts_record

NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
TODAY = date(2026, 3, 10)
BEFORE = NOW - timedelta(days=9)
CITY, SITE = "450200", "city"
OFFICE = "云湖市工业和信息化局"
PAGE = "https://yunhu.example/1.html"
OTHER_PAGE = "https://yunhu.example/2.html"
RULES = f"{OFFICE}关于印发《云湖市技术改造补助办法》的通知"
CALL = f"{OFFICE}关于组织申报绿色工厂的通知"
E = TypeVar("E")


def evidence(text: str = "如文") -> Evidence:
    return Evidence(text, (1, 1))


def fact(value: Any, text: str = "如文") -> Any:
    return Fact(value, Basis.STATED, evidence(text))


def window(closes: date | None, text: str = "请于期限前申报。", **more: Any) -> Window:
    """A window to apply in."""
    status = DeadlineStatus.DATED if closes else DeadlineStatus.ROLLING
    return Window(DeadlineKind.APPLICATION, status, evidence(text), closes=closes, **more)


def document(
    title: str = RULES,
    *paragraphs: str,
    number: str | None = None,
    issued: date | None = date(2026, 2, 10),
    region: str | None = CITY,
    issuers: Sequence[str] = (OFFICE,),
    until: date | None = None,
    status: str | None = None,
    kind: DocumentKind = DocumentKind.POLICY_TEXT,
    **more: Any,
) -> Document:
    """A document of the office, with its title as its first line."""
    lines = (title, *paragraphs) if paragraphs else (title, "第一条　为支持企业，制定本办法。")
    return Document(
        lines=(1, len(lines)),
        kind=kind,
        title=title,
        paragraphs=tuple(Paragraph(line, (1, 1)) for line in lines),
        doc_number=fact(number) if number else None,
        issuers=tuple(fact(one) for one in issuers),
        issued_on=fact(issued) if issued else None,
        region=fact(Region(region, "city", "云湖市")) if region else None,
        valid_until=fact(until) if until else None,
        status=fact(status) if status else None,
        others={kind.name: () for kind in table.KEPT if not hasattr(Document, kind.name)},
        **more,
    )


def reference(
    title: str | None = None,
    number: str | None = None,
    *,
    on: date | None = None,
    until: date | None = None,
    text: str = "如文",
) -> Reference:
    return Reference(title, number, evidence(text), on=on, until=until)


def relating(kind: RelationKind, to: Reference) -> Relating:
    return Relating(kind, to)


def stated(
    kind: RelationKind,
    title: str | None = None,
    number: str | None = None,
    *,
    on: date | None = None,
    until: date | None = None,
    text: str = "如文",
    moves: ExtendedDate | None = None,
    earlier: bool = False,
) -> PendingRelation:
    return PendingRelation(kind, title, number, on, until, text, moves, earlier)


def policy(number: int = 1, title: str = RULES, **more: Any) -> Policy:
    """A policy of the office that is active."""
    facts: dict[str, Any] = {
        "kind": DocumentKind.POLICY_TEXT,
        "doc_number": None,
        "issuers": (OFFICE,),
        "issued_on": date(2026, 2, 10),
        "published_on": None,
        "region_code": CITY,
        "region_level": "city",
        "region_name": "云湖市",
        "industries": (),
        "general": False,
        "status": PolicyStatus.ACTIVE,
        "source_key": SITE,
        "url": PAGE,
        "first_seen_at": BEFORE,
        "version_number": 1,
    }
    return Policy(id=number, title=title, **(facts | more))


def deadline(
    closes: date | None, *, of: int = 1, kind: DeadlineKind = DeadlineKind.APPLICATION, **more: Any
) -> Deadline:
    """A deadline that is known since long ago, for the applicant unless said otherwise."""
    facts: dict[str, Any] = {
        "status": DeadlineStatus.DATED if closes else DeadlineStatus.ROLLING,
        "actor": Actor.APPLICANT,
        "evidence": "请于期限前申报。",
        "known_since": BEFORE,
        "announced": True,
    }
    return Deadline(of, kind, closes=closes, **(facts | more))


def expiry(closes: date, *, of: int = 1, **more: Any) -> Deadline:
    """The last day of validity."""
    return deadline(closes, of=of, kind=DeadlineKind.EXPIRY, actor=None, **more)


def related(
    number: int, kind: RelationKind, *, by: int, to: int | None = None, **more: Any
) -> Related:
    """A relation that is stored."""
    facts: dict[str, Any] = {
        "title": None,
        "doc_number": None,
        "on": None,
        "until": None,
        "evidence": "如文",
    }
    return Related(number, by, to, kind, **(facts | more))


@dataclass(frozen=True)
class Stored:
    """A policy with all that is stored of it."""

    policy: Policy
    said: Document
    places: tuple[tuple[str, str], ...] = ((SITE, PAGE),)
    missing_since: datetime | None = None
    deadlines: tuple[Deadline, ...] = ()
    relations: tuple[Related, ...] = ()
    keys: tuple[str, ...] = ()
    announced: bool = False
    torn: Exception | None = None

    @property
    def version_id(self) -> int:
        return self.policy.id * 100

    @property
    def version(self) -> Version | Exception:
        return self.torn or Version(
            id=self.version_id,
            policy_id=self.policy.id,
            number=self.policy.version_number,
            snapshot_id=1,
            reader_version=1,
            at=BEFORE,
            paragraphs=tuple(paragraph.text for paragraph in self.said.paragraphs),
            facts=facts_record(self.said),
        )

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        return tuple(
            Sighting(
                self.policy.id * 10 + number,
                self.policy.id,
                *place,
                BEFORE,
                BEFORE,
                self.version_id,
                self.missing_since,
            )
            for number, place in enumerate(self.places)
        )


def stored(said: Document, number: int = 1, **more: Any) -> Stored:
    """A document that was read before, as the policy that it became."""
    named = {name: more.pop(name) for name in ("status", "version_number") if name in more}
    facts = {
        "kind": said.kind,
        "doc_number": said.doc_number.value if said.doc_number else None,
        "issuers": tuple(one.value for one in said.issuers),
        "issued_on": said.issued_on.value if said.issued_on else None,
        "region_code": said.region.value.code if said.region else None,
    }
    return Stored(policy(number, said.title, **facts, **named), said, **more)


def known(*those: Stored, waiting: Mapping[str, tuple[Related, ...]] | None = None) -> Known:
    """What is known where these policies are all that is stored."""
    by_key: dict[str, list[int]] = {}
    here: dict[tuple[str, str], list[Sighting]] = {}
    for one in those:
        for key in (*keys(policy_card(one.policy)), *one.keys):
            by_key.setdefault(key, []).append(one.policy.id)
        for sighting in one.sightings:
            here.setdefault((sighting.source_key, sighting.address), []).append(sighting)
    return Known(
        policies={one.policy.id: one.policy for one in those},
        current={one.policy.id: one.version_id for one in those},
        keys={key: tuple(sorted(found)) for key, found in by_key.items()},
        here={place: tuple(found) for place, found in here.items()},
        waiting=waiting or {},
        details={
            one.policy.id: Details(one.deadlines, one.relations, one.sightings) for one in those
        },
        versions={one.version_id: one.version for one in those},
        announced={one.policy.id: one.announced for one in those},
    )


def draft(*those: Stored, waiting: Mapping[str, tuple[Related, ...]] | None = None) -> Draft:
    return Draft(known(*those, waiting=waiting))


def reading(
    *documents: Document,
    address: str = PAGE,
    source_key: str = SITE,
    baseline: bool = False,
    technical: bool = False,
    at: datetime = NOW,
    number: int = 7,
    body: bytes | None = None,
    form: str = "html",
) -> Reading:
    """A snapshot of a page, with the documents that were found in it."""
    snapshot = Snapshot(number, source_key, address, at, "ab" * 32, 10, baseline=baseline)
    source = Source(body, form) if body is not None else None
    return Reading(snapshot, documents, at, technical=technical, source=source)


def effects_of(kind: type[E], those: Iterable[object]) -> list[E]:
    """The effects of one kind, in their order."""
    return [one for one in those if isinstance(one, kind)]


def kinds_of(decision: Decision) -> list[str]:
    """The kinds of the changes that are appended, in their order."""
    return [str(one.new.kind) for one in decision.effects if type(one).__name__ == "ChangeAppended"]
