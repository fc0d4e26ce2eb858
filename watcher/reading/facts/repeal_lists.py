"""The lists under 下列文件予以废止：, numbered or in a table.

Finds the items; what is done to them `repeals` decides.
"""

from collections.abc import Iterator
from datetime import date

from watcher.patterns import worded
from watcher.reading.document import Reference
from watcher.reading.names.named_documents import find_named, reference_to
from watcher.reading.segment import Segment

# A heading that says it of what stands below: 二、予以废止的文件; 宣布失效的行政规范性文件目录.
HEADING = worded("repeal_lists", "{heading}")
_LEAD = worded("repeal_lists", "{lead}")
_BARE = worded("repeal_lists", "{bare}")
_OTHER_STATUS = worded("repeal_lists", "{other_status}")
_GAP = 3  # headings of a table, a category, a blank caption between the items
_SHORT = 60


def listed(segment: Segment, end: int, on: date | None) -> Iterator[Reference]:
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
        if (
            gap > _GAP
            or stop - start > _SHORT
            or "。" in text[start:stop]
            or _OTHER_STATUS.search(text, start, stop)
        ):
            return


def _item(segment: Segment, start: int, stop: int, on: date | None) -> Reference | None:
    """The document that a paragraph or a row of a table names.

    None where it is a sentence or a heading.
    """
    text = segment.text
    lead = _LEAD.match(text, start, stop)
    first = lead.end() if lead else start
    names = list(find_named(text, start, stop))
    if (
        names
        and names[0].title
        and (text[first] == "《" or "。" not in text[first : names[0].start])
    ):
        return reference_to(segment, names[0], on=on)
    bare = _BARE.match(text, first, stop)
    if bare:
        number = next(
            (name.doc_number for name in names if name.doc_number and not name.title), None
        )
        if number or first > start:
            return Reference(
                segment.cite(*bare.span()).text, number, segment.cite(start, stop), on=on
            )
        return None
    if names and names[0].start - first <= 4:
        return reference_to(segment, names[0], on=on)
    return None
