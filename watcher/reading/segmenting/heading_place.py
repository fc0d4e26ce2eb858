"""A heading in its surroundings, and the questions that the signs of a heading ask about it."""

from dataclasses import dataclass
from functools import cache

from config import catalogue
from watcher.patterns import deferred, one_of
from watcher.reading.names import organs
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_headline,
    is_number_line,
    is_official,
)
from watcher.reading.segmenting.section_labels import is_rubric

_PREFIX = deferred(r"^([^:,。《\s]{2,16}):\s*\S{4,}")
# a headline's organ in short: the nation's own, or a province's
_NATIONAL = ("国务院", "全国")
_PLACE_OR_ORGAN = deferred(
    r"(?:省|市|区|县|州|盟|旗|镇|新区|部门?|委|局|厅|院|办|会|行|府|署|中心|央行)$"
)
_NOTICE_END = deferred(lambda: rf"(?:{one_of('paper_words.notices')}){line_patterns.TAIL}$")
_LEAD_LENGTH = 200  # characters
_SHORTEST_LEAD = 40
_LABELS_ABOVE = 6
_GUIDE_LENGTH = 12  # characters in which a guide's label stands


@dataclass(frozen=True, slots=True)
class Place:
    """A heading in its surroundings.

    `body` is the first paragraph below heading, labels and byline; `usual_gap` the number of blank
    lines between two paragraphs of running text; `collection` says that the text calls itself a
    collection of measures.
    """

    blocks: tuple[Block, ...]
    at: int
    count: int
    title: str
    body: int
    usual_gap: int
    heads_of_level_one: int = 0
    collection: bool = False

    @property
    def block_above(self) -> Block | None:
        """The paragraph right above the heading."""
        return self.blocks[self.at - 1] if self.at else None

    @property
    def blocks_below(self) -> tuple[Block, ...]:
        """The paragraphs below the heading, down to the first of the text."""
        return self.blocks[self.at + self.count : self.body + 1]

    @property
    def lead_text(self) -> str:
        """The first characters of the text, folded."""
        if self.body >= len(self.blocks):
            return ""
        return fold(self.blocks[self.body].text)[:_LEAD_LENGTH]


def is_numbered(place: Place) -> bool:
    """A 文号, an addressee or a label of a paper stands beneath."""
    for block in place.blocks_below[:4]:
        if is_number_line(block) or is_addressee(block) or is_identifying_label(block):
            return True
    return False


def is_identifying_label(block: Block) -> bool:
    """A label that only papers have: 发文字号：…, 成文日期：…."""
    return line_breaks.label_field(block.text) in ("doc_number", "issued_on")


def is_notice_title(title: str) -> bool:
    """A title that says what it is about and ends in the word for a notice."""
    folded = fold(title)
    if line_patterns.ABOUT.search(folded) is None:
        return False
    return _NOTICE_END.search(folded) is not None


def has_own_issuer(place: Place) -> bool:
    """One of several notices set one after the other; in a list of titles the line above is a title
    too.
    """
    if not is_notice_title(place.title) or len(place.blocks_below) > 1:
        return False
    if len(place.lead_text) < _SHORTEST_LEAD:
        return False
    above = place.block_above
    if above is not None and is_headline(above) and is_official(above.text):
        return False
    about = line_patterns.ABOUT.search(place.title)
    return about is not None and organs.looks_like_organ(place.title[: about.start()])


def has_guide_label(place: Place) -> bool:
    """A label of a guide's entry stands beneath: 适用对象：…."""
    for block in place.blocks_below[:2]:
        if line_patterns.GUIDE.match(fold(block.text[:_GUIDE_LENGTH])):
            return True
    return False


def has_head_above(place: Place) -> bool:
    """A 文号 or such labels right above: the paper's head."""
    above = place.blocks[max(place.at - _LABELS_ABOVE, 0) : place.at]
    for block in reversed(above):
        if line_breaks.label_field(block.text) is None:
            break
        if is_identifying_label(block):
            return True
    return bool(above) and is_number_line(above[-1])


def has_prefix(place: Place) -> bool:
    """A word or two and a colon begin the heading."""
    return _PREFIX.match(fold(place.title)) is not None


def has_place_colon(place: Place) -> bool:
    """A place or an organ and a colon begin the heading: "澄江市：发展低空经济"."""
    found = _PREFIX.match(fold(place.title))
    if not found:
        return False
    return _PLACE_OR_ORGAN.search(found[1]) is not None or _begins_with_province(found[1])


def _begins_with_province(text: str) -> bool:
    return text.startswith(_national_or_province())


@cache
def _national_or_province() -> tuple[str, ...]:
    provinces = (row.short[0] for row in catalogue.regions() if row.level == "province")
    return (*_NATIONAL, *provinces)


def is_isolated(place: Place) -> bool:
    """More blank lines stand above and below than between paragraphs."""
    after = place.at + place.count
    around = (place.blocks[place.at], *place.blocks[after : after + 1])
    return len(around) == 2 and min(block.gap for block in around) > place.usual_gap


def stands_below_date(place: Place) -> bool:
    """The paper above has been signed: its date stands right above, a rubric between at most."""
    at = place.at - 1
    if at > 0 and is_rubric(place.blocks[at]):
        at -= 1
    elif not (is_official(place.title) and line_patterns.NOTICE.search(fold(place.title))):
        return False  # a signed notice's 办法 stands below its date too
    return at >= 0 and line_patterns.DATE.fullmatch(fold(place.blocks[at].text)) is not None


def is_level_one(place: Place) -> bool:
    """One of several headings of the first level."""
    return place.blocks[place.at].paragraph.level == 1 and place.heads_of_level_one > 1
