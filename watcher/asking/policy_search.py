"""Finds the policies that hold these words, the best first, among those that are indexed."""

from dataclasses import dataclass

from store import policies
from store.database.opening import Transaction
from store.lists import full_text
from store.lists.full_text import Hit
from store.records import Policy


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy that holds every word, and the places where it does."""

    hit: Hit
    policy: Policy


def search_policies(
    tx: Transaction, words: str, *, limit: int = 20, offset: int = 0
) -> list[FoundPolicy]:
    """The policies whose title or text holds all words.

    A rank has no cursor, so a page is asked for by `offset`.
    """
    hits = full_text.find(tx, words, limit=limit, offset=offset)
    known = policies.get_many(tx, {hit.policy_id for hit in hits})
    return [FoundPolicy(hit, known[hit.policy_id]) for hit in hits]
