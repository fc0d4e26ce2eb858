"""Relative deadlines, headline amounts, and dates that stay unclear."""

from datetime import date

import pytest

from tests.watcher.reading.dated import on, segment
from watcher.reading.document import Evidence
from watcher.reading.facts import amounts, duties, unclear_dates, windows
from watcher.reading.segmenting import drafts


@pytest.mark.parametrize(
    ("said", "anchor", "amount", "unit"),
    [
        ("企业应在取得证书后3个月内提出奖励申请。", "取得证书后", 3, "month"),
        ("房企应当自变更之日起10个工作日内向监管部门提供变更后的资料。", "变更之日", 10, "workday"),
        (
            "购房人6个月内（从发证之日起计算）完成补贴申请，逾期不予办理。",
            "从发证之日起计算",
            6,
            "month",
        ),
        ("自收到通知5个工作日内，向市科技局提供材料原件。", "收到通知", 5, "workday"),
    ],
)
def test_a_duty_after_an_event(said: str, anchor: str, amount: int, unit: str) -> None:
    (found,) = duties.find_duties(segment(said), on("2026-03-01"), None)
    assert (found.anchor.removeprefix("从"), found.amount, found.unit, found.due) == (
        anchor.removeprefix("从"),
        amount,
        unit,
        None,
    )


@pytest.mark.parametrize(
    "said",
    [
        "主管部门应当自受理之日起20个工作日内作出决定。",
        "审核通过后30个工作日内，由市住建局将补贴资金拨付至申请人账户。",
        "企业成立3年以上，近2年无违法记录。",
        "建设期为3年。",
    ],
)
def test_an_offices_promise_is_no_duty(said: str) -> None:
    assert duties.find_duties(segment(said), on("2026-03-01"), None) == ()


def test_a_known_event_gives_the_day() -> None:
    (found,) = duties.find_duties(
        segment("未登记的，应在本办法印发后20个工作日内完成登记。"), on("2025-12-31"), None
    )
    assert (found.due, found.provisional) == (date(2026, 1, 29), False)


def test_headline_amounts_in_the_documents_words() -> None:
    text = segment(
        "给予年化1.5个百分点贴息支持。新建平台最高可获1亿元补助，给予140元/平方米购房补贴。营业收入不超过2000万元的企业，增速10%。"
    )
    assert [amount.text for amount in amounts.find_amounts(text)] == [
        "给予年化1.5个百分点贴息支持",
        "最高可获1亿元补助",
        "给予140元/平方米",
    ]


@pytest.mark.parametrize(
    ("said", "granted"),
    [
        (
            "对首次突破10亿元、50亿元的企业，分别奖励50万元、100万元、200万元。",
            ["奖励50万元、100万元、200万元"],
        ),
        ("对优秀团队给予500—2000万元综合资助。", ["给予500—2000万元"]),
        ("每个项目资助额度为30万元—50万元。", ["资助额度为30万元—50万元"]),
        ("减按15%的税率征收企业所得税。", ["减按15%"]),
        ("罚款5万元以上20万元以下，注册资本5000万元。", []),
    ],
)
def test_a_list_and_a_range_of_amounts_are_told_whole(said: str, granted: list[str]) -> None:
    assert [amount.text for amount in amounts.find_amounts(segment(said))] == granted


@pytest.mark.parametrize(
    "said", ["本通知自202611日起实施。", "请于2026年6月31日前报送。", "活动时间：2026年9月1日。"]
)
def test_what_was_seen_and_not_understood_is_shown(said: str) -> None:
    assert unclear_dates.find_unclear(segment(said)) == (Evidence(said, (2, 2)),)


def test_a_claimed_date_is_clear() -> None:
    text = segment("请于2026年7月31日前报送材料。", "登记于2026年7月31日。")
    found = windows.find_windows(text, on("2026-03-01"), None)
    assert (
        unclear_dates.find_unclear(
            text,
            [window.evidence for window in found],
            [window.closes for window in found if window.closes],
        )
        == ()
    )


def test_drafts_for_comment() -> None:
    assert [
        drafts.is_draft(segment("正文。", title=title))
        for title in (
            "澄江市供热条例（征求意见稿）",
            "关于公开征求供热条例意见的公告",
            "澄江市供热条例",
        )
    ] == [True, True, False]
