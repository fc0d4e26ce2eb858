"""Cleaned lines to paragraphs: hard line breaks joined without a space, every character mapped to
its line.

Decides nothing about documents. Three things tell a break inside a paragraph from its end: a limit
that the whole text was wrapped at, a column's width, and a sentence torn in the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.document import Paragraph
from watcher.reading.paragraphs import line_breaks, torn_lines
from watcher.reading.paragraphs.cleaned_lines import CJK, PrintedLine, clean_lines, is_chinese
from watcher.reading.paragraphs.column_text import column_continuations
from watcher.reading.paragraphs.paragraph_ends import STARTS, ends_sentence
from watcher.reading.paragraphs.wrapped_text import wrapped_continuations

_NAMES = deferred(rf"[{CJK}、]{{2,40}}")
_DOUBLE = 2  # blank lines
_FARTHEST_QUOTE = 60  # characters in which a 《 that a line break tore is closed
_LONG = 30  # characters: a shorter line without a full stop is a heading or an entry


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
        """The paragraph's text, as printed."""
        return self.paragraph.text


def join_lines(lines: Sequence[str], levels: Sequence[int] = ()) -> tuple[Block, ...]:
    """The paragraphs of a text, in order, each with its original lines."""
    kept = _evenly_set(_own_lines(clean_lines(lines, levels)))
    wrapped = wrapped_continuations(kept)
    follows = wrapped or column_continuations(kept)
    for at in torn_lines.torn_continuations(kept):
        follows[at] = True
    blocks: list[Block] = []
    group: list[PrintedLine] = []
    for line, continues in zip(kept, follows, strict=True):
        if not continues and group:
            block = _paragraph_block(group, spaced=wrapped is not None)
            # a paragraph that breaks off stays open and takes this line too
            if not _is_broken_off(block, line):
                blocks.append(block)
                group = []
        group.append(line)
    if not group:
        return ()
    return (*blocks, _paragraph_block(group, spaced=wrapped is not None))


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
        first, *rest = line_breaks.split_off_number(line.text)
        if not rest:
            kept.append(line)
            continue
        kept += [replace(line, text=first), replace(line, text=rest[0], gap=0)]
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


def _is_broken_off(block: Block, following: PrintedLine) -> bool:
    """A paragraph torn in the middle of a sentence, by a page or column end.

    Samples: "…试点方案 / （2020—2022年）》，加快推进" (an open 《), "…坚持公平 / 竞争制度，完善…"
    (long, no full stop).
    """
    text, rest = block.text, following.text
    if _stands_apart(block, following):
        return False
    if _is_torn_in_quotes(text, rest):
        return True
    if ends_sentence(text) or STARTS.match(rest):
        return False
    if line_breaks.stands_alone(rest) or line_breaks.stands_alone(text):
        return False
    if text[-1] in "，、," or _list_goes_on(text, following):
        return True
    return _is_torn_sentence(text, rest)


def _stands_apart(block: Block, following: PrintedLine) -> bool:
    headed = block.paragraph.level > 0 or following.level > 0
    return headed or following.gap > _DOUBLE or (following.bold and not block.bold)


def _is_torn_in_quotes(text: str, rest: str) -> bool:
    """A 《 that is open at the end and closed soon in the next line."""
    if text.rfind("《") <= text.rfind("》"):
        return False
    closed = rest.find("》")
    return 0 <= closed < _FARTHEST_QUOTE and "《" not in rest[:closed]


def _is_torn_sentence(text: str, rest: str) -> bool:
    long = len(text) >= _LONG and is_chinese(text[-1])
    if not (long and "。" in text and _has_comma(text)):
        return False
    return ends_sentence(rest) or _has_comma(rest)


def _has_comma(text: str) -> bool:
    return "，" in text or "," in text


def _list_goes_on(text: str, following: PrintedLine) -> bool:
    """The last names of a labelled list on a line of their own: "【主管部门】省工业厅、省财政厅 /
    省税务局".
    """
    labelled = text.startswith("【") and "、" in text
    return labelled and following.gap == 0 and _NAMES.fullmatch(following.text) is not None
