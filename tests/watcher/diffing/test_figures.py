"""Dates, amounts, rates and numbers that an edit touches are told as facts."""

import pytest

from watcher.diffing import compare


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        ("最高200万元。", "最高300万元。", [("amount", "最高200万元", "最高300万元")]),
        ("不超过1,000.5万元。", "不超过2,000万元。", [("amount", "不超过1,000.5万元", "不超过2,000万元")]),
        ("处三千元以上五万元以下罚款。", "处二十万元以上一百万元以下罚款。",
         [("amount", "三千元", "二十万元"), ("amount", "五万元", "一百万元")]),
        ("截至2026年6月30日。", "截至2026年7月31日。", [("date", "2026年6月30日", "2026年7月31日")]),
        ("每年3月底前申报。", "每年4月底前申报。", [("date", "3月底", "4月底")]),
        ("贴息50%。", "贴息百分之三十。", [("percent", "50%", "百分之三十")]),
        ("上浮1.5个百分点。", "上浮2个百分点。", [("percent", "1.5个百分点", "2个百分点")]),
        ("按照云府发〔2024〕5号执行。", "按照云府发〔2025〕8号执行。", [("doc_number", "云府发〔2024〕5号", "云府发〔2025〕8号")]),
        ("给予奖励。", "给予奖励，最高50万元。", [("amount", None, "最高50万元")]),
        ("最高200万元，比例百分之二十。", "最高二百万元，比例30%。", [("percent", "百分之二十", "30%")]),
        ("二〇二六年三月启动，投入1.5亿元。", "2026年3月启动，投入15000万元。", []),
        ("于2026年03月01日前缴纳千分之一。", "于2026年3月1日前缴纳1‰。", []),
        ("补助１００万元，分两年。", "补助100万元，分三年。", []),
        ("依法予以公开。", "依法及时予以公开。", []),
    ],
)  # fmt: skip
def test_figures(old: str, new: str, facts: list[tuple[str, str | None, str | None]]) -> None:
    """Each figure that changed, paired with the one in its place; one that only changed how it is written is none."""
    (change,) = compare([old], [new])
    assert [(fact.what, fact.old, fact.new) for fact in change.facts] == facts
