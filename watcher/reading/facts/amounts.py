"""Headline amounts and rates (最高200万元, 1.5个百分点) in the document's words.

Turnover and other figures are left out.
"""

import re

from watcher.patterns import deferred, worded
from watcher.reading.document import Amount
from watcher.reading.segment import Segment

_MOST = 20
# 500-2000万元: the first of a range may leave its unit out
_MONEY = (
    r"[0-9][0-9,.]{0,12}(?:[-~至][0-9][0-9,.]{0,12})? ?(?:万|亿|千|百)?元(?:/(?:平方米|人|个|户|年|月|天|吨|台|家|套"
    r"|亩|辆|度|次|千瓦时|立方米)+(?:/(?:人|年|月|户|个))*)?"
)
_RATE = r"[0-9][0-9.]{0,6} ?(?:%|个百分点|‰)"
# 分别奖励50万元、100万元、200万元; 30万元-50万元
_MORE = rf"(?:(?:、|和|或|-|~|至)(?:{_MONEY}|{_RATE})){{0,6}}"
_VALUE = deferred(
    rf"(?:{_MONEY}|{_RATE}){_MORE}(?:的?(?:一次性)?(?:贴息支持|奖励|补助|补贴|资助|贴息|奖补|支持))?"
)
_GRANT = deferred(
    r"(?:(?:累计|合计|年度|单个[^,。;]{0,8}|每[^,。;]{0,6})?(?:最高|上限|不超过|封顶)(?:可达|可获|不超过|可|为|达)?|给予|奖励"
    r"|补助|补贴|资助|贴息|奖补|减按)"
    r"[^,。;0-9元%\n]{0,14}\Z"
)
_GRANTING = worded("amounts", "{granting}")
_NO_GRANT = worded("amounts", "{no_grant}")


def find_amounts(segment: Segment) -> tuple[Amount, ...]:
    """The amounts granted, in the order of the text, each wording once, at most twenty."""
    out: dict[str, Amount] = {}
    text = segment.text
    if "元" not in text and "%" not in text and "百分点" not in text:
        return ()
    for value in _VALUE.finditer(text):
        start = _grant_start(text, value)
        if start is None:
            continue
        evidence = segment.cite(start, value.end())
        out.setdefault(re.sub(r"\s", "", evidence.text), Amount(evidence.text, evidence))
        if len(out) == _MOST:
            break
    return tuple(out.values())


def _grant_start(text: str, value: re.Match[str]) -> int | None:
    """The begin of the words that grant a value; None where it is no grant.

    A bare rate needs a word of granting: 最高30% may be a limit.
    """
    grant = _GRANT.search(text, max(value.start() - 32, 0), value.start())
    if grant is None or ("元" not in value[0] and not _GRANTING.search(grant[0])):
        return None
    other = _NO_GRANT.search(text, max(grant.start() - 10, 0), value.end())
    return None if other else grant.start()
