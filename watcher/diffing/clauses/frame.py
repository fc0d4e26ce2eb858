"""Finds the frame around the clauses of a text: its table of contents and its signature.

Finds them by line, cuts nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from watcher.diffing.clauses.numbering import ARTICLE, heading_number
from watcher.diffing.noise.folding import fold_noise
from watcher.patterns import deferred

_BULLETS: Final = "#-*·•["
_BULLET: Final = deferred(r"[#\-*·•\s\[]+")
_CONTENTS_OPENERS: Final = "目第" + _BULLETS
_UNNUMBERED: Final = ("附则", "总则", "附件")  # headings that stand without 第…章
_ORGANS: Final = 4  # that sign together
_LONGEST_NAME: Final = 40  # characters of an organ's name
_LONGEST_DAY: Final = 24  # characters of a line with nothing but a day
# a table of contents stands before the body: preambles and 公布令 above it are short
_CONTENTS_WITHIN: Final = 80
_CONTENTS: Final = deferred(r"目\s*[录次]\s*[:：]?$")
_PAGE: Final = deferred(r"[\s.…·]*\d*$")
_DAY: Final = deferred(
    r"[（(]?[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?$"
)
_ORGAN: Final = deferred(r".{2,40}[部委会厅局办府院行署处室社司心组团]$")


def find_contents(lines: Sequence[str]) -> tuple[int, int]:
    """First and last + 1 index of a table of contents, (0, 0) where there is none.

    A run of headings that comes back as headings of the body is one, with or without the word 目录.
    """
    for start, line in enumerate(lines[:_CONTENTS_WITHIN]):
        if line[0] not in _CONTENTS_OPENERS:
            continue
        if ARTICLE.match(line):
            break  # the body has begun
        marked = bool(_CONTENTS.match(line.lstrip("# ")))
        if marked or _heading_key(line):
            end = _end_of_contents(lines, start + marked, marked=marked)
            if end is not None:
                return start, end
    return 0, 0


def _end_of_contents(lines: Sequence[str], first: int, *, marked: bool) -> int | None:
    """Behind the last entry of the contents that begin at `first`; None where none are there."""
    keys = list(_heading_keys(lines[first:]))
    # where the run of headings comes to its first one again, the body has begun
    again = max((at for at, key in enumerate(keys) if key == keys[0]), default=0)
    if again:
        return first + again
    if not marked:
        return None
    end = first + len(keys)
    is_followed = end < len(lines) and len(keys) > 1
    return end if is_followed else first


def _heading_keys(lines: Sequence[str]) -> Iterator[str]:
    """The keys of the headings that lines begin with, up to the first line that is none."""
    for line in lines:
        key = _heading_key(line)
        if not key:
            return
        yield key


def _heading_key(line: str) -> str:
    """A heading without bullet, page number and noise; empty for another line."""
    if line[0] in _BULLETS:
        line = _BULLET.sub("", line, count=1)
    if heading_number(line):
        return fold_noise(_PAGE.sub("", line))
    key = fold_noise(line)
    return key if key in _UNNUMBERED else ""


def find_signatures(lines: Sequence[str]) -> frozenset[int]:
    """Indexes of lines that sign: a day alone on its line, below the name of an organ."""
    found: set[int] = set()
    for day, line in enumerate(lines):
        if len(line) > _LONGEST_DAY or not _DAY.match(line):
            continue
        first = day
        while first and day - first < _ORGANS and _is_organ(lines[first - 1]):
            first -= 1
        if first < day:
            found.update(range(first, day + 1))
    return frozenset(found)


def _is_organ(line: str) -> bool:
    """True for a line that is nothing but the name of an organ."""
    return bool(_ORGAN.match(line)) and len(line) <= _LONGEST_NAME
