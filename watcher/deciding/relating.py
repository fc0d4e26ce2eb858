"""The relations to other documents that a document states, as the store keeps them."""

from collections.abc import Iterator

from store.records import Actor, DocumentKind, PendingRelation, RelationKind
from watcher.deciding import title_likeness
from watcher.deciding.identity import title_key
from watcher.reading.document import Document, Evidence, Reference
from watcher.reading.facts.extension_words import with_extended_date

LASTING_EFFECTS = (
    RelationKind.REPEALS,
    RelationKind.EXTENDS,
    RelationKind.AMENDS,
)  # what a draft or a report cannot do


def stated_relations(document: Document) -> tuple[PendingRelation, ...]:
    """Every typed relation the text states, each once.

    A draft or a report of a policy changes nobody's life.
    """
    found = {}
    for relation, reference in _references(document):
        key = (relation, reference.doc_number or reference.title)
        found[key] = PendingRelation(
            relation=relation,
            title=reference.title,
            doc_number=reference.doc_number,
            on=reference.on,
            until=reference.until,
            evidence=reference.evidence.text,
            moves=reference.moves,
            earlier=reference.earlier,
        )
    return tuple(found.values())


def _references(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    moves = document.draft and title_likeness.moves_a_date(document.title)
    # a draft whose title moves a date is a notice: the consultation's own end is moved
    if document.kind == DocumentKind.POLICY_TEXT and (moves or not document.draft):
        yield from _in_force(document)
    else:
        yield from _without_effect(document)


def _without_effect(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    names_its_draft = False
    for one in document.relations:
        if one.relation not in LASTING_EFFECTS:
            names_its_draft = names_its_draft or one.relation == RelationKind.DRAFTS
            yield one.relation, one.reference
    if document.draft and not names_its_draft:
        final = title_likeness.undrafted(document.title)
        yield RelationKind.DRAFTS, Reference(final, None, Evidence(document.title, document.lines))


def _in_force(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    for reference in document.repeals:
        if not _is_own_mark(document, reference):
            yield RelationKind.REPEALS, reference
    extends = False
    for one in document.relations:
        if one.relation != RelationKind.REPEALS:
            extends = extends or (
                one.relation == RelationKind.EXTENDS and one.reference.until is not None
            )
            yield one.relation, one.reference
    if not extends:
        yield from _moved_by_title(document)


def _is_own_mark(document: Document, reference: Reference) -> bool:
    """A site's mark on the document itself (关于印发《…》的通知【已废止】) names no other."""
    if document.status is None or reference.doc_number is not None:
        return False
    inner = title_likeness.inner_key(document.title) or ""
    own = {title_key(document.title), inner.removeprefix("inner:policy:")}
    return title_key(reference.title or "") in own


def _moved_by_title(document: Document) -> Iterator[tuple[RelationKind, Reference]]:
    """A notice whose title says whose date it moves, by no name: 关于延长绿色工厂申报时间的通知."""
    closing = {
        window.closes: window for window in document.windows if window.actor == Actor.APPLICANT
    }
    if len(closing) != 1 or not title_likeness.moves_a_date(document.title):
        return
    about, (until, window) = title_likeness.matter(document.title), *closing.items()
    if about.key and until:
        title = f"{about.year}年{about.text}" if about.year else about.text
        moved = Reference(title, None, window.evidence, until=until)
        yield RelationKind.EXTENDS, with_extended_date(moved)
