"""Line breaks of a text that was wrapped at one limit throughout (`fold -w 40`, an editor, a mail
program). Knows no columns.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter

from watcher.patterns import deferred
from watcher.reading.paragraphs.cleaned_lines import PrintedLine
from watcher.reading.paragraphs.paragraph_ends import CLOSERS, COMMAS, STARTS, ends_sentence

_ENTRY = deferred(r"[.…·]{2,}\s?\d{0,4}$")  # a line of a contents list
_LEAST = 20  # a limit of fewer characters (or cells) is a table's or a list's


def wrapped_continuations(lines: list[PrintedLine]) -> list[bool] | None:
    """For each line, True where it goes on the line above; None for a text wrapped at no limit.

    Many lines must stop exactly at the longest length, most of them in the middle of a sentence. A
    line that stops there, or that the next word would have carried past it, goes on in the next.
    """
    lengths = [line.length for line in lines]
    widths = [line.width for line in lines]
    # characters are cut exactly at the limit, cells one short of it where a wide one would cross it
    for sizes, slack in ((lengths, 0), (widths, 1)):
        for limit in _likely_limits(sizes):
            full = [limit - slack <= size <= limit for size in sizes]
            if _is_cut_at_limit(lines, full) and not _is_ragged(lines, full, limit):
                return _continuations_at(lines, full, limit)
    return None


def usual_gap(gaps: Iterable[int]) -> int:
    """The number of blank lines that stands most often; the first of several, 0 for none."""
    return max(Counter(gaps).items(), key=itemgetter(1), default=(0, 0))[0]


def _continuations_at(lines: list[PrintedLine], full: list[bool], limit: int) -> list[bool]:
    gaps = (after.gap for after, reaches in zip(lines[1:], full, strict=False) if reaches)
    usual = usual_gap(gaps)
    follows = [False]
    for at, (line, after) in enumerate(pairwise(lines)):
        goes_on = _goes_on_at_limit(line, after) if full[at] else _was_carried(line, after, limit)
        follows.append(after.gap <= usual and goes_on)
    return follows


def _likely_limits(sizes: list[int]) -> Iterator[int]:
    """The lengths at which a text may have been wrapped: its longest line, else what most lines
    reach and only a title exceeds.
    """
    longest = max(sizes, default=0)
    if longest >= _LEAST:
        yield longest
    counted = Counter(size for size in sizes if size >= _LEAST)
    size, times = max(counted.items(), key=itemgetter(1), default=(0, 0))
    exceeding = sum(other > size for other in sizes)
    few_exceed = exceeding <= max(2, len(sizes) // 20)
    if size < longest and times * 5 >= len(sizes) and few_exceed:
        yield size


def _is_cut_at_limit(lines: list[PrintedLine], full: list[bool]) -> bool:
    """True where the lines that reach the limit stop there in the middle of running text."""
    unfinished = commas = 0
    for line, reaches in zip(lines, full, strict=True):
        if reaches and not ends_sentence(line.text):
            unfinished += 1
            commas += COMMAS.search(line.text) is not None
    return commas >= 3 and commas * 2 >= unfinished >= len(lines) / 20


def _is_ragged(lines: list[PrintedLine], full: list[bool], limit: int) -> bool:
    """True where running text often stops short of the limit in mid-sentence: that is a column,
    whose lines are only nearly alike.
    """
    short = 0
    for at, (line, after) in enumerate(pairwise(lines)):
        near = not full[at] and limit * 3 <= line.width * 4 and line.width <= limit
        if near and COMMAS.search(line.text) and not _is_paragraph_end(line, after):
            short += not _was_carried(line, after, limit)
    return short * 4 > sum(full)


def _is_paragraph_end(line: PrintedLine, after: PrintedLine) -> bool:
    return ends_sentence(line.text) or STARTS.match(after.text) is not None


def _begins_afresh(line: PrintedLine) -> bool:
    return STARTS.match(line.text) is not None or line.level > 0


def _goes_on_at_limit(line: PrintedLine, following: PrintedLine) -> bool:
    """True where a line that reaches the limit goes on in the next one."""
    if not _begins_afresh(following):
        return True
    text = line.text
    # even a fresh start may be the rest of a sentence that happens to be broken before a number
    return not (ends_sentence(text) or text[-1] in CLOSERS or _ENTRY.search(text))


def _was_carried(line: PrintedLine, following: PrintedLine, limit: int) -> bool:
    """True where the next word would have carried a shorter line past the limit.

    A wrapping program breaks at a space where the next word is too long: "…，由澄江市财政局 /
    澄江市科技局负责".
    """
    word = following.text.split(" ", 1)[0]
    carried = line.length * 2 >= limit and line.length + 1 + len(word) > limit > len(word)
    if not carried or COMMAS.search(line.text) is None:
        return False
    return not (_begins_afresh(following) or following.bold or ends_sentence(line.text))
