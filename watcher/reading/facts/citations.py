"""引用文号: every number a document prints except its own.

What the citation means is decided elsewhere.
"""

from watcher.patterns import deferred
from watcher.reading.document import Reference
from watcher.reading.numbers import document_numbers, number_heads
from watcher.reading.segment import Segment

_OPENS = deferred(r"[\s\u200b]*[(<〔\[]?[\s\u200b]*$")
# between two numbers of one parenthesis: 《…》(财税〔2014〕75号、财税〔2015〕106号)
_JOINED = deferred(r"[\s、,和及]*$")
_LONGEST_TITLE = 160


def find_citations(segment: Segment, own: str | None) -> tuple[Reference, ...]:
    """Each number once, by first mention, with the title in 《》 that stands right before it."""
    found: dict[str, Reference] = {}
    previous: tuple[int, str | None] = (-1, None)
    printed = document_numbers.find_numbers(segment.text)
    for number in number_heads.complete_places(printed, segment.text, known=(own,) if own else ()):
        title = title_before(segment, number.start)
        if (
            title is None
            and previous[0] >= 0
            and _JOINED.fullmatch(segment.text, previous[0], number.start)
        ):
            title = previous[1]
        previous = (number.end, title)
        if number.canonical == own:
            continue
        known = found.get(number.canonical)
        if known is None or (known.title is None and title):
            found[number.canonical] = Reference(
                title, number.canonical, segment.cite(number.start, number.end)
            )
    return tuple(found.values())


def title_before(segment: Segment, at: int) -> str | None:
    """The title whose 》 stands right before `at`, an opening bracket between them allowed.

    None for none.
    """
    text = segment.text
    opening = _OPENS.search(text, max(0, at - 8), at)
    end = opening.start() if opening else at
    if end == 0 or text[end - 1] != "》":
        return None
    depth = 0
    for index in range(end - 1, max(-1, end - _LONGEST_TITLE), -1):
        depth += (text[index] == "》") - (text[index] == "《")
        if depth == 0:
            return "".join(segment.cite(index + 1, end - 1).text.split()) or None
    return None
