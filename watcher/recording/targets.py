"""Which known policy a stated relation means: by its number, its title, its measure's title, or what the call is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config import catalogue
from store import deadlines, policies
from store.database.opening import Transaction
from store.records import DeadlineKind, PendingRelation, Policy, PolicyStatus, RelationKind
from watcher.deciding import identity, title_likeness
from watcher.recording import kept_facts

TERM = "有效期"
ONE_CALL = timedelta(days=366)  # a notice that moves a call's date comes within its year
_ENDINGS = ("通知", "公告", "意见", "办法", "决定", "通告", "方案", "规定")
MOST_SEEMING = 5
Known = Mapping[str, Sequence[Policy]]
_LIVING = (PolicyStatus.ACTIVE, PolicyStatus.EXPIRED, PolicyStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Found:
    """The one policy that is meant, or those that it may concern where that is not certain."""

    target: Policy | None = None
    seeming: tuple[Policy, ...] = ()


def look_up(tx: Transaction, stated: Iterable[PendingRelation]) -> Known:
    """Every policy that answers to a name in these relations, by that name; one query for all of them."""
    found: dict[str, list[Policy]] = {}
    for key, policy in policies.with_keys(
        tx, [key for relation in stated for key in _keys(relation)]
    ):
        found.setdefault(key, []).append(policy)
    return found


def find(tx: Transaction, own: identity.Card, relation: PendingRelation, known: Known) -> Found:
    """What a relation of the document `own` means among the policies that were looked up."""
    numbers = _number_keys(relation)
    for keys in (numbers, _title_keys(relation)):
        named = {policy.id: policy for key in keys for policy in known.get(key, ())}.values()
        # a policy also answers to the number of one that was merged into it
        meant = [
            one
            for one in named
            if means(own, relation, one) and (keys is numbers or _number_fits(relation, one))
        ]
        if meant:
            return Found(_best(meant, own))
    alike = [policy for policy in known.get(_matter_key(relation) or "", ()) if _about(own, policy)]
    sure = [policy for policy in alike if _surely(tx, own, relation, policy)]
    if len(sure) == 1 == len(alike):
        return Found(sure[0])
    return Found(seeming=tuple(alike[:MOST_SEEMING]))


def waiting_key(relation: PendingRelation) -> str | None:
    """The key that a document which is only named will be found by, when it is seen."""
    if relation.doc_number:
        return identity.number_key(relation.doc_number)
    return _matter_key(relation) or next(iter(_title_keys(relation)), None)


def answers(card: identity.Card, aliases: Iterable[str]) -> tuple[str, ...]:
    """The keys under which a policy that is seen for the first time may have been waited for."""
    inner = (key.replace("inner:", "title:", 1) for key in aliases)
    return tuple(dict.fromkeys((*identity.keys(card), *aliases, *inner)))


def awaited(
    tx: Transaction, own: identity.Card, relation: PendingRelation, arrived: Policy
) -> bool:
    """Whether a document that has just been seen is the one that `own` named before."""
    named = {key.split(":", 2)[2] for key in _title_keys(relation)}
    if relation.doc_number or named & {*_titles(arrived)}:
        return means(own, relation, arrived)
    return _about(own, arrived) and _surely(tx, own, relation, arrived)


def means(own: identity.Card, relation: PendingRelation, known: Policy) -> bool:
    """Whether a policy with the number or title that is named can be the one: its time, its place, its kind of name."""
    if known.id == own.policy_id or not _in_time(own, relation, known):
        return False
    here = _there(own, relation, known)
    if not relation.doc_number:  # a title alone names whatever place issued one of that title
        return here
    # 机关代字 repeat between places, so a number alone is not enough
    return here or identity.titles_agree(relation.title or "", known.title)


def _number_fits(relation: PendingRelation, known: Policy) -> bool:
    if not relation.doc_number or not known.doc_number:
        return True
    return identity.number_key(known.doc_number) == identity.number_key(relation.doc_number)


def _in_time(own: identity.Card, relation: PendingRelation, known: Policy) -> bool:
    """A document says something of earlier ones only; what a draft becomes is later than it."""
    mine, other = own.issued_on, known.issued_on
    if not relation.doc_number:
        mine, other = mine or own.published_on, other or known.published_on
    if mine is None or other is None:
        return True
    return other >= mine if relation.relation == RelationKind.DRAFTS else other <= mine


def _there(own: identity.Card, relation: PendingRelation, known: Policy) -> bool:
    """Of its own place; a ground, an interpretation or a copy may also be of one that governs it."""
    if not known.region_code or not own.region or known.region_code == own.region:
        return True
    ends = relation.relation in (RelationKind.REPEALS, RelationKind.EXTENDS, RelationKind.AMENDS)
    return not ends and known.region_code in (catalogue.NATION, *catalogue.ancestors(own.region))


def _about(own: identity.Card, known: Policy) -> bool:
    return (
        known.id != own.policy_id
        and known.status in _LIVING
        and not title_likeness.moves_a_date(known.title)
    )


def _surely(tx: Transaction, own: identity.Card, relation: PendingRelation, known: Policy) -> bool:
    """Whether issuer, place, year and a window in it leave no doubt that the call is meant."""
    card = kept_facts.known_card(known)
    mine, other = own.issued_on or own.published_on, known.issued_on or known.published_on
    years = {
        title_likeness.matter(title).year
        for title in (relation.title or own.title, own.title, known.title)
    } - {None}
    return (
        len(years) <= 1
        and bool(own.issuers and card.issuers)
        and identity.issuers_agree(own, card)
        and own.region == known.region_code
        and mine is not None
        and other is not None
        and timedelta() <= mine - other <= ONE_CALL
        and any(
            one.kind != DeadlineKind.EXPIRY and one.closes
            for one in deadlines.of_policy(tx, known.id)
        )
    )


def _keys(relation: PendingRelation) -> tuple[str, ...]:
    matter = _matter_key(relation)
    return (*_number_keys(relation), *_title_keys(relation), *((matter,) if matter else ()))


def _number_keys(relation: PendingRelation) -> tuple[str, ...]:
    return (identity.number_key(relation.doc_number),) if relation.doc_number else ()


def _title_keys(relation: PendingRelation) -> tuple[str, ...]:
    title = relation.title or ""
    if relation.relation == RelationKind.FORWARDS and not title.endswith(
        _ENDINGS
    ):  # 转发省科技厅关于开展认定工作的通知
        return (*title_likeness.named_keys(f"{title}的通知"), *title_likeness.named_keys(title))
    return title_likeness.named_keys(
        title_likeness.undrafted(title) if relation.relation == RelationKind.DRAFTS else title
    )


def _matter_key(relation: PendingRelation) -> str | None:
    """What a notice that moves a date is about; other relations need a name."""
    if (
        relation.relation != RelationKind.EXTENDS
        or relation.until is None
        or relation.doc_number
        or TERM in relation.evidence
    ):
        return None
    return title_likeness.matter(relation.title or "").key


def _titles(known: Policy) -> tuple[str, ...]:
    return (
        identity.title_key(known.title),
        (title_likeness.inner_key(known.title) or "").removeprefix("inner:policy:"),
    )


def _best(meant: Sequence[Policy], own: identity.Card) -> Policy | None:
    """Of several of one name the living one of the same issuer, then the latest: last year's call is over."""
    ranked = sorted(
        meant,
        key=lambda one: (
            one.status != PolicyStatus.ACTIVE,
            not identity.issuers_agree(own, kept_facts.known_card(one)),
            -(one.issued_on or date.min).toordinal(),
            one.id,
        ),
    )
    return ranked[0] if ranked else None
