"""Cleaned lines to paragraphs: hard line breaks joined without a space, every character mapped to
its line.

Decides nothing about documents. Three things tell a break inside a paragraph from its end: a limit
that the whole text was wrapped at, a column's width, and a sentence torn in the middle.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from watcher.patterns import deferred
from watcher.reading.document import Paragraph
from watcher.reading.paragraphs import line_breaks, torn_lines
from watcher.reading.paragraphs.cleaned_lines import (
    CJK,
    WIDEST,
    PrintedLine,
    clean_lines,
    is_chinese,
)

# A line that starts like this begins a paragraph: 第九条 · 一、 · （二） · 3. · ① · 【申报时间】 · 附件2 · 来源：
_NUMERALS = "一二三四五六七八九十百零〇○两"
STARTS = deferred(
    rf"第[{_NUMERALS}0-9]{{1,6}}[条章节编][ 　：:]?|[{_NUMERALS}]{{1,3}}[、.．]|[（(][{_NUMERALS}0-9]{{1,3}}[）)]"
    rf"|[0-9]{{1,2}}(?:[、．]|\.(?![0-9])|[)）])|[①-⑳]|【|[●■◆★•·▪▲△○]|附件?[：:0-9{_NUMERALS} ]|附[：:]|来源[：:]|- "
    r"|(?:主管|牵头|受理|责任|实施)(?:部门|单位)[：:]|(?:支持|适用|申报|申请|受理|报名|奖励|补助|办理|扶持)(?:对象|内容|标准|条件|时间|期限|日期|材料|流程|范围|方式|主体)[：:]"
    r"|(?:联系|咨询)(?:人|方式|电话)[：:]|(?:政策|设立)依据[：:]"
)
TERMINAL = "。！？；：!?;:…"
CLOSERS = '”’"）)】》」』'
_COMMAS = deferred(r"[，,。、]")
_NAMES = deferred(rf"[{CJK}、]{{2,40}}")
_ENTRY = deferred(r"[.…·]{2,}\s?\d{0,4}$")  # a line of a contents list
# "澄江市人民政府关于…的通知", "一图读懂《…》": a whole title, perhaps over several lines; no line below it goes on
_TITLE = deferred(
    r"[^，。；：,;:]{0,60}关于[^。；：;:]{4,120}(?:通知|意见|决定|公告|通告|公示|批复|函|办法|方案|通报|命令|令)(?:[（(][^（）()]{1,20}[)）])?"
    r"|(?:一图读懂|图解|一文读懂)[^，。；：]{4,60}[》办法]|[^，。；：]{4,80}(?:解读|问答|实录|答记者问)"
)
_LINES_OF_A_TITLE = 5
# An article's first words: no headline above goes on in them
_DATELINE = deferred(
    r"本报讯|本报.{0,8}[0-9]{1,2}月[0-9]{1,2}日[讯电]|(?:据)?新华社.{0,8}[0-9]{1,2}月[0-9]{1,2}日电"
)
# "市财政局：彭某，0771-5334977", "…增长7.1%(文字编辑：李某)": whom to call, who wrote it, and no more
_CLOSED = deferred(
    r"\d{3,4}-?\d{7,8}$|[（(][^（）()]{0,40}(?:编辑|记者|责编|作者|来源|供稿) ?[：:][^（）()]{1,40}[）)]$"
)
_NARROWEST = 12  # cells of a column
_DOUBLE = 2  # blank lines
_NEAR = 5  # lines that are compared to find a column's width
_SLACK = 5  # a fifth more or less is the same width
_LEAST = 20  # a limit of fewer characters (or cells) is a table's or a list's, not a wrapped text's


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the layout that segmentation needs: blank lines above, and whether it was
    printed bold.
    """

    paragraph: Paragraph
    gap: int
    bold: bool = False

    @property
    def text(self) -> str:
        return self.paragraph.text


def join_lines(lines: Sequence[str], levels: Sequence[int] = ()) -> tuple[Block, ...]:
    """The paragraphs of a text, in order, each with its original lines."""
    kept = _evenly_set(_own_lines(clean_lines(lines, levels)))
    wrapped = _wrapped_continuations(kept)
    follows = wrapped or _column_continuations(kept)
    for at in torn_lines.torn_continuations(kept):
        follows[at] = True
    blocks: list[Block] = []
    group: list[PrintedLine] = []
    for line, continues in zip(kept, follows, strict=True):
        if not continues and group:
            blocks.append(_paragraph_block(group, spaced=wrapped is not None))
            torn = _is_broken_off(blocks[-1], line)
            if torn:
                blocks.pop()
            else:
                group = []
        group.append(line)
    return (*blocks, _paragraph_block(group, spaced=wrapped is not None)) if group else ()


def _evenly_set(lines: list[PrintedLine]) -> list[PrintedLine]:
    """A text with two blank lines or more below every line is one set with a single blank line."""
    least = min((line.gap for line in lines[1:]), default=0)
    if least < _DOUBLE:
        return lines
    return [lines[0], *(replace(line, gap=line.gap - least + 1) for line in lines[1:])]


def _own_lines(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines without running heads and page numbers; a 文号 that shares its line has one of its
    own.
    """
    heads = line_breaks.running_heads([line.text for line in lines])
    kept: list[PrintedLine] = []
    for line in lines:
        if line.text in heads:
            continue
        pieces = line_breaks.split_off_number(line.text) if "号" in line.text else (line.text,)
        kept += (
            [line]
            if len(pieces) == 1
            else [replace(line, text=pieces[0]), replace(line, text=pieces[1], gap=0)]
        )
    return kept


def _paragraph_block(lines: list[PrintedLine], *, spaced: bool) -> Block:
    """One paragraph; `spaced` where a space at a line's end was the text's own, not a column's
    padding.
    """
    text = lines[0].text
    breaks = [(0, lines[0].number)]
    for last, line in pairwise(lines):
        apart = (spaced or text.startswith("【")) and (last.closes or line.opens)
        if apart or (_is_latin_letter(text[-1]) and _is_latin_letter(line.text[0])):
            text += " "
        breaks.append((len(text), line.number))
        text += line.text
    spread = tuple(breaks) if len(lines) > 1 else ()
    paragraph = Paragraph(text, (lines[0].number, lines[-1].number), lines[0].level, spread)
    return Block(paragraph, lines[0].gap, all(line.bold for line in lines))


def _is_latin_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def ends_sentence(text: str) -> bool:
    """Tell whether a paragraph's last sentence is finished: 。！？ and the like, perhaps inside
    closing quotes.
    """
    return text[-1:] in TERMINAL or text.rstrip(CLOSERS)[-1:] in TERMINAL


def _wrapped_continuations(lines: list[PrintedLine]) -> list[bool] | None:
    """Continuations in a text that was wrapped at one limit throughout (`fold -w 40`, an editor, a
    mail program).

    None unless many lines stop exactly at the longest length, most of them in the middle of a
    sentence. A line that stops there, or that the next word would have carried past it, goes on in
    the next line.
    """
    # characters are cut exactly at the limit, cells one short of it where a wide character would
    # cross it
    for sizes, slack in (([line.length for line in lines], 0), ([line.width for line in lines], 1)):
        for limit in _likely_limits(sizes):
            full = [limit - slack <= size <= limit for size in sizes]
            if _is_cut_at_limit(lines, full) and not _is_ragged(lines, full, limit):
                usual = _usual_gap(
                    after.gap for after, reaches in zip(lines[1:], full, strict=False) if reaches
                )
                return [False] + [
                    after.gap <= usual and _goes_on(lines[at], after, limit if not full[at] else 0)
                    for at, after in enumerate(lines[1:])
                ]
    return None


def _likely_limits(sizes: list[int]) -> Iterator[int]:
    """The lengths at which a text may have been wrapped: its longest line, else what most lines
    reach and only a title exceeds.
    """
    longest = max(sizes, default=0)
    if longest >= _LEAST:
        yield longest
    size, times = max(
        Counter(size for size in sizes if size >= _LEAST).items(), key=itemgetter(1), default=(0, 0)
    )
    if (
        size < longest
        and times * 5 >= len(sizes)
        and sum(other > size for other in sizes) <= max(2, len(sizes) // 20)
    ):
        yield size


def _is_cut_at_limit(lines: list[PrintedLine], full: list[bool]) -> bool:
    """Tell whether the lines that reach the limit stop there in the middle of running text."""
    unfinished = [
        line
        for line, reaches in zip(lines, full, strict=True)
        if reaches and not ends_sentence(line.text)
    ]
    commas = sum(1 for line in unfinished if _COMMAS.search(line.text))
    return commas >= 3 and commas * 2 >= len(unfinished) >= len(lines) / 20


def _is_ragged(lines: list[PrintedLine], full: list[bool], limit: int) -> bool:
    """Tell whether running text often stops short of the limit in mid-sentence: columns, whose
    lines are only nearly alike.
    """
    short = 0
    for at, (line, after) in enumerate(pairwise(lines)):
        near = not full[at] and line.width * 4 >= limit * 3 and line.width <= limit
        if (
            near
            and _COMMAS.search(line.text)
            and not (ends_sentence(line.text) or STARTS.match(after.text))
        ):
            short += not _goes_on(line, after, limit)
    return short * 4 > sum(full)


def _usual_gap(gaps: Iterable[int]) -> int:
    return max(Counter(gaps).items(), key=itemgetter(1), default=(0, 0))[0]


def _goes_on(line: PrintedLine, following: PrintedLine, limit: int) -> bool:
    """Tell whether a line at the limit (`limit` 0), or one that the next word would carry past it,
    continues.

    A wrapping program breaks at a space where the next word is too long: "…，由澄江市财政局 / 澄江市科技局负责".
    """
    fresh = STARTS.match(following.text) is not None or following.level > 0
    if not limit:
        return not (
            fresh
            and (ends_sentence(line.text) or line.text[-1] in CLOSERS or _ENTRY.search(line.text))
        )
    word = following.text.split(" ", 1)[0]
    carried = line.length * 2 >= limit and line.length + 1 + len(word) > limit > len(word)
    return (
        carried
        and _COMMAS.search(line.text) is not None
        and not (fresh or following.bold or ends_sentence(line.text))
    )


def _column_continuations(lines: list[PrintedLine]) -> list[bool]:
    """Continuations in columns whose width shows only in the lines near by, as in a newspaper's
    text layer.
    """
    follows = [False] * len(lines)
    full = _full_lines(lines)
    usual = max(1, _usual_gap(line.gap for line in lines))
    at = 0
    while at < len(lines) - 1:
        stop = at
        while (
            stop < len(lines) - 1
            and full[stop]
            and _may_follow(lines[stop], lines[stop + 1], usual)
        ):
            if stop - at < _LINES_OF_A_TITLE and _TITLE.fullmatch(
                "".join(each.text for each in lines[at : stop + 1])
            ):
                break
            stop += 1
        if stop > at and _is_running_text(lines[at : stop + 1]):
            follows[at + 1 : stop + 1] = [True] * (stop - at)
        at = max(stop, at + 1)
    return follows


def _may_follow(line: PrintedLine, following: PrintedLine, usual: int) -> bool:
    """A hard break stands between two lines of one paragraph only where neither is a heading nor a
    fresh start.
    """
    apart = (
        line.level or following.level or following.gap > usual or (following.bold and not line.bold)
    )
    if apart or following.width > line.width * 3 // 2:
        return False
    fresh = STARTS.match(following.text) or _DATELINE.match(following.text)
    alone = line_breaks.stands_alone(line.text) or line_breaks.stands_alone(following.text)
    return not (ends_sentence(line.text) or _says_no_more(line.text) or fresh or alone)


def _says_no_more(text: str) -> bool:
    return (text[-1] in ")）" or text[-1].isdigit()) and _CLOSED.search(text[-90:]) is not None


def _full_lines(lines: list[PrintedLine]) -> list[bool]:
    """Tell whether each line is as wide as the lines around it, and those share a limit: the text
    was wrapped there.

    Sample, a column of 18 characters: "初步估算，今年第一季度，本市高新区实 / 现规模以上工业增加值". A file with one line a
    paragraph has no such limit, because its widths differ.
    """
    widths = [line.width for line in lines]
    return [
        _NARROWEST <= width <= WIDEST + WIDEST // _SLACK
        and (
            _reaches_limit(widths[at : at + _NEAR])
            or _reaches_limit(widths[max(0, at + 1 - _NEAR) : at + 1][::-1])
        )
        for at, width in enumerate(widths)
    ]


def _reaches_limit(near: list[int]) -> bool:
    """Tell whether the first of these widths reaches what most of them share; one outlier does not
    set the limit.
    """
    if len(near) < 2:
        return False
    limit = sorted(near)[-2]
    slack = max(4, limit // _SLACK)
    if not (_NARROWEST <= limit <= WIDEST and abs(near[0] - limit) <= slack):
        return False
    alike = sum(1 for width in near if abs(width - limit) <= slack)
    return alike >= min(3, len(near))


def _is_running_text(lines: list[PrintedLine]) -> bool:
    """Running text has commas or full stops; lists, signatures and headlines have none.

    Sample of what must stay apart: "省商务厅 省科技厅 / 省工业和信息化厅 省财政厅" (a signature).
    """
    marks = sum(len(_COMMAS.findall(line.text)) for line in lines)
    return marks * 4 >= len(lines) and (ends_sentence(lines[-1].text) or marks >= 2)


def _is_broken_off(block: Block, following: PrintedLine) -> bool:
    """A paragraph torn in the middle of a sentence, by a page or column end.

    Samples: "…试点方案 / （2020—2022年）》，加快推进" (an open 《), "…坚持公平 / 竞争制度，完善…" (long, no full stop).
    """
    text, rest = block.text, following.text
    if (
        block.paragraph.level
        or following.level
        or following.gap > 2
        or (following.bold and not block.bold)
    ):
        return False
    if (
        text.rfind("《") > text.rfind("》")
        and 0 <= rest.find("》") < 60
        and "《" not in rest[: rest.find("》")]
    ):
        return True
    if (
        ends_sentence(text)
        or STARTS.match(rest)
        or line_breaks.stands_alone(rest)
        or line_breaks.stands_alone(text)
    ):
        return False
    if text[-1] in "，、," or _list_goes_on(text, following):
        return True
    torn = (
        len(text) >= 30 and ("，" in text or "," in text) and "。" in text and is_chinese(text[-1])
    )
    return torn and (ends_sentence(rest) or "，" in rest or "," in rest)


def _list_goes_on(text: str, following: PrintedLine) -> bool:
    """The last names of a labelled list on a line of their own: "【主管部门】省工业厅、省财政厅 / 省税务局"."""
    return (
        text.startswith("【")
        and "、" in text
        and following.gap == 0
        and _NAMES.fullmatch(following.text) is not None
    )
