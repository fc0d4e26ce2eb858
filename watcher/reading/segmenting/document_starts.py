"""Finds the beginnings of documents in a digest, a briefing or a newspaper page that has no
contents list.

A heading begins a document when enough signs speak for it (`heading_signs`), unless it belongs to
the document above: the 办法 that a notice issues, or a subheading whose first sentence uses the
article's own 《简称》. Three more shapes begin one without a heading of its own line: a dateline,
"【headline】text", and a numbered list of reports.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.digest_items import Item, find_items
from watcher.reading.segmenting.document_titles import heading_at, squash_title
from watcher.reading.segmenting.heading_bodies import (
    LOOK_BELOW,
    body_below,
    is_red_head,
    is_torn_off,
    names_another,
    torn_in_two,
)
from watcher.reading.segmenting.heading_place import Place, is_numbered
from watcher.reading.segmenting.heading_signs import ENOUGH, ENOUGH_INSIDE_A_POLICY, sign_weight
from watcher.reading.segmenting.headings import is_headline, is_official, is_running
from watcher.reading.segmenting.record_starts import (
    Start,
    order_start,
    organ_start,
    record_start,
)
from watcher.reading.segmenting.report_openings import INTERPRETED, opens_as_report
from watcher.reading.segmenting.section_labels import is_section_label

_ALIAS = deferred(r"(?:以?下简?称|简称)[\"“]?《([^》]{2,16})》")
_FEWEST_PAIRS = 3  # paragraphs in a row that show how a text is spaced
_SHORTEST_TITLE = 6
_SHORTEST_ABOUT = 8  # characters from 关于 on that name a paper whoever issued it
_NAME = deferred(r"《([^《》]{6,80})》")
_ANNEX = deferred(r"附件?\s?[0-9一二三四五六七八九十]{0,3}\s?:?")
_FIRST_WORDS = 40  # characters in which a dateline stands
_FIRST_SENTENCES = 400  # characters in which a subheading's text uses the 《简称》


@dataclass(slots=True)
class _StartSearch:
    """The state of a walk over the blocks: the layout, and the document that is open with its
    《简称》.
    """

    usual_gap: int
    level_one: int
    items: dict[int, Item]
    collection: bool
    current: Start | None = None
    aliases: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # what a notice says that it issues or encloses

    @property
    def inside_policy(self) -> bool:
        """True below the heading of a paper."""
        return self.current is not None and self.current.policy

    def open_document(self, start: Start) -> None:
        """Take what follows for this document's."""
        self.current = start
        self.aliases = set()
        self.named = set()

    def note_block(self, block: Block) -> None:
        """Remember the names that a paragraph gives: 《简称》, and in a notice the papers it issues."""
        text = fold(block.text)
        self.aliases.update(_ALIAS.findall(text))
        if self.inside_policy:
            self.named.update(map(squash_title, _NAME.findall(text)))


def find_starts(blocks: tuple[Block, ...]) -> list[Start]:
    """Every document start in order."""
    state = _StartSearch(
        _usual_gap(blocks),
        sum(1 for block in blocks if block.paragraph.level == 1),
        find_items(blocks),
        any(map(_calls_itself_collection, blocks[:LOOK_BELOW])),
    )
    found: list[Start] = []
    at = 0
    while at < len(blocks):
        start = _start_at(blocks, at, state)
        if start:
            found.append(start)
            state.open_document(start)
        stop = (start.body if start else at) + 1
        for block in blocks[at:stop]:
            state.note_block(block)
        at = stop
    return found


def _calls_itself_collection(block: Block) -> bool:
    return line_patterns.COLLECTION.search(block.text) is not None and is_headline(block)


def _start_at(blocks: tuple[Block, ...], at: int, state: _StartSearch) -> Start | None:
    block = blocks[at]
    section = _section_above(blocks, at, state.current)
    if at in state.items:
        item = state.items[at]
        return Start(at, 0 if item.inside else 1, item.title, item.body, section, item.policy)
    if line_patterns.DATELINE.match(fold(block.text[:_FIRST_WORDS])) and is_running(block):
        return Start(at, 0, "", at)  # its headline is torn off
    if start := organ_start(blocks, at) or order_start(blocks, at):
        return replace(start, section=section)
    if line_breaks.label_field(block.text) == "title":
        return _labelled_start(blocks, at, state)
    if not is_headline(block) or is_red_head(blocks, at):
        return None
    return _headed_start(blocks, at, state, section)


def _labelled_start(blocks: tuple[Block, ...], at: int, state: _StartSearch) -> Start | None:
    """The record whose title stands behind a label here: "标题：…"."""
    title = line_breaks.labelled_value(blocks[at].text)
    if len(title) < _SHORTEST_TITLE or _belongs_to_current(title, blocks[at : at + 1], state):
        return None
    return record_start(blocks, at, title)


def _headed_start(
    blocks: tuple[Block, ...], at: int, state: _StartSearch, section: str
) -> Start | None:
    """The document that a heading begins, if enough signs speak for it."""
    title, count = torn_in_two(blocks, at) or heading_at(blocks, at)
    body = body_below(blocks, at + count)
    if body is None or _is_annexed(blocks, at, state):
        return None
    if _belongs_to_current(title, blocks[at : body + 1], state):
        return None
    if names_another(blocks, at + count, title) or is_torn_off(blocks, at, title, body):
        return None
    place = Place(
        blocks, at, count, title, body, state.usual_gap, state.level_one, state.collection
    )
    enough = ENOUGH_INSIDE_A_POLICY if state.inside_policy else ENOUGH
    if sign_weight(place) < enough:
        return None
    return Start(at, count, title, body, section, _begins_policy(place))


def _begins_policy(place: Place) -> bool:
    """True where the heading is a paper's own, not that of a report of it."""
    if is_numbered(place):
        return True
    titled = is_official(place.title) and "关于" in place.title
    return titled and not opens_as_report(place.lead_text)


def _is_annexed(blocks: tuple[Block, ...], at: int, state: _StartSearch) -> bool:
    """附件2 stands right above: the heading is that of the open document's annex."""
    if not at or state.current is None:
        return False
    return _ANNEX.fullmatch(fold(blocks[at - 1].text)) is not None


def _section_above(blocks: tuple[Block, ...], at: int, current: Start | None) -> str:
    """The page's label above a document, else that of the document before it."""
    if at and is_section_label(blocks[at - 1]):
        return blocks[at - 1].text
    return current.section if current else ""


def _belongs_to_current(title: str, around: tuple[Block, ...], state: _StartSearch) -> bool:
    """A heading that is part of the current document: the 办法 its notice issues, or a subheading
    with its 《简称》.
    """
    if line_patterns.SUBHEAD.fullmatch(fold(title)):
        return True
    if state.current is None:
        return False
    if _is_named(squash_title(title), squash_title(state.current.title), state.named):
        return True
    if INTERPRETED.search(fold(title)):
        return False
    after = fold("".join(block.text for block in around))[:_FIRST_SENTENCES]
    introduced = set(_ALIAS.findall(after))
    return any(f"《{alias}》" in after for alias in state.aliases - introduced)


def _is_named(title: str, current: str, named: set[str]) -> bool:
    """True where the open document names the title, or is named by it; all of them squashed."""
    if title in named or (len(title) >= _SHORTEST_TITLE and title in current):
        return True
    about = title[title.find("关于") :] if "关于" in title else ""
    return len(about) >= _SHORTEST_ABOUT and any(about in name for name in (*named, current))


def _usual_gap(blocks: tuple[Block, ...]) -> int:
    """The blank lines that usually stand between two paragraphs of running text."""
    gaps: Counter[int] = Counter()
    for before, after in pairwise(blocks):
        if is_running(before, 20) and is_running(after, 20):
            gaps[after.gap] += 1
    return gaps.most_common(1)[0][0] if gaps.total() >= _FEWEST_PAIRS else 1
