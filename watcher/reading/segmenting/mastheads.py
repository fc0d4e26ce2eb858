"""Tells what a page prints around its documents: mastheads, date headers, footers, and headlines
torn from their articles.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from watcher.patterns import deferred, one_of
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.headings import is_headline, is_running, is_source_line
from watcher.reading.segmenting.report_openings import shared_pairs

_DAY = deferred(r"((?:19|20)\d{2})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})")
# A paper whose lines were all run together: "…关于印发《…办法》的通知澄府办〔2026〕12号各县…"
_GLUED_TITLE = deferred(
    lambda: (
        rf"([^，。]{{0,40}}关于[^，。]{{4,120}}?(?:{one_of('paper_words.glued_papers')}))"
        r"[^\s，。《》]{2,16}[〔\[](?:19|20)\d{2}[〕\]]\d{1,5}号"
    )
)
_TORN = 0.5  # of a headline's character pairs must come again in the article it was torn from
_LEAD_LENGTH = 600  # characters of an article that a headline's words are looked for in
_SHORTEST_HEADLINE = 8
_LONGEST_LINE = 60  # characters of a page's own line
_LONGEST_HEADLINES = 120  # characters of a line that several headlines stand in


def is_page_furniture(block: Block) -> bool:
    """Mastheads, bread crumbs, page numbers, the publisher's address: of the page, not of a
    document.
    """
    text = fold(block.text)
    if line_patterns.MASTHEAD.fullmatch(text) or line_patterns.CRUMB.match(text):
        return True
    if line_patterns.PAGE.fullmatch(text) or line_patterns.FOOTER.match(text):
        return True
    address = len(text) <= _LONGEST_LINE and "网址" in text
    return address and line_patterns.URL.search(text) is not None


def is_date_header(block: Block) -> bool:
    """A day alone on its line, as a digest prints above the items of that day."""
    return line_patterns.DATE.fullmatch(fold(block.text)) is not None


def issue_day(blocks: Sequence[Block]) -> date | None:
    """The last day that a masthead or date header among these blocks prints: "date 2026-03-04
    要闻".
    """
    for block in reversed(blocks):
        if len(block.text) > _LONGEST_LINE or is_running(block, 40):
            continue
        if found := _printed_day(block.text):
            return found
    return None


def source_day(blocks: Sequence[Block]) -> date | None:
    """The day in an article's own source line at its end: "来源：澄江日报 2026-03-04"."""
    for block in reversed(blocks[-3:]):
        if is_source_line(block) and (day := _printed_day(block.text)):
            return day
    return None


def _printed_day(text: str) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def find_loose_headlines(blocks: Iterable[Block]) -> list[str]:
    """Phrases that may be headlines: a newspaper's text layer prints them together, away from their
    columns.
    """
    found: list[str] = []
    for block in blocks:
        if len(block.text) > _LONGEST_HEADLINES or is_running(block, 60):
            continue
        phrases = _line_phrases(block.text)
        found += [phrase for phrase in phrases if len(phrase) >= _SHORTEST_HEADLINE]
    return found


def _line_phrases(text: str) -> list[str]:
    """A line's phrases, and the whole line; one that the text layer printed twice over is one."""
    parts = text.split(" ") if " " in text else []
    return [_printed_once(phrase) for phrase in (*parts, text)]


def _printed_once(phrase: str) -> str:
    half = phrase[: len(phrase) // 2]
    return half if len(half) >= 4 and phrase == half * 2 else phrase


def find_torn_headline(article: Sequence[Block], loose: Iterable[str]) -> str:
    """The headline of an article that begins with its dateline: the one whose words it repeats
    most, else its first sentence.
    """
    text = fold("".join(block.text for block in article))[:_LEAD_LENGTH]
    best = max(loose, key=lambda phrase: shared_pairs(phrase, text), default="")
    if best and shared_pairs(best, text) >= _TORN:
        return best
    if whole := _GLUED_TITLE.match(article[0].text):
        return whole[1]
    return re.split(r"[。！？]", article[0].text)[0][:60]


def count_trailing_headlines(blocks: Sequence[Block]) -> int:
    """The number of blocks at the end that are headlines or furniture: teasers of other pages."""
    count = 0
    for block in reversed(blocks):
        if not (is_headline(block) or is_page_furniture(block)):
            break
        count += 1
    return count
