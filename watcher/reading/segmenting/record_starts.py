"""Documents that begin without a heading of their own line: an order's head, an organ above its
headline, a record of labels. Judges no heading.
"""

from dataclasses import dataclass

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting.headings import is_headline
from watcher.reading.segmenting.order_heads import find_order_head
from watcher.reading.segmenting.report_openings import opens_as_report

_ORGAN_COLON = deferred(r"[^,。:;《\s]{2,16}:")
_LEAD_LENGTH = 200  # characters
_MOST_LABELS = 14  # of one record


@dataclass(frozen=True, slots=True)
class Start:
    """A document's beginning: its first block, the blocks of its heading (0 when the headline is
    torn off or inside the text), its title, and its first paragraph of running text (`body`).
    """

    first: int
    heads: int
    title: str
    body: int
    section: str = ""
    policy: bool = False


def order_start(blocks: tuple[Block, ...], at: int) -> Start | None:
    """The paper that an order makes known whose head begins here."""
    order = find_order_head(blocks, at)
    if order is None:
        return None
    return Start(at, order.heads, order.title, order.body, policy=True)


def organ_start(blocks: tuple[Block, ...], at: int) -> Start | None:
    """A digest's headline that breaks behind its colon: "国家能源局：" / "加快建设新型储能" / "近日，…"."""
    if at + 2 >= len(blocks) or not _ORGAN_COLON.fullmatch(fold(blocks[at].text)):
        return None
    lead = fold(blocks[at + 2].text)[:_LEAD_LENGTH]
    if not (is_headline(blocks[at + 1]) and opens_as_report(lead)):
        return None
    return Start(at, 2, blocks[at].text + blocks[at + 1].text, at + 2)


def record_start(blocks: tuple[Block, ...], at: int, title: str) -> Start | None:
    """A record that begins with its labels: "标题：…" among 文号：…, 发布日期：…."""
    first, stop = at, at + 1
    while first and at - first < _MOST_LABELS and _is_other_label(blocks[first - 1]):
        first -= 1
    while stop < len(blocks) and stop - at < _MOST_LABELS and _is_other_label(blocks[stop]):
        stop += 1
    if stop - first < 2:
        return None  # a label alone is no record
    fields = [line_breaks.label_field(block.text) for block in blocks[first:stop]]
    policy = "doc_number" in fields or "issued_on" in fields
    return Start(at, 0, title, stop - 1, policy=policy)


def _is_other_label(block: Block) -> bool:
    """A label of the same record: another title begins another one."""
    return line_breaks.label_field(block.text) not in (None, "title")
