"""Paragraphs → clauses: articles of a law, numbered items and 【label】 sections of a notice, else paragraphs.

Knows numbering, not meaning. A clause is the smallest unit that people cite: 第九条 with all its 款 and 项, 二、（三）
with its paragraphs, 【申报时间】, or a paragraph that stands alone (title, preamble, signature). Tables of contents and
HTML comments are no clauses.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from watcher.diffing.noise import BLANKS, folded
from watcher.diffing.ordinals import ordinal

ClauseForm = Literal["article", "item", "heading", "text"]

_NUMERAL: Final = "零〇○一二三四五六七八九十百千两"
_ARTICLE: Final = re.compile(
    rf"\**第\s*([{_NUMERAL}]+|\d+)\s*条(?:\s*之\s*([一二三四五六七八九十]+))?\**([\s\u3000：:]*)"
)
_HEADING: Final = re.compile(
    rf"第\s*(?:[{_NUMERAL}]+|\d+)\s*(?:分?编|章|节|部分|篇)(?=[\s\u3000：:]|$|[^\d{_NUMERAL}])"
)
# rank, pattern, and how its label is written whatever widths and spaces were used
_MARKERS: Final = (
    (1, re.compile(r"([一二三四五六七八九十百]+)\s*(?:、|\.(?!\d)|．)\s*"), "{}、"),
    (2, re.compile(r"[（(]\s*([一二三四五六七八九十百]+)\s*[)）]\s*[、.]?\s*"), "（{}）"),
    (3, re.compile(r"(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*"), "{}."),
    (4, re.compile(r"(?:[（(]\s*(?=\d{1,3}\s*[)）]))?(\d{1,3})\s*[)）]\s*[、.]?\s*"), "（{}）"),
    (5, re.compile(r"([①-⑳])\s*"), "{}"),
)
_LABEL: Final = re.compile(r"【[^【】]{1,20}】")
_MARKDOWN: Final = re.compile(r"(#{1,6})\s+")
_BULLET: Final = re.compile(r"[#\-*·•\s\[]+")
_APPENDIX: Final = re.compile(
    r"附\s*(?:件|录|表|则|图)?\s*\d{0,2}\s*(?:[:：]|$)|附(?:件|录|表)[\s\u3000\d一二三四五六七八九十]"
)
# a table of contents stands before the body: preambles and 公布令 above it are short
_CONTENTS_WITHIN: Final = 80
_CONTENTS: Final = re.compile(r"目\s*[录次]\s*[:：]?$")
_PAGE: Final = re.compile(r"[\s.…·]*\d*$")
_DAY: Final = re.compile(
    r"[（(]?[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?$"
)
_ORGAN: Final = re.compile(r".{2,40}[部委会厅局办府院行署处室社司心组团]$")
# 第九条规定的… at the start of a line cites, it does not number
_CITING: Final = re.compile(r"规定|[、，,和及至或与的中所第款项]|之规定|修改|改为|删除|删去")
_OPENERS: Final = frozenset("第附【#*（(0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳<")
_FINAL_MARKS: Final = ("。", "；", "：", ";", ":", "，")


class Clause(NamedTuple):
    """`text` is without its number (第九条) but with its name (【申报时间】); paragraphs are joined by a line break.

    `label` is None for titles, preambles, signatures and chapter headings; `number` is the 第三章 of a heading.
    """

    label: str | None
    form: ClauseForm
    text: str
    number: str | None = None


def clauses(paragraphs: Iterable[str]) -> list[Clause]:
    """The clauses of one text, in order. `paragraphs` are logical lines: hard line breaks already joined."""
    lines = [line for p in paragraphs if (line := p.strip(BLANKS)) and not line.startswith("<!--")]
    outline = _Outline()
    loose = _signatures(lines)
    start, stop = _contents(lines)
    for index, line in enumerate(lines):
        if start <= index < stop:
            continue
        if index in loose:
            outline.close()
            outline.add(line)
        else:
            outline.feed(line)
    outline.close()
    return outline.done


class _Outline:
    """Reads lines in order; `done` grows by a clause whenever the next one begins."""

    def __init__(self) -> None:
        self.done: list[Clause] = []
        self._stack: list[tuple[int, str]] = []
        self._article = "零"
        self._open: tuple[str, ClauseForm] | None = None
        self._lines: list[str] = []

    def feed(self, line: str) -> None:
        if line[0] in _OPENERS and (self._numbered(line) or self._named(line)):
            return
        self.add(line)

    def add(self, line: str) -> None:
        """A line without a number: part of the open clause, else a clause of its own."""
        if self._open:
            self._lines.append(line)
        else:
            self.done.append(Clause(None, "text", line))

    def close(self) -> None:
        if self._open:
            label, form = self._open
            self.done.append(Clause(label, form, "\n".join(self._lines)))
            self._open = None
        self._stack.clear()

    def _begin(self, label: str, form: ClauseForm, line: str) -> None:
        if self._open:
            self.done.append(Clause(*self._open, "\n".join(self._lines)))
        self._open = (label, form)
        self._lines = [line] if line else []

    def _numbered(self, line: str) -> bool:
        if line[0] in "第*":
            return self._begins_article(line) or self._begins_heading(line)
        if self._open and self._open[1] == "article":
            return False
        for rank, marker, form in _MARKERS:
            if found := marker.match(line):
                if rank > 3 and any(r <= 3 for r, _ in self._stack):
                    return False
                self._push(rank, form.format(folded(found[1])), line[found.end() :])
                return True
        return False

    def _push(self, rank: int, label: str, rest: str) -> None:
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        self._stack.append((rank, label))
        self._begin("".join(part for _, part in self._stack), "item", rest)

    def _begins_article(self, line: str) -> bool:
        found = _ARTICLE.match(line)
        if not found:
            return False
        numeral, sub, gap = found.groups()
        rest = line[found.end() :]
        if not gap and rest and not self._continues(numeral, sub, rest):
            return False
        self._article = numeral
        self._stack.clear()
        self._begin(f"第{numeral}条之{sub}" if sub else f"第{numeral}条", "article", rest)
        return True

    def _continues(self, numeral: str, sub: str | None, rest: str) -> bool:
        """Whether 第九条 with no space after it numbers a clause here: it is the next one, and does not read on."""
        last, this = ordinal(self._article), ordinal(numeral)
        return this in (1, last + 1, last if sub else 1) and not _CITING.match(rest)

    def _begins_heading(self, line: str) -> bool:
        found = _HEADING.match(line)
        if not found or len(line) > 60 or line.endswith(_FINAL_MARKS):
            return False
        self.close()
        self.done.append(Clause(None, "heading", line, "".join(found[0].split())))
        return True

    def _named(self, line: str) -> bool:
        if found := _LABEL.match(line):
            in_article = self._open is not None and self._open[1] == "article"
            if in_article:
                return False
            self._push(0, found[0], line)
            return True
        if found := _MARKDOWN.match(line):
            self._headline(line[found.end() :], len(found[1]))
            return True
        if _APPENDIX.match(line):
            self.close()
            self._article = "零"
        return False

    def _headline(self, text: str, level: int) -> None:
        if text and self._numbered(text):
            return
        self.close()
        if level > 1 and 0 < len(text) <= 30:
            self._push(0, text, text)
        elif text:
            self.done.append(Clause(None, "text", text))


def _contents(lines: Sequence[str]) -> tuple[int, int]:
    """First and last + 1 index of a table of contents, (0, 0) where there is none.

    A run of headings that comes back as headings of the body is one, with or without the word 目录.
    """
    for start, line in enumerate(lines[:_CONTENTS_WITHIN]):
        if line[0] not in "目第#-*·•[":
            continue
        if _ARTICLE.match(line):
            break
        marked = bool(_CONTENTS.match(line.lstrip("# ")))
        if not marked and not _heading_key(line):
            continue
        first = start + marked
        end = first + sum(1 for _ in _heading_run(lines[first:]))
        keys = [_heading_key(entry) for entry in lines[first:end]]
        again = max((i for i, key in enumerate(keys) if key == keys[0]), default=0)
        if again:
            return start, first + again
        if marked:
            repeats = end < len(lines) and end - first > 1
            return start, end if repeats else first
    return 0, 0


def _heading_run(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not _heading_key(line):
            return
        yield line


def _heading_key(line: str) -> str:
    line = _BULLET.sub("", line, count=1) if line[0] in "#-*·•[" else line
    if _HEADING.match(line) and len(line) <= 60 and not line.endswith(_FINAL_MARKS):
        return folded(_PAGE.sub("", line))
    return folded(line) if folded(line) in ("附则", "总则", "附件") else ""


def _signatures(lines: Sequence[str]) -> frozenset[int]:
    """Indexes of lines that sign: a day alone on its line, below the name of an organ."""
    found: set[int] = set()
    for day, line in enumerate(lines):
        if len(line) > 24 or not _DAY.match(line):
            continue
        first = day
        while first and day - first < 4 and _ORGAN.match(lines[first - 1]) and len(lines[first - 1]) <= 40:
            first -= 1
        if first < day:
            found.update(range(first, day + 1))
    return frozenset(found)
