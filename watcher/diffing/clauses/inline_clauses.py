"""A paragraph that runs several clauses together → a line for each.

Only breaks lines, knows no labels.

Pages without markup give whole measures as one paragraph: `…管理办法。第一条 …。第二条 …。` or `一、…。二、…。`. A
clause begins after a stop or a space, and with the number that follows the last one's; 第三条规定的
cites.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from watcher.diffing.clauses.numbering import ARTICLE, CITING, heading_number
from watcher.diffing.clauses.ordinals import read_ordinal
from watcher.patterns import deferred

_STOPS: Final = "。；！？：”」）)"
_ARTICLE: Final = deferred(rf"(?:(?<=[{_STOPS}])\s*|(?<=\s)|^)(?=第)")
_ITEM: Final = deferred(rf"(?:(?<=[{_STOPS}])\s*|(?<=\s)|^)(?=([一二三四五六七八九十]{{1,3}})、)")
_CHAPTER: Final = deferred(rf"(?<=[{_STOPS}\s])(?=第[一二三四五六七八九十]{{1,3}}章\s)")
_SHORTEST: Final = 6  # characters of an item: 一、二、三产业 lists, it does not begin anything


def break_before_clauses(lines: Iterable[str]) -> Iterator[str]:
    """Every line, those that hold several clauses broken before each clause."""
    for line in lines:
        if ("。第" in line or " 第" in line or "\u3000第" in line) and "条" in line:
            yield from _break_line(line, _article_starts(line))
        elif "二、" in line and "一、" in line:
            yield from _break_line(line, _item_starts(line))
        else:
            yield line


def _break_line(line: str, starts: list[int]) -> Iterator[str]:
    if len(starts) < 2:
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
        if part := line[start:end].strip():
            yield from _without_chapter(part)


def _without_chapter(part: str) -> Iterator[str]:
    """第二章 罚则 at the end of an article's line is a line of its own."""
    found = _CHAPTER.search(part)
    if found and heading_number(title := part[found.end() :]):
        yield part[: found.start()].strip()
        yield title
    else:
        yield part


def _article_starts(line: str) -> list[int]:
    starts: list[int] = []
    last = 0
    for found in _ARTICLE.finditer(line):
        article = ARTICLE.match(line, found.end())
        if not article or CITING.match(line, article.end()):
            continue
        this = read_ordinal(article[1])
        if this == last + 1 or not starts or (article[2] and this == last):
            starts.append(found.end())
            last = this
    return starts


def _item_starts(line: str) -> list[int]:
    starts: list[int] = []
    for found in _ITEM.finditer(line):
        follows = read_ordinal(found[1]) == len(starts) + 1
        if follows and (not starts or found.end() - starts[-1] >= _SHORTEST):
            starts.append(found.end())
    return starts
