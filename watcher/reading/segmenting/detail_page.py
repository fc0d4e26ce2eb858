"""The one document of a detail page: its title as the page states it, checked against the body's
first lines.
"""

import re
from pathlib import PurePosixPath

from watcher.parsing.parsed import Parsed
from watcher.patterns import deferred
from watcher.reading.document import Context
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segmenting.document_titles import (
    glue_lines,
    heading_at,
    same_title,
    squash_title,
)
from watcher.reading.segmenting.headings import (
    is_headline,
    is_label_line,
    is_number_line,
    is_official,
)
from watcher.reading.segmenting.order_heads import find_order_head

_LINES_OF_A_TITLE = 8
_SUFFIX = 12  # characters that a printed title may have more: （试行）, 的通知
_REST = ("的", "及", "和", "与", "暨", "等")
_LOOK_BELOW = 3  # a page may print its tools or the 文号 above the title

# 《云岭省湿地办法》已经…审议通过，现予公布。 现将《…》印发给你们。
NAMED = deferred(
    r"[^《。]{0,30}《([^》]{4,80})》[^。]{0,160}?(?:公布|发布|施行|颁布|印发|下发|转发)"
)
_FILE = deferred(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpg|png)$", re.IGNORECASE)


Title = tuple[str, int, tuple[str, ...]]  # as detail_title returns it
_LONGEST_UNNAMED = 80  # characters of a first line that stands for a title


def detail_title(parsed: Parsed, context: Context, blocks: tuple[Block, ...]) -> Title:
    """A page's title, how many of its first paragraphs print it, and where metadata and text
    disagree, in words.

    The metadata wins, then the link that led here, then the body; a title cut short (…) is
    completed from the body.
    """
    stated = (parsed.meta.title or context.title or _workbook_name(parsed, context) or "").strip()
    if ordered := _title_of_order(stated, blocks):
        return ordered
    if not stated:
        return _printed_title(blocks)
    if repeated := _printed_again(stated, blocks):
        return repeated
    printed, count = heading_at(blocks, 0)
    if is_headline(blocks[0]) and is_official(printed):
        return stated, count, (f"标题：页面信息为“{stated}”，正文为“{printed}”",)
    return stated, 0, ()


def _title_of_order(stated: str, blocks: tuple[Block, ...]) -> Title | None:
    """The paper that an order at the top makes known, unless the page names another."""
    order = find_order_head(blocks, 0)
    if order is None:
        return None
    # "云岭省人民政府令" says nothing
    unnamed = not stated or squash_title(stated) == squash_title(blocks[0].text)
    if unnamed:
        return order.title, order.heads, ()
    return (stated, order.heads, ()) if same_title(order.title, stated) else None


def _printed_title(blocks: tuple[Block, ...]) -> Title:
    """The title of a page that states none: its heading, else the paper that it names first."""
    printed, count = heading_at(blocks, 0)
    if _is_sentence(blocks[0].text) and (named := NAMED.match(blocks[0].text)):
        return named[1], 0, ()
    if is_headline(blocks[0]) or is_label_line(blocks[0]):
        return printed, count, ()
    return printed[:_LONGEST_UNNAMED], 0, ()


def _printed_again(stated: str, blocks: tuple[Block, ...]) -> Title | None:
    """The stated title where the first lines print it again, completed from them."""
    for first in range(min(_LOOK_BELOW, len(blocks))):
        for count in range(1, min(_LINES_OF_A_TITLE, len(blocks) - first) + 1):
            lines = [block.text for block in blocks[first : first + count]]
            printed = _FILE.sub("", glue_lines(lines))
            if _is_sentence(printed) and not _is_sentence(stated):
                break
            if same_title(printed, stated) and not _goes_on(printed, stated):
                # a 文号 above the title stays in the text
                numbered = any(map(is_number_line, blocks[:first]))
                heads = 0 if numbered else first + count
                return _completed_title(printed, stated), heads, ()
    return None


def _workbook_name(parsed: Parsed, context: Context) -> str | None:
    """The name of a workbook's file, where its first row is no title but columns."""
    columns = parsed.form == "xlsx" and "\t" in parsed.lines[0]
    return PurePosixPath(context.source).stem if columns else None


def _goes_on(printed: str, stated: str) -> bool:
    """Tell whether a line that begins with a whole title is the text: 澄江市低空办法已经市政府同意，现予公布："""
    return is_official(stated) and len(squash_title(printed)) > len(squash_title(stated)) + _SUFFIX


def _completed_title(printed: str, stated: str) -> str:
    """The stated title, completed where it was cut short: …管理办法 / …管理办法及实施细则的通知."""
    own, longer = squash_title(stated), squash_title(printed)
    rest = longer[len(own) :]
    if len(longer) > len(own) and (not is_official(stated) or rest.startswith(_REST)):
        return printed
    return stated.rstrip(".…")


def _is_sentence(text: str) -> bool:
    """True where a line says something rather than names it; one that names a title does not."""
    return text.rstrip("”’）) ").endswith(("。", "；", ";"))
