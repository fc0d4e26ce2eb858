"""A page: bytes to the lines of its body, its metadata and its attachments.

The steps, in order; rules live beside.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from watcher.parsing.charset import Decoded, decode_bytes
from watcher.parsing.html.blocks import Flow, FlowLine, tables_of
from watcher.parsing.html.body import (
    hidden_body,
    is_article,
    is_overshadowed,
    known_body,
    says_something,
    select_nodes,
)
from watcher.parsing.html.body_marks import with_marks
from watcher.parsing.html.dense_block import densest_block
from watcher.parsing.html.embedded_article import scripted_article
from watcher.parsing.html.file_links import attached_files
from watcher.parsing.html.flow import flow_of
from watcher.parsing.html.furniture import furniture_lines, is_foot, is_related
from watcher.parsing.html.label_pairs import Pair, label_of, pairs_of
from watcher.parsing.html.metadata import site_meta
from watcher.parsing.html.page_title import names_document
from watcher.parsing.html.sites import site_tables
from watcher.parsing.html.taming import tame_markup
from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.parsing.source import RawSource

MAX_BYTES = 20_000_000
_STRONG = frozenset({"title", "doc_number", "issuer", "issued_on", "published_on", "index_number"})
_TABLE_WITHIN = 40  # a metadata table inside a body stands at its top
_STAMP_WITHIN = 4
# lines above a metadata table in a body's node: the page's heading, not the document's
_HEADING = 5
_LONGEST_TITLE = 500  # every line of a page is looked for in it
_GAP = 3  # lines between two of its labels


def parse_html(source: RawSource) -> Parsed:
    """Never raises: a page without an article is "empty", one over 20 MB "too_large"."""
    if len(source.data) > MAX_BYTES:
        note = (
            f"A page of {len(source.data):,} bytes; more than {MAX_BYTES:,} are not read."
            " Name a smaller page."
        )
        return Parsed((), "html", outcome="too_large", note=note)
    if not source.data.strip():
        note = "The page holds no text at all. Open it in a browser."
        return Parsed((), "html", outcome="empty", note=note)
    decoded = decode_bytes(source.data, source.content_type)
    tree = LexborHTMLParser(tame_markup(with_marks(decoded.text)))
    return _parsed_page(source, tree, decoded, _find_article(source, tree, decoded.text))


@dataclass(slots=True)
class _Article:
    """A page cut in three: the lines before the body, the body's own, the lines after it."""

    before: list[FlowLine]
    body: list[FlowLine]
    after: list[FlowLine]
    page: Flow
    flow: Flow  # the one that `body` came from
    known: bool  # found by a selector or in a script, not by its density
    stated: list[Pair] = field(default_factory=list)


def _find_article(source: RawSource, tree: LexborHTMLParser, text: str) -> _Article:
    """The body by selector, else out of a script, else the densest block."""
    known = known_body(tree, source.body)
    page = _page_flow(tree, leave_out=known[0] if known else None)
    if known and (source.body or not is_overshadowed(known[1], page)):
        at = len(page.lines) if page.body_at is None else page.body_at
        before, after = page.lines[:at], page.lines[at:]
        return _Article(before, known[1].lines, after, page, known[1], known=True)
    scripted = scripted_article(text)
    if scripted:
        return _scripted(scripted, page)
    return _densest_article(tree, _page_flow(tree) if known else page)


def _scripted(scripted: tuple[str, list[tuple[str, str]]], page: Flow) -> _Article:
    """The article that a script holds, with what it states."""
    markup, facts = scripted
    root = LexborHTMLParser(tame_markup(markup)).root
    flow = flow_of(root, site_tables().furniture_blocks) if root else Flow()
    stated = [Pair(label, value, site_tables().labels[label], 0) for label, value in facts]
    return _Article(page.lines, flow.lines, [], page, flow, known=True, stated=stated)


def _densest_article(tree: LexborHTMLParser, page: Flow) -> _Article:
    """The densest block, unless it says nothing and the page hides a body."""
    end = len(page.lines)
    first, last = densest_block(page, _head_title(tree)) or (end, end)
    body = page.lines[first:last]
    if not says_something(body) and (kept := hidden_body(tree)):
        return _Article(page.lines, kept.lines, [], page, kept, known=True)
    return _Article(page.lines[:first], body, page.lines[last:], page, page, known=False)


@dataclass(slots=True)
class _Parts:
    """An article's lines told apart: the `heading` above it, the `stamps` taken out, its own
    `body`, the labelled `pairs`, and whether a metadata table (`tabled`) stands in it.
    """

    heading: list[FlowLine]
    stamps: list[FlowLine]
    body: list[FlowLine]
    pairs: list[Pair]
    tabled: bool


def _parts_of(article: _Article, title: str) -> _Parts:
    in_table, table = _metadata_table(article)
    top = min(in_table, default=0)
    above = article.body[:top] if top <= _HEADING else []
    rest = []
    for at, line in enumerate(article.body):
        if at >= len(above) and at not in in_table:
            rest.append(line)
    dropped = furniture_lines(rest)
    headed = _own_heading(rest, dropped, title)
    dropped |= headed
    stamps = [rest[at] for at in sorted(dropped)]
    body = [line for at, line in enumerate(rest) if at not in dropped]
    pairs = [
        *table,
        *article.stated,
        *pairs_of(article.page, _lines_around(article), stacked=True),
        *pairs_of(article.flow, stamps),
    ]
    heading = [*article.before, *above, *(rest[at] for at in sorted(headed))]
    # a list page dates its entries, not itself
    return _Parts(heading if body else [], stamps, body, pairs, tabled=bool(table))


def _lines_around(article: _Article) -> list[FlowLine]:
    """The lines around the body that may state something of it: no foot, no other documents'."""
    after = takewhile(lambda line: not _heads_others(line.text), article.after)
    return [line for line in (*article.before, *after) if line.cells or not is_foot(line.text)]


def _page_flow(tree: LexborHTMLParser, *, leave_out: LexborNode | None = None) -> Flow:
    return (
        flow_of(tree.root, site_tables().furniture_blocks, leave_out=leave_out, seams=True)
        if tree.root
        else Flow()
    )


def _parsed_page(
    source: RawSource, tree: LexborHTMLParser, decoded: Decoded, article: _Article
) -> Parsed:
    parts = _parts_of(article, _head_title(tree))
    body = parts.body
    meta = site_meta(tree, parts.pairs, heading=parts.heading, stamps=parts.stamps, body=body)
    texts = tuple(line.text for line in body)
    found = Parsed(
        texts,
        "html",
        levels=tuple(line.level for line in body),
        tables=tables_of(body),
        meta=meta,
        single=article.known or parts.tabled or _is_detail_page(article, meta),
        charset=decoded.charset,
        warnings=_warnings_of(source, tree, decoded),
        attachments=attached_files(tree, article.flow.links + article.page.links),
    )
    if is_article(body):
        return found
    return replace(found, **(_outcome_in_files(found, body) or _empty_outcome(article, found)))


def _warnings_of(source: RawSource, tree: LexborHTMLParser, decoded: Decoded) -> tuple[str, ...]:
    warnings = [decoded.warning] if decoded.warning else []
    if source.body and not select_nodes(tree, source.body):
        warnings.append(
            f"the body selector {source.body} finds nothing on this page;"
            " a body was looked for instead"
        )
    return tuple(warnings)


def _heads_others(text: str) -> bool:
    """A heading over other documents, which have facts of their own."""
    return is_related(text) or text.strip("：: ") in {"政策原文", "文件原文"}


def _head_title(tree: LexborHTMLParser) -> str:
    named = tree.css_first("title")
    return named.text()[:_LONGEST_TITLE] if named else ""


def _own_heading(lines: Sequence[FlowLine], furniture: Collection[int], title: str) -> set[int]:
    """The page's heading where a body's node holds the whole page column.

    It stands right above the stamp line and is a heading, or worded as a title, or says what
    `<title>` says. A title that the document itself prints stands over its number or its text,
    never over a stamp.
    """
    stamp = next((at for at in range(min(_STAMP_WITHIN, len(lines))) if at in furniture), 0)
    above = set(range(stamp)) - set(furniture)
    texts = {lines[at].text for at in above if not lines[at].level}
    printed = all(text in title or names_document(text) for text in texts)
    return above if above and printed else set()


def _is_detail_page(article: _Article, meta: SiteMeta) -> bool:
    """Tell whether a page whose body was found by its density is a site's page of one document.

    Such a page has facts of its own, or a title with a site's links around the body; a digest saved
    as HTML has neither, and is not called what one document is called.
    """
    if meta.doc_number or meta.published_on or meta.issued_on:
        return True
    links = sum(line.linked > 0 for line in article.before + article.after)
    return bool(meta.title and (links > 2 or names_document(meta.title)))


def _outcome_in_files(found: Parsed, body: Sequence[FlowLine]) -> dict[str, Any] | None:
    """A document whose text is in its files alone: its page names and dates it; its lines are the
    files' names.
    """
    if not found.attachments or not all(line.linked for line in body):
        return None
    if not _is_named_and_dated(found.meta):
        return None
    lines = found.lines or tuple(label for label, _ in found.attachments)
    said = (
        f"the text is in {len(found.attachments)} attached file(s),"
        f" the first {found.attachments[0][0]}: read it too"
    )
    return {
        "lines": lines,
        "levels": (0,) * len(lines),
        "single": True,
        "warnings": (*found.warnings, said),
    }


def _is_named_and_dated(meta: SiteMeta) -> bool:
    if not meta.title or not (meta.doc_number or meta.issued_on or meta.published_on):
        return False
    if names_document(meta.title):
        return True
    return any(name.lower() == "articletitle" for name, _ in meta.pairs)


def _empty_outcome(article: _Article, found: Parsed) -> dict[str, Any]:
    """The outcome of a page without an article, in words that say what it holds."""
    files = found.attachments
    everything = article.before + article.body + article.after
    links = sum(line.linked > 0 for line in everything)
    if files:
        note = (
            f"The page's text is {len(files)} attached file(s), the first {files[0][0]}:"
            " read the file itself."
        )
    elif links > 2:
        note = (
            f"No article on this page, but {links} lines with links: a list page?"
            " Watch it as a list source."
        )
    else:
        note = (
            "No article text on this page. Open it in a browser: it may be a stub,"
            " or filled in by a script."
        )
    return {"outcome": "empty", "note": note, "single": False}


def _metadata_table(article: _Article) -> tuple[set[int], list[Pair]]:
    """A metadata table at the top of the body: its lines (indexes), and what they state.

    Three labels that only a document's own record carries must be there: a guide may well have a
    line 主题：….
    """
    pairs = pairs_of(article.flow, article.body[:_TABLE_WITHIN])
    gaps = (at for at in range(1, len(pairs)) if pairs[at].line - pairs[at - 1].line > _GAP)
    run = pairs[: next(gaps, len(pairs))]
    strong = [pair for pair in run if pair.meaning.field in _STRONG]
    if len({pair.meaning.field for pair in strong}) < 3:
        return set(), []
    last = run[-1].line
    value_follows = label_of(article.body[last].text) is not None
    return set(range(run[0].line, last + 1 + value_follows)), run
