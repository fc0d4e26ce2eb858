"""The edges of a document between the starts around it: the red head above its title, and the
labels, furniture and teasers below its text that are not its own.
"""

from watcher.reading.names import organs
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.heading_bodies import is_red_head
from watcher.reading.segmenting.headings import is_number_line, is_source_line
from watcher.reading.segmenting.mastheads import (
    count_trailing_headlines,
    is_date_header,
    is_page_furniture,
)
from watcher.reading.segmenting.record_starts import Start
from watcher.reading.segmenting.section_labels import (
    is_rubric,
    is_section_label,
    is_section_mark,
)

_LINES_OF_A_HEAD = 14  # labels, secrecy, red head and 文号 above a title
_TEASERS = 3  # this many headlines in a row at an article's end announce other pages


def with_red_head(blocks: tuple[Block, ...], first: int, low: int) -> int:
    """The first block of a paper printed with its head: "澄江市人民政府办公室文件" and the 文号 stand
    above the title.

    `low` is the first block that the document above leaves.
    """
    at = first
    while at > low and first - at < _LINES_OF_A_HEAD and _is_head_line(blocks, at - 1):
        at -= 1
    for block in blocks[at:first]:
        # secrecy and the like count only with a number or a label
        if is_number_line(block) or line_breaks.label_field(block.text):
            return at
    return first


def _is_head_line(blocks: tuple[Block, ...], at: int) -> bool:
    text = fold(blocks[at].text)
    if line_breaks.label_field(text) is not None and not is_source_line(blocks[at]):
        return True
    if is_number_line(blocks[at]) or is_red_head(blocks, at):
        return True
    return line_patterns.SECRECY.fullmatch(text) is not None


def trimmed_stop(blocks: tuple[Block, ...], start: Start, end: int) -> int:
    """The block before which a document really ends: without the next one's section label, the
    page's furniture and its teasers.
    """
    least = min(start.body + 1, end)
    stop = end
    if end < len(blocks):
        while stop > least and _labels_section(blocks[stop - 1]):
            stop -= 1
    while stop > least and _is_not_own(blocks, stop, start):
        stop -= 1
    if stop > least and end < len(blocks) and _is_label_apart(blocks[stop - 1]):
        stop -= 1
    return stop if start.policy else _without_teasers(blocks[:stop], least, start)


def _without_teasers(blocks: tuple[Block, ...], least: int, start: Start) -> int:
    """The stop without the headlines of other pages at the end."""
    teasers = count_trailing_headlines(blocks[least:])
    # below a torn-off headline any headline is another article's
    enough = _TEASERS if start.heads else 1
    return len(blocks) - teasers if teasers >= enough else len(blocks)


def _labels_section(block: Block) -> bool:
    return is_section_mark(block) or is_rubric(block)


def _is_label_apart(block: Block) -> bool:
    return block.gap > 0 and is_section_label(block)


def _is_not_own(blocks: tuple[Block, ...], stop: int, start: Start) -> bool:
    """True where the last block before `stop` is the page's or heads the next document."""
    if is_page_furniture(blocks[stop - 1]):
        return True
    return not start.policy and _is_header_of_next(blocks, stop)


def _is_header_of_next(blocks: tuple[Block, ...], stop: int) -> bool:
    """A date that stands over what follows it; at the end of the text, or under an organ's name, it
    is a signature's.
    """
    if stop == len(blocks) or not is_date_header(blocks[stop - 1]):
        return False
    return stop < 2 or not organs.looks_like_organ("".join(fold(blocks[stop - 2].text).split()))
