"""The tables that come with the program."""

from datetime import date, timedelta

import pytest

from config import catalogue
from config.catalogue import NATION, ancestors, full_name, region


def test_the_regions_are_all_there() -> None:
    """34 provinces, 333 cities, 2,847 counties and the nation, each below another one."""
    levels = [row.level for row in catalogue.regions()]
    assert {level: levels.count(level) for level in set(levels)} == {
        "country": 1,
        "province": 34,
        "city": 333,
        "county": 2847,
    }
    assert {row.parent for row in catalogue.regions()} <= {
        row.code for row in catalogue.regions()
    } | {None}


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("450203", ("450200", "450000", NATION)),
        ("110105", ("110000", NATION)),
        (NATION, ()),
        ("999999", ()),
    ],
)
def test_ancestors_are_nearest_first(code: str, above: tuple[str, ...]) -> None:
    """The chain up to the nation; districts of 北京 stand right below it."""
    assert ancestors(code) == above


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("450200", "广西壮族自治区柳州市"),
        ("110105", "北京市朝阳区"),
        ("110000", "北京市"),
        (NATION, "全国"),
        ("999999", "999999"),
    ],
)
def test_full_names(code: str, name: str) -> None:
    """No part twice, the nation only by itself."""
    assert full_name(code) == name


def test_short_names_do_not_shadow_a_province() -> None:
    """吉林 is the province, never the city; a short name of a county never equals that of a province."""
    provinces = {
        short
        for row in catalogue.regions()
        if row.level == "province"
        for short in row.short
        if len(short) > 1
    }
    others = {
        short for row in catalogue.regions() if row.level != "province" for short in row.short
    }
    assert provinces & others == set()
    assert region("450200") == catalogue.RegionRow(
        "450200", "柳州市", "city", "450000", ("柳州", "柳")
    )


def test_industry_labels_name_classes_that_exist() -> None:
    """Each of the 32 labels maps to classes of GB/T 4754, whose parents exist too."""
    codes = {row.code for row in catalogue.gbt_classes()}
    assert len(catalogue.industries()) == 32
    assert {code for label in catalogue.industries() for code in label.gb_codes} <= codes
    assert {row.parent for row in catalogue.gbt_classes()} <= codes | {None}


def test_make_up_days_are_weekends_and_no_day_is_both() -> None:
    """A make-up day (调休) is a Saturday or Sunday that is worked; the year is known to its end."""
    calendar = catalogue.workday_overrides()
    assert all(day.weekday() >= 5 for day in calendar.work)
    assert calendar.off & calendar.work == set()
    assert {date(2026, 10, 1) + timedelta(days=n) for n in range(7)} <= calendar.off
    assert calendar.last_year == max(day.year for day in calendar.off)


def test_zones_agencies_and_sources_lie_in_known_regions() -> None:
    """No table points at a region that is not there."""
    codes = {row.code for row in catalogue.regions()}
    assert {code for zone in catalogue.zones() for code in zone.codes} <= codes
    assert {agency.region for agency in catalogue.agencies()} <= codes
    assert {source.url[:4] for source in catalogue.sources()} == {"http"}
    names = [agency.name for agency in catalogue.agencies()]
    assert len(names) == len(set(names))
