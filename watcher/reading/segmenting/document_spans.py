"""The documents of a text as spans of its blocks: by its contents list where it has one, else by
the starts that are found. Makes no segment of them.
"""

from dataclasses import dataclass

from watcher.patterns import deferred, one_of
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segmenting.contents_list import (
    ORDINAL,
    Contents,
    ListedHeading,
    find_contents,
    locate_headings,
)
from watcher.reading.segmenting.detail_page import NAMED
from watcher.reading.segmenting.document_starts import find_starts
from watcher.reading.segmenting.document_titles import (
    agreed_title,
    glue_lines,
    heading_at,
    squash_title,
)
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_headline,
    is_official,
    is_running,
)
from watcher.reading.segmenting.mastheads import (
    find_loose_headlines,
    find_torn_headline,
    is_page_furniture,
)
from watcher.reading.segmenting.record_starts import Start
from watcher.reading.segmenting.section_labels import is_section_label
from watcher.reading.segmenting.span_edges import trimmed_stop, with_red_head

# Listed beside the documents, but none: "“小李讲政策”系列短视频集锦", "前言"
NO_DOCUMENT = deferred(
    lambda: (
        rf"视频(?:{one_of('paper_words.video_lists')})|^(?:{one_of('paper_words.no_documents')})$"
    )
)
_DAY = deferred(r"[0-9]月[0-9]{1,2}日")
_SHORTEST_SENTENCE = 8  # characters: "本通知自即日起施行。"
_SHORT_LABEL = 6
_PARAGRAPHS = 2  # make a text a document, and an introduction's list the contents
_PARAGRAPH = 60  # characters of such a paragraph


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


def document_spans(blocks: tuple[Block, ...]) -> list[DocumentSpan]:
    """The documents of a text, in order; a contents list that names half of them is believed."""
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
    ends = [head.first for head in heads[1:]] + [len(blocks)]
    spans = []
    for head, end in zip(heads, ends, strict=True):
        stop = end
        while stop > head.first + head.count and _is_section_name(blocks[stop - 1], listed):
            stop -= 1
        title, count = _listed_title(blocks, head, listed.entries[head.entry])
        if stop <= head.first + head.count and not is_official(title):
            continue  # a section's name: nothing stands beneath it
        if not NO_DOCUMENT.search(title):
            spans.append(DocumentSpan(head.first, stop, max(count, head.count), title))
    return spans


def _is_section_name(block: Block, listed: Contents) -> bool:
    return squash_title(block.text) in listed.sections


def _listed_title(blocks: tuple[Block, ...], head: ListedHeading, entry: str) -> tuple[str, int]:
    """The title as the body prints it, in agreement with the list, and the lines of its heading."""
    longer, count = heading_at(blocks, head.first)
    if count > head.count:
        return agreed_title(longer, entry), count
    lines = [block.text for block in blocks[head.first : head.first + head.count]]
    return agreed_title(ORDINAL.sub("", glue_lines(lines)), entry), count


def _found_spans(blocks: tuple[Block, ...]) -> list[DocumentSpan]:
    """One document a start; text before the first start is one too where it has substance (two
    paragraphs).
    """
    if not blocks:
        return []
    found = find_starts(blocks)
    if not found or _is_document(blocks[: found[0].first], found):
        found.insert(0, _first_start(blocks))
    firsts = _first_blocks(blocks, found)
    stops = []
    for start, end in zip(found, [*firsts[1:], len(blocks)], strict=True):
        stops.append(trimmed_stop(blocks, start, end))
    titles = _titles_of(blocks, found, firsts, stops)
    spans = []
    for start, first, stop, title in zip(found, firsts, stops, titles, strict=True):
        if _holds_document(blocks[first:stop], title, headed=start.heads > 0):
            spans.append(_span_of(start, first, stop, title))
    return spans


def _titles_of(
    blocks: tuple[Block, ...], found: list[Start], firsts: list[int], stops: list[int]
) -> list[str]:
    """The titles; a document without one has its headline among the lines outside all of them."""
    if all(start.title for start in found):
        return [start.title for start in found]
    loose = _outside_headlines(blocks, firsts, stops)
    titles = []
    for start, first, stop in zip(found, firsts, stops, strict=True):
        titles.append(start.title or find_torn_headline(blocks[first:stop], loose))
    return titles


def _holds_document(blocks: tuple[Block, ...], title: str, *, headed: bool) -> bool:
    if NO_DOCUMENT.search(title):
        return False
    return is_official(title) or _has_text(blocks, headed=headed)


def _span_of(start: Start, first: int, stop: int, title: str) -> DocumentSpan:
    """The span of a start; where a red head stands above it, no paragraph is its title alone."""
    bare = first == start.first
    return DocumentSpan(
        first,
        stop,
        start.heads if bare else 0,
        title,
        start.section,
        reported=bare and not start.heads,
        policy=start.policy,
    )


def _first_blocks(blocks: tuple[Block, ...], found: list[Start]) -> list[int]:
    """The first block of each document, its red head taken in; none reaches into the one above."""
    lows = [0, *(start.body + 1 for start in found[:-1])]
    firsts = []
    for start, low in zip(found, lows, strict=True):
        firsts.append(with_red_head(blocks, start.first, low))
    return firsts


def _first_start(blocks: tuple[Block, ...]) -> Start:
    """The start of a text whose first document has no heading that speaks for itself."""
    at = 0
    for index, block in enumerate(blocks):
        if not (is_page_furniture(block) or _is_label_of_next(blocks, index)):
            at = index
            break
    if is_headline(blocks[at]):
        title, count = heading_at(blocks, at)
    else:
        title, count = _announced_title(blocks[at : at + 2]), 0
    return Start(at, count, title, at + max(count, 1))


def _is_document(above: tuple[Block, ...], found: list[Start]) -> bool:
    """Text before the first start, two paragraphs of it; an introduction that lists what follows is
    none.
    """
    listed: set[str] = set()
    paragraphs = 0
    for block in above:
        if is_running(block, _PARAGRAPH):
            paragraphs += 1
        else:
            listed.add(squash_title(block.text))
    if paragraphs < _PARAGRAPHS:
        return False
    follow = sum(1 for start in found if start.title and _is_listed(start.title, listed))
    return follow < _PARAGRAPHS


def _is_listed(title: str, lines: set[str]) -> bool:
    bare = squash_title(title)
    return any(line.endswith(bare) for line in lines)


def _announced_title(blocks: tuple[Block, ...]) -> str:
    """The title that a notice printed without its heading makes known: "各县人民政府：" /
    "《澄江市湿地办法》已经…，现印发给你们".
    """
    if len(blocks) < 2 or not is_addressee(blocks[0]):
        return ""
    named = NAMED.match(blocks[1].text)
    return named[1] if named else ""


def _is_label_of_next(blocks: tuple[Block, ...], at: int) -> bool:
    """The page's label above a headline: "典型案例" / "“一枚印章”管审批"."""
    if len(blocks[at].text) > _SHORT_LABEL or not is_section_label(blocks[at]):
        return False
    return any(map(is_headline, blocks[at + 1 : at + 2]))


def _has_text(blocks: tuple[Block, ...], *, headed: bool) -> bool:
    """At least one sentence, or under a heading a day; a login form, a menu, a list of links has
    neither.
    """
    for block in blocks:
        if len(block.text) >= _SHORTEST_SENTENCE and block.text[-1] in "。;；":
            return True
        if is_running(block, 20) or (headed and _DAY.search(block.text)):
            return True
    return False


def _outside_headlines(blocks: tuple[Block, ...], firsts: list[int], stops: list[int]) -> list[str]:
    """The headlines that stand outside every document."""
    outside: list[Block] = []
    for stop, first in zip([0, *stops], [*firsts, len(blocks)], strict=True):
        outside += blocks[stop:first]
    return find_loose_headlines(outside)
