"""A text to its documents: where each begins and ends, its title and its kind. Reads no facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watcher.parsing.parsed import Parsed
from watcher.reading import headings
from watcher.reading.contents import Contents, Heading, contents, located
from watcher.reading.document import Context, Paragraph
from watcher.reading.headings import addressee, headline, label_line, number_line, official, running, source_line
from watcher.reading.joining import Block, joined
from watcher.reading.kinds import kind_of
from watcher.reading.segment import Segment, fold
from watcher.reading.starts import Start, section_label, shared, starts
from watcher.reading.titles import agreed, glued, heading_at, same_title, squash, tidy

# Listed beside the documents, but none: "“小李讲政策”系列短视频集锦", "前言"
NO_DOCUMENT = re.compile(
    r"视频(?:集锦|合集|列表|汇总)|^(?:前言|序言?|目录|后记|编者按|卷首语|封面|封底|编委会|本期导读|导读)$"
)
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_WHOLE_TITLE = 8  # the most lines a page spreads its title over
_TORN = 0.5  # of a headline's character pairs must come again in the article it was torn from


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
    spans = _spans(blocks)
    first = spans[0].first if spans else 0
    issue = _issue(blocks[:first])
    return tuple(_segment(context, blocks[span.first : span.stop], span, issue) for span in spans)


def _spans(blocks: tuple[Block, ...]) -> list[Span]:
    listed = contents(blocks)
    if listed is None:
        return _found_spans(blocks)
    heads = [head for head in located(listed, blocks) if head]
    if len(heads) * 2 >= len(listed.entries):
        return _listed_spans(blocks, heads, listed)
    return _found_spans(blocks[: listed.first] + blocks[listed.stop :])


def _listed_spans(blocks: tuple[Block, ...], heads: list[Heading], listed: Contents) -> list[Span]:
    """One document a contents entry, from its heading to the next."""
    heads = sorted(heads, key=lambda head: head.first)
    stops = [head.first for head in heads[1:]] + [len(blocks)]
    spans = []
    for head, end in zip(heads, stops, strict=True):
        stop = end
        while squash(blocks[stop - 1].text) in listed.sections:
            stop -= 1
        title = glued([block.text for block in blocks[head.first : head.first + head.count]])
        longer, count = heading_at(blocks, head.first)
        if count > head.count:
            title = longer
        title = agreed(title, listed.entries[head.entry])
        if not NO_DOCUMENT.search(title):
            spans.append(Span(head.first, stop, max(count, head.count), title))
    return spans


def _found_spans(blocks: tuple[Block, ...]) -> list[Span]:
    """One document a start; text before the first start is one too where it has substance (two paragraphs)."""
    found = starts(blocks)
    if not found or sum(1 for block in blocks[: found[0].first] if running(block, 60)) >= 2:
        at = next((i for i, block in enumerate(blocks) if not _furniture(block)), 0)
        title, count = heading_at(blocks, at)
        found.insert(0, Start(at, count if headline(blocks[at]) else 0, title, at + count))
    stops = [start.first for start in found[1:]] + [len(blocks)]
    claimed = {at for start in found for at in range(start.first, start.first + start.heads)}
    spans = []
    for start, end in zip(found, stops, strict=True):
        stop = _trimmed(blocks, start, end)
        title = start.title or _torn_headline(blocks, start.first, stop, claimed)
        if not NO_DOCUMENT.search(title) and any(running(block, 20) for block in blocks[start.first : stop]):
            spans.append(Span(start.first, stop, start.heads, title, start.section))
    return spans


def _furniture(block: Block) -> bool:
    """Mastheads, bread crumbs, page numbers, addresses of the publisher: of the page, not of a document."""
    text = fold(block.text)
    return bool(
        headings.MASTHEAD.fullmatch(text)
        or headings.CRUMB.match(text)
        or headings.PAGE.fullmatch(text)
        or (len(text) <= 60 and headings.URL.search(text) and "网址" in text)
    )


def _trimmed(blocks: tuple[Block, ...], start: Start, end: int) -> int:
    """Where a document really ends: before the next one's section label, the page's furniture and its teasers."""
    stop, least = end, start.first + start.heads + 1
    while stop > least and _furniture(blocks[stop - 1]):
        stop -= 1
    if end < len(blocks) and stop > least and section_label(blocks[stop - 1]) and blocks[stop - 1].gap:
        stop -= 1
    teasers = stop
    while teasers > least and (headline(blocks[teasers - 1]) or _furniture(blocks[teasers - 1])):
        teasers -= 1
    if not start.policy and stop - teasers >= 3:
        stop = teasers
    return stop


def _torn_headline(blocks: tuple[Block, ...], first: int, stop: int, claimed: set[int]) -> str:
    """The headline that belongs to an article that begins with its dateline: the one whose words it repeats most.

    A newspaper's text layer prints headlines together, away from their columns.
    """
    text = fold("".join(block.text for block in blocks[first:stop]))[:600]
    best, chosen = _TORN, ""
    for at, block in enumerate(blocks):
        if at in claimed or first <= at < stop or len(block.text) > 120 or running(block, 60):
            continue
        for phrase in _phrases(block.text):
            if len(phrase) >= 8 and (score := shared(phrase, text)) >= best:
                best, chosen = score, phrase
    return chosen or re.split(r"[。！？]", blocks[first].text)[0][:60]


def _phrases(text: str) -> list[str]:
    """A line's phrases; one that the text layer printed twice over is one."""
    found = []
    for phrase in text.split(" "):
        half = len(phrase) // 2
        found.append(phrase[:half] if half >= 4 and phrase[:half] == phrase[half:] else phrase)
    return [*found, text]


def _issue(blocks: Sequence[Block]) -> date | None:
    """The date printed in a digest's or newspaper's masthead: "date 2026-03-04 要闻"."""
    for block in blocks:
        if len(block.text) <= 60 and not running(block) and (found := _day(block.text)):
            return found
    return None


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _segment(context: Context, blocks: tuple[Block, ...], span: Span, issue: date | None) -> Segment:
    title, labels = tidy(span.title)
    paragraphs = _unrepeated(blocks)
    body = paragraphs[span.heads :]
    own = next((day for block in reversed(blocks[-3:]) if source_line(block) and (day := _day(block.text))), None)
    return Segment(
        kind=kind_of(title, body, numbered=_numbered(blocks, span.heads), section=span.section),
        title=title,
        lines=(blocks[0].paragraph.lines[0], blocks[-1].paragraph.lines[1]),
        paragraphs=paragraphs,
        context=context,
        heads=span.heads,
        issue=own or issue,
        labels=labels,
    )


def _unrepeated(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs without verbatim repeats of long ones, which a text layer prints at page breaks."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) >= 60:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block.paragraph)
    return tuple(kept)


def _numbered(blocks: Sequence[Block], heads: int) -> bool:
    """A 文号 or an addressee in the first lines under the title: the policy's own text."""
    return any(number_line(block) or addressee(block) for block in blocks[heads : heads + 4])


def _page(parsed: Parsed, context: Context, blocks: tuple[Block, ...]) -> Segment:
    """One document with the whole body. The title: the page's own statement, checked against the body's first lines."""
    stated = (parsed.meta.title or "").strip() or (context.title or "").strip()
    title, heads, conflicts = _page_title(stated, blocks)
    bare, labels = tidy(title)
    title = bare if labels or title != stated else title
    paragraphs = _unrepeated(blocks)
    return Segment(
        kind=kind_of(title, paragraphs[heads:], numbered=bool(parsed.meta.doc_number) or _numbered(blocks, heads)),
        title=title,
        lines=(blocks[0].paragraph.lines[0], blocks[-1].paragraph.lines[1]),
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
    """A page's title, how many of its first paragraphs print it, and where metadata and text disagree."""
    if stated:
        for first in range(min(3, len(blocks))):
            for count in range(1, min(_WHOLE_TITLE, len(blocks) - first) + 1):
                printed = glued([block.text for block in blocks[first : first + count]])
                if same_title(printed, stated):
                    return max(printed, stated.rstrip(".…"), key=lambda text: len(squash(text))), first + count, ()
    printed, count = heading_at(blocks, 0)
    if not stated:
        headed = headline(blocks[0]) or label_line(blocks[0])
        return (printed, count, ()) if headed else (printed[:80], 0, ())
    if headline(blocks[0]) and official(printed):
        return stated, count, (f"标题：页面信息为“{stated}”，正文为“{printed}”",)
    return stated, 0, ()
