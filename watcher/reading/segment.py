"""The part of a text that is one document, as the fact modules see it. Finds no facts itself."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from store.records import DocumentKind
from watcher.parsing.parsed import SiteMeta
from watcher.patterns import deferred
from watcher.reading.document import (
    Context,
    Evidence,
    Paragraph,
)

Table = tuple[tuple[str, ...], ...]  # rows of cells

# One character to one character, so an offset in the folded text is an offset in the printed one.
_FOLD = (
    {
        code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
    }  # full-width forms, ，：（） and ０Ａ included
    | dict.fromkeys(map(ord, "–—―─－﹣−‐‑‒"), "-")
    | dict.fromkeys(map(ord, "～∼〜˜"), "~")
    | {0x3000: " ", 0x00A0: " "}
)
_FOLDED = {chr(code): to if isinstance(to, str) else chr(to) for code, to in _FOLD.items()}
_OFTEN = tuple(
    (mark, _FOLDED.pop(mark)) for mark in "，：；（）\u3000"
)  # nearly all of what there is to fold
_FOLDABLE = deferred(f"[{''.join(_FOLDED)}]")


def fold(text: str) -> str:
    """The form that patterns are written for.

    Same length, full-width forms and dashes as ASCII (，→, （→( —→-).

    Chinese punctuation with no ASCII twin (。、《》“”〔〕【】) stays.
    """
    # str.translate asks the table about every character; this asks only about those that change:
    # nine times faster
    for mark, folded in _OFTEN:
        text = text.replace(mark, folded)
    return _FOLDABLE.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def cite_paragraph(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """The printed text between two offsets of a paragraph, with the original lines it stands on."""
    text = paragraph.text[start:end]
    bare = text.strip()
    if not paragraph.breaks:
        return Evidence(bare, (paragraph.lines[0], paragraph.lines[0]))
    start += len(text) - len(text.lstrip())
    return Evidence(
        bare, (line_at(paragraph, start), line_at(paragraph, max(start, start + len(bare) - 1)))
    )


def line_at(paragraph: Paragraph, offset: int) -> int:
    """The original line (1-based) that the character at `offset` stands on."""
    if not paragraph.breaks:
        return paragraph.lines[0]
    at = bisect_right(paragraph.breaks, offset, key=lambda pair: pair[0]) - 1
    return paragraph.breaks[max(at, 0)][1]


@dataclass(frozen=True, slots=True)
class Segment:
    """One document's paragraphs, title first, and what is known around it.

    `text` is every paragraph folded and joined with a line feed; patterns run over it and
    `cite(start, end)` turns offsets in it into evidence. `heads` counts the leading paragraphs that
    make up the title. `issue` is the date of the digest or newspaper it stands in, never the
    policy's own. `labels` are marks cut off the title (政策解读).
    """

    kind: DocumentKind
    title: str
    lines: tuple[int, int]
    paragraphs: tuple[Paragraph, ...]
    meta: SiteMeta = field(default_factory=SiteMeta)
    context: Context = field(default_factory=Context)
    heads: int = 0
    issue: date | None = None
    single: bool = False
    labels: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", fold("\n".join(p.text for p in self.paragraphs)))
        ends = accumulate((len(p.text) + 1 for p in self.paragraphs), initial=0)
        object.__setattr__(self, "starts", tuple(ends)[:-1])

    def index_at(self, offset: int) -> int:
        """The paragraph that the character of `text` at `offset` belongs to."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    @property
    def body_start(self) -> int:
        """The offset in `text` at which the text below the title begins."""
        return self.starts[self.heads] if self.heads < len(self.starts) else len(self.text)

    def cite(self, start: int, end: int) -> Evidence:
        """Evidence for text[start:end]: the printed characters and their original lines.

        May span paragraphs.
        """
        first, last = self.index_at(start), self.index_at(max(start, end - 1))
        if first == last:
            base = self.starts[first]
            return cite_paragraph(self.paragraphs[first], start - base, end - base)
        parts = [
            cite_paragraph(
                self.paragraphs[first], start - self.starts[first], len(self.paragraphs[first].text)
            )
        ]
        parts += [cite_paragraph(p, 0, len(p.text)) for p in self.paragraphs[first + 1 : last]]
        parts.append(cite_paragraph(self.paragraphs[last], 0, end - self.starts[last]))
        text = "\n".join(part.text for part in parts if part.text)
        return Evidence(text, (parts[0].lines[0], parts[-1].lines[1]))

    def sentence(self, start: int, end: int) -> Evidence:
        """The whole sentence around text[start:end], within its paragraph, for people."""
        index = self.index_at(start)
        base, stop = self.starts[index], self.starts[index] + len(self.paragraphs[index].text)
        opens = max(self.text.rfind(mark, base, start) for mark in "。!?;")
        closes = min(
            (at for mark in "。!?;" if (at := self.text.find(mark, end, stop)) >= 0),
            default=stop - 1,
        )
        return self.cite(max(opens + 1, base), max(closes + 1, end))
