"""Physical lines, cleaned: invisible characters gone, spaces unified, letter-spaced words closed
up, marks of markdown taken off. Joins nothing.

The punctuation stays as printed; `segment.fold` gives the form that patterns match.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.patterns import deferred
from watcher.reading.paragraphs.radicals import RADICALS

CJK = "㐀-鿿〇"
CELL = "\t"  # between the cells of one table row, as parsing prints it
_SPACES = [
    *map(ord, "\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"),
    *range(0x2000, 0x200B),
]
_INVISIBLE = [
    *(code for code in range(0x1C) if chr(code) not in "\t\n\v\f\r"),
    *(0x7F, 0xAD, 0x061C, 0x180E, 0xFEFF, 0xFFFD),
    *(
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ),
]
# Digits and letters as ASCII; radicals (⺠ for 民, common in text taken from PDF) as the characters
# they are.
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE, None),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()},
    **RADICALS,
}
# the same characters as ranges: a class of five hundred single ones costs milliseconds to compile
_NOISE = deferred(
    r"[\x00-\x09\x0b-\x1f\x7f\x85\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u2e81-\u2fd5\ufe00-\ufe0f\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufffd]"
)
# marks that only markdown or HTML prints: a line without any of them needs no second look
_MARKS = ("*", "#", "<!--", "![")
# "2025 年 3 月", "年， 第": a space beside a digit or Chinese punctuation never separates words.
# (The space stands first and is looked at again from behind: the search goes from space to space.)
_LOOSE = deferred(
    rf" (?:(?<=[{CJK}，。、；：！？”’》】〕] )(?=[0-9])|(?<=[0-9] )(?=[{CJK}〔《（，。、；：％%])"
    r"|(?<=[，。、；：！？《“‘〔] )|(?=[，。、；：！？》”’〕]))"
)
# "赋 能 可 持 续": at least three single characters, each set apart, nothing else between the spaces.
_SPACED = deferred(rf"(?<![^ ])[{CJK}A-Za-z0-9“”](?: [{CJK}0-9“”]){{2,}}(?![^ ，。、；：！？》）])")
_HEADING = deferred(
    r"[ \u200b\u2060\ufeff]*((?:#[\u200b\u2060\ufeff]*){1,6})(?=[^#\u200b\u2060\ufeff])"
)
_COMMENT = deferred(r"<!--[^>]{0,200}-->")
# "*   _![Image 3](https://…/icon.png)_ 2026-03-04": a picture says nothing, nor does the list that
# only holds it
_PICTURE = deferred(r"(?:^\s*[*+-]\s+)?_?!\[[^\]]{0,200}\]\([^)\s]{0,400}\)_?")
_RULE = deferred(r"[\s|:=_*—–-]{3,}|[▼▽▲△↓●◆◇■□★☆ ]{1,9}")
_OF_RULES = "\t|:=_*—–-▼▽▲△↓●◆◇■□★☆"  # a cleaned line begins with no other space
WIDEST = 160  # cells; a longer line was not wrapped to a column, and its width need not be exact


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A cleaned, non-blank physical line.

    `gap` counts the blank lines above it; `width` is in half-width cells; `length` is that of the
    line as it stands in the file, which a hard limit shows in; `opens` and `closes` say that the
    file's line begins or ends with a space.
    """

    text: str
    number: int
    level: int
    bold: bool
    gap: int
    width: int
    length: int
    opens: bool = False
    closes: bool = False


def is_chinese(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character == "〇"


def clean_text(text: str) -> str:
    """Remove invisible characters, unify spaces, close up letter-spaced words; digits and letters
    half-width.
    """
    # by far the most common: spare them the slow table
    text = text.replace("\u3000", " ").replace("\xa0", " ")
    if _NOISE.search(text):
        text = text.translate(_CLEAN)
    if CELL in text:
        return _clean_cells(text)
    return _close_up_spaces(text) if " " in text else text


def _clean_cells(text: str) -> str:
    """A table's row, each cell by itself: what stands in two of them never joins."""
    cells = [cell for each in text.split(CELL) if (cell := _close_up_spaces(each))]
    if any(len(cell) > 1 for cell in cells):
        return CELL.join(cells)
    # a word set with tabs between its letters
    return _close_up_spaces(" ".join(cells))


def _close_up_spaces(text: str) -> str:
    """One space between words, none inside letter-spaced ones or beside digits."""
    text = " ".join(text.split())
    spaces = text.count(" ")
    if not spaces:
        return text
    # "附 件" alone on a line
    if len(text) == 3 and text[1] == " " and is_chinese(text[0]) and is_chinese(text[2]):
        return text.replace(" ", "")
    if spaces > 1:
        text = _SPACED.sub(lambda run: run[0].replace(" ", ""), text)
    return _LOOSE.sub("", text)


def clean_lines(lines: Sequence[str], levels: Sequence[int] = ()) -> list[PrintedLine]:
    """Every non-blank line, cleaned, with its heading level (from `levels`, else from its # marks)
    and boldness.
    """
    found: list[PrintedLine] = []
    gap = 0
    inside_bold = False
    for number, raw in enumerate(lines, 1):
        printed, level, bold = raw, 0, inside_bold
        if any(mark in raw for mark in _MARKS):
            printed, level = _split_heading_marks(_without_pictures(raw))
            bold = inside_bold or printed.lstrip().startswith("**")
            inside_bold ^= printed.count("**") % 2 == 1
            printed = _COMMENT.sub("", printed.replace("**", ""))
        text = clean_text(printed)
        if not text or _is_rule(text):
            # a blank line ends a bold run that was never closed, a drawn rule does not
            inside_bold = inside_bold and bool(text)
            gap += 1
            continue
        if number <= len(levels):
            level = levels[number - 1] or level
        found.append(_printed_line(raw, text, number, (level, bold, gap)))
        gap = 0
    return found


def _printed_line(raw: str, text: str, number: int, layout: tuple[int, bool, int]) -> PrintedLine:
    """The line with its measures; `layout` is its level, its boldness and the blank lines above."""
    level, bold, gap = layout
    bare = raw.rstrip("\r\n")
    return PrintedLine(
        text,
        number,
        level,
        bold,
        gap,
        _cell_width(text),
        len(bare),
        # the first line's indent is the text's own, no break's
        opens=bare[:1].isspace() and number > 1,
        closes=bare[-1:].isspace(),
    )


def _is_rule(text: str) -> bool:
    return text[0] in _OF_RULES and _RULE.fullmatch(text) is not None


def _without_pictures(raw: str) -> str:
    return _PICTURE.sub("", raw) if "![" in raw else raw


def _cell_width(text: str) -> int:
    """Half-width cells; a character of three UTF-8 bytes takes two.

    ASCII punctuation counts as the full-width form it often stands for, so that a column keeps its
    width either way.
    """
    if len(text) > WIDEST:
        return 2 * len(text)
    wide = (len(text.encode(errors="replace")) - len(text)) // 2
    return len(text) + wide + sum(map(text.count, "(),:;!?"))


def _split_heading_marks(raw: str) -> tuple[str, int]:
    mark = _HEADING.match(raw) if "#" in raw else None
    return (raw[mark.end() :], mark[1].count("#")) if mark else (raw, 0)
