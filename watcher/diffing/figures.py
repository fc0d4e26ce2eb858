"""Dates, amounts, rates and document numbers in a clause, and which of them differ. Reads their form, not their role."""

import re
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from watcher.diffing.changes import ClauseFact
from watcher.diffing.noise import folded

What = Literal["date", "amount", "percent", "doc_number"]

_CN: Final = "零〇一二三四五六七八九十百千两"
_BOUND: Final = r"(?:最高|最低|最多|最少|至少|不超过|不高于|不低于|不少于|上限|下限|累计|合计|每年|每人|每家|每户)*"
_MONEY: Final = r"(?:人民币)?(?:\d[\d,]*(?:\.\d+)?|[" + _CN + r"]+)[十百千万亿]*(?:美元|港元|欧元|元)"
_PATTERNS: Final[tuple[tuple[What, re.Pattern[str]], ...]] = (
    (
        "doc_number",
        re.compile(r"[\u4e00-\u9fff]{1,12}\[\d{4}\]\d{1,5}号|[\u4e00-\u9fff]{2,12}(?:令|公告)(?:\d{4}年)?第\d{1,5}号"),
    ),
    (
        "date",
        re.compile(
            r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月(?:底|初)?|\d{1,2}月\d{1,2}日|\d{1,2}月底|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?:19|20)\d{2}年"
        ),
    ),
    (
        "percent",
        re.compile(_BOUND + rf"(?:\d+(?:\.\d+)?[%‰]|(?:百|千|万)分之[{_CN}点\d.]+|(?:\d+(?:\.\d+)?|[{_CN}]+)个百分点)"),
    ),
    ("amount", re.compile(_BOUND + _MONEY)),
)


class _Figure(NamedTuple):
    key: str
    raw: str


def differing(old: str, new: str) -> tuple[ClauseFact, ...]:
    """The figures that differ between two wordings of a clause, in the new wording's order, kind by kind."""
    was, now = _figures(old), _figures(new)
    facts: list[ClauseFact] = []
    for what, _ in _PATTERNS:
        facts += _paired(what, was[what], now[what])
    return tuple(facts)


def _figures(text: str) -> dict[What, list[str]]:
    key = folded(text)
    found: dict[What, list[str]] = {}
    for what, pattern in _PATTERNS:
        found[what] = pattern.findall(key)
        key = pattern.sub("|", key)
    return found


def _paired(what: What, old: list[str], new: list[str]) -> list[ClauseFact]:
    facts = []
    for tag, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at in range(max(k - i, m - j)):
            facts.append(ClauseFact(what, old[i + at] if i + at < k else None, new[j + at] if j + at < m else None))
    return facts
