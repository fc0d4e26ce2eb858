"""A page's source → what a reader sees of it, a line each, and everything else.

Judges nothing; reads no structure.

Only for telling in which of the two a page differs from the one before: text proper is read by
html.py.
"""

import html
import re
from dataclasses import dataclass

from watcher.patterns import deferred

# a tag that does not end a line of text
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "em",
        "font",
        "i",
        "label",
        "mark",
        "o:p",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)
_RAW = frozenset({"script", "style", "template"})
_NAME = deferred(r"/?([A-Za-z][A-Za-z0-9:-]{0,20})")
_SPACES = deferred(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Visible:
    """`lines` are what is seen, without blank ones; `rest` the tags, scripts and comments between
    them, in order.
    """

    lines: tuple[str, ...]
    rest: tuple[str, ...] = ()


def visible_parts(text: str, *, markup: bool) -> Visible:
    """The two parts of a page's source, or the lines of a plain text; linear in its length."""
    if not markup:
        return Visible(_split_lines([text]))
    seen: list[str] = []  # inline tags leave it open, others end the line
    rest: list[str] = []
    endless: set[str] = set()
    at = 0
    while (start := text.find("<", at)) >= 0:
        seen.append(html.unescape(text[at:start]))
        at = _end_of_tag(text, start, endless)
        if at == start:  # a < that begins no tag
            seen.append("<")
            at += 1
            continue
        tag = text[start:at]
        rest.append(tag)
        name = _NAME.match(tag, 1)
        if name and name[1].lower() not in _INLINE:
            seen.append("\n")
    seen.append(html.unescape(text[at:]))
    return Visible(_split_lines(seen), tuple(rest))


def _split_lines(parts: list[str]) -> tuple[str, ...]:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return tuple(line for line in lines if line)


def _end_of_tag(text: str, start: int, endless: set[str]) -> int:
    """The end of the tag, comment or script that begins at `start`; `start` itself where none
    begins.

    `endless` remembers what was found to have no end: it is not looked for again.
    """
    if text.startswith("<!--", start):
        return _end_behind(text, "-->", start, endless)
    if text.startswith(("<!", "<?"), start):
        return _end_behind(text, ">", start, endless)
    name = _NAME.match(text, start + 1)
    if name is None:
        return start
    end = _end_behind(text, ">", start, endless)
    word = name[1].lower()
    if word not in _RAW or text[start + 1] == "/" or word in endless:
        return end
    closing = re.compile(f"</{word}", re.IGNORECASE).search(text, end)
    if closing is None:
        endless.add(word)
        return end
    return closing.start()


def _end_behind(text: str, mark: str, start: int, endless: set[str]) -> int:
    found = -1 if mark in endless else text.find(mark, start)
    if found < 0:
        endless.add(mark)
        return len(text) if mark == ">" else start + 4
    return found + len(mark)
