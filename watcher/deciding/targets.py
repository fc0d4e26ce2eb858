"""The policy that a relation means: by its number, its title, or what a call is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config import catalogue
from store.records import (
    Deadline,
    DeadlineKind,
    PendingRelation,
    Policy,
    PolicyStatus,
    RelationKind,
)
from watcher.deciding import identity, title_likeness
from watcher.deciding.cards import policy_card
from watcher.deciding.identity import Card
from watcher.deciding.relating import LASTING_EFFECTS
from watcher.deciding.target_keys import matter_key, number_keys, target_keys, title_keys
from watcher.deciding.working_view import WorkingView

ONE_CALL = timedelta(days=366)  # a notice that moves a call's date comes within its year
MOST_SEEMING = 5
Named = Mapping[str, Sequence[Policy]]
_LIVING = (PolicyStatus.ACTIVE, PolicyStatus.EXPIRED, PolicyStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Target:
    """The one policy that is meant, or those that it may concern where that is not certain."""

    policy: Policy | None = None
    seeming: tuple[Policy, ...] = ()


def look_up_targets(view: WorkingView, stated: Iterable[PendingRelation]) -> Named:
    """Every policy that answers to a name in these relations, by that name, as it is now."""
    keys = dict.fromkeys(key for relation in stated for key in target_keys(relation))
    return {key: view.named(key) for key in keys}


def find_target(view: WorkingView, own: Card, relation: PendingRelation, named: Named) -> Target:
    """The policy that a relation of the document `own` means, among those that were looked up."""
    meant = _meant_by_number(own, relation, named) or _meant_by_title(own, relation, named)
    if meant:
        return Target(_best_of(meant, own))
    matter = matter_key(relation)
    alike = [one for one in named.get(matter or "", ()) if _may_concern(own, one)]
    if len(alike) == 1 and is_certain(own, relation, alike[0], view.deadlines_of(alike[0].id)):
        return Target(alike[0])
    return Target(seeming=tuple(alike[:MOST_SEEMING]))


def is_awaited(view: WorkingView, own: Card, relation: PendingRelation, arrived: Policy) -> bool:
    """True where a document that has just been seen is the one that `own` named before."""
    named = {key.split(":", 2)[2] for key in title_keys(relation)}
    if relation.doc_number or named & set(_titles_of(arrived)):
        return can_mean(own, relation, arrived)
    if not _may_concern(own, arrived):
        return False
    return is_certain(own, relation, arrived, view.deadlines_of(arrived.id))


def can_mean(own: Card, relation: PendingRelation, known: Policy) -> bool:
    """True where a policy of the named number or title can be the one, by time, place and name."""
    if known.id == own.policy_id or not _is_in_time(own, relation, known):
        return False
    here = _is_in_place(own, relation, known)
    if here or not relation.doc_number:
        return here  # a title alone names whatever place issued one of that title
    # 机关代字 repeat between places, so a number alone is not enough
    return identity.titles_agree(relation.title or "", known.title)


def is_certain(
    own: Card, relation: PendingRelation, known: Policy, deadlines: Sequence[Deadline]
) -> bool:
    """True where issuer, place, year and a window leave no doubt that the call `known` is meant."""
    card = policy_card(known)
    if not _is_one_year(relation.title or own.title, own.title, known.title):
        return False
    if not own.issuers or not card.issuers or not identity.issuers_agree(own, card):
        return False
    if own.region != known.region_code or not _is_one_call(own, known):
        return False
    return any(one.kind != DeadlineKind.EXPIRY and one.closes for one in deadlines)


def _meant_by_number(own: Card, relation: PendingRelation, named: Named) -> list[Policy]:
    found = _answering(number_keys(relation), named)
    return [one for one in found if can_mean(own, relation, one)]


def _meant_by_title(own: Card, relation: PendingRelation, named: Named) -> list[Policy]:
    found = _answering(title_keys(relation), named)
    return [one for one in found if _number_fits(relation, one) and can_mean(own, relation, one)]


def _answering(keys: Iterable[str], named: Named) -> list[Policy]:
    found = {policy.id: policy for key in keys for policy in named.get(key, ())}
    return list(found.values())


def _number_fits(relation: PendingRelation, known: Policy) -> bool:
    # one that is found by its number may print another: that of a policy which was merged into it
    if not relation.doc_number or not known.doc_number:
        return True
    return identity.number_key(known.doc_number) == identity.number_key(relation.doc_number)


def _is_in_time(own: Card, relation: PendingRelation, known: Policy) -> bool:
    """A document says something of earlier ones only; what a draft becomes is later than it."""
    mine, other = own.issued_on, known.issued_on
    if not relation.doc_number:
        mine, other = mine or own.published_on, other or known.published_on
    if mine is None or other is None:
        return True
    return other >= mine if relation.relation == RelationKind.DRAFTS else other <= mine


def _is_in_place(own: Card, relation: PendingRelation, known: Policy) -> bool:
    """Of its own place; a ground or an interpretation may also be of one that governs it."""
    if not known.region_code or not own.region or known.region_code == own.region:
        return True
    if relation.relation in LASTING_EFFECTS:
        return False
    return known.region_code in (catalogue.NATION, *catalogue.ancestors(own.region))


def _may_concern(own: Card, known: Policy) -> bool:
    if known.id == own.policy_id or known.status not in _LIVING:
        return False
    return not title_likeness.moves_a_date(known.title)


def _is_one_year(*titles: str) -> bool:
    years = {title_likeness.matter(title).year for title in titles} - {None}
    return len(years) <= 1


def _is_one_call(own: Card, known: Policy) -> bool:
    mine, other = own.issued_on or own.published_on, known.issued_on or known.published_on
    if mine is None or other is None:
        return False
    return timedelta() <= mine - other <= ONE_CALL


def _titles_of(known: Policy) -> tuple[str, str]:
    inner = title_likeness.inner_key(known.title) or ""
    return identity.title_key(known.title), inner.removeprefix("inner:policy:")


def _best_of(meant: Sequence[Policy], own: Card) -> Policy:
    """Of several of one name the living one of the same issuer, then the latest."""

    def rank(one: Policy) -> tuple[bool, bool, int, int]:
        issued = (one.issued_on or date.min).toordinal()
        foreign = not identity.issuers_agree(own, policy_card(one))
        return one.status != PolicyStatus.ACTIVE, foreign, -issued, one.id

    return min(meant, key=rank)
