"""Finds the beginnings of documents in a digest, a briefing or a newspaper page that has no
contents list.

A heading begins a document when enough signs speak for it (`signs`), unless it belongs to the
document above: the 办法 that a notice issues, or a subheading whose first sentence uses the article's
own 《简称》. Three more shapes begin one without a heading of its own line: a dateline,
"【headline】text", and a numbered list of reports.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import headings
from watcher.reading.segmenting.digest_items import Item, find_items
from watcher.reading.segmenting.document_titles import (
    glue_lines,
    heading_at,
    same_title,
    squash_title,
)
from watcher.reading.segmenting.heading_signs import (
    ENOUGH,
    ENOUGH_INSIDE_A_POLICY,
    INTERPRETED,
    Place,
    is_numbered,
    is_section_label,
    opens_as_report,
    shared_pairs,
    sign_weight,
)
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_byline,
    is_headline,
    is_label_line,
    is_made_note,
    is_number_line,
    is_official,
    is_running,
    is_source_line,
)
from watcher.reading.segmenting.order_heads import find_order_head, is_organ_head

_ALIAS = deferred(r"(?:以?下简?称|简称)[\"“]?《([^》]{2,16})》")
_FEWEST_PAIRS = 3  # paragraphs in a row that show how a text is spaced
_LOOK_BELOW = 6
_SHORTEST_TITLE = 6
_MOST_LABELS = 14  # of one record
_MASTHEAD_DAY = deferred(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?$")
_TORN = 0.3  # of a headline's character pairs come again in its article
_SHORTEST_ABOUT = 8  # characters from 关于 on that name a paper whoever issued it
_NAME = deferred(r"《([^《》]{6,80})》")
_ORGAN_COLON = deferred(r"[^,。:;《\s]{2,16}:")
_ANNEX = deferred(r"附件?\s?[0-9一二三四五六七八九十]{0,3}\s?:?")


@dataclass(frozen=True, slots=True)
class Start:
    """A document: first block, blocks of its heading (0 when the headline is torn off or inside the
    text), title.
    """

    first: int
    heads: int
    title: str
    body: int  # its first paragraph of running text
    section: str = ""
    policy: bool = False


@dataclass(slots=True)
class _StartSearch:
    """The state of a walk over the blocks: the layout, and the document that is open with its 《简称》."""

    usual_gap: int
    level_one: int
    items: dict[int, Item]
    collection: bool
    current: Start | None = None
    aliases: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # what a notice says that it issues or encloses

    def open_document(self, start: Start) -> None:
        self.current = start
        self.aliases = set()
        self.named = set()

    def note_block(self, block: Block) -> None:
        text = fold(block.text)
        self.aliases.update(found[1] for found in _ALIAS.finditer(text))
        if self.current is not None and self.current.policy:
            self.named.update(squash_title(found[1]) for found in _NAME.finditer(text))


def find_starts(blocks: tuple[Block, ...]) -> list[Start]:
    """Every document start in order."""
    state = _StartSearch(
        _usual_gap(blocks),
        sum(1 for block in blocks if block.paragraph.level == 1),
        find_items(blocks),
        any(
            headings.COLLECTION.search(block.text) and is_headline(block)
            for block in blocks[:_LOOK_BELOW]
        ),
    )
    found: list[Start] = []
    at = 0
    while at < len(blocks):
        start = _start_at(blocks, at, state)
        if start:
            found.append(start)
            state.open_document(start)
        for block in blocks[at : (start.body if start else at) + 1]:
            state.note_block(block)
        at = (start.body if start else at) + 1
    return found


def _start_at(blocks: tuple[Block, ...], at: int, state: _StartSearch) -> Start | None:
    block = blocks[at]
    section = _section_above(blocks, at, state.current)
    if at in state.items:
        item = state.items[at]
        return Start(at, 0 if item.inside else 1, item.title, item.body, section, item.policy)
    if headings.DATELINE.match(fold(block.text[:40])) and is_running(block):
        return Start(at, 0, "", at)
    if start := _organ_start(blocks, at) or _order_start(blocks, at):
        return replace(start, section=section)
    if line_breaks.label_field(block.text) == "title":
        return _record_start(blocks, at, state)
    if not is_headline(block) or is_red_head(blocks, at):
        return None
    return _headed_start(blocks, at, state, section)


def _headed_start(
    blocks: tuple[Block, ...], at: int, state: _StartSearch, section: str
) -> Start | None:
    """The document that a heading begins, if enough signs speak for it."""
    title, count = _torn_in_two(blocks, at) or heading_at(blocks, at)
    body = _body_below(blocks, at + count)
    current = state.current
    annexed = at and _ANNEX.fullmatch(fold(blocks[at - 1].text)) and current is not None
    if body is None or annexed or _belongs_to_current(title, blocks[at : body + 1], state):
        return None
    if _names_another(blocks, at + count, title) or _is_torn_off(blocks, at, title, body):
        return None
    place = Place(
        blocks, at, count, title, body, state.usual_gap, state.level_one, state.collection
    )
    if sign_weight(place) < (
        ENOUGH_INSIDE_A_POLICY if current is not None and current.policy else ENOUGH
    ):
        return None
    policy = is_numbered(place) or (
        is_official(title) and "关于" in title and not opens_as_report(place.lead_text)
    )
    return Start(at, count, title, body, section, policy)


def _names_another(blocks: tuple[Block, ...], below: int, title: str) -> bool:
    """The heading of a list of records: the record right beneath carries a title of its own
    ("政策名称：…").
    """
    if below >= len(blocks) or line_breaks.label_field(blocks[below].text) != "title":
        return False
    return not same_title(title, line_breaks.labelled_value(blocks[below].text))


def _is_torn_off(blocks: tuple[Block, ...], at: int, title: str, body: int) -> bool:
    """The last of several headlines above an article that begins with its dateline and says nothing
    of it.
    """
    if at and (blocks[at].paragraph.level or _MASTHEAD_DAY.search(fold(blocks[at - 1].text))):
        return False  # below the issue's own line
    if not (
        at and headings.DATELINE.match(fold(blocks[body].text[:40])) and is_headline(blocks[at - 1])
    ):
        return False
    return (
        shared_pairs(title, fold("".join(block.text for block in blocks[body : body + 2]))) < _TORN
    )


def _torn_in_two(blocks: tuple[Block, ...], at: int) -> tuple[str, int] | None:
    """A newspaper's headline over two lines, the article set apart beneath: both lines say what its
    first words do.
    """
    if at + 2 >= len(blocks) or not (
        is_headline(blocks[at + 1]) and headings.DATELINE.match(fold(blocks[at + 2].text))
    ):
        return None
    if blocks[at + 1].gap or not blocks[at + 2].gap:
        return None
    lead = fold("".join(block.text for block in blocks[at + 2 : at + 4]))
    lines = [block.text for block in blocks[at : at + 2]]
    return (
        (glue_lines(lines), 2) if all(shared_pairs(line, lead) >= _TORN for line in lines) else None
    )


def _order_start(blocks: tuple[Block, ...], at: int) -> Start | None:
    order = find_order_head(blocks, at)
    return Start(at, order.heads, order.title, order.body, policy=True) if order else None


def _organ_start(blocks: tuple[Block, ...], at: int) -> Start | None:
    """A digest's headline that breaks behind its colon: "国家能源局：" / "加快建设新型储能" / "近日，…"."""
    if at + 2 >= len(blocks) or not _ORGAN_COLON.fullmatch(fold(blocks[at].text)):
        return None
    told = is_headline(blocks[at + 1]) and opens_as_report(fold(blocks[at + 2].text)[:200])
    return Start(at, 2, blocks[at].text + blocks[at + 1].text, at + 2) if told else None


def _section_above(blocks: tuple[Block, ...], at: int, current: Start | None) -> str:
    """The page's label above a document, else that of the document before it."""
    return (
        blocks[at - 1].text
        if at and is_section_label(blocks[at - 1])
        else (current.section if current else "")
    )


def _record_start(blocks: tuple[Block, ...], at: int, state: _StartSearch) -> Start | None:
    """A record that begins with its labels: "标题：…" among 文号：…, 发布日期：…."""
    title = line_breaks.labelled_value(blocks[at].text)
    if len(title) < _SHORTEST_TITLE or _belongs_to_current(title, blocks[at : at + 1], state):
        return None
    first, stop = at, at + 1
    while (
        first
        and at - first < _MOST_LABELS
        and line_breaks.label_field(blocks[first - 1].text) not in (None, "title")
    ):
        first -= 1
    while (
        stop < len(blocks)
        and stop - at < _MOST_LABELS
        and line_breaks.label_field(blocks[stop].text) not in (None, "title")
    ):
        stop += 1
    policy = any(
        line_breaks.label_field(block.text) in ("doc_number", "issued_on")
        for block in blocks[first:stop]
    )
    return Start(at, 0, title, stop - 1, policy=policy) if stop - first > 1 else None


def is_red_head(blocks: tuple[Block, ...], at: int) -> bool:
    """The paper's own head above number and title: "澄江市人民政府文件", "财政部 税务总局公告" / "2026年第3号"."""
    if not (headings.RED_HEAD.fullmatch(fold(blocks[at].text)) or is_organ_head(blocks[at])):
        return False
    below = blocks[at + 1 : at + _LOOK_BELOW]
    return any(
        is_number_line(block) and any(map(is_headline, below[index + 1 :]))
        for index, block in enumerate(below)
    )


def _body_below(blocks: tuple[Block, ...], at: int) -> int | None:
    """The first paragraph of running text below a heading; None where only other headings follow (a
    label, a teaser).
    """
    told = False
    for index in range(at, min(at + _LOOK_BELOW, len(blocks))):
        block = blocks[index]
        short = is_running(block, 12) and block.text[-1] in "。：:；"
        if (
            short
            or is_running(block)
            or is_addressee(block)
            or headings.PART.match(fold(block.text))
        ):
            return index
        if headings.GUIDE.match(fold(block.text[:12])) or headings.DIALOGUE.match(
            fold(block.text[:40])
        ):
            return index
        text = fold(block.text)
        said = (
            is_number_line(block)
            or line_breaks.label_field(block.text) is not None
            or headings.REGISTER.fullmatch(text) is not None
        )
        between = (
            said
            or is_label_line(block)
            or is_byline(block)
            or is_source_line(block)
            or is_made_note(block)
        )
        if not (between or headings.DATE.fullmatch(text) or headings.SUBHEAD.fullmatch(text)):
            return index if told else None
        told = told or said
    return min(at + _LOOK_BELOW, len(blocks)) - 1 if told else None


def _belongs_to_current(title: str, around: tuple[Block, ...], state: _StartSearch) -> bool:
    """A heading that is part of the current document: the 办法 its notice issues, or a subheading
    with its 《简称》.
    """
    if headings.SUBHEAD.fullmatch(fold(title)):
        return True
    if state.current is None:
        return False
    bare = squash_title(title)
    about = bare[bare.find("关于") :] if "关于" in bare else ""
    if len(about) >= _SHORTEST_ABOUT and any(
        about in named for named in (*state.named, squash_title(state.current.title))
    ):
        return True
    if bare in state.named or (len(bare) >= 6 and bare in squash_title(state.current.title)):
        return True
    if INTERPRETED.search(fold(title)):
        return False
    after = fold("".join(block.text for block in around))[:400]
    introduced = {found[1] for found in _ALIAS.finditer(after)}
    return any(f"《{alias}》" in after for alias in state.aliases - introduced)


def _usual_gap(blocks: tuple[Block, ...]) -> int:
    """The blank lines that usually stand between two paragraphs of running text."""
    gaps = [
        after.gap
        for before, after in pairwise(blocks)
        if is_running(before, 20) and is_running(after, 20)
    ]
    return Counter(gaps).most_common(1)[0][0] if len(gaps) >= _FEWEST_PAIRS else 1
