"""The keys under which the document that a relation names can be found, or is waited for."""

from collections.abc import Iterable

from store.records import ExtendedDate, PendingRelation, RelationKind
from watcher.deciding import identity, title_likeness
from watcher.deciding.identity import Card

_ENDINGS = ("通知", "公告", "意见", "办法", "决定", "通告", "方案", "规定")


def target_keys(relation: PendingRelation) -> tuple[str, ...]:
    """Every key under which the named document may be known."""
    matter = matter_key(relation)
    named = (*number_keys(relation), *title_keys(relation))
    return (*named, matter) if matter else named


def number_keys(relation: PendingRelation) -> tuple[str, ...]:
    """The key of the number that is named."""
    return (identity.number_key(relation.doc_number),) if relation.doc_number else ()


def title_keys(relation: PendingRelation) -> tuple[str, ...]:
    """The keys of the named title: of a document of that title, or of the notice that issued it."""
    title = relation.title or ""
    if relation.relation == RelationKind.FORWARDS and not title.endswith(_ENDINGS):
        # 转发省科技厅关于开展认定工作的通知: the notice's own title lacks its last words
        return (*title_likeness.named_keys(f"{title}的通知"), *title_likeness.named_keys(title))
    if relation.relation == RelationKind.DRAFTS:
        return title_likeness.named_keys(title_likeness.undrafted(title))
    return title_likeness.named_keys(title)


def matter_key(relation: PendingRelation) -> str | None:
    """The key of what a notice that moves a date is about; other relations need a name."""
    if relation.relation != RelationKind.EXTENDS or relation.until is None:
        return None
    if relation.doc_number or relation.moves == ExtendedDate.TERM:
        return None
    return title_likeness.matter(relation.title or "").key


def waiting_key(relation: PendingRelation) -> str | None:
    """The key that a document which is only named will be found by, when it is seen."""
    if relation.doc_number:
        return identity.number_key(relation.doc_number)
    return matter_key(relation) or next(iter(title_keys(relation)), None)


def answered_keys(card: Card, aliases: Iterable[str]) -> tuple[str, ...]:
    """The keys under which a policy that is seen for the first time may have been waited for."""
    known_as = tuple(aliases)
    inner = (key.replace("inner:", "title:", 1) for key in known_as)
    return tuple(dict.fromkeys((*identity.keys(card), *known_as, *inner)))
