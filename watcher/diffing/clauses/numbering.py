"""The numbers of clauses and chapters as patterns: 第九条, 第三章, 二、（三）1.（1）①. Builds nothing."""

import re
from typing import Final

from watcher.patterns import deferred

_NUMERAL: Final = "零〇○一二三四五六七八九十百千两"
ARTICLE: Final = deferred(
    rf"\**第\s*([{_NUMERAL}]+|\d+)\s*条(?:\s*之\s*([一二三四五六七八九十]+))?\**([\s\u3000：:]*)"
)
# 第九条规定的… at the start of a line cites, it does not number
CITING: Final = deferred(r"规定|[、，,和及至或与的中所第款项]|之规定|修改|改为|删除|删去")
_HEADING: Final = deferred(
    rf"第\s*(?:[{_NUMERAL}]+|\d+)\s*(?:分?编|章|节|部分|篇)(?=[\s\u3000：:]|$|[^\d{_NUMERAL}])"
)
# rank, pattern, and how its label is written whatever widths and spaces were used
MARKERS: Final = (
    (1, re.compile(r"([一二三四五六七八九十百]+)\s*(?:、|\.(?!\d)|．)\s*"), "{}、"),
    (2, re.compile(r"[（(]\s*([一二三四五六七八九十百]+)\s*[)）]\s*[、.]?\s*"), "（{}）"),
    (3, re.compile(r"(\d{1,3})\s*(?:[、．]|\.(?!\d))\s*"), "{}."),
    (4, re.compile(r"(?:[（(]\s*(?=\d{1,3}\s*[)）]))?(\d{1,3})\s*[)）]\s*[、.]?\s*"), "（{}）"),
    (5, re.compile(r"([①-⑳])\s*"), "{}"),
)
_FINAL_MARKS: Final = ("。", "；", "：", ";", ":", "，")
_LONGEST: Final = 60  # characters of a heading


def heading_number(line: str) -> str | None:
    """The 第三章 of a line that is a chapter heading: short, and no sentence."""
    found = _HEADING.match(line)
    if not found or len(line) > _LONGEST or line.endswith(_FINAL_MARKS):
        return None
    return "".join(found[0].split())
