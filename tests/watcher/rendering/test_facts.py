"""Each fact that differs is one line, in Chinese or English."""

import pytest

from watcher.diffing.fact_changes import FactChange
from watcher.rendering.fact_lines import line


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
    assert (line(fact, "zh"), line(fact, "en")) == (zh, en)
