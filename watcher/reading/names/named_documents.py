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


_FURTHER = 40  # characters between a title and a number in brackets behind it
_LONGEST_TITLE = 240


def quoted_titles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the titles in 《》, outer pairs only; nested 《》 and an unclosed one are borne."""
    at = text.find("《", start, end)
    while at >= 0:
        stop = _end_of_title(text, at, min(end, at + _LONGEST_TITLE))
        if stop <= 0:
            return
        yield at, stop
        at = text.find("《", stop, end)


def _end_of_title(text: str, opens: int, stop: int) -> int:
    """The offset behind the 》 that closes a 《; behind the first 》 where none does, 0 for none."""
    depth = 0
    for at in range(opens, stop):
        if text[at] == "《":
            depth += 1
        elif text[at] == "》":
            depth -= 1
        if not depth:
            return at + 1
    return text.find("》", opens, stop) + 1


def find_named(text: str, start: int, end: int) -> Iterator[NamedDocument]:
    """Every document named in text[start:end], in order."""
    spans = list(quoted_titles(text, start, end))
    within = (n for n in _numbers_in(text) if start <= n.start and n.end <= end)
    free: list[_Found] = [(n.start, n.end, n.canonical) for n in within]
    for index, (opens, closes) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else end
        free, own = _take_number(text, free, (opens, closes, limit))
        stop = _end_of_name(text, closes, own)
        title = text[opens + 1 : closes - 1].strip()
        yield NamedDocument(title, own[2] if own else None, opens, stop, closes)
    for first, last, canonical in free:
        yield NamedDocument(None, canonical, first, last, last)


def _end_of_name(text: str, closes: int, own: _Found | None) -> int:
    """The end of a title with the number behind it and the bracket that closes there."""
    if own is None or own[0] < closes:
        return closes
    return own[1] + (text[own[1] : own[1] + 1] in (")", "〕", "]"))


def _take_number(
    text: str, free: list[_Found], title: tuple[int, int, int]
) -> tuple[list[_Found], _Found | None]:
    """The numbers left over by the title at (opens, closes; the next opens at limit), and the
    title's own one.
    """
    opens, closes, limit = title
    own = _number_behind(text, free, closes, limit) or _number_before(text, free, opens)
    # a number inside the title is part of it
    return [n for n in free if n != own and not opens <= n[0] < closes], own


def _number_behind(text: str, free: list[_Found], closes: int, limit: int) -> _Found | None:
    """The number close behind a title, or further off where a bracket opens there."""
    bracketed = text[closes : closes + 1] in ("(", "〔", "[")
    for number in free:
        if not closes <= number[0] < min(limit, closes + _FURTHER + 1):
            continue
        if bracketed or number[0] - closes <= _NEAR:
            return number
    return None


def _number_before(text: str, free: list[_Found], opens: int) -> _Found | None:
    """The number by which a title was made known: …令第301号公布的《…》."""
    for number in free:
        if number[1] > opens:
            continue
        made = _MAKES.match(text, number[1])
        if made and made.end() == opens + 1:
            return number
    return None


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
