"""Lines that surely stand alone, whatever the lines around them look like: a 文号, a metadata label,
a page's foot.

Looks at one cleaned line at a time; joins nothing. What a paragraph looks like is told in
`headings`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from watcher.parsing.html.sites import site_tables
from watcher.patterns import deferred, one_of
from watcher.reading.segment import fold

_BRACKETED = (
    r"[(]? ?[一-龥A-Za-z ]{1,24}[〔\[【(<﹝〖] ?(?:19|20)\d{2} ?[〕\]】)>﹞〗] ?第?\d{1,5}号[)]?"
)
_COUNTED = (
    r"[(]?(?:[一-龥、 ]{2,60}(?:公告|通告|令))? ?(?:(?:19|20)\d{2}年)?"
    r"第[0-9一二三四五六七八九十百〇零]{1,7}号[)]?"
)
# "澄府办〔2026〕12号" · "（澄江市财政局公告2026年第3号）" · "第12号", alone on a line
NUMBER_ALONE = deferred(rf"(?:{_BRACKETED}|{_COUNTED})")
# "澄政〔2026〕9号　　各县人民政府：": the number, and then the addressee
_NUMBER_FIRST = deferred(rf"({_BRACKETED}) (?=各|[^,。;]{{2,60}}[:,、])")
# "…实施方案的通知　澄政〔2026〕9号"
_NUMBER_LAST = deferred(
    lambda: rf"(.{{6,}}(?:{one_of('paper_words.numbered_papers')})[)]?) ({_BRACKETED})$"
)
# "各市、县人民政府，各有关单位："
_ADDRESSEE = deferred(
    lambda: rf"各(?:{one_of('paper_words.addressee_firsts')})[^。;要应]{{0,200}}:"
)
_LABELLED = deferred(r"(?:[•·●]\s?)?[\[【*(]{0,2}([一-龥 ]{2,12})[\]】*]{0,2} ?: ?(?=.)")
# What a program that turns pages into Markdown prints above them
_READER = ("Title: ", "URL Source:", "Published Time:", "Markdown Content:")
_LONGEST_TITLE = 200
_LONGEST_VALUE = 120
_LONGEST_NUMBER = 90
_LONGEST_FOOT = 16  # characters of a page's number with its marks
_FOOT = deferred(r"[-·] ?\d{1,4} ?[-·]|第 ?\d{1,4} ?页(?: ?[,/]? ?共 ?\d{1,4} ?页)?")
_LONGEST_HEAD = 40  # characters of a running head
_OFTEN = 3  # a running head stands on three pages or more


def stands_alone(text: str) -> bool:
    """True for a line that neither goes on the one above nor goes on below: a 文号, an addressee, a
    labelled value.
    """
    if text.startswith(_READER):
        return True
    folded = fold(text)
    if len(text) <= _LONGEST_NUMBER and NUMBER_ALONE.fullmatch(folded):
        return True
    return _ADDRESSEE.fullmatch(folded) is not None or label_field(text) is not None


def label_field(text: str) -> str | None:
    """The field of a metadata label at the start of a line (标题：…, 文号：…, letter-spaced too);
    None for no label.

    "" is a label of no field of its own (主题分类). The table is the one that pages are read with
    (parsing/html/sites.toml).
    """
    if len(text) > _LONGEST_VALUE * 2:
        return None
    found = _LABELLED.match(fold(text))
    known = site_tables().labels.get(found[1].replace(" ", "")) if found else None
    return known.field if known else None


def labelled_value(text: str) -> str:
    """The text behind the label, up to the next one in a row (…|…)."""
    found = _LABELLED.match(fold(text))
    return re.split(r"[|｜]", text[found.end() :])[0].strip() if found else ""


def split_off_number(text: str) -> tuple[str, ...]:
    """A line with its 文号 apart: "澄政〔2026〕9号 各县人民政府：" and "…的通知 澄政〔2026〕9号" are two lines each."""
    if "号 " not in text and not text.endswith(("号", "号)", "号）")):
        return (text,)
    folded = fold(text)
    if first := _NUMBER_FIRST.match(folded):
        return text[: first.end(1)], text[first.end() :]
    if len(text) <= _LONGEST_TITLE and (last := _NUMBER_LAST.fullmatch(folded)):
        return text[: last.end(1)], text[last.start(2) :]
    return (text,)


def running_heads(texts: Sequence[str]) -> frozenset[str]:
    """Lines that a paged text prints on every page: they come again beside the page's number,
    nearly always.
    """
    feet = _page_feet(texts)
    if sum(feet) < _OFTEN:
        return frozenset()
    heads = {text for text, is_foot in zip(texts, feet, strict=True) if is_foot}
    every = Counter(texts)
    for text, times in _beside_feet(texts, feet).items():
        often = times >= _OFTEN and times * 5 >= every[text] * 4
        if len(text) <= _LONGEST_HEAD and often:
            heads.add(text)
    return frozenset(heads)


def _beside_feet(texts: Sequence[str], feet: Sequence[bool]) -> Counter[str]:
    """The times each line stands right above or below a page's number."""
    near: Counter[str] = Counter()
    marked = zip(texts, feet, strict=True)
    for (one, is_foot), (other, is_other) in pairwise(marked):
        if is_foot != is_other:
            near[other if is_foot else one] += 1
    return near


def _page_feet(texts: Sequence[str]) -> list[bool]:
    """For each line, True where it is a page number: "- 3 -", "第3页 共9页"; bare ones (3) only
    where they count up by one.
    """
    counted = _counts_up(texts)
    feet = []
    for text in texts:
        short = len(text) <= _LONGEST_FOOT
        feet.append(short and _is_foot(text, counted=counted))
    return feet


def _is_foot(text: str, *, counted: bool) -> bool:
    return _FOOT.fullmatch(fold(text)) is not None or (counted and text.isdecimal())


def _counts_up(texts: Sequence[str]) -> bool:
    """True where the bare numbers of a text go up by one nearly always, as those of pages do."""
    bare = [int(text) for text in texts if text.isdecimal() and len(text) <= 3]
    steps = sum(after - before == 1 for before, after in pairwise(bare))
    return len(bare) >= _OFTEN and steps * 5 >= len(bare) * 4 - 4
