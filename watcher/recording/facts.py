"""From a document as read to what the store keeps of it: policy, deadlines, relations. Pure translation."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from store.records import Deadline, NewPolicy, PendingRelation, Policy
from watcher.lifecycle import likeness
from watcher.lifecycle.identity import Card, keys, title_key
from watcher.lifecycle.news import Subject
from watcher.reading.document import Document, Evidence, Reference

Printed = dict[str, date | None]
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
    if document.kind != "policy_text":
        return ()
    dated = document.windows and not likeness.moves_a_date(document.title)
    found = (likeness.inner_key(document.title), likeness.matter(document.title).key if dated else None)
    return tuple(key for key in found if key)


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
        if document.draft and not any(r.relation == "drafts" for r in lasting):
            yield (
                "drafts",
                Reference(likeness.undrafted(document.title), None, Evidence(document.title, document.lines)),
            )
        return
    own = {
        key.removeprefix("inner:policy:")
        for key in (title_key(document.title), likeness.inner_key(document.title))
        if key
    }
    others = [r for r in document.repeals if r.doc_number or title_key(r.title or "") not in own]
    yield from (("repeals", reference) for reference in others)  # a mark of its own end (【已废止】) is none
    yield from ((r.relation, r.reference) for r in document.relations if r.relation != "repeals")
    if not any(r.relation == "extends" and r.reference.until for r in document.relations):
        yield from _moved(document)


def _moved(document: Document) -> Iterator[tuple[str, Reference]]:
    """A notice that names no document, but whose title says whose date it moves: 关于延长绿色工厂申报时间的通知."""
    closing = {window.closes: window for window in document.windows if window.actor == "applicant"}
    if len(closing) == 1 and likeness.moves_a_date(document.title):
        about, (until, window) = likeness.matter(document.title), *closing.items()
        if about.key and until:
            title = f"{about.year}年{about.text}" if about.year else about.text
            yield "extends", Reference(title, None, window.evidence, until=until)


def printed(record: Mapping[str, Any]) -> Printed:
    """The days that a version printed (its facts record), by the slots of `deadlines`."""
    seen: Counter[str] = Counter()
    found = {
        _slot(seen, *(window.get(name) for name in _NAMING)): day(window["closes"])
        for window in record.get("windows") or ()
    }
    until = record.get("valid_until")
    return found | {"expiry": day(until["value"])} if until and not record.get("draft") else found


def day(text: str | None) -> date | None:
    """The day of a date as records print it, with or without a time of day; None for other words."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _slot(seen: Counter[str], *naming: str | None) -> str:
    name = ":".join(part or "" for part in naming)
    seen[name] += 1
    return f"{name}:{seen[name]}"


def _deadlines(document: Document, policy_id: int, *, at: datetime, announced: bool) -> Iterator[Deadline]:
    seen: Counter[str] = Counter()
    for window in document.windows:
        yield Deadline(
            policy_id=policy_id,
            slot=_slot(seen, *(getattr(window, name) for name in _NAMING)),
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
