"""The lists under 下列文件予以废止：, numbered or in a table.

Finds the items; what is done to them `repeals` decides.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from watcher.patterns import worded
from watcher.reading.document import Reference
from watcher.reading.names.named_documents import NamedDocument, find_named, reference_to
from watcher.reading.segment import Segment

# A heading that says it of what stands below: 二、予以废止的文件; 宣布失效的行政规范性文件目录.
HEADING = worded("repeal_lists", "{heading}")
_LEAD = worded("repeal_lists", "{lead}")
_BARE = worded("repeal_lists", "{bare}")
_OTHER_STATUS = worded("repeal_lists", "{other_status}")
_GAP = 3  # headings of a table, a category, a blank caption between the items
_SHORT = 60
_LEAST = 4  # characters before a number that begins an item


def find_listed(segment: Segment, end: int, on: date | None) -> Iterator[Reference]:
    """The documents named in the paragraphs below the one that ends at `end`, to the list's end."""
    text = segment.text
    gap = 0
    for index in range(segment.index_at(min(end, len(text) - 1)) + 1, len(segment.paragraphs)):
        start = segment.starts[index]
        stop = start + len(segment.paragraphs[index].text)
        if item := _item(segment, start, stop, on):
            gap = 0
            yield item
            continue
        gap += 1
        if gap > _GAP or _ends_list(text, start, stop):
            return


def _ends_list(text: str, start: int, stop: int) -> bool:
    """A paragraph between the items that is no heading, or heads documents that do not end."""
    if stop - start > _SHORT or "。" in text[start:stop]:
        return True
    return _OTHER_STATUS.search(text, start, stop) is not None


def _item(segment: Segment, start: int, stop: int, on: date | None) -> Reference | None:
    """The document that a paragraph or a row of a table names.

    None where it is a sentence or a heading.
    """
    text = segment.text
    lead = _LEAD.match(text, start, stop)
    first = lead.end() if lead else start
    names = list(find_named(text, start, stop))
    if names and _is_item(text, first, names[0]):
        return reference_to(segment, names[0], on=on)
    bare = _BARE.match(text, first, stop)
    if bare:
        number = _number_of(names)
        if not number and first == start:
            return None  # a heading: neither numbered nor with a number of its own
        title = segment.cite(*bare.span()).text
        return Reference(title, number, segment.cite(start, stop), on=on)
    if names and names[0].start - first <= _LEAST:
        return reference_to(segment, names[0], on=on)
    return None


def _is_item(text: str, first: int, name: NamedDocument) -> bool:
    """An item begins with its title, or at least names it in its first sentence."""
    return bool(name.title) and (text[first] == "《" or "。" not in text[first : name.start])


def _number_of(names: Sequence[NamedDocument]) -> str | None:
    """The first number that stands without a title."""
    for name in names:
        if name.doc_number and not name.title:
            return name.doc_number
    return None
