"""Paragraphs → clauses: articles of a law, numbered items and 【label】 sections of a notice, else
paragraphs.

Knows numbering, not meaning. A clause is the smallest unit that people cite: 第九条 with all its 款 and
项, 二、（三） with its paragraphs, 【申报时间】, or a paragraph that stands alone (title, preamble, signature).
Tables of contents and HTML comments are no clauses.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from watcher.diffing.clauses.frame import find_contents, find_signatures
from watcher.diffing.clauses.inline_clauses import break_before_clauses
from watcher.diffing.clauses.numbering import ARTICLE, CITING, MARKERS, heading_number
from watcher.diffing.clauses.ordinals import read_ordinal
from watcher.diffing.noise.folding import BLANKS, fold_noise
from watcher.patterns import deferred

ClauseForm = Literal["article", "item", "heading", "text"]

_LABEL: Final = deferred(r"【[^【】]{1,20}】")
_MARKDOWN: Final = deferred(r"(#{1,6})\s+")
_APPENDIX: Final = deferred(
    r"附\s*(?:件|录|表|则|图)?\s*\d{0,2}\s*(?:[:：]|$)|附(?:件|录|表)[\s\u3000\d一二三四五六七八九十]"
)
_OPENERS: Final = frozenset(
    "第附【#*（(0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳<"
)


class Clause(NamedTuple):
    """`text` is without its number (第九条) but with its name (【申报时间】); paragraphs are joined by a
    line break.

    `label` is None for titles, preambles, signatures and chapter headings; `number` is the 第三章 of a
    heading.
    """

    label: str | None
    form: ClauseForm
    text: str
    number: str | None = None


def split_clauses(paragraphs: Iterable[str]) -> list[Clause]:
    """The clauses of one text, in order.

    `paragraphs` are logical lines: hard line breaks already joined.
    """
    lines = [
        line
        for p in break_before_clauses(paragraphs)
        if (line := p.strip(BLANKS)) and not line.startswith("<!--")
    ]
    outline = _Outline()
    loose = find_signatures(lines)
    start, stop = find_contents(lines)
    for index, line in enumerate(lines):
        if start <= index < stop:
            continue
        if index in loose:
            outline.close_clause()
            outline.add_line(line)
        else:
            outline.feed_line(line)
    outline.close_clause()
    return outline.done


class _Outline:
    """Reads lines in order; `done` grows by a clause whenever the next one begins."""

    def __init__(self) -> None:
        self.done: list[Clause] = []
        self._stack: list[tuple[int, str]] = []
        self._article = "零"
        self._open: tuple[str, ClauseForm] | None = None
        self._lines: list[str] = []

    def feed_line(self, line: str) -> None:
        if line[0] in _OPENERS and (self._begins_numbered(line) or self._begins_named(line)):
            return
        self.add_line(line)

    def add_line(self, line: str) -> None:
        """A line without a number: part of the open clause, else a clause of its own."""
        if self._open:
            self._lines.append(line)
        else:
            self.done.append(Clause(None, "text", line))

    def close_clause(self) -> None:
        if self._open:
            label, form = self._open
            self.done.append(Clause(label, form, "\n".join(self._lines)))
            self._open = None
        self._stack.clear()

    def _begin_clause(self, label: str, form: ClauseForm, line: str) -> None:
        if self._open:
            self.done.append(Clause(*self._open, "\n".join(self._lines)))
        self._open = (label, form)
        self._lines = [line] if line else []

    def _begins_numbered(self, line: str) -> bool:
        if line[0] in "第*":
            return self._begins_article(line) or self._begins_heading(line)
        if self._open and self._open[1] == "article":
            return False
        for rank, marker, form in MARKERS:
            if found := marker.match(line):
                if rank > 3 and any(r <= 3 for r, _ in self._stack):
                    return False
                self._begin_item(rank, form.format(fold_noise(found[1])), line[found.end() :])
                return True
        return False

    def _begin_item(self, rank: int, label: str, rest: str) -> None:
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        self._stack.append((rank, label))
        self._begin_clause("".join(part for _, part in self._stack), "item", rest)

    def _begins_article(self, line: str) -> bool:
        found = ARTICLE.match(line)
        if not found:
            return False
        numeral, sub, gap = found.groups()
        rest = line[found.end() :]
        if not gap and rest and not self._is_next_article(numeral, sub, rest):
            return False
        self._article = numeral
        self._stack.clear()
        self._begin_clause(f"第{numeral}条之{sub}" if sub else f"第{numeral}条", "article", rest)
        return True

    def _is_next_article(self, numeral: str, sub: str | None, rest: str) -> bool:
        """True where 第九条 with no space after it numbers a clause: it is next, and reads not on."""
        last, this = read_ordinal(self._article), read_ordinal(numeral)
        return this in (1, last + 1, last if sub else 1) and not CITING.match(rest)

    def _begins_heading(self, line: str) -> bool:
        number = heading_number(line)
        if number is None:
            return False
        self.close_clause()
        self.done.append(Clause(None, "heading", line, number))
        return True

    def _begins_named(self, line: str) -> bool:
        if found := _LABEL.match(line):
            in_article = self._open is not None and self._open[1] == "article"
            if in_article:
                return False
            self._begin_item(0, found[0], line)
            return True
        if found := _MARKDOWN.match(line):
            self._begin_headline(line[found.end() :], len(found[1]))
            return True
        if _APPENDIX.match(line):
            self.close_clause()
            self._article = "零"
        return False

    def _begin_headline(self, text: str, level: int) -> None:
        if text and self._begins_numbered(text):
            return
        self.close_clause()
        if level > 1 and 0 < len(text) <= 30:
            self._begin_item(0, text, text)
        elif text:
            self.done.append(Clause(None, "text", text))
