"""The text below a heading: where it begins, and whether the heading is torn from it. Weighs no
signs.
"""

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.document_titles import glue_lines, same_title
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_byline,
    is_headline,
    is_label_line,
    is_made_note,
    is_number_line,
    is_running,
    is_source_line,
)
from watcher.reading.segmenting.order_heads import is_organ_head
from watcher.reading.segmenting.report_openings import shared_pairs

LOOK_BELOW = 6  # paragraphs below a heading in which its text begins
_FIRST_WORDS = 40  # characters in which a dateline or a speaker stands
_GUIDE_LENGTH = 12  # characters in which a guide's label stands
_TORN = 0.3  # of a headline's character pairs come again in its article
_MASTHEAD_DAY = deferred(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?$")


def body_below(blocks: tuple[Block, ...], at: int) -> int | None:
    """The first paragraph of running text from `at` on; None where only other headings follow (a
    label, a teaser).
    """
    told = False
    for index in range(at, min(at + LOOK_BELOW, len(blocks))):
        block = blocks[index]
        if _is_text(block):
            return index
        said = _is_paper_label(block)
        if not (said or _may_stand_between(block)):
            return index if told else None
        told = told or said
    return min(at + LOOK_BELOW, len(blocks)) - 1 if told else None


def _is_text(block: Block) -> bool:
    """Running text, an addressee, or the head of a document's own part."""
    if is_running(block, 12) and block.text[-1] in "。：:；":
        return True
    if is_running(block) or is_addressee(block):
        return True
    text = fold(block.text)
    if line_patterns.PART.match(text) or line_patterns.GUIDE.match(text[:_GUIDE_LENGTH]):
        return True
    return line_patterns.DIALOGUE.match(text[:_FIRST_WORDS]) is not None


def _is_paper_label(block: Block) -> bool:
    """A line that only a paper has between its title and its text."""
    if is_number_line(block) or line_breaks.label_field(block.text) is not None:
        return True
    return line_patterns.REGISTER.fullmatch(fold(block.text)) is not None


def _may_stand_between(block: Block) -> bool:
    """A mark, byline, source, note, date or a part's name, as they stand under a heading."""
    if is_label_line(block) or is_byline(block) or is_source_line(block) or is_made_note(block):
        return True
    text = fold(block.text)
    if line_patterns.DATE.fullmatch(text):
        return True
    return line_patterns.SUBHEAD.fullmatch(text) is not None


def names_another(blocks: tuple[Block, ...], below: int, title: str) -> bool:
    """The heading of a list of records: the record right beneath carries a title of its own
    ("政策名称：…").
    """
    if below >= len(blocks) or line_breaks.label_field(blocks[below].text) != "title":
        return False
    return not same_title(title, line_breaks.labelled_value(blocks[below].text))


def is_torn_off(blocks: tuple[Block, ...], at: int, title: str, body: int) -> bool:
    """The last of several headlines above an article that begins with its dateline and says nothing
    of it.
    """
    if not at or blocks[at].paragraph.level:
        return False
    if _MASTHEAD_DAY.search(fold(blocks[at - 1].text)):
        return False  # below the issue's own line
    if not (_has_dateline(blocks[body]) and is_headline(blocks[at - 1])):
        return False
    article = fold("".join(block.text for block in blocks[body : body + 2]))
    return shared_pairs(title, article) < _TORN


def _has_dateline(block: Block) -> bool:
    return line_patterns.DATELINE.match(fold(block.text[:_FIRST_WORDS])) is not None


def torn_in_two(blocks: tuple[Block, ...], at: int) -> tuple[str, int] | None:
    """A newspaper's headline over two lines, the article set apart beneath: both lines say what its
    first words do. The title, and the number of its lines.
    """
    if at + 2 >= len(blocks):
        return None
    second, article = blocks[at + 1], blocks[at + 2]
    if not (is_headline(second) and line_patterns.DATELINE.match(fold(article.text))):
        return None
    if second.gap or not article.gap:
        return None
    lead = fold("".join(block.text for block in blocks[at + 2 : at + 4]))
    lines = [blocks[at].text, second.text]
    if min(shared_pairs(line, lead) for line in lines) < _TORN:
        return None
    return glue_lines(lines), 2


def is_red_head(blocks: tuple[Block, ...], at: int) -> bool:
    """The paper's own head above number and title: "澄江市人民政府文件", "财政部 税务总局公告" /
    "2026年第3号".
    """
    head = blocks[at]
    if not (line_patterns.RED_HEAD.fullmatch(fold(head.text)) or is_organ_head(head)):
        return False
    below = blocks[at + 1 : at + LOOK_BELOW]
    for index, block in enumerate(below):
        if is_number_line(block) and any(map(is_headline, below[index + 1 :])):
            return True
    return False
