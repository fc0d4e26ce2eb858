"""A text to its documents: where each begins and ends, its title and its kind. Reads no facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context
from watcher.reading.headings import addressee, headline, label_line, number_line, official
from watcher.reading.joining import Block, joined
from watcher.reading.kinds import kind_of
from watcher.reading.segment import Segment
from watcher.reading.titles import heading_at, same_title, tidy

MOST_HEADS = 8


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks of one document: first, one past the last, how many are its title, and what stood around it."""

    first: int
    stop: int
    heads: int
    title: str
    section: str = ""


def segments(parsed: Parsed, context: Context) -> tuple[Segment, ...]:
    """Every document in a text, in order; exactly one for a `single` container with any text."""
    blocks = joined(parsed.lines, parsed.levels)
    if not blocks:
        return ()
    if parsed.single:
        return (_page(parsed, context, blocks),)
    return tuple(_segment(parsed, context, blocks, span) for span in _spans(blocks))


def _spans(blocks: tuple[Block, ...]) -> list[Span]:
    title, count = heading_at(blocks, 0)
    return [Span(0, len(blocks), count, title)]


def _segment(parsed: Parsed, context: Context, blocks: tuple[Block, ...], span: Span) -> Segment:
    chosen = blocks[span.first : span.stop]
    title, labels = tidy(span.title)
    paragraphs = tuple(block.paragraph for block in chosen)
    body = paragraphs[span.heads :]
    return Segment(
        kind=kind_of(title, body, numbered=_numbered(chosen, span.heads), section=span.section),
        title=title,
        lines=(paragraphs[0].lines[0], paragraphs[-1].lines[1]),
        paragraphs=paragraphs,
        context=context,
        heads=span.heads,
        labels=labels,
        single=False,
    )


def _numbered(blocks: Sequence[Block], heads: int) -> bool:
    """A 文号 or an addressee in the first lines under the title: the policy's own text."""
    return any(number_line(block) or addressee(block) for block in blocks[heads : heads + 4])


def _page(parsed: Parsed, context: Context, blocks: tuple[Block, ...]) -> Segment:
    """One document with the whole body. The title: the page's own statement, checked against the body's first lines."""
    stated = (parsed.meta.title or "").strip() or (context.title or "").strip()
    title, heads, conflicts = _page_title(stated, blocks)
    title, labels = tidy(title)
    paragraphs = tuple(block.paragraph for block in blocks)
    return Segment(
        kind=kind_of(title, paragraphs[heads:], numbered=bool(parsed.meta.doc_number) or _numbered(blocks, heads)),
        title=title,
        lines=(paragraphs[0].lines[0], paragraphs[-1].lines[1]),
        paragraphs=paragraphs,
        meta=parsed.meta,
        context=context,
        heads=heads,
        single=True,
        labels=labels,
        conflicts=conflicts,
        tables=parsed.tables,
    )


def _page_title(stated: str, blocks: tuple[Block, ...]) -> tuple[str, int, tuple[str, ...]]:
    if stated:
        for first in range(min(3, len(blocks))):
            joined_up = ""
            for count in range(1, min(MOST_HEADS, len(blocks) - first) + 1):
                joined_up += blocks[first + count - 1].text
                if same_title(joined_up, stated):
                    cut = re.sub(r"[.…]+$", "", stated)
                    longer = joined_up if len(joined_up) > len(cut) else stated
                    return longer, first + count, ()
    printed, count = heading_at(blocks, 0)
    is_title = headline(blocks[0]) and official(printed)
    if not stated:
        return (printed, count, ()) if headline(blocks[0]) or label_line(blocks[0]) else (printed[:80], 0, ())
    if is_title:
        return stated, count, (f"标题：页面信息为“{stated}”，正文为“{printed}”",)
    return stated, 0, ()
