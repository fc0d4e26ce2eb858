"""Lines that a page's markup tore apart: a number, a single mark, a label without its value.

Finds continuations only.

Text taken out of HTML tag by tag prints "关于印发" / "2026" / "年春节期间…的通知" and "发文字号：" / "澄府办〔2026〕3号".
"""

from collections.abc import Sequence
from itertools import pairwise

from watcher.parsing.html.furniture import is_furniture
from watcher.parsing.html.sites import UNKEPT, site_tables
from watcher.patterns import deferred
from watcher.reading.paragraphs.cleaned_lines import PrintedLine
from watcher.reading.segment import fold

# A number or a single mark alone on its line
_FRAGMENT = deferred(r"[0-9][0-9.:~/-]{0,10}|[<>〈〉〔〕\[\]()]")
_LONGEST = 11
# What only goes on behind a number or a mark: "年春节期间", "号）等文件", "〕", "，预计"
_REST = deferred(r"[年月日号时项条个家万亿元%℃倍〔〕〉>)\]、,。;:至]")
_OPENERS = "<〈〔[("
_ENDS = "。！？；：!?;:…"
_BARE_LABEL = deferred(r"(?:[•·●*-]\s?)?([一-龥 ]{2,14}):")


def torn_continuations(lines: Sequence[PrintedLine]) -> set[int]:
    """Indexes of the lines that go on the line above them."""
    found: set[int] = set()
    for at, (line, below) in enumerate(pairwise(lines)):
        ends_in_colon = line.text[-1] in ":："
        # a value may stand one blank line below its label
        if below.level or below.gap > ends_in_colon:
            continue
        if _is_fragment(line.text):
            found |= _around_fragment(lines, at)
        elif ends_in_colon and _awaits_value(line.text, below.text):
            found.add(at + 1)
    return found


def _is_fragment(text: str) -> bool:
    return len(text) <= _LONGEST and _FRAGMENT.fullmatch(fold(text)) is not None


def _around_fragment(lines: Sequence[PrintedLine], at: int) -> set[int]:
    """The lines that go on because of the fragment at `at`: the one below, and mostly it too."""
    if not _goes_on(lines, at):
        return set()
    apart = lines[at].gap or lines[at - 1].level or lines[at - 1].text[-1] in _ENDS
    return {at, at + 1} if at and not apart else {at + 1}


def _goes_on(lines: Sequence[PrintedLine], at: int) -> bool:
    """True where a run of fragments ends in a line that can only be the rest of one: a table's
    column of numbers has none.
    """
    text = fold(lines[at].text)
    for line in lines[at + 1 : at + 8]:
        below = fold(line.text)
        if line.gap:
            return False
        if text[-1] in _OPENERS or _REST.match(below):
            return True
        if text[-1].isdigit() or not _FRAGMENT.fullmatch(below):
            return False
        text = below
    return False


def _awaits_value(text: str, below: str) -> bool:
    """A metadata label whose value stands on the next line; an empty field is followed by another
    label or a button.
    """
    found = _BARE_LABEL.fullmatch(fold(text))
    if not found:
        return False
    known = site_tables().labels.get(found[1].replace(" ", ""))
    if known is None or known.field == UNKEPT:
        return False
    return not (below[-1] in ":：" or is_furniture(below) or len(below) < 2)
