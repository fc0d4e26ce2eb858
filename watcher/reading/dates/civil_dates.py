"""Finds civil dates printed in Chinese text, whole or with parts left out.

Says nothing of what a date is for.

Works on folded text (`segment.fold`). A date is read as printed: `2月30日` is kept and marked
impossible, never fixed.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from watcher.patterns import deferred

Grain = Literal["day", "end", "month", "third"]

_NUMERAL = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零OoО0", 0
)
_YEAR = (
    r"(?<![0-9])(?:1 ?9|2 ?[01]) ?[0-9] ?[0-9]|[一二][九〇○零OoО0][〇○零OoО0一二三四五六七八九]{2}"
)
_SMALL = r"[0-9](?: ?[0-9])?|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九元]"
_BEFORE_MONTH = deferred(rf"(?:(?P<y>{_YEAR}) ?年(?: ?度)? ?)?(?<![0-9.])(?P<m>{_SMALL}) ?\Z")
_AFTER_MONTH = deferred(
    rf"(?:份)? ?(?:(?P<d>{_SMALL}) ?(?:日(?!报(?:[社讯第》]|$))|号(?![0-9]|令|文|公告|线))"
    rf"|(?P<third>[上中下])旬|(?P<end>月?底|月?末)|(?P<early>初)|"
    # 4月25日-5月31(…), 2024年8月20起: the 日 left out
    r"(?P<bare>[0-9]{1,2})(?= ?(?:起|之?前|以前|止|至|到|-|~|,(?![0-9]{3})|[();。\t\n]|$)))"
)
_RELATIVE = deferred(r"(次|翌|明|今|当|本|同|每|去|上|下一|第二|下)年(?:度)?的? ?\Z")
_NUMERIC = deferred(
    r"((?:19|20)[0-9]{2}) ?([-./]) ?(1[0-2]|0?[1-9]) ?\2 ?(3[01]|[12][0-9]|0?[1-9])(?![0-9]"
    r"|\.[0-9])"
)
_YEAR_END = deferred(r"年 ?年?[底末]")
_BEFORE_YEAR = deferred(rf"({_YEAR}) ?\Z")
_WEEKDAY = deferred(
    r" ?\((?:星期|周|礼拜)[一二三四五六日天]\)| ?\((?:含|含当[日天]|含本[日数]|北京时间)\)"
)
_CLOCK = deferred(
    r" ?(?P<half>上午|下午|晚上|晚间?|中午|凌晨|午夜)? ?(?P<h>[0-2]?[0-9]|零)"
    r"(?: ?: ?(?P<m1>[0-5][0-9])(?::[0-5][0-9])?| ?[时点](?!间)(?: ?(?P<m2>[0-5]?[0-9]) ?分"
    r"|(?P<m3>半)|整)?)"
)
_INSIDE = frozenset("0123456789.-/")  # a number before it makes it part of a longer one
_LONGEST_YEAR = 16  # characters before a 月
_LONGEST_WORD = 6  # characters of a word for a year
_RELATIVE_YEARS = frozenset(("次", "翌", "明", "每", "第二", "下一"))
_THIRD_LAST = {"上": 10, "中": 20, "下": 31}


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed date.

    `start` and `end` are offsets in the text; `day` is None where only a month (or its end) stands.

    `relative` is the word that stands for the year (次年, 今年, 每年, …). `clock` is a time of day;
    `midnight` says that 24时 was printed, the first instant of the next day.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    grain: Grain
    clock: time | None = None
    midnight: bool = False
    relative: str = ""

    def on(self, year: int) -> date | None:
        """The (last) day it means in `year`; None where no such day exists (2月30日, 13月)."""
        if not 1 <= self.month <= 12 or not 1900 <= year <= 2199:
            return None
        last = calendar.monthrange(year, self.month)[1]
        if self.grain == "day":
            assert self.day is not None
            return date(year, self.month, self.day) if 1 <= self.day <= last else None
        return date(year, self.month, min(self.day or last, last))

    @property
    def impossible(self) -> bool:
        """No calendar has it: 2月30日, 13月1日. 2月29日 is possible where the year is left out."""
        return self.on(self.year or 2024) is None

    @property
    def stated(self) -> date | None:
        """The day it means where its year is printed, else None."""
        return None if self.year is None else self.on(self.year)


def read_small_number(text: str) -> int:
    """A printed day or month number, Arabic with inner spaces or Chinese up to 39 (元 is 1)."""
    text = text.replace(" ", "")
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_NUMERAL[tens] if tens else 1) + (_NUMERAL[ones] if ones else 0)
    return _NUMERAL[text]


def _year(text: str) -> int:
    text = text.replace(" ", "")
    return int(text) if text.isdecimal() else int("".join(str(_NUMERAL[mark]) for mark in text))


def clock_at(text: str, at: int) -> tuple[int, time | None, bool]:
    """Reads `（星期二）17:00` or `24时` at an offset.

    Where it ends, the time of day, and whether it is midnight.
    """
    while found := _WEEKDAY.match(text, at):
        at = found.end()
    found = _CLOCK.match(text, at)
    if not found:
        return at, None, False
    hour = int(found["h"].replace("零", "0"))
    minute = 30 if found["m3"] else int(found["m1"] or found["m2"] or 0)
    if found["half"] in ("下午", "晚上", "晚", "晚间") and hour < 12:
        hour += 12
    if hour == 24:
        return found.end(), None, True
    if hour > 23:
        return at, None, False
    return found.end(), time(hour, minute), False


def _with_month(text: str, at: int) -> Moment | None:
    """The date around the 月 at offset `at`."""
    before = _BEFORE_MONTH.search(text, max(at - _LONGEST_YEAR, 0), at)
    if not before:
        return None
    start, year, relative = _year_before(text, before)
    month = read_small_number(before["m"])
    after = _AFTER_MONTH.match(text, at + 1)
    if after is None:
        # 6月 alone is a season, not a date; of a year it is a month
        if year is None and relative not in _RELATIVE_YEARS:
            return None
        return Moment(start, at + 1, year, month, None, "month", relative=relative)
    printed = after["d"] or after["bare"]
    if printed:
        end, clock, midnight = clock_at(text, after.end())
        return Moment(
            start, end, year, month, read_small_number(printed), "day", clock, midnight, relative
        )
    if after["early"]:
        return None  # 6月初 names no day
    grain: Grain = "third" if after["third"] else "end"
    day = _THIRD_LAST.get(after["third"])
    return Moment(start, after.end(), year, month, day, grain, relative=relative)


def _year_before(text: str, before: re.Match[str]) -> tuple[int, int | None, str]:
    """The begin of the date, its printed year, and the word that stands for the year."""
    start = before.start()
    if before["y"]:
        return start, _year(before["y"]), ""
    word = _RELATIVE.search(text, max(start - _LONGEST_WORD, 0), start)
    if word:
        return word.start(), None, word[1]
    return start, None, ""


def _by_month(text: str) -> Iterator[Moment]:
    at = text.find("月")
    while at >= 0:
        if found := _with_month(text, at):
            yield found
        at = text.find("月", at + 1)


def _by_digits(text: str) -> Iterator[Moment]:
    last = -1
    for found in _NUMERIC.finditer(text):
        # the dash of 2026.4.1-2026.4.30 joins two dates
        joined = found.start() - 1 == last and text[last] in "-/"
        if not joined and text[max(found.start() - 1, 0) : found.start()] in _INSIDE:
            continue
        end, clock, midnight = clock_at(text, found.end())
        last = end
        yield Moment(
            found.start(), end, int(found[1]), int(found[3]), int(found[4]), "day", clock, midnight
        )


def _by_year_end(text: str) -> Iterator[Moment]:
    for found in _YEAR_END.finditer(text):
        if before := _BEFORE_YEAR.search(text, max(found.start() - 9, 0), found.start()):
            yield Moment(before.start(), found.end(), _year(before[1]), 12, None, "end")


def find_moments(text: str) -> tuple[Moment, ...]:
    """Every date printed in folded text, in order and without overlap. Linear."""
    found = list(_by_month(text))
    if "20" in text or "19" in text:
        found += _by_digits(text)
    if "底" in text or "末" in text:
        found += _by_year_end(text)
    found.sort(key=lambda moment: (moment.start, -moment.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return tuple(kept)


def read_whole_day(text: str) -> date | None:
    """The one whole date of a metadata value: 2019年01月27日, 2019-02-15 10:30, 20190215.

    None where there is none.
    """
    compact = text.strip()
    if re.fullmatch(r"(?:19|20)[0-9]{6}", compact):
        compact = f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    compact = re.sub(r"(?<=[0-9])T(?=[0-9])", " ", compact)
    found = [moment for moment in find_moments(compact) if moment.grain == "day"]
    return found[0].stated if found else None
