"""受众: the kinds of enterprise or person a document is written for (企业规模, 资质).

Facets and wordings are data.

Read from the title, and from sentences that say who may apply or who is supported; a mention
elsewhere is no audience.
"""

from functools import cache

from config import catalogue
from watcher.patterns import deferred, worded
from watcher.reading.paragraphs.phrases import PhraseIndex
from watcher.reading.segment import Segment, fold

_ADDRESSED = worded("addressed", "{addressed}")
_REACH = (
    60  # characters between the words that address somebody and who is addressed, within one clause
)
_FAR = 5000  # whom a document is for is said before so many characters, however long it goes on
_BREAK = deferred("[。;\n]")


@cache
def _facets() -> dict[str, str]:
    return {
        fold(word): facet for facet, words in catalogue.words("audience").items() for word in words
    }


@cache
def _index() -> PhraseIndex:
    return PhraseIndex(_facets())


def find_audience(segment: Segment) -> tuple[str, ...]:
    """The facets of whom it is for, those of the title first, each once."""
    facets, text = _facets(), segment.text
    found = dict.fromkeys(facets[hit.phrase] for hit in _index().find_phrases(fold(segment.title)))
    for hit in _index().find_phrases(text, segment.body_start, segment.body_start + _FAR):
        facet = facets[hit.phrase]
        if facet not in found and _addressed(text, hit.start):
            found[facet] = None
    return tuple(found)


def _addressed(text: str, at: int) -> bool:
    """The clause before `at` speaks of supporting or admitting somebody."""
    start = max(0, at - _REACH)
    for stop in _BREAK.finditer(text, start, at):
        start = stop.end()
    return bool(_ADDRESSED.search(text, start, at))
