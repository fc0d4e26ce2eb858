"""Hostile and random text: no rule runs away, and evidence always occurs at its lines."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bounds import ends
from tests.watcher.reading.dated import on, segment
from watcher.reading.document import Context, Evidence
from watcher.reading.facts import (
    amounts,
    duties,
    effective_day,
    issue_dates,
    stated_relations,
    unclear_dates,
    validity,
    windows,
)
from watcher.reading.segment import Segment

SIZE = 60_000
HOSTILE = [
    "2024年6月",
    "2024年6月15日、",
    "自印发之日起",
    "《",
    "《》",
    "有效期",
    "申报截止时间为",
    "请于6月30日前",
    "每年",
    "，",
    "1 ",
    "一",
    "月",
    "（",
    "根据《",
    "5个工作日内",
    "最高9",
    "第",
    "同时废止",
    "2024年1月1日至",
    "自2024年1月1日起施行，",
    "统一安排",
    "0",
    "请于6月30日前（）（）（）（）（）（）（）（）（）（）（）（）",
    "6月30日前可通过（）",
    "征求意见，",
    "除",
]


def everything(text: Segment) -> list[Evidence]:
    issued = issue_dates.find_issued_on(text) or on("2026-03-01")
    published = issue_dates.find_published_on(text)
    in_force = effective_day.find_effective_day(text, issued, published)
    until, years = validity.find_validity(text, in_force, issued, published)
    found = [fact.evidence for fact in (issued, published, in_force, until, years) if fact]
    found += [window.evidence for window in windows.find_windows(text, issued, published)]
    found += [deadline.evidence for deadline in duties.find_duties(text, issued, published)]
    found += [
        each.reference.evidence
        for each in stated_relations.find_relations(text, None, in_force, issued)
    ]
    found += [amount.evidence for amount in amounts.find_amounts(text)]
    return [evidence for evidence in (*found, *unclear_dates.find_unclear(text, found)) if evidence]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_wording_runs_away(unit: str) -> None:
    """A 60,000-character paragraph of one motif is read to the end."""
    text = unit * (SIZE // len(unit))
    with ends(unit):
        everything(segment(text))


WORDS = [
    "本办法",
    "自",
    "2026年5月1日",
    "6月30日",
    "印发之日",
    "起施行",
    "，",
    "。",
    "；",
    "有效期",
    "5年",
    "至",
    "申报",
    "截止时间",
    "为",
    "、",
    "前",
    "报送",
    "《甲办法》",
    "（甲政发〔2020〕1号）",
    "同时废止",
    "每年",
    "另行通知",
    "30日内",
    "意见",
    "反馈",
    " ",
    "\u3000",
    "：",
    "（",
    "）",
    "第一批",
    "次年1月31日",
    "24时",
    "17:00",
    "最高",
    "200万元",
    "给予",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map("".join), min_size=1, max_size=5))
def test_evidence_occurs_at_its_lines(paragraphs: list[str]) -> None:
    """Every fact's words stand in the lines it names, whatever the words are shuffled into."""
    text = segment(*paragraphs, context=Context(as_of=date(2026, 11, 22)))
    printed = [paragraph.text for paragraph in text.paragraphs]
    for evidence in everything(text):
        first, last = evidence.lines
        assert all(
            part in "\n".join(printed[first - 1 : last]) for part in evidence.text.split("\n")
        )
