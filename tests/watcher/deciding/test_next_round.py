"""An address that is given to the next of a row, and two papers of one pattern: each is a policy of its own."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.records import DocumentKind
from watcher.deciding import telling_apart
from watcher.deciding.identity import Card, assign, keys

TITLE = "云湖市工业和信息化局关于组织申报2026年第一批技术改造项目的通知"
PLAIN = "云湖市工业和信息化局关于公示拟支持项目名单的公告"
DAY, LATER = date(2026, 3, 2), date(2026, 6, 8)
FIRST = Card(
    TITLE,
    DocumentKind.POLICY_TEXT,
    "云工信〔2026〕15号",
    ("云湖市工业和信息化局",),
    DAY,
    policy_id=1,
    said=("各有关企业：", "请于2026年4月1日前提交技术改造项目申报材料，逾期不予受理。"),
    opens=date(2026, 3, 3),
    closes=date(2026, 4, 1),
)
NOTICE = replace(FIRST, title=PLAIN, doc_number=None)


def is_new(known: Card, **more: Any) -> bool:
    return assign([replace(known, policy_id=0, **more)], [known], {}) == [None]


@pytest.mark.parametrize(
    "next_one",
    [
        {"title": TITLE.replace("一批", "二批"), "issued_on": LATER, "doc_number": None},
        {"title": TITLE.replace("2026", "2027"), "issued_on": LATER, "doc_number": None},
        {"title": TITLE.replace("第一批", "第二季度"), "issued_on": LATER, "doc_number": None},
        {"doc_number": "云工信〔2026〕31号", "issued_on": LATER},
        {"doc_number": "云工信〔2026〕31号", "issued_on": None},
    ],
)
def test_the_next_of_a_row_at_the_same_address_is_another_policy(next_one: Any) -> None:
    """Year, batch, quarter or number; the policy that stood there keeps its own number."""
    assert is_new(FIRST, **next_one)


def test_another_window_after_the_first_is_over_is_the_next_call() -> None:
    """The title counts nothing: the dates do."""
    assert is_new(NOTICE, issued_on=LATER, opens=date(2026, 6, 10), closes=date(2026, 7, 1))
    assert not is_new(NOTICE, issued_on=LATER, closes=date(2026, 7, 1))
    assert is_new(NOTICE, issued_on=date(2027, 3, 1))


def test_another_measure_at_the_same_address_is_another_policy() -> None:
    """The titles are alike, the texts are not."""
    first = replace(
        NOTICE,
        title="云湖市支持新能源汽车产业发展若干措施",
        said=("对新建充电桩的运营企业，按照实际投入给予补助，最高一百万元。",),
    )
    second = ("低空航线开通后，每个航班补贴运营单位，另设起降场建设专项资金。",)
    title = "云湖市支持低空经济产业发展若干措施"
    assert is_new(first, title=title, said=second, issued_on=LATER)
    assert not is_new(first, title="云湖市支持新能源汽车产业发展的若干措施", issued_on=LATER)


def test_one_number_is_one_paper_however_its_title_counts() -> None:
    """And another number on the day of issue is a correction."""
    assert not is_new(FIRST, title=TITLE.replace("第一批", ""), issued_on=LATER)
    assert not is_new(FIRST, doc_number="云工信〔2026〕51号")


def test_two_notices_of_one_title_and_day_are_two_where_their_texts_are() -> None:
    """甲 and 乙 without numbers; another closing date alone is one notice at two places."""
    said = ("现将绿色工厂拟支持名单公示如下：", "一、青石涂装有限公司水性涂料工程。")
    other = replace(NOTICE, policy_id=0, said=said)
    moved = replace(
        NOTICE, policy_id=0, said=tuple(one.replace("4月1日", "5月9日") for one in NOTICE.said)
    )
    known = {key: [NOTICE] for key in keys(NOTICE)}
    assert assign([other], [], known) == [None]
    assert assign([moved], [], known) == [1]


def test_a_notice_put_up_anew_is_dated_anew() -> None:
    """The place that showed it is gone: within weeks it is the same notice, else it is not."""
    anew = replace(NOTICE, policy_id=0, issued_on=date(2026, 3, 12))
    for gone, found in ((True, 1), (False, None)):
        known = {key: [replace(NOTICE, gone=gone)] for key in keys(NOTICE)}
        assert assign([anew], [], known) == [found]
    assert keys(replace(NOTICE, title=f"{PLAIN}（更新版）")) == keys(NOTICE)


@pytest.mark.parametrize(
    ("title", "counted"),
    [
        ("关于2026年第二批项目的通知", {"2026", "2批"}),
        ("关于2026年度第2批项目的通知", {"2026", "2批"}),
        ("关于第十二期培训的通知", {"12期"}),
        ("关于下半年甲类项目的通知", {"下半年", "甲"}),
        ("关于一流企业的通知", set()),
    ],
)
def test_what_a_title_counts(title: str, counted: set[str]) -> None:
    """In digits or in characters."""
    assert telling_apart.counters(title) == counted
