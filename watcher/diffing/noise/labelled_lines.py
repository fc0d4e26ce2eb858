"""A line around a text that counts, stamps or tells the time: which of the three its
difference is.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from store.records import SuppressionRule
from watcher.patterns import deferred

_LABELS: Final = (
    (
        SuppressionRule.COUNTER,
        (
            r"(?:浏览|阅读|点击|访问|查看|下载|点赞|转发|收藏|评论|在线|人气|关注)"
            r"(?:次数|人数|人次|总?量|总?数|率)?|(?:您是|这是)第"
        ),
    ),
    (
        SuppressionRule.STAMP,
        (
            r"(?:发布|发表|更新|修改|录入|上传|编辑|采编)(?:时间|日期|于)"
            r"|(?:信息|稿件|文章)?来源|稿源|作者|责任编辑|责编|编辑|录入人?|审核"
            r"|发布(?:人|单位|机构)|日期|时间"
        ),
    ),
    (SuppressionRule.CLOCK, r"(?:今天|现在)是?|今日是?|当前(?:时间|日期)|北京时间|农历|天气"),
)
_LABEL: Final = deferred("|".join(f"(?P<{rule.name}>{words})" for rule, words in _LABELS))
_DIGITS: Final = deferred(r"\d[\d,.]*")
_DATE: Final = deferred(r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_TIME: Final = deferred(r"\d{1,2}[:：]\d{2}")
_AGO: Final = deferred(r"\d\s?(?:秒钟?|分钟|小时|天)前")  # 3分钟前
_WEEKDAY: Final = deferred(r"(?:星期|周)[一二三四五六日天]")


def rules_of_labels(before: str, old: str, new: str) -> list[SuppressionRule]:
    """The rules under which two forms of a line are the same, each once; [] where it is no such
    line.

    `before` is the line before it: a label may stand there.
    """
    ours, theirs = list(_labelled_parts(before, old)), list(_labelled_parts(before, new))
    labels = [name for name, _ in ours]
    if labels != [name for name, _ in theirs]:
        return []
    found: list[SuppressionRule] = []
    for (own, was), (_, now), behind in zip(ours, theirs, [*labels[1:], None], strict=True):
        if was == now:
            continue
        # a number may stand before its label: 12 次浏览
        counts = own is None and behind == SuppressionRule.COUNTER
        rule = _rule_of_part(behind if counts else own, was, now)
        if rule is None:
            return []
        found.append(rule)
    return list(dict.fromkeys(found))


def _labelled_parts(before: str, line: str) -> Iterator[tuple[SuppressionRule | None, str]]:
    """A line in parts, each with the kind of label it begins with; what stands before the first
    label has that of the line before.
    """
    starts = [(match.start(), _kind_of(match)) for match in _LABEL.finditer(line)]
    leading = [_kind_of(match) for match in _LABEL.finditer(before[-40:])]
    bounds = [(0, leading[-1] if leading else None), *starts, (len(line), None)]
    for (start, name), (stop, _) in pairwise(bounds):
        yield name, line[start:stop]


def _kind_of(label: re.Match[str]) -> SuppressionRule:
    return SuppressionRule[str(label.lastgroup)]


def _rule_of_part(name: SuppressionRule | None, was: str, now: str) -> SuppressionRule | None:
    """The rule for one part: a counter and a clock differ in figures only, a stamp in whatever
    follows its label.
    """
    if name == SuppressionRule.STAMP:
        return SuppressionRule.STAMP
    if _DIGITS.sub("", _WEEKDAY.sub("", was)) != _DIGITS.sub("", _WEEKDAY.sub("", now)):
        return None
    if _AGO.search(now):
        return SuppressionRule.CLOCK
    if name:
        return name
    if _DATE.search(was) and _DATE.search(now):
        return SuppressionRule.CLOCK if _WEEKDAY.search(now) else SuppressionRule.STAMP
    return SuppressionRule.CLOCK if _TIME.search(now) or _WEEKDAY.search(now) else None
