"""Decides which known policy a document is, if any. Pure: is given the candidates, asks nobody.

A policy is known by its 发文字号, else by its title with its issuer, place and date; an address is
only a copy. Rules and their reasons: docs/decisions/identity-before-diff.md.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from store.records import DocumentKind
from watcher.deciding import telling_apart

SHORTEST_TITLE = 6  # 通知, 公告: a shorter title says nothing away from its own address
SIMILAR_TITLE = 75  # of 100: a reworded title at the same address
ANOTHER_TITLE = 50  # below it a page holds another document now
ANNUAL_GAP = timedelta(
    days=180
)  # calls repeat every year under one title; a repost follows within weeks
REISSUE_GAP = timedelta(days=45)  # a notice put up anew elsewhere is dated again within weeks
_NAMES_AT_HAND = 4096  # keys that are kept: one document asks for its own a dozen times
_NOISE = re.compile(r"[\W_]+")
_NUMBER_PARTS = re.compile(r"\d+|[^\d\s〔〕\[\]()（）年]+")
_SUFFIX = re.compile(
    r"[(（【\[](?:已失效|已废止|该文件已废止|全文废止|失效|废止|修订后全文"
    r"|更新|更新版|更正|更正版|重新发布|重发)[)）】\]]$"
)


@dataclass(frozen=True, slots=True)
class Card:
    """All that identity looks at, of a document or of a policy that is known (`policy_id`)."""

    title: str
    kind: DocumentKind
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: date | None = None
    published_on: date | None = None
    region: str | None = None
    policy_id: int = 0
    said: tuple[str, ...] = ()  # its paragraphs, where they are at hand
    opens: date | None = None  # the first day of its windows
    closes: date | None = None  # the last day of its windows
    gone: bool = False  # every place that showed it stopped showing it


@lru_cache(_NAMES_AT_HAND)
def title_key(title: str) -> str:
    """A title without what copies differ in: spaces, punctuation, marks, the issuer before 关于."""
    text = unmarked(title)
    at = text.find("关于")
    return _NOISE.sub("", text[at:] if 0 < at <= len(text) - SHORTEST_TITLE else text)


def unmarked(title: str) -> str:
    """A title in one width, without the mark that a site puts behind it: 【已废止】."""
    return _SUFFIX.sub("", unicodedata.normalize("NFKC", title).strip())


def keys(card: Card) -> tuple[str, ...]:
    """The names under which a policy can be looked up: its number and its title."""
    found = [number_key(card.doc_number)] if card.doc_number else []
    title = title_key(card.title)
    if len(title) >= SHORTEST_TITLE:
        found.append(f"title:{_family(card.kind)}:{title}")
    return tuple(found)


@lru_cache(_NAMES_AT_HAND)
def number_key(doc_number: str) -> str:
    """The lookup key of a 发文字号, whatever its brackets and spaces, its 第 and its 中华人民共和国."""
    text = unicodedata.normalize("NFKC", doc_number).replace("第", "").replace("中华人民共和国", "")
    return "number:" + "|".join(_NUMBER_PARTS.findall(text))


def assign(
    documents: Sequence[Card], here: Sequence[Card], elsewhere: Mapping[str, Sequence[Card]]
) -> list[int | None]:
    """The policy of each document, None for a new one; no policy is given twice.

    `here` are the policies seen at this address before, `elsewhere` those found by the documents'
    keys. What was here is asked first: a changed title or a repaired number at one address is no
    new policy.
    """
    answer: list[int | None] = [None] * len(documents)
    taken: set[int] = set()
    rounds: tuple[Callable[[Card], list[int]], ...] = (
        lambda card: _by_number(card, here),
        lambda card: _by_title(card, here),
        lambda card: _elsewhere(card, elsewhere),
        lambda card: _reworded(card, here, alone=len(documents) == 1 and len(here) == 1),
    )
    for candidates in rounds:
        for index, card in enumerate(documents):
            if answer[index] is None and (
                free := [one for one in candidates(card) if one not in taken]
            ):
                answer[index] = free[0]
                taken.add(free[0])
    return answer


def _by_number(card: Card, here: Sequence[Card]) -> list[int]:
    if not card.doc_number:
        return []
    key = number_key(card.doc_number)
    return [
        known.policy_id
        for known in here
        if known.doc_number and number_key(known.doc_number) == key
    ]


def _by_title(card: Card, here: Sequence[Card]) -> list[int]:
    key = title_key(card.title)
    same = [known for known in here if title_key(known.title) == key and _one_family(card, known)]
    # two calls of two years may stand in one handbook: the one whose number or date fits goes first
    same.sort(
        key=lambda known: (
            not _dates_agree(card, known),
            bool(card.doc_number and known.doc_number),
        )
    )
    return [known.policy_id for known in same if not _is_next_round(card, known)]


def _elsewhere(card: Card, elsewhere: Mapping[str, Sequence[Card]]) -> list[int]:
    found = []
    for key in keys(card):
        by_number = key.startswith("number:")
        found += [
            k.policy_id
            for k in elsewhere.get(key, ())
            if _one_family(card, k) and _same(card, k, by_number=by_number)
        ]
    return found


def _reworded(card: Card, here: Sequence[Card], *, alone: bool) -> list[int]:
    """A page that held one document still holds it, unless it says something else entirely.

    A title and a number corrected at once are the same paper where day, organ and most of the
    title have stayed.
    """
    scored = [
        (fuzz.ratio(title_key(card.title), title_key(known.title)), known)
        for known in here
        if _one_family(card, known) and not _is_next_round(card, known)
    ]
    scored.sort(key=lambda pair: (pair[0], pair[1].policy_id), reverse=True)
    return [
        known.policy_id for score, known in scored if _still_held(card, known, score, alone=alone)
    ]


def _still_held(card: Card, known: Card, score: float, *, alone: bool) -> bool:
    if _numbers_differ(card, known):
        one_day = _issued_on_one_day(card, known)
        return one_day and issuers_agree(card, known) and score >= SIMILAR_TITLE
    if score < SIMILAR_TITLE and _another_text(card, known):
        return False
    return score >= (ANOTHER_TITLE if alone else SIMILAR_TITLE)


def _is_next_round(card: Card, known: Card) -> bool:
    """True where an address was given to the next of a row: another year, batch, quarter or number.

    One number is one paper. Another number is a correction only on the day of issue.
    """
    if _numbers_agree(card, known):
        return False
    if not _one_year(card, known) or _opens_after(card, known):
        return True
    if _issued_on_one_day(card, known):
        return _counted_otherwise(card, known) and _another_text(card, known)
    return _numbers_differ(card, known) or _counted_otherwise(card, known)


def _opens_after(card: Card, known: Card) -> bool:
    """True where the window of what was known was over before the new one opens: that is the next
    call.
    """
    if card.opens is None or known.closes is None or _issued_on_one_day(card, known):
        return False
    return card.opens > known.closes


def _counted_otherwise(card: Card, known: Card) -> bool:
    now, before = (
        telling_apart.counters(unmarked(card.title)),
        telling_apart.counters(unmarked(known.title)),
    )
    if card.issued_on and known.issued_on:
        return now != before
    return bool(now - before and before - now)  # a batch that is only added may be a correction


def _another_text(card: Card, known: Card) -> bool:
    """True where both texts are at hand and have little in common beside title and signature."""
    if not card.said or not known.said:
        return False
    apart = [title_key(one.title) for one in (card, known)]
    apart += [issuer for one in (card, known) for issuer in one.issuers]
    return telling_apart.differ(card.said, known.said, apart)


def _issued_on_one_day(card: Card, known: Card) -> bool:
    return card.issued_on is not None and card.issued_on == known.issued_on


def _same(card: Card, known: Card, *, by_number: bool) -> bool:
    if (
        by_number
    ):  # 机关代字 repeat between places (平政发: 平凉, 平顶山), so a number alone is not enough
        return titles_agree(card.title, known.title) or (
            issuers_agree(card, known) and _places_agree(card, known)
        )
    if card.doc_number is None and known.doc_number is None and _another_text(card, known):
        return False  # two notices of one pattern and day, as 公示 of two kinds of projects
    return (
        not _numbers_differ(card, known)
        and _dates_agree(card, known)
        and _places_agree(card, known)
        and issuers_agree(card, known)
    )


def titles_agree(one: str, other: str) -> bool:
    """True where one title stands in the other, or nearly."""
    return (
        bool(one and other)
        and fuzz.partial_ratio(title_key(one), title_key(other)) >= SIMILAR_TITLE
    )


def _numbers_differ(card: Card, known: Card) -> bool:
    return bool(
        card.doc_number
        and known.doc_number
        and number_key(card.doc_number) != number_key(known.doc_number)
    )


def _numbers_agree(card: Card, known: Card) -> bool:
    return bool(card.doc_number and known.doc_number) and not _numbers_differ(card, known)


def _dates_agree(card: Card, known: Card) -> bool:
    if card.issued_on and known.issued_on:
        if known.gone and not _opens_after(card, known):  # issued anew in its place
            return abs(card.issued_on - known.issued_on) <= REISSUE_GAP
        return card.issued_on == known.issued_on
    if card.published_on and known.published_on:
        return abs(card.published_on - known.published_on) <= ANNUAL_GAP
    return True


def _one_year(card: Card, known: Card) -> bool:
    return not (
        card.issued_on and known.issued_on and abs(card.issued_on - known.issued_on) > ANNUAL_GAP
    )


def _places_agree(card: Card, known: Card) -> bool:
    return not card.region or not known.region or card.region == known.region


def issuers_agree(card: Card, known: Card) -> bool:
    """One organ in common, written in full or short (财政部, 中华人民共和国财政部), or one side unsigned."""
    if not card.issuers or not known.issuers:
        return True
    return any(a.endswith(b) or b.endswith(a) for a in card.issuers for b in known.issuers)


def _one_family(card: Card, known: Card) -> bool:
    return _family(card.kind) == _family(known.kind)


def _family(kind: DocumentKind) -> str:
    """A report of a policy shares its title but is not it."""
    return "policy" if kind == DocumentKind.POLICY_TEXT else kind
