"""A handbook's contents list, and the headings in the body that it names.

The list is evidence, never a document.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from watcher.patterns import deferred
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting.document_titles import squash_title
from watcher.reading.segmenting.headings import is_headline, is_official

NAMES = frozenset({"目录", "目次", "本期目录", "总目录", "目录CONTENTS"})
# "3. 澄江市…的通知 .....8" · "3. 澄江市…的通知8" · "…的通知 ……… 8"
_LEADER = deferred(r"\s*[.…·]{2,}[\s.…·]*[(]?(?:\d{1,4}\s*){0,2}[)]?$")
_PAGED = deferred(r"[.…·]{2,}[\s.…·]*\d{1,4}\s*$")
_LISTED_NUMBER = deferred(
    r"[(][^()]{2,24}[〔\[]\d{4}[〕\]]\d{1,5}号[)]$"
)  # a gazette lists the 文号 behind the title
_LINK = deferred(r"\[([^\]]{4,120})\]\([^)\s]{1,200}\)")  # a Markdown link: "[关于…的通知](#p3)"
_PAGE_END = deferred(r"(?<=[^\d.-])\s*\d{1,4}$")
_CHAPTER = deferred(
    r"^[一二三四五六七八九十]{1,3}、"
)  # listed as "1. 技术改造补助", printed as "一、技术改造补助"
ORDINAL = deferred(
    r"^(?:\d{1,3}(?:[.、]\s*|\s+(?=[^\d\s]))|[(（][一二三四五六七八九十\d]{1,3}[)）]|[-●■◆•▪]\s*)"
)
# "第一章 总则": the contents of one law, not of a collection
_STRUCTURAL = deferred(
    r"第[一二三四五六七八九十百]+(?:[章节编条篇辑]|部分)|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]"
)
_FEWEST = 3
_SHORT = 14  # characters of a section's name in the list
_MOST_LINES = 7  # of a heading
_LONGEST = 200  # characters of a heading's line
_ALIKE = 85.0  # rapidfuzz ratio between an entry and a heading that differ by a typing slip


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the list (first block, one past the last), its entries in order and its section
    names.
    """

    first: int
    stop: int
    entries: tuple[str, ...]
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListedHeading:
    """A heading found in the body: its first block, how many it takes, and which entry it is."""

    first: int
    count: int
    entry: int


def find_contents(blocks: tuple[Block, ...]) -> Contents | None:
    """The contents list of a collection; None where there is none or it lists one document's own
    chapters.
    """
    named = next(
        (
            at
            for at, block in enumerate(blocks)
            if fold(block.text).replace(" ", "").upper() in NAMES
        ),
        None,
    )
    if named is None:
        return None
    again = Counter(
        bare_entry(block.text) for block in blocks[named + 1 :] if len(block.text) <= _LONGEST
    )
    entries: list[str] = []
    sections: set[str] = set()
    pending = ""
    at = named + 1
    while at < len(blocks):
        text = _LINK.sub(r"\1", fold(blocks[at].text))
        closed = _ended_entry(text)
        name = bare_entry(text)
        if entries and _begins_body(blocks, at, entries[0]):
            break
        whole = not pending or again[bare_entry(pending)] > 1
        if whole and len(name) <= _SHORT and _names_section(blocks[at], text):
            sections.add(squash_title(_ended_entry(text) or text))
        elif pending or closed is not None or ORDINAL.match(text) or again[name] > 1:
            if pending and (ORDINAL.match(text) or whole):
                entries.append(pending)
                pending = ""
            pending += closed if closed is not None else text
            if closed is not None:
                entries.append(pending)
                pending = ""
        else:
            break
        at += 1
    if pending:
        entries.append(pending)
    titles = tuple(_LISTED_NUMBER.sub("", ORDINAL.sub("", entry)).strip() for entry in entries)
    if sum(1 for title in titles if not _STRUCTURAL.match(title)) < _FEWEST:
        return None
    return Contents(named, at, titles, frozenset(sections))


def _names_section(block: Block, text: str) -> bool:
    """A short line is a section's name, unless dots and a page number follow it: "项目申报须知………12" is a
    title.
    """
    if _STRUCTURAL.match(block.text):
        return ORDINAL.match(text) is None
    return not (ORDINAL.match(text) or _PAGED.search(text)) and (
        is_headline(block) or block.paragraph.level > 0
    )


def bare_entry(text: str) -> str:
    """A heading or an entry in the form they are compared in: without ordinal, leader, page and
    spaces.
    """
    text = _LINK.sub(r"\1", fold(text))
    return squash_title(_CHAPTER.sub("", ORDINAL.sub("", _LEADER.sub("", text))))


def _ended_entry(text: str) -> str | None:
    """The entry's text where the line ends in leader dots or a page number, else None."""
    cut = _LEADER.sub("", text)
    if cut != text:
        return cut
    cut = _PAGE_END.sub("", text)
    return cut if cut != text and (ORDINAL.match(text) or is_official(cut)) else None


def _begins_body(blocks: tuple[Block, ...], at: int, entry: str) -> bool:
    """The first entry's title again, without number or page, perhaps over some lines: the body has
    begun.
    """
    want, got = bare_entry(_LISTED_NUMBER.sub("", entry)), bare_entry(blocks[at].text)
    if ORDINAL.match(fold(blocks[at].text)):
        return want == got
    numbered_anew = (
        blocks[at].paragraph.level > 0 or _CHAPTER.match(fold(blocks[at].text)) is not None
    )
    if (got == want and numbered_anew) or (len(got) >= 8 and want.startswith(got)):
        return True
    for more in blocks[at + 1 : at + _MOST_LINES]:
        got += bare_entry(more.text)
        if got == want or not want.startswith(got):
            break
    return got == want


def locate_headings(found: Contents, blocks: tuple[Block, ...]) -> tuple[ListedHeading | None, ...]:
    """For each entry its heading in the body, in order; None where it is not printed there."""
    wants = [bare_entry(entry) for entry in found.entries]
    heads = _exact_headings(wants, blocks, found.stop)
    if sum(1 for head in heads if head) * 4 < len(heads):
        return tuple(heads)  # not this text's own contents: do not look for likenesses all over it
    for index, want in enumerate(wants):
        if heads[index] is None:
            heads[index] = _nearest_heading(
                (index, want), blocks, _blocks_between(heads, index, found.stop, len(blocks))
            )
    return tuple(heads)


def _exact_headings(
    wants: list[str], blocks: tuple[Block, ...], start: int
) -> list[ListedHeading | None]:
    """For each entry the first paragraphs in the body, seven at most, that spell exactly it."""
    heads: list[ListedHeading | None] = [None] * len(wants)
    order = sorted((want, index) for index, want in enumerate(wants))
    spelled = [bare_entry(block.text) if len(block.text) <= _LONGEST else "" for block in blocks]
    for at in range(start, len(blocks)):
        got = ""
        for count, more in enumerate(spelled[at : at + _MOST_LINES], 1):
            got += more
            low = bisect_left(order, (got, 0))
            if not more or low == len(order) or not order[low][0].startswith(got):
                break
            title, index = order[low]
            if title == got and heads[index] is None:
                heads[index] = ListedHeading(at, count, index)
                break
    return heads


def _blocks_between(heads: list[ListedHeading | None], index: int, low: int, high: int) -> range:
    before = max((head.first + head.count for head in heads[:index] if head), default=low)
    after = min((head.first for head in heads[index + 1 :] if head), default=high)
    return range(before, max(before, after))


def _nearest_heading(
    entry: tuple[int, str], blocks: tuple[Block, ...], among: range
) -> ListedHeading | None:
    """The heading most like an entry, for one that is printed with a slip or a longer label."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- rarely needed, and a tenth of the reader's import time

    index, want = entry
    best, chosen = _ALIKE, None
    for at in among:
        if not is_headline(blocks[at]):
            continue
        got = ""
        for count, block in enumerate(blocks[at : at + 5], 1):
            got += squash_title(block.text)
            if len(got) > len(want) * 1.3:
                break
            if (ratio := fuzz.ratio(want, got)) > best:
                best, chosen = ratio, ListedHeading(at, count, index)
    return chosen
