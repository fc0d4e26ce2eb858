"""A site's own lines in the text of a saved page: menus above the article, buttons under its title,
the site's foot.

Takes whole paragraphs away, at the two ends of a text only; what documents the rest holds is told
elsewhere. The words are data (parsing/sites.toml), the same that pages are read with.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from watcher.parsing.html.furniture import is_foot, is_furniture, is_related
from watcher.parsing.html.sites import site_tables
from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.document_titles import heading_at, squash_title, without_number
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_headline,
    is_number_line,
    is_official,
    is_running,
    is_source_line,
)

_HEAD = 150  # paragraphs in which a menu may stand
_FOOT = 120
_FEWEST_WORDS = 3  # of a menu
_FEWEST_LINES = 2  # of a foot
_MENU_WORD = 8  # characters of the words between those we know, at most
_SHORTEST_LINE = 3  # of a foot; 推荐, 下载, 数据 are cells of a form as well
_LONGEST_LINE = 120  # characters of a foot's line
_BELOW_A_FOOT = 6  # paragraphs between a site's registration and the next page's menu
_LONGEST_MENU = 400  # characters of a menu's line
_BUTTONS = 5  # paragraphs that may stand above a text without a menu: 返回顶部
_TOOLS = 16  # paragraphs under a title in which its buttons stand
_LINKS = deferred(
    r"(?:[*+-] {0,3})?(?:#{1,6} )?[·\s_]*(?:!?\[[^\]]*\]\([^)]*\)[·_\s|>-]*)+[^一-龥]*"
)
_READER = deferred(r"(?:URL Source|Markdown Content|Published Time): ?")
_BROWSER_TITLE = deferred(r"Title: ?|^【(?=.{6,}】)")
# "网站简介 | 广告服务 | 招聘信息 | 网站律师", "收藏此页】【打印】【关闭"
_ROW = deferred(
    r"(?:[^|｜，。：]{1,16}[|｜]){3,}[^|｜，。]{1,16}|[^，。]{0,30}[【\[]打印[】\]]\s?[【\[]关闭[】\]]?"
)
_EDGES = " 　>/|»·*-:："
_BUTTON = deferred(
    r"Aa|A[+-]?|字[体号][:：]?|[大中小特+-]|听全文|分享到?|来源[:：]|\[?\s?打印\s?\]?"
)
_CLOCK = deferred(r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?")


@dataclass(frozen=True, slots=True)
class SitePage:
    """The paragraphs that are no site's; `title` is set where they are one paper, `heads` of them
    print it.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    heads: int = 0


def site_pages(blocks: tuple[Block, ...]) -> list[SitePage]:
    """Each page that a text holds: a new one begins at a menu right below the foot of another
    site's or the same.
    """
    cuts = [0, *_next_pages(blocks), len(blocks)]
    return [_page_article(blocks[first:stop]) for first, stop in pairwise(cuts)]


def _next_pages(blocks: tuple[Block, ...]) -> list[int]:
    """The blocks at which a page begins below another's foot: at the browser's title above its
    menu.
    """
    found = []
    at = 0
    while at < len(blocks):
        if _is_registration(blocks[at]):
            menu = _menu_near(blocks, at + 1)
            if menu is not None:
                found.append(menu if _is_foot_line(blocks[menu - 1]) else menu - 1)
                at = menu
        at += 1
    return found


def _menu_near(blocks: tuple[Block, ...], first: int) -> int | None:
    """The block at which a menu begins, among the few from `first` on."""
    for at in range(first, min(first + _BELOW_A_FOOT - 1, len(blocks))):
        if _menu_begins(blocks, at):
            return at if _menu_stop(blocks[at : at + _HEAD]) else None
    return None


def _menu_begins(blocks: tuple[Block, ...], at: int) -> bool:
    return all(_is_menu_line(block.text) for block in blocks[at : at + _FEWEST_WORDS])


def _page_article(blocks: tuple[Block, ...]) -> SitePage:
    """A text without the site's own paragraphs; one paper where its title stands right behind the
    menu.
    """
    start = _menu_stop(blocks)
    stop = _foot_start(blocks, start)
    if not start:
        return SitePage(blocks[_first_text(blocks) : stop])
    kept = _without_tools(blocks[start:stop])
    if not kept:
        return SitePage(blocks)
    title, count = _article_title(kept)
    if not _says_again(blocks[0], title) and is_official(_bare_title(blocks[0])):
        return SitePage((blocks[0], *kept))  # only the browser's title names it
    stamped = not count or any(map(_is_stamped, kept[count : count + 3]))
    if stamped and is_official(without_number(title)):
        return SitePage(kept, title, count)
    return SitePage(kept)


def _first_text(blocks: tuple[Block, ...]) -> int:
    """The first block that is no button; 0 where buttons are all that stands at the top."""
    for at, block in enumerate(blocks[:_BUTTONS]):
        if not is_furniture(block.text):
            return at
    return 0


def _without_tools(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the buttons that stand under a title."""
    tools = blocks[:_TOOLS]
    kept = [block for block in tools if not _is_tool(block.text)]
    return (*kept, *blocks[_TOOLS:])


def _is_tool(text: str) -> bool:
    return is_furniture(text) or _BUTTON.fullmatch(text) is not None


def _article_title(blocks: tuple[Block, ...]) -> tuple[str, int]:
    """The heading right behind the menu, or the title among the labels there ("名称：…"), with its
    paragraphs.
    """
    for block in blocks[:_TOOLS]:
        field = line_breaks.label_field(block.text)
        if field == "title":
            return line_breaks.labelled_value(block.text), 0
        if field is None:
            break
    return heading_at(blocks, 0)


def _menu_stop(blocks: tuple[Block, ...]) -> int:
    """One past the last paragraph of the menu at the top; 0 without a menu."""
    hits = last = 0
    for at, block in enumerate(blocks[:_HEAD]):
        if _is_text(block) or (at and _begins_paper(block)):
            break
        if _is_menu_line(block.text):
            hits, last = hits + 1, at
    if hits < _FEWEST_WORDS:
        return 0
    # short words between those we know end with the menu
    for stop in range(last + 1, len(blocks)):
        if len(blocks[stop].text) > _MENU_WORD or blocks[stop].paragraph.level:
            return stop
    return 0


def _is_text(block: Block) -> bool:
    return is_running(block, 40) or is_addressee(block) or is_number_line(block)


def _begins_paper(block: Block) -> bool:
    return block.paragraph.level == 1 or _names_a_paper(block)


def _names_a_paper(block: Block) -> bool:
    return (
        len(block.text) > _MENU_WORD
        and is_headline(block)
        and is_official(without_number(block.text))
    )


def _is_menu_line(text: str) -> bool:
    if len(text) > _LONGEST_MENU:
        return False
    if text.strip(_EDGES).replace(" ", "") in site_tables().menus:
        return True
    if line_patterns.CRUMB.match(fold(text)) or _READER.match(text):
        return True
    return _LINKS.fullmatch(text) is not None


def _bare_title(block: Block) -> str:
    """The browser's title without the site's name behind it: "…的通知_澄江市人民政府"."""
    text = _BROWSER_TITLE.sub("", block.text)
    return re.split(r"[_】]| - ", text)[0]


def _says_again(block: Block, title: str) -> bool:
    return squash_title(_bare_title(block))[:12] == squash_title(title)[:12]


def _is_stamped(block: Block) -> bool:
    """A page's stamp line under a title: "2026-03-04 10:11", "来源：澄江市发展改革委", "索引号：…"."""
    text = fold(block.text)
    if _CLOCK.fullmatch(text) or is_source_line(block):
        return True
    return line_breaks.label_field(text) is not None


def _foot_start(blocks: tuple[Block, ...], start: int) -> int:
    """The first paragraph of the site's foot; the number of paragraphs where it has none."""
    low = max(start, len(blocks) - _FOOT)
    registered = len(blocks)
    for at in range(low, len(blocks)):
        if _ends_the_page(blocks, at):
            registered = at
            break
    said = low
    for at in range(registered - 1, low - 1, -1):
        if _is_article_line(blocks[at], at - start):
            said = at
            break
    lines = [at for at in range(said + 1, len(blocks)) if _is_foot_line(blocks[at])]
    return lines[0] if len(lines) >= _FEWEST_LINES else len(blocks)


def _is_registration(block: Block) -> bool:
    if len(block.text) > _LONGEST_LINE:
        return False
    return any(word in block.text for word in site_tables().registrations)


def _ends_the_page(blocks: tuple[Block, ...], at: int) -> bool:
    """A site's registration, with nothing beneath it that a document has: no 文号, no addressee, no
    new text.
    """
    if not _is_registration(blocks[at]):
        return False
    said = "".join(block.text for block in blocks[: at + 1])
    for block in blocks[at + 1 :]:
        if is_number_line(block) or is_addressee(block):
            return False
        if is_running(block, 60) and block.text[-12:-1] not in said:
            return False
    return True


def _is_article_line(block: Block, below_menu: int) -> bool:
    """Text, or the names of papers that a page without any text prints; its signature stands before
    the foot anyway.
    """
    if is_running(block, 40) and not _is_foot_line(block):
        return True
    return below_menu < _TOOLS and _names_a_paper(block)


def _is_foot_line(block: Block) -> bool:
    text = block.text
    if not _SHORTEST_LINE <= len(text) <= _LONGEST_LINE:
        return False
    if is_furniture(text) or is_related(text) or is_foot(text):
        return True
    return _is_menu_line(text) or _ROW.fullmatch(text) is not None
