"""A text to its documents: where each begins and ends, its title and its kind. Reads no facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from watcher.parsing.parsed import Parsed
from watcher.patterns import deferred
from watcher.reading.document import Context, Paragraph
from watcher.reading.names import organs
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block, join_lines
from watcher.reading.segment import Segment, Table, fold
from watcher.reading.segmenting import headings, site_lines
from watcher.reading.segmenting.contents_list import (
    ORDINAL,
    Contents,
    ListedHeading,
    find_contents,
    locate_headings,
)
from watcher.reading.segmenting.detail_page import NAMED, detail_title
from watcher.reading.segmenting.document_starts import Start, find_starts, is_red_head
from watcher.reading.segmenting.document_titles import (
    agreed_title,
    glue_lines,
    heading_at,
    squash_title,
    strip_labels,
    without_number,
)
from watcher.reading.segmenting.heading_signs import is_rubric, is_section_label, is_section_mark
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_headline,
    is_number_line,
    is_official,
    is_running,
    is_source_line,
)
from watcher.reading.segmenting.mastheads import (
    count_trailing_headlines,
    find_loose_headlines,
    find_torn_headline,
    is_date_header,
    is_page_furniture,
    issue_day,
    source_day,
)
from watcher.reading.segmenting.text_kinds import text_kind

# Listed beside the documents, but none: "“小李讲政策”系列短视频集锦", "前言"
NO_DOCUMENT = deferred(
    r"视频(?:集锦|合集|列表|汇总)|^(?:前言|序言?|目录|后记|编者按|卷首语|封面|封底|编委会|本期导读|导读)$"
)
# a paragraph this long that comes again word for word is a text layer's repeat at a page break
_REPEATED = 60
_DAY = deferred(r"[0-9]月[0-9]{1,2}日")
_SHORTEST_SENTENCE = 8  # characters: "本通知自即日起施行。"
_LINES_OF_A_HEAD = 14  # labels, secrecy, red head and 文号 above a title
_SHORT_LABEL = 6
_PARAGRAPHS = 2  # make a text a document, and an introduction's list the contents
_TEASERS = 3  # this many headlines in a row at an article's end announce other pages


@dataclass(frozen=True, slots=True)
class DocumentSpan:
    """The blocks of one document: first, one past the last, how many are its title, and what stood
    around it.
    """

    first: int
    stop: int
    heads: int
    title: str
    section: str = ""
    reported: bool = False
    policy: bool = False


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
        found = [[replace(only[0], title=context.title)]]
    documents: list[Segment] = []
    for page, spans in zip(pages, found, strict=True):
        documents += _page_segments(parsed, context, page.blocks, spans)
    return tuple(documents)


def _page_spans(page: site_lines.SitePage) -> list[DocumentSpan]:
    return (
        [DocumentSpan(0, len(page.blocks), page.heads, page.title)]
        if page.title
        else _document_spans(page.blocks)
    )


def _page_segments(
    parsed: Parsed, context: Context, blocks: tuple[Block, ...], spans: list[DocumentSpan]
) -> list[Segment]:
    found = []
    issue: date | None = None
    above = 0
    for span in spans:
        issue = issue_day(blocks[above : span.first]) or issue
        above = span.stop
        own = blocks[span.first : span.stop]
        found.append(
            replace(
                _build_segment(context, own, span, issue), tables=_tables_in(own, parsed.tables)
            )
        )
    return found


def _tables_in(blocks: tuple[Block, ...], tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of a Word file or of markdown that stand in these blocks: their first row is
    printed there.
    """
    if not tables:
        return ()
    printed = {squash_title(block.text.replace("|", "")) for block in blocks}
    return tuple(table for table in tables if table and squash_title("".join(table[0])) in printed)


def _document_spans(blocks: tuple[Block, ...]) -> list[DocumentSpan]:
    listed = find_contents(blocks)
    if listed is None:
        return _found_spans(blocks)
    heads = [head for head in locate_headings(listed, blocks) if head]
    if len(heads) * 2 >= len(listed.entries):
        return _listed_spans(blocks, heads, listed)
    return _found_spans(blocks[: listed.first] + blocks[listed.stop :])


def _listed_spans(
    blocks: tuple[Block, ...], heads: list[ListedHeading], listed: Contents
) -> list[DocumentSpan]:
    """One document a contents entry, from its heading to the next."""
    heads = sorted(heads, key=lambda head: head.first)
    stops = [head.first for head in heads[1:]] + [len(blocks)]
    spans = []
    for head, end in zip(heads, stops, strict=True):
        stop = end
        while (
            stop > head.first + head.count
            and squash_title(blocks[stop - 1].text) in listed.sections
        ):
            stop -= 1
        longer, count = heading_at(blocks, head.first)
        printed = ORDINAL.sub(
            "", glue_lines([block.text for block in blocks[head.first : head.first + head.count]])
        )
        title = agreed_title(longer if count > head.count else printed, listed.entries[head.entry])
        if stop <= head.first + head.count and not is_official(title):
            continue  # a section's name: nothing stands beneath it
        if not NO_DOCUMENT.search(title):
            spans.append(DocumentSpan(head.first, stop, max(count, head.count), title))
    return spans


def _found_spans(blocks: tuple[Block, ...]) -> list[DocumentSpan]:
    """One document a start; text before the first start is one too where it has substance (two
    paragraphs).
    """
    if not blocks:
        return []
    found = find_starts(blocks)
    if not found or _is_document(blocks[: found[0].first], found):
        at = next(
            (
                i
                for i, block in enumerate(blocks)
                if not (is_page_furniture(block) or _is_label_of_next(blocks, i))
            ),
            0,
        )
        title, count = (
            heading_at(blocks, at)
            if is_headline(blocks[at])
            else (_announced_title(blocks[at : at + 2]), 0)
        )
        found.insert(0, Start(at, count, title, at + max(count, 1)))
    lows = [0, *(start.body + 1 for start in found[:-1])]
    firsts = [
        _with_red_head(blocks, start.first, low) for start, low in zip(found, lows, strict=True)
    ]
    stops = [
        _trimmed_stop(blocks, start, end)
        for start, end in zip(found, [*firsts[1:], len(blocks)], strict=True)
    ]
    loose = (
        _outside_headlines(blocks, firsts, stops) if any(not start.title for start in found) else []
    )
    spans = []
    for start, first, stop in zip(found, firsts, stops, strict=True):
        title = start.title or find_torn_headline(blocks[first:stop], loose)
        heads = start.heads if first == start.first else 0
        if not NO_DOCUMENT.search(title) and (
            is_official(title)
            or any(_says_something(block, day=start.heads > 0) for block in blocks[first:stop])
        ):
            spans.append(
                DocumentSpan(
                    first,
                    stop,
                    heads,
                    title,
                    start.section,
                    not start.heads and first == start.first,
                    start.policy,
                )
            )
    return spans


def _is_document(above: tuple[Block, ...], found: list[Start]) -> bool:
    """Text before the first start, two paragraphs of it; an introduction that lists what follows is
    none.
    """
    listed = {squash_title(block.text) for block in above if not is_running(block, 60)}
    follow = sum(
        1
        for start in found
        if start.title and any(line.endswith(squash_title(start.title)) for line in listed)
    )
    return (
        sum(1 for block in above if is_running(block, 60)) >= _PARAGRAPHS and follow < _PARAGRAPHS
    )


def _announced_title(blocks: tuple[Block, ...]) -> str:
    """The title that a notice printed without its heading makes known: "各县人民政府：" /
    "《澄江市湿地办法》已经…，现印发给你们".
    """
    named = NAMED.match(blocks[1].text) if len(blocks) > 1 and is_addressee(blocks[0]) else None
    return named[1] if named else ""


def _is_label_of_next(blocks: tuple[Block, ...], at: int) -> bool:
    """The page's label above a headline: "典型案例" / "“一枚印章”管审批"."""
    return (
        is_section_label(blocks[at])
        and len(blocks[at].text) <= _SHORT_LABEL
        and any(map(is_headline, blocks[at + 1 : at + 2]))
    )


def _says_something(block: Block, *, day: bool) -> bool:
    """At least one sentence, or under a heading a day; a login form, a menu, a list of links has
    neither.
    """
    sentence = len(block.text) >= _SHORTEST_SENTENCE and block.text[-1] in "。;；"
    return sentence or is_running(block, 20) or (day and _DAY.search(block.text) is not None)


def _outside_headlines(blocks: tuple[Block, ...], firsts: list[int], stops: list[int]) -> list[str]:
    """The headlines that stand outside every document."""
    outside: list[Block] = []
    for stop, first in zip([0, *stops], [*firsts, len(blocks)], strict=True):
        outside += blocks[stop:first]
    return find_loose_headlines(outside)


def _with_red_head(blocks: tuple[Block, ...], first: int, low: int) -> int:
    """The first block of a paper printed with its head: "澄江市人民政府办公室文件" and the 文号 stand above the
    title.

    `low` is the first block that the document above leaves.
    """
    at = first
    while at > low and first - at < _LINES_OF_A_HEAD and _is_head_line(blocks, at - 1):
        at -= 1
    told = any(
        is_number_line(block) or line_breaks.label_field(block.text) for block in blocks[at:first]
    )
    return at if told else first


def _is_head_line(blocks: tuple[Block, ...], at: int) -> bool:
    text = fold(blocks[at].text)
    labelled = line_breaks.label_field(text) is not None and not is_source_line(blocks[at])
    return (
        labelled
        or is_number_line(blocks[at])
        or is_red_head(blocks, at)
        or headings.SECRECY.fullmatch(text) is not None
    )


def _trimmed_stop(blocks: tuple[Block, ...], start: Start, end: int) -> int:
    """The block before which a document really ends: without the next one's section label, the
    page's furniture and its teasers.
    """
    stop, least = end, min(start.body + 1, end)
    while (
        end < len(blocks)
        and stop > least
        and (is_section_mark(blocks[stop - 1]) or is_rubric(blocks[stop - 1]))
    ):
        stop -= 1
    while stop > least and (
        is_page_furniture(blocks[stop - 1])
        or (not start.policy and _is_header_of_next(blocks, stop))
    ):
        stop -= 1
    if (
        end < len(blocks)
        and stop > least
        and is_section_label(blocks[stop - 1])
        and blocks[stop - 1].gap
    ):
        stop -= 1
    if not start.policy:
        teasers = count_trailing_headlines(blocks[least:stop])
        stop -= teasers if teasers >= (_TEASERS if start.heads else 1) else 0
    return stop


def _is_header_of_next(blocks: tuple[Block, ...], stop: int) -> bool:
    """A date that stands over what follows it; at the end of the text, or under an organ's name, it
    is a signature's.
    """
    if stop == len(blocks) or not is_date_header(blocks[stop - 1]):
        return False
    return stop < 2 or not organs.looks_like_organ("".join(fold(blocks[stop - 2].text).split()))


def _build_segment(
    context: Context, blocks: tuple[Block, ...], span: DocumentSpan, issue: date | None
) -> Segment:
    title, labels = strip_labels(without_number(span.title))
    paragraphs = _unrepeated_paragraphs(blocks)
    numbered = span.policy or _is_numbered(blocks, span.heads)
    return Segment(
        kind=text_kind(
            title,
            paragraphs[span.heads :],
            numbered=numbered,
            reported=span.reported,
            section=span.section,
        ),
        title=title,
        lines=(blocks[0].paragraph.lines[0], blocks[-1].paragraph.lines[1]),
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
    return Segment(
        kind=text_kind(
            title,
            paragraphs[heads:],
            numbered=bool(parsed.meta.doc_number) or _is_numbered(blocks, heads),
        ),
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


def _prints_number_behind(title: str, number: str | None) -> bool:
    """Tell whether a page prints its document's number in brackets behind the title:
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
    return any(is_number_line(block) or is_addressee(block) for block in blocks[heads : heads + 4])
