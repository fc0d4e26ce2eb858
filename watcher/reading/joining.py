"""Original lines to paragraphs: noise removed, hard line breaks joined, every character mapped to its line.

Decides nothing about documents. The text keeps the punctuation that was printed; `segment.fold` gives the form that
patterns match.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from watcher.reading.document import Paragraph

CJK = "㐀-鿿〇"
_SPACES = dict.fromkeys(
    [*map(ord, "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " "
)
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x1C),
        0x7F,
        0xAD,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFE00, 0xFE10),
        0xFFFD,
    ]
)
# Digits and letters as ASCII; Kangxi radicals (⼀ for 一, common in text taken from PDF) as the characters they are.
_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_CLEAN = {**_SPACES, **_INVISIBLE, **_HALF, **_RADICALS}

# "2025 年 3 月", "年， 第": a space beside a digit or Chinese punctuation never separates words.
_LOOSE = re.compile(
    rf"(?<=[{CJK}，。、；：！？”’》】〕]) (?=[0-9])|(?<=[0-9]) (?=[{CJK}〔《（，。、；：％%])|(?<=[，。、；：！？《“‘〔]) | (?=[，。、；：！？》”’〕])"
)
# "赋 能 可 持 续": at least three single characters, each set apart, nothing else between the spaces.
_SPACED = re.compile(rf"(?<![^ ])[{CJK}A-Za-z0-9“”](?: [{CJK}0-9“”]){{2,}}(?![^ ，。、；：！？》）])")
_PAIR = re.compile(rf"[{CJK}] +[{CJK}]")
_HEADING = re.compile(r" *(#{1,6})(?=[^#])")
_COMMENT = re.compile(r"<!--[^>]{0,200}-->")
_RULE = re.compile(r"[\s|:=_*—–-]{3,}")

# A line that starts like this begins a paragraph of its own: 第九条 · 一、 · （二） · 3. · ① · 【申报时间】 · 附件2 · 来源：
NUMERALS = "一二三四五六七八九十百零〇○两"
STARTS = re.compile(
    rf"第[{NUMERALS}0-9]{{1,6}}[条章节编][ 　：:]?|[{NUMERALS}]{{1,3}}[、.．]|[（(][{NUMERALS}0-9]{{1,3}}[）)]"
    rf"|[0-9]{{1,2}}(?:[、．]|\.(?![0-9])|[)）])|[①-⑳]|【|[●■◆★•·▪▲△○]|附件?[：:0-9{NUMERALS} ]|附[：:]|来源[：:]|- "
)
TERMINAL = "。！？；：!?;:…"
CLOSERS = '”’"）)】》」』'
_LETTER = re.compile(rf"[{CJK}]")


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned, non-blank physical line. `gap` counts the blank lines above it; `width` is in half-width cells."""

    text: str
    number: int
    level: int
    bold: bool
    gap: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the layout that segmentation needs: blank lines above, and whether it was printed bold."""

    paragraph: Paragraph
    gap: int
    bold: bool = False

    @property
    def text(self) -> str:
        return self.paragraph.text


def clean(text: str) -> str:
    """Remove invisible characters, unify spaces, close up letter-spaced words; digits and letters half-width."""
    text = text.translate(_CLEAN)
    if " " not in text:
        return text
    text = " ".join(text.split())
    if _PAIR.fullmatch(text):  # "附 件", "通 知" alone on a line
        return text.replace(" ", "")
    text = _SPACED.sub(lambda run: run[0].replace(" ", ""), text)
    return _LOOSE.sub("", text)


def cleaned_lines(lines: Sequence[str], levels: Sequence[int] = ()) -> list[Line]:
    """Every non-blank line, cleaned, with its heading level (from `levels`, else from its # marks) and boldness."""
    found: list[Line] = []
    gap = 0
    inside_bold = False
    for number, raw in enumerate(lines, 1):
        level = levels[number - 1] if number <= len(levels) else 0
        mark = _HEADING.match(raw)
        if mark:
            level, raw = level or len(mark[1]), raw[mark.end() :]  # noqa: PLW2901 -- the mark is not text
        bold = inside_bold
        if "**" in raw:
            count = raw.count("**")
            bold = bold or raw.lstrip().startswith("**")
            inside_bold = inside_bold ^ (count % 2 == 1)
            raw = raw.replace("**", "")  # noqa: PLW2901
        text = clean(_COMMENT.sub("", raw) if "<!--" in raw else raw)
        if not text or _RULE.fullmatch(text):
            inside_bold = inside_bold and bool(text)
            gap += 1
            continue
        found.append(Line(text, number, level, bold, gap, _width(text)))
        gap = 0
    return found


def _width(text: str) -> int:
    return len(text) + sum(1 for c in text if c > "\u2e7f" or c in "“”‘’…—")


def joined(lines: Sequence[str], levels: Sequence[int] = ()) -> tuple[Block, ...]:
    """The paragraphs of a text, in order, each with its original lines."""
    kept = cleaned_lines(lines, levels)
    follows = _continuations(kept)
    blocks: list[Block] = []
    start = 0
    for at in range(1, len(kept) + 1):
        if at == len(kept) or not follows[at]:
            blocks.append(_block(kept[start:at]))
            start = at
    return tuple(blocks)


def _block(lines: list[Line]) -> Block:
    text = lines[0].text
    breaks = [(0, lines[0].number)]
    for line in lines[1:]:
        if _latin(text[-1]) and _latin(line.text[0]):
            text += " "
        breaks.append((len(text), line.number))
        text += line.text
    spread = tuple(breaks) if len(lines) > 1 else ()
    paragraph = Paragraph(text, (lines[0].number, lines[-1].number), lines[0].level, spread)
    return Block(paragraph, lines[0].gap, all(line.bold for line in lines))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def ends(text: str) -> bool:
    """Whether a paragraph's last sentence is finished: 。！？ and the like, perhaps inside closing quotes."""
    return text.rstrip(CLOSERS)[-1:] in TERMINAL or text[-1:] in TERMINAL


def _continuations(lines: list[Line]) -> list[bool]:
    """For each line, whether it continues the line before it."""
    follows = [False] * (len(lines) + 1)
    full = _full(lines)
    at = 0
    while at < len(lines) - 1:
        stop = at
        while stop < len(lines) - 1 and full[stop] and _may_follow(lines[stop], lines[stop + 1]):
            stop += 1
        if stop > at and _running(lines[at : stop + 1]):
            follows[at + 1 : stop + 1] = [True] * (stop - at)
            at = stop
            continue
        at = max(stop, at + 1) if stop > at else at + 1
    for index in range(1, len(lines)):
        if not follows[index] and _broken_off(lines[index - 1], lines[index]):
            follows[index] = True
    return follows


def _may_follow(line: Line, following: Line) -> bool:
    """A hard break stands between two lines of one paragraph only where neither is a heading nor a fresh start."""
    apart = line.level or following.level or following.gap > 1 or (following.bold and not line.bold)
    if apart or following.width > line.width * 3 // 2:
        return False
    return not ends(line.text) and not STARTS.match(following.text)


def _full(lines: list[Line], reach: int = 5) -> list[bool]:
    """Whether each line is as wide as the lines around it, and those share a limit: the text was wrapped there.

    Sample: a newspaper column of 18 characters, "初步估算，今年第一季度，国家高新区实 / 现规模以上工业增加值". A file with one
    line a paragraph has no such limit, because its widths differ.
    """
    widths = [line.width for line in lines]
    return [
        _at_limit(widths[at : at + reach]) or _at_limit(widths[max(0, at + 1 - reach) : at + 1][::-1])
        for at in range(len(widths))
    ]


def _at_limit(near: list[int]) -> bool:
    """Whether the first of these widths reaches what most of them share; one outlier does not set the limit."""
    if len(near) < 2:
        return False
    limit = sorted(near)[-2]
    slack = max(4, limit // 5)
    alike = sum(1 for width in near if abs(width - limit) <= slack)
    return 12 <= limit <= 160 and abs(near[0] - limit) <= slack and alike >= min(3, len(near))


def _running(lines: list[Line]) -> bool:
    """Running text has commas or full stops; lists, signatures and headlines have none.

    Sample of what must stay apart: "省地方金融管理局 省科技厅 / 省工业和信息化厅" (a signature).
    """
    marks = sum(
        line.text.count("，") + line.text.count(",") + line.text.count("。") + line.text.count("、") for line in lines
    )
    return marks * 4 >= len(lines) and (ends(lines[-1].text) or marks >= 2)


def _broken_off(line: Line, following: Line) -> bool:
    """A paragraph torn in the middle of a sentence, by a page or column end.

    Samples: "…试点方案 / （2020—2022年）》，加快推进" (an open 《), "…坚持公平 / 竞争制度，完善…" (long running text, no full stop).
    """
    text, rest = line.text, following.text
    if line.level or following.level or following.gap > 2 or (following.bold and not line.bold):
        return False
    if (
        text.count("《") > text.count("》")
        and "》" in rest[:60]
        and "《" not in rest[: rest.find("》")]
        and len(text) < 2000
    ):
        return True
    if ends(text) or STARTS.match(rest):
        return False
    torn = len(text) >= 30 and ("，" in text or "," in text) and ("。" in text or text[-1:] in "，、,")
    return (
        torn
        and (ends(rest) or "，" in rest or "," in rest)
        and bool(_LETTER.match(text[-1:] + rest[:1]) or text[-1] in "，、,")
    )
