"""A text to its documents: each with its title, its kind and its paragraphs. Reads no facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Paragraph
from watcher.reading.paragraphs.joined_lines import Block, join_lines
from watcher.reading.segment import Segment, Table
from watcher.reading.segmenting import site_lines
from watcher.reading.segmenting.detail_page import detail_title
from watcher.reading.segmenting.document_spans import DocumentSpan, document_spans
from watcher.reading.segmenting.document_titles import (
    squash_title,
    strip_labels,
    without_number,
)
from watcher.reading.segmenting.headings import is_addressee, is_number_line
from watcher.reading.segmenting.mastheads import issue_day, source_day
from watcher.reading.segmenting.text_kinds import text_kind

# a paragraph this long that comes again word for word is a text layer's repeat at a page break
_REPEATED = 60
_NUMBER_WITHIN = 4  # paragraphs under a title


def split_segments(parsed: Parsed, context: Context) -> tuple[Segment, ...]:
    """Every document in a text, in order; exactly one for a `single` container with any text."""
    blocks = join_lines(parsed.lines, parsed.levels)
    if not blocks:
        return ()
    if parsed.single:
        return (_detail_segment(parsed, context, blocks),)
    pages = site_lines.site_pages(blocks)
    found = [_page_spans(page) for page in pages]
    (only, *others) = found
    if not others and len(only) == 1 and not only[0].heads and context.title:
        # one document without a heading: the link that led here names it
        found = [[replace(only[0], title=context.title)]]
    documents: list[Segment] = []
    for page, spans in zip(pages, found, strict=True):
        documents += _page_segments(parsed, context, page.blocks, spans)
    return tuple(documents)


def _page_spans(page: site_lines.SitePage) -> list[DocumentSpan]:
    if page.title:
        return [DocumentSpan(0, len(page.blocks), page.heads, page.title)]
    return document_spans(page.blocks)


def _page_segments(
    parsed: Parsed, context: Context, blocks: tuple[Block, ...], spans: list[DocumentSpan]
) -> list[Segment]:
    found = []
    issue: date | None = None
    above = 0
    for span in spans:
        # a digest's day holds until another one is printed
        issue = issue_day(blocks[above : span.first]) or issue
        above = span.stop
        own = blocks[span.first : span.stop]
        tables = _tables_in(own, parsed.tables)
        found.append(replace(_build_segment(context, own, span, issue), tables=tables))
    return found


def _tables_in(blocks: tuple[Block, ...], tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of a Word file or of markdown that stand in these blocks: their first row is
    printed there.
    """
    if not tables:
        return ()
    printed = {squash_title(block.text.replace("|", "")) for block in blocks}
    return tuple(table for table in tables if table and _first_row(table) in printed)


def _first_row(table: Table) -> str:
    return squash_title("".join(table[0]))


def _build_segment(
    context: Context, blocks: tuple[Block, ...], span: DocumentSpan, issue: date | None
) -> Segment:
    title, labels = strip_labels(without_number(span.title))
    paragraphs = _unrepeated_paragraphs(blocks)
    kind = text_kind(
        title,
        paragraphs[span.heads :],
        numbered=span.policy or _is_numbered(blocks, span.heads),
        reported=span.reported,
        section=span.section,
    )
    return Segment(
        kind=kind,
        title=title,
        lines=_lines_of(blocks),
        paragraphs=paragraphs,
        context=context,
        heads=span.heads,
        issue=source_day(blocks) or issue,
        labels=labels,
    )


def _detail_segment(parsed: Parsed, context: Context, blocks: tuple[Block, ...]) -> Segment:
    """One document with the whole body."""
    stated, heads, conflicts = detail_title(parsed, context, blocks)
    if _prints_number_behind(stated, parsed.meta.doc_number):
        stated = without_number(stated)
    bare, labels = strip_labels(stated)
    title = bare if labels or not parsed.meta.title else stated
    paragraphs = _unrepeated_paragraphs(blocks)
    numbered = bool(parsed.meta.doc_number) or _is_numbered(blocks, heads)
    return Segment(
        kind=text_kind(title, paragraphs[heads:], numbered=numbered),
        title=title,
        lines=_lines_of(blocks),
        paragraphs=paragraphs,
        meta=parsed.meta,
        context=context,
        heads=heads,
        single=True,
        labels=labels,
        conflicts=conflicts,
        tables=parsed.tables,
    )


def _lines_of(blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and last original line of some blocks."""
    return blocks[0].paragraph.lines[0], blocks[-1].paragraph.lines[1]


def _prints_number_behind(title: str, number: str | None) -> bool:
    """True where a page prints its document's number in brackets behind the title:
    …的通告（澄政告〔2026〕2号）.
    """
    return number is not None and title[:-1].endswith(number)


def _unrepeated_paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) < _REPEATED or block.text not in seen:
            kept.append(block.paragraph)
            seen.add(block.text)
    return tuple(kept)


def _is_numbered(blocks: Sequence[Block], heads: int) -> bool:
    """A 文号 or an addressee in the first lines under the title: the policy's own text."""
    for block in blocks[heads : heads + _NUMBER_WITHIN]:
        if is_number_line(block) or is_addressee(block):
            return True
    return False
