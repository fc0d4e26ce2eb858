"""成文日期 and 发布日期: which printed date is one, and which is another thing's."""

from datetime import date

import pytest

from tests.watcher.reading.dated import segment
from watcher.parsing.parsed import SiteMeta
from watcher.reading.document import Context, Evidence, Fact
from watcher.reading.facts import issue_dates

BODY = "为推动科技创新，现将有关事项通知如下。"


def test_the_signature_dates_the_document_not_the_attached_rules() -> None:
    """A notice and the 办法 it issues are one; the notice's signature stands in the middle."""
    text = segment(
        BODY,
        "澄江市科技局",
        "2026年3月2日",
        "澄江市科技计划管理办法",
        "第一条 本办法自2026年5月1日起施行。",
        "2019年1月1日",
    )
    assert issue_dates.find_issued_on(text) == Fact(
        date(2026, 3, 2), "stated", Evidence("2026年3月2日", (4, 4))
    )


@pytest.mark.parametrize(
    "line",
    [
        "澄江市科技局 2026年3月2日",
        "成文日期：2026年3月2日",
        "2026年3月2日",
        "（2026年3月2日）",
        "二〇二六年三月二日",
    ],
)
def test_other_places_of_the_signature_date(line: str) -> None:
    found = issue_dates.find_issued_on(segment(BODY, line))
    assert found is not None
    assert found.value == date(2026, 3, 2)


@pytest.mark.parametrize(
    "lines",
    [
        ("【填报日期】", "2026年4月25日"),
        ("来源：澄江日报 2026年3月2日",),
        ("发布时间：2026-03-02",),
        ("截至2026年3月2日，共有企业12家。",),
        ("澄江市科技局办公室 2026年3月2日印发",),
        ("6月15日",),
        ("2026年3月2日至3月9日",),
    ],
)
def test_dates_that_sign_nothing(lines: tuple[str, ...]) -> None:
    assert issue_dates.find_issued_on(segment(BODY, *lines, "第二段。", "第三段。")) is None


def test_metadata_wins_over_the_signature() -> None:
    found = issue_dates.find_issued_on(
        segment(BODY, "2026年3月2日", meta=SiteMeta(issued_on="2026年03月01日"))
    )
    assert found is not None
    assert (found.value, found.note) == (date(2026, 3, 1), "page metadata")


def test_another_day_under_the_issuers_name_is_a_conflict() -> None:
    """The page's day stands, and what the text signs is told; the day of an annex alone on its line is no signature."""
    stated = SiteMeta(issued_on="2026-03-04")
    signed = segment(BODY, "澄江市科技局", "2026年3月2日", meta=stated)
    assert issue_dates.day_conflicts(signed, issue_dates.find_issued_on(signed)) == (
        "成文日期：页面信息为2026-03-04，落款为2026-03-02",
    )
    annexed = segment(BODY, "附件", "2026年3月2日", meta=stated)
    assert issue_dates.day_conflicts(annexed, issue_dates.find_issued_on(annexed)) == ()


def test_a_report_has_no_written_date() -> None:
    assert issue_dates.find_issued_on(segment(BODY, "2026年3月2日", kind="policy_news")) is None


def test_a_report_is_published_on_the_day_it_tells() -> None:
    """1月20日，…出台《…》takes its year from the day it is read, marked inferred."""
    text = segment(
        "1月20日，云岭省出台《园区经济行动计划》，推动产业聚链。",
        kind="policy_news",
        context=Context(as_of=date(2026, 11, 22)),
    )
    found = issue_dates.find_published_on(text)
    assert found is not None
    assert (found.value, found.basis) == (date(2026, 1, 20), "inferred")
    assert found.evidence == Evidence(
        "1月20日，云岭省出台《园区经济行动计划》，推动产业聚链。", (2, 2)
    )


@pytest.mark.parametrize(
    "line",
    [
        "记者1月7日从科技部获悉，日前联合印发《意见》。",
        "国务院新闻办于1月15日下午举行新闻发布会。央行发布多项政策。",
        "来源：工人日报 2026-01-06",
        "根据1月12日发布的数据，价格上涨。",
    ],
)
def test_hearsay_and_source_lines_publish_nothing(line: str) -> None:
    assert (
        issue_dates.find_published_on(
            segment(line, kind="policy_news", context=Context(as_of=date(2026, 11, 22)))
        )
        is None
    )


def test_a_date_of_last_year_is_not_put_into_the_future() -> None:
    text = segment(
        "12月20日，澄江市印发《措施》。", kind="news", context=Context(as_of=date(2026, 1, 5))
    )
    found = issue_dates.find_published_on(text)
    assert found is not None
    assert found.value == date(2025, 12, 20)
