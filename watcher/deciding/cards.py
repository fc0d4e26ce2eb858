"""Documents that were read and policies that are known, as identity and the lists see them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol

from store.records import DocumentKind, NewPolicy, Policy, Version
from watcher.deciding import identity, slots, title_likeness
from watcher.deciding.identity import Card
from watcher.reading.document import Document


class DatedWindow(Protocol):
    """A window as far as its days go: of a document, or a deadline of a policy."""

    @property
    def opens(self) -> date | None: ...
    @property
    def closes(self) -> date | None: ...


def document_card(document: Document) -> Card:
    """The card of a document; it has no policy yet."""
    issuers = [issuer.value for issuer in document.issuers]
    said = [paragraph.text for paragraph in document.paragraphs]
    opens, closes = _outer_days(document.windows)
    return Card(
        title=document.title,
        kind=document.kind,
        doc_number=document.doc_number.value if document.doc_number else None,
        issuers=tuple(issuers),
        issued_on=document.issued_on.value if document.issued_on else None,
        published_on=document.published_on.value if document.published_on else None,
        region=document.region.value.code if document.region else None,
        said=tuple(said),
        opens=opens,
        closes=closes,
    )


def _outer_days(windows: Iterable[DatedWindow]) -> tuple[date | None, date | None]:
    """The first day on which a window opens, and the last on which one closes."""
    every = list(windows)
    opens = [window.opens for window in every if window.opens]
    closes = [window.closes for window in every if window.closes]
    return min(opens, default=None), max(closes, default=None)


def policy_card(policy: Policy) -> Card:
    """The card of a policy that is known."""
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


def shown_card(card: Card, said: Version | None, *, gone: bool) -> Card:
    """The card of a known policy with what it says; `gone` where no place shows it any more."""
    if said is None:
        return replace(card, gone=gone)
    opens, closes = _outer_days(slots.printed_windows(said.facts))
    return replace(card, said=said.paragraphs, opens=opens, closes=closes, gone=gone)


def listed_policy(document: Document) -> NewPolicy:
    """The policy as it is listed, with the keys that it can be found by."""
    card = document_card(document)
    region = document.region.value if document.region else None
    return NewPolicy(
        title=card.title,
        kind=card.kind,
        doc_number=card.doc_number,
        issuers=card.issuers,
        issued_on=card.issued_on,
        published_on=card.published_on,
        region_code=region.code if region else None,
        region_level=region.level if region else None,
        region_name=region.name if region else None,
        industries=tuple((industry.label, industry.strength) for industry in document.industries),
        general=document.general,
        keys=(*identity.keys(card), *alias_keys(document)),
    )


def alias_keys(document: Document) -> tuple[str, ...]:
    """The keys under which others mean this document without printing its title."""
    if document.kind != DocumentKind.POLICY_TEXT:
        return ()
    found = [title_likeness.inner_key(document.title)]
    if document.windows and not title_likeness.moves_a_date(document.title):
        found.append(title_likeness.matter(document.title).key)
    return tuple(key for key in found if key)
