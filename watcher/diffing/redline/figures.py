"""Dates, amounts, rates and document numbers that differ in a redline.

Reads their form, not the part they play.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from watcher.diffing.clause_changes import ClauseFact, Mark
from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.redline.figure_values import same_figure
from watcher.patterns import deferred

What = Literal["date", "amount", "percent", "doc_number"]

_CN: Final = "零〇一二三四五六七八九十百千两"
_DIGIT: Final = "0-9０-９"
_NUMBER: Final = rf"(?:[{_DIGIT}][{_DIGIT},，]{{0,20}}(?:[.．][{_DIGIT}]{{1,8}})?|[{_CN}]{{1,12}})"
# Every alternative begins with a numeral or a bracket, so that a text without any is passed over at
# once.
_FIGURE: Final = deferred(
    rf"(?P<doc_number>[〔\[［（(][12]\d{{3}}[〕\]］)）]\s?第?\d{{1,5}}\s?号|(?:\d{{4}}年)?第\s?\d{{1,5}}\s?号)"
    rf"|(?P<date>\d{{4}}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日|[初底末])?)?"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日|[初底末])"
    rf"|(?<!\d)(?:19|20)\d{{2}}(?P<by>[-/.])\d{{1,2}}(?P=by)\d{{1,2}}(?!\d)"
    rf"|[{_CN}]{{4}}年[{_CN}]{{1,3}}月(?:[{_CN}]{{1,3}}日)?)"
    rf"|(?P<percent>[百千万]分之[{_CN}点{_DIGIT}.]{{1,9}}|{_NUMBER}(?:\s?[%％‰]|个百分点))"
    rf"|(?P<amount>{_NUMBER}\s?[十百千万亿]{{0,3}}(?:美元|港元|欧元|日元|元))"
)
_BOUND: Final = deferred(
    r"(?:最高|最低|最多|最少|至少|不超过|不高于|不低于|不少于|上限|下限){1,2}(?:人民币)?$"
)
_ORGAN: Final = deferred(r"[\u4e00-\u9fff]{1,12}\s?$")
_DECREE: Final = deferred(r"[\u4e00-\u9fff]{2,10}(?:令|公告)\s?$")
_LEAD: Final = deferred(r"^.*(?:根据|按照|依照|依据|遵照|详?见|参照|原|和|与|及|以)(?=.)")
_SQUARE: Final = str.maketrans("[](", "〔〕〔")
_TELLING: Final = deferred(rf"[{_CN}{_DIGIT}万亿%％‰元号高低]")
_KINDS: Final[tuple[What, ...]] = ("doc_number", "date", "percent", "amount")
_MANY: Final = 60


class _Figure(NamedTuple):
    what: What
    start: int
    end: int
    value: str


def differing_figures(words: Sequence[tuple[Mark, str]]) -> tuple[ClauseFact, ...]:
    """The figures that an edit touches, edit by edit.

    One that goes is paired with the one that comes in its place.
    """
    # most edits touch no figure, and finding figures costs
    if not any(_TELLING.search(text) for mark, text in words if mark != "same"):
        return ()
    was, now = _figures_by_edit(words, "deleted"), _figures_by_edit(words, "inserted")
    facts: list[ClauseFact] = []
    for edit in sorted(was.keys() | now.keys()):
        for what in _KINDS:
            gone, come = _values_of(was.get(edit, ()), what), _values_of(now.get(edit, ()), what)
            facts += _differing_values(what, gone, come)
    return tuple(facts)


def _figures_by_edit(words: Sequence[tuple[Mark, str]], own: Mark) -> dict[int, list[_Figure]]:
    """The figures of one side that an edit touches, by the number of that edit."""
    text = "".join(text for mark, text in words if mark in ("same", own))
    return _touched_figures(_figures_in(text), _edits_of(words, own))


def _values_of(figures: Iterable[_Figure], what: What) -> list[str]:
    return [figure.value for figure in figures if figure.what == what]


def _differing_values(what: What, gone: list[str], come: list[str]) -> Iterator[ClauseFact]:
    """The same value in other digits (200万元, 二百万元) is no difference."""
    for old, new in _pair_values(gone, come):
        if not old or not new or not same_figure(old, new):
            yield ClauseFact(what, old, new)


def _edits_of(words: Sequence[tuple[Mark, str]], own: Mark) -> list[tuple[int, int, int]]:
    """(start, end, number of the edit) of one side's runs, in that side's text."""
    found, at, edit = [], 0, 0
    for mark, text in words:
        if mark == "same":
            edit += 1
        if mark == own:
            found.append((at, at + len(text), edit))
        if mark in ("same", own):
            at += len(text)
    return found


def _figures_in(text: str) -> list[_Figure]:
    """Every figure with its place, in the order of the text."""
    return [figure for match in _FIGURE.finditer(text) if (figure := _figure_at(text, match))]


def _figure_at(text: str, match: re.Match[str]) -> _Figure | None:
    what = next(kind for kind in _KINDS if match[kind])
    before = text[max(0, match.start() - 12) : match.start()]
    if what == "doc_number":
        # 第12号 follows the name of a decree, 〔2026〕12号 the name of an organ
        owner = _DECREE if match[0].startswith("第") or match[0][0].isdigit() else _ORGAN
        named = owner.search(before)
        if not named:
            return None
        value = _LEAD.sub("", fold_noise(named[0] + match[0])).translate(_SQUARE)
        return _Figure(what, match.end() - len(value), match.end(), value)
    start = match.start()
    if what in ("percent", "amount") and (bound := _BOUND.search(before)):
        start -= len(bound[0])
    return _Figure(what, start, match.end(), fold_noise(text[start : match.end()]))


def _touched_figures(
    figures: list[_Figure], edits: list[tuple[int, int, int]]
) -> dict[int, list[_Figure]]:
    """The figures that overlap an edit, by the number of that edit."""
    touched: dict[int, list[_Figure]] = {}
    at = 0
    for figure in figures:
        while at < len(edits) and edits[at][1] <= figure.start:
            at += 1
        if at < len(edits) and edits[at][0] < figure.end:
            touched.setdefault(edits[at][2], []).append(figure)
    return touched


def _pair_values(old: list[str], new: list[str]) -> Iterator[tuple[str | None, str | None]]:
    # a whole chapter replaced: pairing would cost more than it tells
    if max(len(old), len(new)) > _MANY:
        yield from ((a, b) for a, b in zip_longest(old, new) if a != b)
        return
    for tag, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[i:k], new[j:m])
