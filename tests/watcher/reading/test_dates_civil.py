"""What is a printed date, and what only looks like one."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.reading.dates.civil_dates import find_moments, read_small_number, read_whole_day
from watcher.reading.dates.date_spans import ListedDates, Span, days_of, find_date_tokens
from watcher.reading.segment import fold

WHOLE = [
    "2024年6月15日", "2024 年 6 月 15 日", "2024年6月1 5日", "2 0 2 4年6月15日", "2024年06月15日", "2024年6月15号", "二○二四年六月十五日",
    "二〇二四年六月十五日", "二零二四年六月十五日", "2024.6.15", "2024-06-15", "2024/6/15", "２０２４年６月１５日", "2024年度6月15日",
    "2024年6月15日（星期六）", "2024. 6. 15",
]  # fmt: skip


@pytest.mark.parametrize("printed", WHOLE)
def test_every_way_of_printing_a_day_reads_the_same(printed: str) -> None:
    """Letter-spaced, full-width, Chinese and numeric forms are one day."""
    assert [moment.stated for moment in find_moments(fold(f"截至{printed}，共"))] == [
        date(2024, 6, 15)
    ]


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("2024年2月底", date(2024, 2, 29)),
        ("2024年12月", date(2024, 12, 31)),
        ("2024年6月中旬", date(2024, 6, 20)),
        ("2024年底", date(2024, 12, 31)),
        ("2024年年末", date(2024, 12, 31)),
        ("2023年2月下旬", date(2023, 2, 28)),
    ],
)
def test_a_month_ends_on_its_last_day(printed: str, last: date) -> None:
    assert [moment.stated for moment in find_moments(printed)] == [last]


@pytest.mark.parametrize(
    "text",
    [
        "财税〔2014〕75号",
        "12个月内",
        "第3号",
        "GB 55038-2025",
        "0531-82089034",
        "3.1415926",
        "每日万分之三",
        "2023—2025年",
        "一月一链",
        "月月有活动",
        "6月以上",
        "24小时",
        "5月份以来",
        "IP 2024.1.2.3",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_moments(fold(text)) == ()


@pytest.mark.parametrize("printed", ["2026年2月30日", "2026年13月1日", "2025年2月29日", "6月31日"])
def test_an_impossible_date_is_kept_and_never_fixed(printed: str) -> None:
    (moment,) = find_moments(printed)
    assert (moment.impossible, moment.stated) == (True, None)


def test_a_leap_day_without_its_year_is_possible() -> None:
    (moment,) = find_moments("2月29日")
    assert (moment.impossible, moment.on(2026), moment.on(2028)) == (False, None, date(2028, 2, 29))


@pytest.mark.parametrize(
    ("printed", "clock", "midnight"),
    [
        ("9月1日17:00", time(17), False),
        ("9月1日（星期二）17：30", time(17, 30), False),
        ("9月1日下午5点", time(17), False),
        ("9月1日17时30分", time(17, 30), False),
        ("9月1日24时", None, True),
        ("9月1日24:00", None, True),
        ("9月1日零时", time(0), False),
        ("9月1日上午9点半", time(9, 30), False),
        ("9月1日 18:00:00", time(18), False),
    ],
)
def test_the_time_of_day_belongs_to_its_date(
    printed: str, clock: time | None, midnight: bool
) -> None:
    (moment,) = find_moments(fold(printed))
    assert (moment.clock, moment.midnight) == (clock, midnight)


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("2026年4月25日-5月19日", (date(2026, 4, 25), date(2026, 5, 19))),
        ("2026年12月1日至次年1月31日", (date(2026, 12, 1), date(2027, 1, 31))),
        ("2026年12月1日至1月31日", (date(2026, 12, 1), date(2027, 1, 31))),
        ("2026年7月14日至15日", (date(2026, 7, 14), date(2026, 7, 15))),
        ("2026年7月18日（含）至2027年7月17日（含）", (date(2026, 7, 18), date(2027, 7, 17))),
        ("2026年8月31日起至2027年1月15日", (date(2026, 8, 31), date(2027, 1, 15))),
        ("2026年5月6日9:00～5月29日17:00", (date(2026, 5, 6), date(2026, 5, 29))),
    ],
)
def test_a_span_takes_its_elided_year_from_its_first_day(
    printed: str, ends: tuple[date, date]
) -> None:
    (span,) = find_date_tokens(fold(printed))
    assert isinstance(span, Span)
    assert (span.first.stated, span.last.stated) == ends


def test_a_list_carries_the_year_on() -> None:
    (listing,) = find_date_tokens("2026年11月30日、3月31日和6月30日")
    assert isinstance(listing, ListedDates)
    assert [moment.stated for moment in listing.items] == [
        date(2026, 11, 30),
        date(2027, 3, 31),
        date(2027, 6, 30),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "2019年01月27日",
        "2019-01-27 10:30:00",
        "20190127",
        "2019-01-27T10:30:00+08:00",
        "时间：2019/1/27",
    ],
)
def test_metadata_dates_in_any_form(printed: str) -> None:
    assert read_whole_day(fold(printed)) == date(2019, 1, 27)


def test_metadata_without_a_date_gives_none() -> None:
    assert [read_whole_day(text) for text in ("", "无", "2019年", "t19700101")] == [
        None,
        None,
        None,
        None,
    ]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_printing(day: date) -> None:
    """Arabic, Chinese and numeric prints of any day read back as that day."""
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    printed = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{chinese}年{_chinese(day.month)}月{_chinese(day.day)}日",
    ]
    assert [[moment.stated for moment in find_moments(text)] for text in printed] == [[day]] * 3


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (
        digits[ones] if ones else ""
    )


@given(st.integers(1, 31))
def test_small_numbers_read_in_both_scripts(number: int) -> None:
    assert (read_small_number(str(number)), read_small_number(_chinese(number))) == (number, number)


@given(st.text("2024年月日至、-，。6 5一二十次底（）:17时", max_size=60))
def test_dates_lie_in_the_text_in_order(text: str) -> None:
    """No date overlaps another, none leaves the text, whatever the noise."""
    found = find_date_tokens(fold(text))
    edges = [
        edge for token in found for moment in days_of(token) for edge in (moment.start, moment.end)
    ]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
