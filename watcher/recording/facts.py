"""From a document as read to what the store keeps of it: policy, deadlines, relations. Pure translation."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from store.records import Deadline, NewPolicy, PendingRelation, Policy
from watcher.lifecycle.identity import Card, keys
from watcher.lifecycle.news import Subject
from watcher.reading.document import Document, Reference


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
        keys=keys(of),
    )


def subject(document: Document) -> Subject:
    """What matching looks at. What has a window to act in is no mere news, whatever its heading looks like."""
    return Subject(
        title=document.title,
        kind="policy_text" if document.windows else document.kind,
        region=document.region.value.code if document.region else None,
        industries={industry.label: industry.strength for industry in document.industries},
        general=document.general,
        text="\n".join(paragraph.text for paragraph in document.paragraphs),
    )


def known_subject(known: Policy, text: str = "") -> Subject:
    """What matching looks at, of a policy that is stored."""
    return Subject(known.title, known.kind, known.region_code, dict(known.industries), known.general, text)


def deadlines(document: Document, policy_id: int, *, at: datetime, announced: bool) -> tuple[Deadline, ...]:
    """Every window, dated or not, and the last day of validity, each under a slot that its next version finds again."""
    return tuple(_deadlines(document, policy_id, at=at, announced=announced))


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


def _stated(document: Document) -> Iterator[tuple[str, Reference]]:
    if document.kind != "policy_text" or document.draft:
        lasting = [r for r in document.relations if r.relation not in ("repeals", "extends", "amends")]
        yield from ((r.relation, r.reference) for r in lasting)
        return
    yield from (("repeals", reference) for reference in document.repeals)
    yield from ((r.relation, r.reference) for r in document.relations)


def _deadlines(document: Document, policy_id: int, *, at: datetime, announced: bool) -> Iterator[Deadline]:
    seen: Counter[str] = Counter()
    for window in document.windows:
        name = ":".join((window.kind, window.actor, window.channel or "", window.batch or ""))
        seen[name] += 1
        yield Deadline(
            policy_id=policy_id,
            slot=f"{name}:{seen[name]}",
            kind=window.kind,
            status=window.status,
            opens=window.opens,
            closes=window.closes,
            closes_at=window.closes_at,
            batch=window.batch,
            actor=window.actor,
            evidence=window.evidence.text,
            basis=window.basis,
            known_since=at,
            announced=announced,
        )
    if document.valid_until and not document.draft:  # a draft is not in force, so its term does not run
        yield Deadline(
            policy_id=policy_id,
            slot="expiry",
            kind="expiry",
            status="dated",
            closes=document.valid_until.value,
            evidence=document.valid_until.evidence.text if document.valid_until.evidence else None,
            basis=document.valid_until.basis,
            known_since=at,
            announced=announced,
        )
