"""Tells by its looks alone what a single paragraph is: a heading, a 文号 line, an addressee, a
byline, a source line. No context.
"""

from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.paragraphs.paragraph_ends import STARTS, TERMINAL, ends_sentence
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns

_SHORTEST_HEADLINE = 4
_LONGEST_HEADLINE = 120
_LONGEST_NUMBER = 60
_LONGEST_SOURCE = 70
_LONGEST_BYLINE = 30
_LONGEST_LABEL = 12


def is_headline(block: Block) -> bool:
    """True where a paragraph can be a heading: one short phrase, not a list item, an addressee, a
    date or a footer.
    """
    text = fold(block.text)
    if not _SHORTEST_HEADLINE <= len(text) <= _LONGEST_HEADLINE:
        return False
    if _is_sentence(block, text) or _begins_an_entry(block):
        return False
    if is_number_line(block) or line_breaks.label_field(text) is not None:
        return False
    return not (_is_of_the_page(text) or is_made_note(block))


def _is_sentence(block: Block, folded: str) -> bool:
    if "。" in folded or folded[-1] in ";,、:":
        return True
    # a headline may ask or call
    return ends_sentence(block.text) and folded[-1] not in "?!"


def _begins_an_entry(block: Block) -> bool:
    return STARTS.match(block.text) is not None and not _has_rubric(block)


def _is_of_the_page(text: str) -> bool:
    """True for a line that a page prints beside its texts: a date, an address, a page number."""
    marks = line_patterns
    if marks.DATE.fullmatch(text) or marks.PAGE.fullmatch(text) or marks.SOURCE.fullmatch(text):
        return True
    if marks.URL.search(text) or marks.CAPTION.match(text) or marks.CRUMB.match(text):
        return True
    if marks.FOOTER.match(text) or marks.DIALOGUE.match(text):
        return True
    # …会议纪要(第12期) is a paper
    return marks.MASTHEAD.fullmatch(text) is not None and not marks.OFFICIAL.search(text)


def is_made_note(block: Block) -> bool:
    """True for the note in brackets below a law's title: "（2026年3月4日云岭省人民政府令第12号公布）"."""
    return block.text[:1] in "(（" and line_patterns.MADE.fullmatch(fold(block.text)) is not None


def _has_rubric(block: Block) -> bool:
    """A heading that names its column first: "## 【走基层】老护士的志愿服务队"."""
    return block.paragraph.level > 0 and line_patterns.COLUMN.match(block.text) is not None


def is_number_line(block: Block) -> bool:
    """A 文号 alone on its line."""
    text = fold(block.text)
    if len(text) > _LONGEST_NUMBER or text[-1:] not in "号)]〕】0123456789":
        return False
    if "关于" in text:  # 关于…的公告(2026年第3号)
        return False
    return line_patterns.NUMBER.fullmatch(text) is not None


def is_addressee(block: Block) -> bool:
    """主送机关: "各县（区）人民政府，市直各有关单位："."""
    text = fold(block.text)
    return bool(line_patterns.ADDRESSEE.fullmatch(text) and line_patterns.ADDRESSED.match(text))


def is_label_line(block: Block) -> bool:
    """A mark such as （政策解读） alone on its line."""
    text = fold(block.text)
    return len(text) <= _LONGEST_LABEL and line_patterns.LABEL.fullmatch(text) is not None


def is_running(block: Block, least: int = 30) -> bool:
    """Running text: a sentence or more, `least` characters of it, not a heading."""
    text = block.text
    if len(text) < least:
        return False
    return "，" in text or "。" in text or "," in text or text[-1] in TERMINAL


def is_official(title: str) -> bool:
    """A title of an official paper: it ends in a 文种 word."""
    return line_patterns.OFFICIAL.search(fold(title)) is not None


def is_source_line(block: Block) -> bool:
    """An article's source alone on its line: "来源：澄江日报 2026-03-04"."""
    if len(block.text) > _LONGEST_SOURCE:
        return False
    return line_patterns.SOURCE.fullmatch(fold(block.text)) is not None


def is_byline(block: Block) -> bool:
    """An author or an office alone on its line: "本报记者 李某", "澄江市工业和信息化局"."""
    if len(block.text) > _LONGEST_BYLINE:
        return False
    return line_patterns.BYLINE.fullmatch(fold(block.text)) is not None
