"""A page's own labels between its documents: 地方行动, 【行业观察】, 二、地方政策. Begins no document."""

from watcher.patterns import deferred, one_of
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting.headings import (
    is_byline,
    is_headline,
    is_official,
    is_source_line,
)

_LONGEST_LABEL = 14
_LONGEST_RUBRIC = 16
_LONGEST_MARK = 30
# A page's rubric, never a paper's own part: "行业动态", "【专家观点】", "三、市场观察"
_RUBRIC = deferred(
    lambda: (
        r"(?:[一二三四五六七八九十]{1,3}、|【)?[^,。:;【】\s]{0,6}"
        rf"(?:{one_of('paper_words.rubrics')})】?"
    )
)
# A page's own mark between two documents, none of their text: "【地方】", "02", "二、地方政策",
# "第二篇 省级政策"
_SECTION_MARK = deferred(
    r"【[^】]{2,12}】|[●■◆★▪▲△○◇□▶►※◎]\s?[^,。;:]{2,12}|0[1-9]"
    r"|[一二三四五六七八九十]{1,3}、[^,。;:]{2,12}"
    r"|第[一二三四五六七八九十]{1,3}(?:[篇辑编]|部分)\s?[^,。;:]{0,20}"
)


def is_section_label(block: Block) -> bool:
    """A short label of the page (地方行动, 典型案例), neither a signature nor a title of a paper."""
    if len(block.text) > _LONGEST_LABEL or not is_headline(block):
        return False
    if is_byline(block) or is_source_line(block):
        return False
    return not ("关于" in block.text and is_official(block.text))


def is_rubric(block: Block) -> bool:
    """A page's label above the items of one sort, known by its words."""
    return len(block.text) <= _LONGEST_RUBRIC and _RUBRIC.fullmatch(fold(block.text)) is not None


def is_section_mark(block: Block) -> bool:
    """A numbered or bracketed section label; counts only right above a document."""
    if len(block.text) > _LONGEST_MARK:
        return False
    return _SECTION_MARK.fullmatch(fold(block.text)) is not None
