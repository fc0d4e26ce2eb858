"""Documents that were read and policies that are known, as matching sees them."""

from collections.abc import Sequence
from dataclasses import replace

from store.records import Deadline, DocumentKind, Policy
from watcher.deciding.news import Subject
from watcher.reading.document import Document

# what is said of these is read in a digest of news, not acted on; only a keyword asks for them
ASIDE = frozenset({DocumentKind.NEWS, DocumentKind.CASE})


def document_subject(document: Document) -> Subject:
    """A document that has a window to act in is no mere news, whatever its heading looks like."""
    industries: dict[str, str] = {
        industry.label: industry.strength for industry in document.industries
    }
    return Subject(
        title=document.title,
        kind=DocumentKind.POLICY_TEXT if document.windows else document.kind,
        region=document.region.value.code if document.region else None,
        industries=industries,
        general=document.general,
        text="\n".join(paragraph.text for paragraph in document.paragraphs),
    )


def policy_subject(policy: Policy, text: str, deadlines: Sequence[Deadline]) -> Subject:
    """A policy with the text of its present version; one that has a deadline is no mere news."""
    subject = Subject(
        title=policy.title,
        kind=policy.kind,
        region=policy.region_code,
        industries=dict(policy.industries),
        general=policy.general,
        text=text,
    )
    if policy.kind in ASIDE and deadlines:
        return replace(subject, kind=DocumentKind.POLICY_TEXT)
    return subject
