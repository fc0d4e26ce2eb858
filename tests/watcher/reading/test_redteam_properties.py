"""The invented notices read from bytes: width, spaces and invisible marks change nothing, and a date stands in its evidence."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.watcher.reading.test_redteam_dates import CASES
from watcher.parsing import parse
from watcher.reading import Document, read
from watcher.reading.dates.date_spans import days_of, find_date_tokens
from watcher.reading.document import Context, Evidence
from watcher.reading.segment import fold

# Enough running text to show where a text was wrapped.
PREAMBLE = """各县（市、区）人民政府，市有关单位：
为深入贯彻党中央、国务院决策部署，全面落实省委、省政府工作要求，进一步激发经营主体活力，推动全市经济持续向好，结合我市实际，现就有关工作通知如下，请认真组织实施，加强部门协同，压实工作责任，确保各项任务落到实处，取得实效，切实增强企业和群众的获得感、幸福感、安全感。
各有关单位要充分认识这项工作的重要意义，主动靠前服务，优化办理流程，减少申请材料，提高办事效率，加强宣传解读，及时回应关切，不断提升政务服务水平，营造良好的营商环境，为高质量发展提供有力支撑，有关情况和问题请及时沟通。"""
WIDE = {ord(mark): chr(ord(mark) + 0xFEE0) for mark in "0123456789"}
NARROW = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})


def _printed(case: dict[str, Any]) -> str:
    title = case.get("title", "澄江市科技局关于有关事项的通知")
    return f"{title}\n{case['text'].strip()}\n"


def _read(text: str, case: dict[str, Any]) -> tuple[Document, ...]:
    published = case.get("published")
    day = date(*map(int, re.split("[-/]", published))) if published else None
    return read(
        parse(text.encode(), name="notice.txt"), Context(published_on=day, as_of=date(2026, 11, 22))
    )


def _facts(documents: tuple[Document, ...]) -> list[object]:
    return [
        (
            *(
                fact and fact.value
                for fact in (d.issued_on, d.published_on, d.effective_from, d.valid_until)
            ),
            d.validity_years and d.validity_years.value,
            [(w.kind, w.status, w.opens, w.closes, w.closes_at) for w in d.windows],
            [
                (r.relation, _bare(r.reference.title or ""), r.reference.doc_number)
                for r in d.relations
            ],
            [(r.amount, r.unit, r.due) for r in d.relative_deadlines],
        )
        for d in documents
    ]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("table", [WIDE, NARROW], ids=["full-width digits", "half-width marks"])
def test_width_changes_nothing(table: dict[int, str]) -> None:
    changed = [
        case["id"]
        for case in CASES
        if _facts(_read(_printed(case).translate(table), case))
        != _facts(_read(_printed(case), case))
    ]
    assert changed == []


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(CASES), st.sampled_from(["\u200b", "\ufeff", "\u2060"]), st.data())
def test_invisible_marks_and_hard_spaces_change_nothing(
    case: dict[str, Any], noise: str, data: st.DataObject
) -> None:
    text = _printed(case)
    places = data.draw(st.sets(st.integers(0, len(text) - 1), max_size=30))
    noisy = "".join(noise + mark if at in places else mark for at, mark in enumerate(text)).replace(
        " ", "\u00a0"
    )
    assert _facts(_read(noisy, case)) == _facts(_read(text, case))


@pytest.mark.parametrize("width", [31, 44])
def test_wrapping_the_body_changes_nothing(width: int) -> None:
    """Long paragraphs broken inside words at one limit, as newspapers and mails do."""
    changed = []
    for case in CASES:
        title, *body = _printed(case).rstrip("\n").replace("\n", f"\n{PREAMBLE}\n", 1).split("\n")
        wrapped = [
            line[at : at + width] for line in body for at in range(0, max(len(line), 1), width)
        ]
        if _facts(_read("\n".join([title, *wrapped]), case)) != _facts(
            _read("\n".join([title, *body]), case)
        ):
            changed.append(case["id"])
    assert changed == []


def _stated(document: Document) -> Iterator[tuple[date, Evidence]]:
    """Every printed day with the words it was read from; computed and completed ones are left out."""
    facts = (
        document.issued_on,
        document.published_on,
        document.effective_from,
        document.valid_until,
    )
    for fact in facts:
        stated = fact and fact.basis == "stated" and "24时" not in fact.note
        if fact and stated and fact.evidence and isinstance(fact.value, date):
            yield fact.value, fact.evidence
    for window in document.windows:
        if window.closes and window.basis == "stated":
            yield window.closes, window.evidence


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_day_stands_in_its_evidence(case: dict[str, Any]) -> None:
    for document in _read(_printed(case), case):
        for day, evidence in _stated(document):
            printed = {
                (m.month, m.day)
                for token in find_date_tokens(fold(evidence.text))
                for m in days_of(token)
            }
            assert (day.month, day.day) in printed, (day, evidence.text)
