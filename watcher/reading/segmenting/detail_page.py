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


def detail_title(
    parsed: Parsed, context: Context, blocks: tuple[Block, ...]
) -> tuple[str, int, tuple[str, ...]]:
    """A page's title, how many of its first paragraphs print it, and where metadata and text
    disagree, in words.

    The metadata wins, then the link that led here, then the body; a title cut short (…) is
    completed from the body.
    """
    stated = (parsed.meta.title or context.title or _workbook_name(parsed, context) or "").strip()
    order = find_order_head(blocks, 0)
    unnamed = not stated or squash_title(stated) == squash_title(
        blocks[0].text
    )  # "云岭省人民政府令" says nothing
    if order and (unnamed or same_title(order.title, stated)):
        return order.title if unnamed else stated, order.heads, ()
    if not stated:
        printed, count = heading_at(blocks, 0)
        if _is_sentence(blocks[0].text) and (named := NAMED.match(blocks[0].text)):
            return named[1], 0, ()
        headed = is_headline(blocks[0]) or is_label_line(blocks[0])
        return (printed, count, ()) if headed else (printed[:80], 0, ())
    for first in range(min(_LOOK_BELOW, len(blocks))):
        for count in range(1, min(_LINES_OF_A_TITLE, len(blocks) - first) + 1):
            printed = _FILE.sub(
                "", glue_lines([block.text for block in blocks[first : first + count]])
            )
            if _is_sentence(printed) and not _is_sentence(stated):
                break
            if same_title(printed, stated) and not _goes_on(printed, stated):
                heads = (
                    0 if any(is_number_line(block) for block in blocks[:first]) else first + count
                )
                return _completed_title(printed, stated), heads, ()
    printed, count = heading_at(blocks, 0)
    if is_headline(blocks[0]) and is_official(printed):
        return stated, count, (f"标题：页面信息为“{stated}”，正文为“{printed}”",)
    return stated, 0, ()


def _workbook_name(parsed: Parsed, context: Context) -> str | None:
    """The name of a workbook's file, where its first row is no title but columns."""
    columns = parsed.form == "xlsx" and "\t" in parsed.lines[0]
    return PurePosixPath(context.source).stem if columns else None


def _goes_on(printed: str, stated: str) -> bool:
    """Tell whether a line that begins with a whole title is the text: 澄江市低空办法已经市政府同意，现予公布："""
    return is_official(stated) and len(squash_title(printed)) > len(squash_title(stated)) + _SUFFIX


def _completed_title(printed: str, stated: str) -> str:
    """The stated title, completed where it was cut short: …管理办法 / …管理办法及实施细则的通知."""
    longer = len(squash_title(printed)) > len(squash_title(stated))
    rest = squash_title(printed)[len(squash_title(stated)) :]
    return (
        printed
        if longer and (not is_official(stated) or rest.startswith(_REST))
        else stated.rstrip(".…")
    )


def _is_sentence(text: str) -> bool:
    """Tell whether a line says something rather than names it; a sentence that names a title is
    none.
    """
    return text.rstrip("”’）) ").endswith(("。", "；", ";"))
