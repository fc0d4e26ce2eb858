"""Chinese full text over the titles and bodies of policies, ranked and highlighted, alike on both
databases.

The index (pairs of characters, see store/lists/grams.py; FTS5 on SQLite, GIN on PostgreSQL) names
the documents that may hold the words, those with the words in the title first, and of the others
the newest; so many of them are then read, looked through for the words themselves, and ranked. What
a search costs is thereby bounded, however common its words.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import zstandard
from sqlalchemy import bindparam, text

from store.database.inserting import chunks
from store.database.opening import Transaction
from store.lists import grams
from store.lists.grams import QueryWord

TITLES = 400  # documents looked through because of their title
BODIES = 120  # documents looked through besides, at the least
SNIPPET = 90  # characters
TITLE_COUNTS = 3  # times as much as a place in the body
LEAD = 15  # of them before the first word
MOST_PLACES = 500  # of the words in one body, that a snippet is looked for among
Span = tuple[int, int]
Ranked = tuple[float, int]  # score and policy


@dataclass(frozen=True, slots=True)
class Hit:
    """A policy that holds every word. Highlights are [start, end) in `title` and in `snippet`."""

    policy_id: int
    score: float
    title: str
    title_highlights: tuple[Span, ...]
    snippet: str
    snippet_highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    policy_id: int
    title: str
    body: str


def index(tx: Transaction, policy_id: int, title: str, body: str, *, version_id: int = 0) -> None:
    """Makes a policy found by these words, and by no others that it was found by before.

    `version_id` says which of its versions they are, so that `list_pending` knows what is to be
    indexed anew.
    """
    remove(tx, policy_id)
    packed = zstandard.ZstdCompressor(level=3).compress(body.encode())
    found = grams.index_terms(title, body)
    values = {"id": policy_id, "version": version_id, "title": title, "body": packed}
    if _is_sqlite(tx):
        _run_text(tx, _INSERT_SQLITE, values)
        _run_text(
            tx,
            "INSERT INTO search_gram (rowid, grams) VALUES (:id, :grams)",
            {"id": policy_id, "grams": _as_line(found)},
        )
    else:
        tx.connection().execute(_INSERT_POSTGRESQL, {**values, "grams": found})


def list_pending(tx: Transaction, limit: int) -> list[tuple[int, int, str]]:
    """Policies whose current version is not indexed yet: id, version id, title; the
    oldest first.
    """
    rows = tx.connection().execute(_PENDING, {"limit": limit})
    return [(row.id, row.version_id, row.title) for row in rows]


def remove(tx: Transaction, policy_id: int) -> None:
    """Makes a policy found by no words; harmless where it was not indexed."""
    old = _documents_of(tx, [policy_id])
    if (
        _is_sqlite(tx) and old
    ):  # a contentless index forgets a row only when told again what stood in it
        line = _as_line(grams.index_terms(old[0].title, old[0].body))
        _run_text(
            tx,
            "INSERT INTO search_gram (search_gram, rowid, grams) VALUES ('delete', :id, :grams)",
            {"id": policy_id, "grams": line},
        )
    if old:
        _run_text(tx, "DELETE FROM search_document WHERE policy_id = :id", {"id": policy_id})


def copy(source: Transaction, target: Transaction) -> None:
    """Indexes in one store what is indexed in another; the indexes themselves differ between the
    databases.
    """
    rows = source.connection().execute(
        text("SELECT policy_id, version_id FROM search_document ORDER BY policy_id")
    )
    version_ids = {row.policy_id: row.version_id for row in rows}
    for part in chunks(list(version_ids)):
        for document in _documents_of(source, part):
            version_id = version_ids[document.policy_id]
            index(target, document.policy_id, document.title, document.body, version_id=version_id)


def find(tx: Transaction, query: str, *, limit: int = 20, offset: int = 0) -> list[Hit]:
    """The policies that hold every word of the query, the best first.

    Words stand apart by white space; within one, runs of letters must follow each other, whatever
    brackets stand between them (桂政发[2024]11号). Nothing in a query is an operator. A title that
    holds all the words comes before every body, a shorter title before a longer one; bodies are
    ordered by how often the words stand in how much text.
    """
    words = grams.query_words(query)
    if not words or limit <= 0:
        return []
    wanted = offset + limit
    titled = _candidate_policies(tx, words, max(TITLES, wanted), grams.TITLE)
    bodied = _candidate_policies(tx, words, max(BODIES, 2 * wanted))
    ranked, missed = _rank_titles(tx, titled, words)
    if len(ranked) < wanted:
        looked_at = set(titled)
        others = [number for number in bodied if number not in looked_at]
        ranked += _rank_bodies(tx, [*missed, *others], words)
    page = ranked[offset:wanted]
    documents = _documents_of(tx, [number for _, number in page])
    shown = {document.policy_id: document for document in documents}
    return [_hit_in(shown[number], score, words) for score, number in page]


def _rank_titles(
    tx: Transaction, policy_ids: Sequence[int], words: Sequence[QueryWord]
) -> tuple[list[Ranked], list[int]]:
    """The policies whose title holds every word, the best first, and those whose title does not."""
    titles = _titles_of(tx, policy_ids)
    scored = [(_title_score(title, words), number) for number, title in titles.items()]
    scored.sort(reverse=True)
    ranked = [(score, number) for score, number in scored if score > 0]
    missed = [number for score, number in scored if score == 0]
    return ranked, missed


def _rank_bodies(
    tx: Transaction, policy_ids: Sequence[int], words: Sequence[QueryWord]
) -> list[Ranked]:
    """The policies that hold every word in title or body, the best first."""
    ranked: list[Ranked] = []
    for document in _documents_of(tx, policy_ids):
        score = _body_score(document, words)
        if score > 0:
            ranked.append((score, document.policy_id))
    return sorted(ranked, reverse=True)


def _title_score(title: str, words: Sequence[QueryWord]) -> float:
    """Between 1 and 2, by how much of the title was asked for; 0 where a word is missing."""
    patterns = [word.pattern for word in words]
    if not all(pattern.search(title) for pattern in patterns):
        return 0.0
    covered = sum(end - start for start, end in grams.matching_spans(patterns, title))
    return 1.0 + covered / len(title)


def _body_score(document: _Document, words: Sequence[QueryWord]) -> float:
    """Below 1: BM25's saturation of how often each word stands in how much text.

    0 where a word is missing.
    """
    score = 1.0
    for word in words:
        count = sum(1 for _ in word.pattern.finditer(document.body))
        if word.pattern.search(document.title):
            count += TITLE_COUNTS
        if not count:
            return 0.0
        score *= count / (count + 0.5 + math.log1p(len(document.body) / 1000))
    return score


def _hit_in(document: _Document, score: float, words: Sequence[QueryWord]) -> Hit:
    patterns = [word.pattern for word in words]
    start = _best_start(document.body, patterns)
    snippet = document.body[start : start + SNIPPET].replace("\n", " ")
    return Hit(
        policy_id=document.policy_id,
        score=score,
        title=document.title,
        title_highlights=tuple(grams.matching_spans(patterns, document.title)),
        snippet=snippet,
        snippet_highlights=tuple(grams.matching_spans(patterns, snippet)),
    )


def _best_start(body: str, patterns: Sequence[re.Pattern[str]]) -> int:
    """The begin of the snippet: where most words stand near each other, a little before them."""
    places: list[tuple[int, int]] = []
    for number, pattern in enumerate(patterns):
        places += [(match.start(), number) for match in pattern.finditer(body)]
    if not places:
        return 0
    places = sorted(places)[:MOST_PLACES]

    def words_near(place: tuple[int, int]) -> tuple[int, int]:
        first = place[0]
        near = {number for at, number in places if 0 <= at - first < SNIPPET - LEAD}
        return len(near), -first

    first = max(places, key=words_near)[0]
    earliest = max(0, first - LEAD)
    line = body.rfind("\n", earliest, first) + 1
    return line or earliest


def _candidate_policies(
    tx: Transaction, words: Sequence[QueryWord], limit: int, mark: str = ""
) -> list[int]:
    """The newest policies whose grams answer every word; some of them may not hold a word as it is
    written.
    """
    whole: list[str] = []
    starts: list[str] = []
    for word in words:
        whole += [mark + pair for pair in word.pairs]
        starts += [mark + start for start in word.starts]
    if _is_sqlite(tx):
        terms = [f'"{pair}"' for pair in whole]
        terms += [f'"{start}"*' for start in starts]
        query, match = _MATCH_SQLITE, " AND ".join(terms)
    else:
        terms = [f"'{pair}'" for pair in whole]
        terms += [f"'{start}':*" for start in starts]
        query, match = _MATCH_POSTGRESQL, " & ".join(terms)
        # the planner does not know what it costs to unpack a vector: it would rather read all of
        # them than the index
        _run_text(tx, "SET LOCAL enable_seqscan = off", {})
    rows = tx.connection().execute(query, {"match": match, "limit": limit})
    return [row[0] for row in rows]


def _titles_of(tx: Transaction, policy_ids: Sequence[int]) -> dict[int, str]:
    rows = tx.connection().execute(_TITLES, {"ids": policy_ids})
    return {row.policy_id: row.title for row in rows}


def _documents_of(tx: Transaction, policy_ids: Iterable[int]) -> list[_Document]:
    unpack = zstandard.ZstdDecompressor().decompress
    rows = tx.connection().execute(_DOCUMENTS, {"ids": list(policy_ids)})
    return [_Document(row.policy_id, row.title, unpack(row.body).decode()) for row in rows]


_TITLES = text("SELECT policy_id, title FROM search_document WHERE policy_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_DOCUMENTS = text(
    "SELECT policy_id, title, body FROM search_document WHERE policy_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_INSERT_POSTGRESQL = text(
    "INSERT INTO search_document (policy_id, version_id, title, body, grams)"
    " VALUES (:id, :version, :title, :body, array_to_tsvector(CAST(:grams AS text[])))"
)
_INSERT_SQLITE = (
    "INSERT INTO search_document (policy_id, version_id, title, body)"
    " VALUES (:id, :version, :title, :body)"
)
_MATCH_SQLITE = text(
    "SELECT rowid FROM search_gram WHERE search_gram MATCH :match ORDER BY rowid DESC LIMIT :limit"
)
_MATCH_POSTGRESQL = text(
    "SELECT policy_id FROM (SELECT policy_id FROM search_document"
    " WHERE grams @@ CAST(:match AS tsquery) OFFSET 0)"
    " AS found ORDER BY policy_id DESC LIMIT :limit"
)
_PENDING = text(
    "SELECT policy.id, policy.version_id, policy.title FROM policy"
    " LEFT JOIN search_document ON search_document.policy_id = policy.id"
    " WHERE policy.merged_into IS NULL AND policy.version_id IS NOT NULL"
    " AND (search_document.version_id IS NULL OR search_document.version_id <> policy.version_id)"
    " ORDER BY policy.id LIMIT :limit"
)


def _as_line(found: Sequence[str]) -> str:
    return " ".join(found)


def _run_text(tx: Transaction, statement: str, values: dict[str, object]) -> None:
    tx.connection().execute(text(statement), values)


def _is_sqlite(tx: Transaction) -> bool:
    return tx.get_bind().dialect.name == "sqlite"
