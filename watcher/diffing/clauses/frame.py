"""What stands around the clauses of a text: its table of contents and its signature.

Finds them by line, cuts nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from watcher.diffing.clauses.numbering import ARTICLE, heading
from watcher.diffing.noise.folding import folded
from watcher.patterns import deferred

_BULLET: Final = deferred(r"[#\-*·•\s\[]+")
# a table of contents stands before the body: preambles and 公布令 above it are short
_CONTENTS_WITHIN: Final = 80
_CONTENTS: Final = deferred(r"目\s*[录次]\s*[:：]?$")
_PAGE: Final = deferred(r"[\s.…·]*\d*$")
_DAY: Final = deferred(
    r"[（(]?[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?$"
)
_ORGAN: Final = deferred(r".{2,40}[部委会厅局办府院行署处室社司心组团]$")


def contents(lines: Sequence[str]) -> tuple[int, int]:
    """First and last + 1 index of a table of contents, (0, 0) where there is none.

    A run of headings that comes back as headings of the body is one, with or without the word 目录.
    """
    for start, line in enumerate(lines[:_CONTENTS_WITHIN]):
        if line[0] not in "目第#-*·•[":
            continue
        if ARTICLE.match(line):
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
    if heading(line):
        return folded(_PAGE.sub("", line))
    return folded(line) if folded(line) in ("附则", "总则", "附件") else ""


def signatures(lines: Sequence[str]) -> frozenset[int]:
    """Indexes of lines that sign: a day alone on its line, below the name of an organ."""
    found: set[int] = set()
    for day, line in enumerate(lines):
        if len(line) > 24 or not _DAY.match(line):
            continue
        first = day
        while (
            first
            and day - first < 4
            and _ORGAN.match(lines[first - 1])
            and len(lines[first - 1]) <= 40
        ):
            first -= 1
        if first < day:
            found.update(range(first, day + 1))
    return frozenset(found)
