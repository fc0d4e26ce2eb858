"""The items of a digest: headlines behind a number, a bullet or in 【】, each with its report or its
paper beneath.

A policy's own numbered headings look the same; what tells them apart is what stands beneath: a
report's first words or a 文号. Signs of a heading without such a mark are in `signs`.
"""

import re
from dataclasses import dataclass

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.document_titles import without_number
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_byline,
    is_label_line,
    is_number_line,
    is_running,
    is_source_line,
)
from watcher.reading.segmenting.report_openings import opens_as_report, shared_pairs

# "【澄江市：出台低空经济办法】3月4日，…"
_BRACKETED = deferred(r"\s*【([^】]{8,60})】(?=.{30})", re.DOTALL)
# The marks of one list, each a family of its own: "3. …", "03 …", "三、…", "（三）…", "③ …", "◆ …"
_FAMILIES = (
    deferred(r"[1-9][0-9]?[.、)](?![0-9])\s?"),
    deferred(r"0[1-9]\s?(?=[^0-9.年月日-])"),
    deferred(r"[一二三四五六七八九十]{1,3}、"),
    deferred(r"[(][一二三四五六七八九十]{1,3}[)]"),
    deferred(r"[(][1-9][0-9]?[)]"),
    deferred(r"[①-⑳]\s?"),
    deferred(r"[●■◆★•▪▲△○◇□▶►※◎]\s?"),
)
_MARKED = deferred("[0-9一二三四五六七八九十(①-⑳●■◆★•▪▲△○◇□▶►※◎]")
_LEAD_IN = deferred(r"[^:,。]{2,16}:")  # "澄江市：3月4日，…"
_HEADLINE = range(6, 81)  # characters of an item's headline
_FEWEST_ITEMS = 2
_LEAD_LENGTH = 200  # characters of an item's first paragraph
_BENEATH = 6  # paragraphs in which an item's text begins
_LONGEST_TITLE = 80
_DAY = deferred(r"\d{1,2}月\d{1,2}日|\d{1,2}日(?:[,上下至]|主持|召开|举行)|近日|日前")
_OPENING = (
    60  # characters in which a report says when: "中共中央总书记、国家主席、中央军委主席…近日…"
)
_TOLD = 0.35  # of the headline's character pairs come again beneath
_SHARE_OF_REPORTS = (
    0.6  # of a list's items must open as reports do; of a policy's articles none or one does
)


@dataclass(frozen=True, slots=True)
class Item:
    """A headline's block (or the whole paragraph, `inside`), its words without the mark, and what
    stands beneath.
    """

    at: int
    title: str
    body: int
    inside: bool = False
    policy: bool = False


def find_items(blocks: tuple[Block, ...]) -> dict[int, Item]:
    """The items by their first block; empty where the text is no such list."""
    found = _bracketed_items(blocks)
    if found:
        return found
    marked = []
    for at, block in enumerate(blocks):
        if _MARKED.match(fold(block.text[:1])):
            marked.append((at, fold(block.text)))
    for family in _FAMILIES:
        mine = [(at, match.end()) for at, text in marked if (match := family.match(text))]
        found |= _headline_items(blocks, mine)
        found |= _paragraph_items(blocks, mine)
    return found


def _bracketed_items(blocks: tuple[Block, ...]) -> dict[int, Item]:
    """The items of a digest that prints "【headline】text" in one paragraph."""
    found: dict[int, Item] = {}
    leads: list[bool] = []
    for at, block in enumerate(blocks):
        if headed := _BRACKETED.match(block.text):
            leads.append(opens_as_report(fold(block.text[headed.end() :][:_LEAD_LENGTH])))
            found[at] = Item(at, headed[1], at, inside=True)
    return found if _are_mostly_reports(leads) else {}


def _headline_items(blocks: tuple[Block, ...], marked: list[tuple[int, int]]) -> dict[int, Item]:
    """Marked headlines with text beneath: "3. 澄江市出台低空经济办法" / "近日，…"."""
    found: dict[int, Item] = {}
    leads: list[bool] = []
    for at, start in marked:
        title = blocks[at].text[start:].strip()
        bare = without_number(title)
        if len(bare) not in _HEADLINE or title[-1] in "。；;：:，" or "。" in title:
            continue
        body, policy = _text_beneath(blocks, at + 1)
        if body is None:
            continue
        policy = policy or bare != title
        lead = fold(blocks[body].text[:_LEAD_LENGTH])
        leads.append(policy or _reports_headline(title, lead))
        if not line_patterns.SUBHEAD.fullmatch(fold(title)):
            found[at] = Item(at, title, body, policy=policy)
    return found if _are_mostly_reports(leads) else {}


def _reports_headline(title: str, lead: str) -> bool:
    """True where a paragraph reports what its headline says: in a report's words, or the headline's
    own and a day.
    """
    if opens_as_report(lead):
        return True
    return _DAY.search(lead[:_OPENING]) is not None and shared_pairs(title, lead) >= _TOLD


def _text_beneath(blocks: tuple[Block, ...], at: int) -> tuple[int | None, bool]:
    """The first paragraph of running text below a headline, and whether a 文号 or an addressee
    stands before it.
    """
    policy = False
    for index in range(at, min(at + _BENEATH, len(blocks))):
        block = blocks[index]
        # a label of no field of its own ("") tells nothing of a paper
        if is_addressee(block) or is_number_line(block) or line_breaks.label_field(block.text):
            policy = True
        elif is_running(block, 20):
            return index, policy
        elif not _may_stand_between(block):
            break
    return None, policy


def _may_stand_between(block: Block) -> bool:
    """A mark, a byline, a source or a date, as they stand between a headline and its text."""
    if is_label_line(block) or is_byline(block) or is_source_line(block):
        return True
    return line_patterns.DATE.fullmatch(fold(block.text)) is not None


def _paragraph_items(blocks: tuple[Block, ...], marked: list[tuple[int, int]]) -> dict[int, Item]:
    """Marked paragraphs that are a report each: "●澄江市：3月4日，澄江市财政局发布《…》，…"."""
    found: dict[int, Item] = {}
    leads: list[bool] = []
    for at, start in marked:
        if not is_running(blocks[at], 40):
            continue
        first, *more = re.split(r"[。！？]", blocks[at].text[start:])
        text = fold(blocks[at].text[start:][:_LEAD_LENGTH])
        lead_in = _LEAD_IN.match(text)
        rest = text[lead_in.end() :] if lead_in else text
        headed = bool(more) and len(first) in _HEADLINE
        leads.append(opens_as_report(rest) or (headed and opens_as_report(fold(more[0]))))
        found[at] = Item(at, first.strip()[:_LONGEST_TITLE], at, inside=True)
    return found if _are_mostly_reports(leads) else {}


def _are_mostly_reports(leads: list[bool]) -> bool:
    return sum(leads) >= _FEWEST_ITEMS and sum(leads) >= _SHARE_OF_REPORTS * len(leads)
