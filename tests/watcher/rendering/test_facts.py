"""Each fact that differs is one line, in Chinese or English."""

import pytest

from watcher.diffing.fact_changes import FactChange
from watcher.rendering.fact_lines import told_fact


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        (
            FactChange(
                "deadline",
                "2026-06-30",
                "2026-07-31",
                "extended",
                31,
                window="application",
                actor="applicant",
            ),
            "申报截止 2026年6月30日 → 7月31日（延长31天）",
            "Application closes 2026-06-30 → 2026-07-31 (extended by 31 days)",
        ),
        (
            FactChange(
                "deadline",
                "2026-12-31",
                "2027-01-15",
                "extended",
                15,
                window="filing",
                batch="第二批",
                actor="authority",
            ),
            "第二批报送截止（主管部门） 2026年12月31日 → 2027年1月15日（延长15天）",
            "第二批 Filing closes (by the local bureau) 2026-12-31 → 2027-01-15 (extended by 15 days)",
        ),
        (
            FactChange(
                "deadline", None, "2026-05-01 17:00", window="application", channel="online"
            ),
            "新增 申报截止（网上） 2026年5月1日 17:00",
            "new Application closes (online) 2026-05-01 17:00",
        ),
        (
            FactChange("deadline", "2026-05-01", "rolling", window="application"),
            "申报截止 2026年5月1日 → 常年受理",
            "Application closes 2026-05-01 → open all year",
        ),
        (
            FactChange("amount", "最高200万元", "最高300万元"),
            "最高200万元 → 最高300万元",
            "最高200万元 → 最高300万元",
        ),
        (FactChange("amount", None, "5万元"), "新增 金额 5万元", "new Amount 5万元"),
        (FactChange("validity", "5年", None), "取消 有效期 5年", "dropped Validity 5 years"),
        (
            FactChange("effective", "2026-01-01", "2026-03-01", "extended", 59),
            "施行日期 2026年1月1日 → 3月1日（推迟59天）",
            "Effective 2026-01-01 → 2026-03-01 (59 days later)",
        ),
        (FactChange("status", "有效", "废止"), "状态 有效 → 废止", "Status 有效 → 废止"),
    ],
)
def test_a_fact_is_one_line(fact: FactChange, zh: str, en: str) -> None:
    """The year is said once where both dates share it; the window is named."""
    assert (told_fact(fact, "zh"), told_fact(fact, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        (
            FactChange("effective", "2026-03-01", "2026-02-28", None, -1),
            "施行日期 2026年3月1日 → 2月28日（提前1天）",
            "Effective 2026-03-01 → 2026-02-28 (1 day earlier)",
        ),
        (
            FactChange("opens", "2026-03-01", "2026-03-02", None, 1, window="consultation"),
            "征求意见开始 2026年3月1日 → 3月2日（推迟1天）",
            "Consultation opens 2026-03-01 → 2026-03-02 (1 day later)",
        ),
        (
            FactChange("deadline", "2026-03-02", "2026-03-01", "shortened", -1),
            "截止 2026年3月2日 → 3月1日（缩短1天）",
            "closes 2026-03-02 → 2026-03-01 (shortened by 1 day)",
        ),
        (
            FactChange("deadline", "2026-03-02", "2026-03-02 12:00", "shortened", 0),
            "截止 2026年3月2日 → 3月2日 12:00",
            "closes 2026-03-02 → 2026-03-02 12:00",
        ),
        (
            FactChange("effective", "2026-09-30", "2026-11-01"),
            "施行日期 2026年9月30日 → 11月1日",
            "Effective 2026-09-30 → 2026-11-01",
        ),
        (
            FactChange("validity", "1年", "1.5年", "extended"),
            "有效期 1年 → 1.5年",
            "Validity 1 year → 1.5 years",
        ),
        (
            FactChange("issuer", "甲局、乙局", "甲局"),
            "发文机关 甲局、乙局 → 甲局",
            "Issued by 甲局, 乙局 → 甲局",
        ),
        (
            FactChange("percent", "12%", None),
            "取消 比例 12%",
            "dropped Rate 12%",
        ),
        (
            FactChange("effective", "on_issue", "2026-03-02"),
            "施行日期 印发之日 → 2026年3月2日",
            "Effective day of issue → 2026-03-02",
        ),
        (
            FactChange("title", "三年", "关于一年"),
            "标题 三年 → 关于一年",
            "Title 三年 → 关于一年",
        ),
        (
            FactChange("deadline", None, "rolling", actor="applicant"),
            "新增 截止 常年受理",
            "new closes open all year",
        ),
    ],
)
def test_a_language_counts_days_years_and_names_in_its_way(
    fact: FactChange, zh: str, en: str
) -> None:
    assert (told_fact(fact, "zh"), told_fact(fact, "en")) == (zh, en)
