"""A handbook's contents list, and the headings in the body that it names.

The list is evidence, never a document.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from watcher.patterns import deferred, one_of
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting.document_titles import squash_title
from watcher.reading.segmenting.headings import is_headline, is_official

# "目 录", "本期目录": white space taken out
NAMES = deferred(lambda: one_of("paper_words.contents_names"))
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
    r"第[一二三四五六七八九十百]+(?:[章节编条篇辑]|部分)|[一二三四五六七八九十]+、"
    r"|[(（][一二三四五六七八九十]+[)）]"
)
_FEWEST = 3
_LONG_ENOUGH = 8  # characters: the first words of a title that tell it
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


class _ListReading:
    """The entries read so far, and the words of one that goes on in the next line."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.sections: set[str] = set()
        self.pending = ""

    def is_whole(self, again: Counter[str]) -> bool:
        """True where no entry is open, or the open one comes again below as it stands."""
        return not self.pending or again[bare_entry(self.pending)] > 1

    def take_line(self, text: str, closed: str | None) -> None:
        """Add a line to the entry that is open; one with dots or a page number ends it."""
        self.pending += text if closed is None else closed
        if closed is not None:
            self.end_entry()

    def end_entry(self) -> None:
        """Put the entry that is open among the others."""
        self.entries.append(self.pending)
        self.pending = ""


def find_contents(blocks: tuple[Block, ...]) -> Contents | None:
    """The contents list of a collection; None where there is none or it lists one document's own
    chapters.
    """
    named = next((at for at, block in enumerate(blocks) if _names_contents(block)), None)
    if named is None:
        return None
    state = _ListReading()
    stop = _read_list(state, blocks, named + 1)
    titles = tuple(_bare_title(entry) for entry in state.entries)
    if sum(1 for title in titles if not _STRUCTURAL.match(title)) < _FEWEST:
        return None
    return Contents(named, stop, titles, frozenset(state.sections))


def _read_list(state: _ListReading, blocks: tuple[Block, ...], first: int) -> int:
    """Read the list that begins at `first` into `state`; the block it ends before."""
    # an entry comes again as a heading: lines are counted by their bare form
    short = (block for block in blocks[first:] if len(block.text) <= _LONGEST)
    again = Counter(bare_entry(block.text) for block in short)
    at = first
    while at < len(blocks):
        if state.entries and _begins_body(blocks, at, state.entries[0]):
            break
        if not _take_block(state, blocks[at], again):
            break
        at += 1
    if state.pending:
        state.end_entry()
    return at


def _take_block(state: _ListReading, block: Block, again: Counter[str]) -> bool:
    """Read one line of the list into `state`; False where the list has ended above it."""
    text = _LINK.sub(r"\1", fold(block.text))
    closed = _ended_entry(text)
    whole = state.is_whole(again)
    if whole and _names_section(block, text):
        state.sections.add(squash_title(closed or text))
        return True
    numbered = ORDINAL.match(text) is not None
    if not (state.pending or numbered or _looks_listed(text, closed, again)):
        return False
    # a number begins another entry, and so does any line below one that is whole
    if state.pending and (numbered or whole):
        state.end_entry()
    state.take_line(text, closed)
    return True


def _names_contents(block: Block) -> bool:
    return NAMES.fullmatch(fold(block.text).replace(" ", "").upper()) is not None


def _bare_title(entry: str) -> str:
    return _LISTED_NUMBER.sub("", ORDINAL.sub("", entry)).strip()


def _looks_listed(text: str, closed: str | None, again: Counter[str]) -> bool:
    """True for a line with dots or a page number behind it, or one that comes again below."""
    return closed is not None or again[bare_entry(text)] > 1


def _names_section(block: Block, text: str) -> bool:
    """A short line is a section's name, unless dots and a page number follow it:
    "项目申报须知………12" is a title.
    """
    if len(bare_entry(text)) > _SHORT:
        return False
    if _STRUCTURAL.match(block.text):
        return ORDINAL.match(text) is None
    if ORDINAL.match(text) or _PAGED.search(text):
        return False
    return is_headline(block) or block.paragraph.level > 0


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
    if got == want and _is_numbered_anew(blocks[at]):
        return True
    if len(got) >= _LONG_ENOUGH and want.startswith(got):
        return True
    for more in blocks[at + 1 : at + _MOST_LINES]:
        got += bare_entry(more.text)
        if got == want or not want.startswith(got):
            break
    return got == want


def _is_numbered_anew(block: Block) -> bool:
    """A heading by its level, or by a chapter's number that the list prints as another."""
    return block.paragraph.level > 0 or _CHAPTER.match(fold(block.text)) is not None


def locate_headings(found: Contents, blocks: tuple[Block, ...]) -> tuple[ListedHeading | None, ...]:
    """For each entry its heading in the body, in order; None where it is not printed there."""
    wants = [bare_entry(entry) for entry in found.entries]
    heads = _exact_headings(wants, blocks, found.stop)
    if sum(1 for head in heads if head) * 4 < len(heads):
        # not this text's own contents: do not look for likenesses all over it
        return tuple(heads)
    for index, want in enumerate(wants):
        if heads[index] is None:
            among = _blocks_between(heads, index, found.stop, len(blocks))
            heads[index] = _nearest_heading((index, want), blocks, among)
    return tuple(heads)


def _exact_headings(
    wants: list[str], blocks: tuple[Block, ...], start: int
) -> list[ListedHeading | None]:
    """For each entry the first paragraphs in the body, seven at most, that spell exactly it."""
    heads: list[ListedHeading | None] = [None] * len(wants)
    order = sorted((want, index) for index, want in enumerate(wants))
    spelled = [bare_entry(block.text) if len(block.text) <= _LONGEST else "" for block in blocks]
    for at in range(start, len(blocks)):
        head = _heading_spelt_at(spelled, at, order, heads)
        if head is not None:
            heads[head.entry] = head
    return heads


def _heading_spelt_at(
    spelled: list[str],
    at: int,
    order: list[tuple[str, int]],
    taken: list[ListedHeading | None],
) -> ListedHeading | None:
    """The entry not yet taken that the lines from `at` on spell; `order` holds the entries sorted,
    so that the first one not below what was spelt so far is the only one to look at.
    """
    got = ""
    for count, more in enumerate(spelled[at : at + _MOST_LINES], 1):
        got += more
        low = bisect_left(order, (got, 0))
        if not more or low == len(order) or not order[low][0].startswith(got):
            return None
        title, index = order[low]
        if title == got and taken[index] is None:
            return ListedHeading(at, count, index)
    return None


def _blocks_between(heads: list[ListedHeading | None], index: int, low: int, high: int) -> range:
    """The blocks between the headings of the entries around one, within `low` and `high`."""
    above = [head.first + head.count for head in heads[:index] if head]
    below = [head.first for head in heads[index + 1 :] if head]
    before = max(above, default=low)
    return range(before, max(before, min(below, default=high)))


def _nearest_heading(
    entry: tuple[int, str], blocks: tuple[Block, ...], among: range
) -> ListedHeading | None:
    """The heading most like an entry, for one that is printed with a slip or a longer label."""
    # rarely needed, and a tenth of the reader's import time
    from rapidfuzz import fuzz  # noqa: PLC0415

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
