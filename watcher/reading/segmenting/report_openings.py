"""First words by which a report, or an interpretation, is told from a paper. Knows no layout."""

from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns

# A heading that interprets a paper named in it; a subheading (政策解读) names none
INTERPRETED = deferred(
    r"《[^》]{4,80}》.{0,6}(?:解读|问答|答记者问|图解)|(?:一图读懂|图解).{0,4}《[^》]{4,80}》"
    r"|就《[^》]{4,80}》.{0,12}答记者问"
    r"|^(?:政策|文件|专家|部门|权威|媒体)?解读之?[一二三四五六七八九十0-9]{1,2}[:|]"
)
_LEAD_SENTENCE = 120  # characters in which a report says what was issued
_WORD = deferred(r"[0-9A-Za-z.]+|[㐀-鿿]")


def opens_as_report(text: str) -> bool:
    """True where folded text opens as a report of something issued does: "近日，澄江市印发…",
    "3月4日，…发布…".
    """
    if not opens_with_a_time(text):
        return False
    return line_patterns.ISSUING.search(text[:_LEAD_SENTENCE]) is not None


def opens_with_a_time(text: str) -> bool:
    """ "近日，…", "3月4日，…", "记者从…获悉": reports do, and so do sections of a longer article."""
    return bool(line_patterns.LEAD.match(text) or line_patterns.DATED.match(text))


def shared_pairs(title: str, text: str) -> float:
    """The share of the title's character pairs that come again in the text: 0 to 1."""
    marks = _WORD.findall(fold(title))
    pairs = set(pairwise(marks))
    others = _WORD.findall(text)
    return len(pairs & set(pairwise(others))) / len(pairs) if pairs else 0.0
