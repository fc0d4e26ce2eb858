"""From a document as read to what the store keeps of it: policy, deadlines, relations. Pure translation."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from store.records import (
    Actor,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    DocumentKind,
    NewPolicy,
    PendingRelation,
    Policy,
    RelationKind,
)
from watcher.deciding import title_likeness
from watcher.deciding.identity import Card, keys, title_key
from watcher.deciding.news import Subject
from watcher.diffing.fact_changes import FactChange
from watcher.reading.document import Document, Evidence, Reference

Record = Mapping[str, Any]  # `reading.record.facts_record`, as versions keep it
_NO_MATTER = datetime.min.replace(tzinfo=UTC)
_NAMING = ("kind", "actor", "channel", "batch")  # what a window keeps from version to version


def card(document: Document) -> Card:
    """What identity looks at, of a document."""
    return Card(
        title=document.title,
        kind=document.kind,
        doc_number=document.doc_number.value if document.doc_number else None,
        issuers=tuple(issuer.value for issuer in document.issuers),
        issued_on=document.issued_on.value if document.issued_on else None,
        published_on=document.published_on.value if document.published_on else None,
        region=document.region.value.code if document.region else None,
    )


def known_card(policy: Policy) -> Card:
    """What identity looks at, of a policy that is stored."""
    return Card(
        title=policy.title,
        kind=policy.kind,
        doc_number=policy.doc_number,
        issuers=policy.issuers,
        issued_on=policy.issued_on,
        published_on=policy.published_on,
        region=policy.region_code,
        policy_id=policy.id,
    )


def policy(document: Document) -> NewPolicy:
    """The policy as it is listed."""
    of = card(document)
    region = document.region.value if document.region else None
    return NewPolicy(
        title=of.title,
        kind=of.kind,
        doc_number=of.doc_number,
        issuers=of.issuers,
        issued_on=of.issued_on,
        published_on=of.published_on,
        region_code=region.code if region else None,
        region_level=region.level if region else None,
        region_name=region.name if region else None,
        industries=tuple((industry.label, industry.strength) for industry in document.industries),
        general=document.general,
        keys=(*keys(of), *aliases(document)),
    )


def aliases(document: Document) -> tuple[str, ...]:
    """The keys under which others mean this document without printing its title."""
    if document.kind != DocumentKind.POLICY_TEXT:
        return ()
    dated = document.windows and not title_likeness.moves_a_date(document.title)
    found = (
        title_likeness.inner_key(document.title),
        title_likeness.matter(document.title).key if dated else None,
    )
    return tuple(key for key in found if key)


def subject(document: Document) -> Subject:
    """What matching looks at. What has a window to act in is no mere news, whatever its heading looks like."""
    return Subject(
        title=document.title,
        kind=DocumentKind.POLICY_TEXT if document.windows else document.kind,
        region=document.region.value.code if document.region else None,
        industries={industry.label: industry.strength for industry in document.industries},
        general=document.general,
        text="\n".join(paragraph.text for paragraph in document.paragraphs),
    )


def known_subject(known: Policy, text: str = "") -> Subject:
    """What matching looks at, of a policy that is stored."""
    return Subject(
        known.title, known.kind, known.region_code, dict(known.industries), known.general, text
    )


def deadlines(
    record: Record, policy_id: int, *, at: datetime, announced: bool
) -> tuple[Deadline, ...]:
    """Every window of a facts record, dated or not, and the last day of validity.

    Each stands under a slot that its next version finds again.
    """
    return tuple(_deadlines(record, policy_id, at=at, announced=announced))


def printed(record: Record) -> dict[str, date | None]:
    """The days that a version printed, by the slots of `deadlines`."""
    return {one.slot: one.closes for one in deadlines(record, 0, at=_NO_MATTER, announced=False)}


def relations(document: Document) -> tuple[PendingRelation, ...]:
    """Every typed relation the text states, each once; a draft or a report of a policy changes nobody's life."""
    found = {}
    for relation, reference in _stated(document):
        key = (relation, reference.doc_number or reference.title)
        found[key] = PendingRelation(
            relation=relation,
            title=reference.title,
            doc_number=reference.doc_number,
            on=reference.on,
            until=reference.until,
            evidence=reference.evidence.text,
        )
    return tuple(found.values())


def _stated(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    put_off = document.draft and title_likeness.moves_a_date(
        document.title
    )  # the consultation's own end is moved
    if document.kind != DocumentKind.POLICY_TEXT or (document.draft and not put_off):
        lasting = [
            r
            for r in document.relations
            if r.relation not in (RelationKind.REPEALS, RelationKind.EXTENDS, RelationKind.AMENDS)
        ]
        yield from ((r.relation, r.reference) for r in lasting)
        if document.draft and not any(r.relation == RelationKind.DRAFTS for r in lasting):
            yield (
                RelationKind.DRAFTS,
                Reference(
                    title_likeness.undrafted(document.title),
                    None,
                    Evidence(document.title, document.lines),
                ),
            )
        return
    yield from (
        (RelationKind.REPEALS, reference)
        for reference in document.repeals
        if not _own_mark(document, reference)
    )
    yield from (
        (r.relation, r.reference) for r in document.relations if r.relation != RelationKind.REPEALS
    )
    if not any(
        r.relation == RelationKind.EXTENDS and r.reference.until for r in document.relations
    ):
        yield from _moved(document)


def _own_mark(document: Document, reference: Reference) -> bool:
    """A site's mark on the document itself (关于印发《…》的通知【已废止】) names no other."""
    own = {
        title_key(document.title),
        (title_likeness.inner_key(document.title) or "").removeprefix("inner:policy:"),
    }
    return (
        document.status is not None
        and reference.doc_number is None
        and title_key(reference.title or "") in own
    )


def _moved(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    """A notice that names no document, but whose title says whose date it moves: 关于延长绿色工厂申报时间的通知."""
    closing = {
        window.closes: window for window in document.windows if window.actor == Actor.APPLICANT
    }
    if len(closing) == 1 and title_likeness.moves_a_date(document.title):
        about, (until, window) = title_likeness.matter(document.title), *closing.items()
        if about.key and until:
            title = f"{about.year}年{about.text}" if about.year else about.text
            yield RelationKind.EXTENDS, Reference(title, None, window.evidence, until=until)


def naming(one: Deadline | FactChange) -> str:
    """What a deadline and a fact about it have in common: the slot's name without its count."""
    if isinstance(one, FactChange):
        parts = (one.window, one.actor, one.channel, one.batch)
        return ":".join(part or "" for part in parts) if one.what == "deadline" else "expiry"
    return one.slot.rpartition(":")[0] or one.slot


def day(text: str | None) -> date | None:
    """The day of a date as records print it, with or without a time of day; None for other words."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _deadlines(
    record: Record, policy_id: int, *, at: datetime, announced: bool
) -> Iterator[Deadline]:
    seen: Counter[str] = Counter()
    told: dict[str, Any] = {"policy_id": policy_id, "known_since": at, "announced": announced}
    for window in record.get("windows") or ():
        name = ":".join(window.get(part) or "" for part in _NAMING)
        seen[name] += 1
        yield Deadline(
            slot=f"{name}:{seen[name]}",
            kind=window["kind"],
            status=window["status"],
            opens=day(window["opens"]),
            closes=day(window["closes"]),
            closes_at=time.fromisoformat(window["closes_at"]) if window["closes_at"] else None,
            batch=window["batch"],
            actor=window["actor"],
            evidence=window["evidence"]["text"],
            basis=window["basis"],
            **told,
        )
    until = record.get("valid_until")
    if until and not record.get("draft"):  # a draft is not in force, so its term does not run
        said = until["evidence"]
        yield Deadline(
            slot="expiry",
            kind=DeadlineKind.EXPIRY,
            status=DeadlineStatus.DATED,
            closes=day(until["value"]),
            evidence=said["text"] if said else None,
            basis=until["basis"],
            **told,
        )
