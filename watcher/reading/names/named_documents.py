"""Documents named in running text: 《title》（number）, or a number alone.

Does not say what is done to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from watcher.patterns import deferred
from watcher.reading.document import Reference
from watcher.reading.numbers.document_numbers import Number, find_numbers
from watcher.reading.segment import Segment

# 2019年8月2日省人民政府令第301号公布的《…》: the number stands before the title.
_MAKES = deferred("(?:公布|发布|印发|颁布)的?《")
_Found = tuple[int, int, str]  # start, end, canonical number
_NEAR = 6  # between a title and its number stands a bracket, at most a word


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A named document at text[start:end]; the printed title ends at `title_end`."""

    title: str | None
    doc_number: str | None
    start: int
    end: int
    title_end: int


@lru_cache(maxsize=8)
def _numbers_in(text: str) -> tuple[Number, ...]:
    return find_numbers(text)


def quoted_titles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of what stands in 《》, outer pairs only; nested 《》 and an unclosed one are borne."""
    at = text.find("《", start, end)
    while at >= 0:
        depth, index = 1, at + 1
        stop = min(end, at + 240)
        while index < stop and depth:
            if text[index] == "《":
                depth += 1
            elif text[index] == "》":
                depth -= 1
            index += 1
        if depth:
            index = text.find("》", at, stop) + 1
            if index <= 0:
                return
        yield at, index
        at = text.find("《", index, end)


def find_named(text: str, start: int, end: int) -> Iterator[NamedDocument]:
    """Every document named in text[start:end], in order."""
    spans = list(quoted_titles(text, start, end))
    free = [
        (n.start, n.end, n.canonical)
        for n in _numbers_in(text)
        if start <= n.start and n.end <= end
    ]
    for index, (opens, closes) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else end
        free, own = _take_number(text, free, (opens, closes, limit))
        stop = closes
        if own and own[0] >= closes:
            stop = own[1] + (text[own[1] : own[1] + 1] in (")", "〕", "]"))
        yield NamedDocument(
            text[opens + 1 : closes - 1].strip(), own[2] if own else None, opens, stop, closes
        )
    for first, last, canonical in free:
        yield NamedDocument(None, canonical, first, last, last)


def _take_number(
    text: str, free: list[_Found], title: tuple[int, int, int]
) -> tuple[list[_Found], _Found | None]:
    """The numbers left over by the title at (opens, closes; the next opens at limit), and the
    title's own one.
    """
    opens, closes, limit = title
    behind = (n for n in free if closes <= n[0] < min(limit, closes + 41))
    own = next(
        (
            n
            for n in behind
            if n[0] - closes <= _NEAR or text[closes : closes + 1] in ("(", "〔", "[")
        ),
        None,
    )
    if own is None:
        before = (
            n
            for n in free
            if n[1] <= opens and (made := _MAKES.match(text, n[1])) and made.end() == opens + 1
        )
        own = next(before, None)
    return [n for n in free if n != own and not opens <= n[0] < closes], own


def reference_to(
    segment: Segment,
    name: NamedDocument,
    *,
    on: date | None = None,
    until: date | None = None,
    said: int | None = None,
) -> Reference:
    """A named document as it is printed; its evidence is the sentence up to `said`, else the name
    alone.
    """
    evidence = segment.sentence(name.start, said) if said else segment.cite(name.start, name.end)
    title = segment.cite(name.start + 1, name.title_end - 1).text if name.title else None
    return Reference(title, name.doc_number, evidence, on=on, until=until)
