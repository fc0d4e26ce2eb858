"""Where documents begin in a digest, a briefing or a newspaper page that has no contents list.

A heading begins a document when enough signs speak for it (`signs`), unless it belongs to the document above: the 办法
that a notice issues, or a subheading whose first sentence uses the article's own 《简称》. Three more shapes begin one
without a heading of its own line: a dateline, "【headline】text", and a numbered list of reports.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from watcher.reading import headings
from watcher.reading.headings import (
    addressee,
    byline,
    headline,
    label_line,
    number_line,
    official,
    running,
    source_line,
)
from watcher.reading.joining import Block
from watcher.reading.segment import fold
from watcher.reading.signs import ENOUGH, ENOUGH_INSIDE_A_POLICY, Place, numbered, reports, section_label, weight
from watcher.reading.titles import heading_at, squash

_ALIAS = re.compile(r"(?:以?下简?称|简称)[\"“]?《([^》]{2,16})》")
# "【澄江市：出台低空经济办法】3月4日，…"
_BRACKETED = re.compile(r"\s*【([^】]{8,60})】(?=.{30})", re.DOTALL)
# "3. 澄江市出台低空经济办法" alone on its line
_ORDINAL = re.compile(r"(?:[0-9]{1,2}[.、)]\s?|[①-⑳]\s?|[一二三四五六七八九十]{1,3}、)(?=\S{6,60}$)")
_FEWEST_ITEMS = 2
_SHARE_OF_REPORTS = 0.6  # of a list's items must open as reports do; of a policy's articles none or one does
_FEWEST_PAIRS = 3  # paragraphs in a row that show how a text is spaced
_LOOK_BELOW = 4
_NAME = re.compile(r"《([^《》]{6,80})》")
_ANNEX = re.compile(r"附件?\s?[0-9一二三四五六七八九十]{0,3}\s?:?")


@dataclass(frozen=True, slots=True)
class Start:
    """A document: first block, blocks of its heading (0 when the headline is torn off or inside the text), title."""

    first: int
    heads: int
    title: str
    body: int  # its first paragraph of running text
    section: str = ""
    policy: bool = False


@dataclass(slots=True)
class _Reading:
    """What is known while the blocks are walked: the layout, and the document that is open with its 《简称》."""

    usual_gap: int
    level_one: int
    items: dict[int, Start]
    current: Start | None = None
    aliases: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # what a notice says that it issues or encloses

    def opened(self, start: Start) -> None:
        self.current = start
        self.aliases = set()
        self.named = set()

    def saw(self, block: Block) -> None:
        text = fold(block.text)
        self.aliases.update(found[1] for found in _ALIAS.finditer(text))
        if self.current is not None and self.current.policy:
            self.named.update(squash(found[1]) for found in _NAME.finditer(text))


def starts(blocks: tuple[Block, ...]) -> list[Start]:
    """Every document start in order."""
    state = _Reading(
        _usual_gap(blocks),
        sum(1 for block in blocks if block.paragraph.level == 1),
        _bracketed(blocks) or _numbered_items(blocks),
    )
    found: list[Start] = []
    at = 0
    while at < len(blocks):
        start = _start(blocks, at, state)
        if start:
            found.append(start)
            state.opened(start)
        for block in blocks[at : (start.body if start else at) + 1]:
            state.saw(block)
        at = (start.body if start else at) + 1
    return found


def _start(blocks: tuple[Block, ...], at: int, state: _Reading) -> Start | None:
    block = blocks[at]
    if at in state.items:
        return state.items[at]
    if headings.DATELINE.match(fold(block.text[:40])) and running(block):
        return Start(at, 0, "", at)
    if not headline(block):
        return None
    title, count = heading_at(blocks, at)
    body = _body(blocks, at + count)
    annexed = at and _ANNEX.fullmatch(fold(blocks[at - 1].text)) and state.current is not None
    if body is None or annexed or _belongs(title, blocks[at : body + 1], state):
        return None
    place = Place(blocks, at, count, title, body, state.usual_gap, state.level_one)
    current = state.current
    if weight(place) < (ENOUGH_INSIDE_A_POLICY if current is not None and current.policy else ENOUGH):
        return None
    label = blocks[at - 1].text if at and section_label(blocks[at - 1]) else ""
    policy = numbered(place) or (official(title) and "关于" in title)
    return Start(at, count, title, body, label or (current.section if current else ""), policy)


def _body(blocks: tuple[Block, ...], at: int) -> int | None:
    """The first paragraph of running text below a heading; None where only other headings follow (a label, a teaser)."""
    for index in range(at, min(at + _LOOK_BELOW, len(blocks))):
        block = blocks[index]
        if running(block) or addressee(block) or headings.PART.match(fold(block.text)):
            return index
        between = number_line(block) or label_line(block) or byline(block) or source_line(block)
        if not (between or headings.DATE.fullmatch(fold(block.text)) or headings.SUBHEAD.fullmatch(fold(block.text))):
            return None
    return None


def _belongs(title: str, around: tuple[Block, ...], state: _Reading) -> bool:
    """A heading that is part of the current document: the 办法 its notice issues, or a subheading with its 《简称》."""
    if headings.SUBHEAD.fullmatch(fold(title)):
        return True
    if state.current is None:
        return False
    bare = squash(title)
    if bare in state.named or (len(bare) >= 6 and bare in squash(state.current.title)):
        return True
    after = fold("".join(block.text for block in around))[:400]
    introduced = {found[1] for found in _ALIAS.finditer(after)}
    return any(f"《{alias}》" in after for alias in state.aliases - introduced)


def _bracketed(blocks: tuple[Block, ...]) -> dict[int, Start]:
    """The items of a digest that prints "【headline】text" in one paragraph."""
    matches = {at: found for at, block in enumerate(blocks) if (found := _BRACKETED.match(block.text))}
    leads = [reports(fold(blocks[at].text[found.end() :][:200])) for at, found in matches.items()]
    return {at: Start(at, 0, found[1], at) for at, found in matches.items()} if _reports_mostly(leads) else {}


def _numbered_items(blocks: tuple[Block, ...]) -> dict[int, Start]:
    """The items of a digest that numbers its headlines; a policy's numbered headings do not open as reports do."""
    items: dict[int, Start] = {}
    leads: list[bool] = []
    for at, (block, below) in enumerate(pairwise(blocks)):
        ordinal = _ORDINAL.match(fold(block.text))
        if ordinal and running(below, 40) and not running(block, 61):
            items[at] = Start(at, 1, block.text[ordinal.end() :], at + 1)
            leads.append(reports(fold(below.text[:200])))
    return items if _reports_mostly(leads) else {}


def _reports_mostly(leads: list[bool]) -> bool:
    return sum(leads) >= _FEWEST_ITEMS and sum(leads) >= _SHARE_OF_REPORTS * len(leads)


def _usual_gap(blocks: tuple[Block, ...]) -> int:
    """The blank lines that usually stand between two paragraphs of running text."""
    gaps = [after.gap for before, after in pairwise(blocks) if running(before, 20) and running(after, 20)]
    return Counter(gaps).most_common(1)[0][0] if len(gaps) >= _FEWEST_PAIRS else 1
