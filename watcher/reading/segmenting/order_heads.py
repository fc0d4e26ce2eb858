"""The head of an order (令) or an announcement that is printed over several lines, and what it makes
known. Reads no numbers.

"云岭省人民政府令 / 第12号 / 《云岭省湿地办法》已经…通过，现予公布": the document is the 办法, its number is the order's.
"""

from dataclasses import dataclass

from watcher.patterns import deferred
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting.headings import is_headline, is_number_line

_HEAD = deferred(
    r"(?!.{0,40}关于)[一-龥、 ]{2,60}(?:令|公告)(?: ?(?:19|20)\d{2}年)?(?: ?第[0-9一二三四五六七八九十百〇零]{1,7}号)?"
)
_IS_ORDER = deferred(r"令(?: |\d|第|$)")
_MADE_KNOWN = deferred(r"[^《。]{0,30}《([^》]{4,80})》[^。]{0,160}?(?:公布|发布|施行|颁布)")
_WITHIN = 3  # paragraphs below the head's own lines


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The paper that an order makes known: its title, the lines of the order's own head, and the
    paragraph that names it.
    """

    title: str
    heads: int
    body: int


def find_order_head(blocks: tuple[Block, ...], at: int) -> OrderHead | None:
    """The order whose head begins at this paragraph; None where there is none, or where it names
    nothing in 《》.
    """
    text = fold(blocks[at].text)
    if len(text) > 60 or not _HEAD.fullmatch(text) or not _IS_ORDER.search(text):
        return None
    below = at + 1
    if "号" not in text:
        if below >= len(blocks) or not is_number_line(blocks[below]):
            return None
        below += 1
    for index in range(below, min(below + _WITHIN, len(blocks))):
        if named := _MADE_KNOWN.match(fold(blocks[index].text)):
            start = named.start(1)
            return OrderHead(blocks[index].text[start : named.end(1)], below - at, index)
    return None


def is_organ_head(block: Block) -> bool:
    """The first line of an order or announcement whose title stands further down: "财政部 税务总局公告"."""
    return is_headline(block) and _HEAD.fullmatch(fold(block.text)) is not None
