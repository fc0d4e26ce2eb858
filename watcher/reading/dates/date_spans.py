"""Joins printed dates into spans (4月25日-5月19日) and lists (4月30日、7月31日).

Says nothing of what they are for.
"""

from dataclasses import dataclass, replace
from datetime import date

from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment, clock_at, find_moments, read_small_number

_TO = deferred(
    r" ?(?:\([^()]{0,12}\))? ?(?:起|始|开始)?(?:,| )?(?:至|到|-{1,2}|~|截至|截止到?) ?(?:\([^()]{0,4}\))?\Z"
)
_AND = deferred(
    r" ?(?:(?:24时)?(?:之?前|以前))? ?(?:、|和|及|与|以及|,)? ?(?:、|和|及|与)? ?(?:第[一二三四五六]批次?(?:为|是)?)?(?:于)?\Z"
)
_DAY_ONLY = deferred(r" ?(?:起)?(?:至|到|-|~) ?([0-9]{1,2}) ?日(?!内|报(?:[社讯第》]|$))")
_MONTH_DAY = deferred(
    r" ?(?:至|到|-|~) ?(1[0-2]|0?[1-9])([-./])(3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both inclusive."""

    first: Moment
    last: Moment

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return self.last.end


@dataclass(frozen=True, slots=True)
class ListedDates:
    """Several dates of the same role, one after the other."""

    items: tuple[Moment, ...]

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


Token = Moment | Span | ListedDates


def days_of(token: Token) -> tuple[Moment, ...]:
    """The printed dates a token is made of."""
    match token:
        case Span(first, last):
            return (first, last)
        case ListedDates(items):
            return items
    return (token,)


def _elided_day(text: str, first: Moment) -> Moment | None:
    """The 10日 of 2月4日至10日, the 4.30 of 2026.4.1-4.30."""
    if first.grain != "day":
        return None
    numeric = _MONTH_DAY.match(text, first.end)
    if numeric and first.year and text[first.start + 4 : first.start + 5] == numeric[2]:
        end, clock, midnight = clock_at(text, numeric.end())
        last = Moment(
            numeric.start(1), end, None, int(numeric[1]), int(numeric[3]), "day", clock, midnight
        )
        return carry_year(first, last)
    found = _DAY_ONLY.match(text, first.end)
    if not found:
        return None
    end, clock, midnight = clock_at(text, found.end())
    return Moment(
        found.start(1),
        end,
        first.year,
        first.month,
        read_small_number(found[1]),
        "day",
        clock,
        midnight,
    )


def carry_year(first: Moment, last: Moment) -> Moment:
    """`last` with the year that `first` implies where its own is left out.

    次年 and an earlier month-day are next year's.
    """
    if last.year is not None or first.year is None:
        return last
    later = last.relative in ("次", "翌", "明", "第二", "下一", "下")
    wraps = (last.month, last.day or 31) < (first.month, first.day or 1)
    return replace(last, year=first.year + (1 if later or wraps else 0))


def find_date_tokens(text: str) -> tuple[Token, ...]:
    """Dates, spans and lists of folded text, in order. Linear."""
    found: list[Token] = []
    queue = list(find_moments(text))
    index = 0
    while index < len(queue):
        moment = queue[index]
        following = queue[index + 1] if index + 1 < len(queue) else None
        index += 1
        if day := _elided_day(text, moment):
            found.append(Span(moment, day))
        elif (
            following
            and following.start - moment.end <= 20
            and _TO.match(text, moment.end, following.start)
        ):
            found.append(Span(moment, carry_year(moment, following)))
            index += 1
        else:
            found.append(moment)
    return tuple(_listed(text, found))


def _listed(text: str, found: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in found:
        last = out[-1] if out else None
        alike = isinstance(token, Moment) and isinstance(last, Moment | ListedDates)
        if (
            alike
            and last
            and token.start - last.end <= 8
            and _AND.match(text, last.end, token.start)
            and token.start > last.end
        ):
            assert isinstance(token, Moment)
            items = days_of(last)
            out[-1] = ListedDates((*items, carry_year(items[-1], token)))
        else:
            out.append(token)
    return out


def day_within(moment: Moment, base: date) -> date | None:
    """The month-day of `moment` in the year of `base`."""
    return moment.on(moment.year or base.year)
