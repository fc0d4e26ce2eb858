"""What the log says is data; each reader reads it in the words of a language."""

import re
from datetime import UTC, date, datetime

import pytest

from store.records import Change, Said, Saying
from watcher.deciding.saying import (
    DIFFERENCE,
    NOT_A_DOCUMENT,
    expired,
    fact_records,
    mended,
    repealed,
    restored,
    unhidden,
    validity_moved,
    windows_moved,
    withdrawn,
)
from watcher.diffing.fact_changes import FactChange
from watcher.rendering.languages import CODES
from watcher.rendering.summary import MOST_FACTS, in_words, said_in_words, told_facts

AT = datetime(2026, 3, 5, 1, tzinfo=UTC)
DAY, LATER = date(2026, 3, 5), date(2026, 4, 30)
NEW = Said(
    Saying.PUBLISHED,
    {"kind": "case", "closes": ["2026-03-05", "2026-04-30"], "valid_until": "2028-01-01"},
)
BARE = Said(Saying.PUBLISHED, {"kind": "policy_text", "closes": [], "valid_until": None})
OTHER = {"title": "Rules", "policy_id": 7}
CHINESE = re.compile("[\u3001\u3002\u4e00-\u9fff\uff00-\uffef]")

# 《》 stand around a title in every language; no other sign of Chinese is in English
SAID = [
    (
        NEW,
        "案例；截止 2026-03-05、2026-04-30；有效期至 2028-01-01",
        "Case; closes 2026-03-05, 2026-04-30; valid until 2028-01-01",
    ),
    (BARE, "新政策", "New policy"),
    (repealed("Rules", None, None), "被《Rules》废止", "repealed by 《Rules》"),
    (
        repealed("Rules", "7", DAY),
        "被《Rules》（7）废止，自2026-03-05起",
        "repealed by 《Rules》 (7), from 2026-03-05",
    ),
    (
        windows_moved("Rules", "7", [(DAY, LATER), (None, LATER)]),
        "截止 2026-03-05 → 2026-04-30、延长至 2026-04-30，依据《Rules》（7）",
        "deadline 2026-03-05 → 2026-04-30, extended to 2026-04-30, by 《Rules》 (7)",
    ),
    (
        validity_moved("Rules", None, [(DAY, LATER)]),
        "有效期至 2026-03-05 → 2026-04-30，依据《Rules》",
        "valid until 2026-03-05 → 2026-04-30, by 《Rules》",
    ),
    (expired(DAY), "有效期至 2026-03-05，已届满", "was valid until 2026-03-05"),
    (withdrawn(1), "在1处来源均已不见", "gone from the one place where it was seen"),
    (withdrawn(3), "在3处来源均已不见", "gone from all 3 places where it was seen"),
    (restored("Rules"), "《Rules》重新出现", "《Rules》 is back"),
    (
        unhidden([("width", "a", ""), ("page", "", "b")]),
        "a → （无）（此前按“width”规则未提示）；（无） → b（此前按“page”规则未提示）",
        (
            "a → (nothing) (not told before, by the rule “width”); "
            "(nothing) → b (not told before, by the rule “page”)"
        ),
    ),
    (
        mended(2),
        "第2版存档损坏，已由原始快照重新读取",
        "version 2 was damaged, and was read again from its snapshot",
    ),
    (
        mended(None),
        "一处副本存档损坏，已由原始快照重新读取",
        "the text of a copy was damaged, and was read again from its snapshot",
    ),
    (
        NOT_A_DOCUMENT,
        "新版读取规则认定此处不是一份文件",
        "the newer reader finds no document here",
    ),
    (Said(Saying.MERGED_INTO, OTHER), "并入《Rules》（7）", "merged into 《Rules》 (7)"),
    (
        Said(Saying.TOOK_IN, OTHER),
        "《Rules》（7）并入本件",
        "《Rules》 (7) was merged into this one",
    ),
    (
        Said(Saying.SPLIT_OFF, OTHER),
        "从本件分出《Rules》（7）",
        "《Rules》 (7) was taken out of this one",
    ),
    (Said(Saying.SPLIT_FROM, OTHER), "从《Rules》（7）分出", "taken out of 《Rules》 (7)"),
]


def _change(
    said: Said | None, *facts: FactChange, clauses: int = 0, kind: str = "amended"
) -> Change:
    kept = fact_records(facts)
    return Change(
        1, AT, kind, 5, "yz", "旧文", 1, 2, clauses, kept, baseline=False, hash="", said=said
    )


@pytest.mark.parametrize(("said", "zh", "en"), SAID)
def test_what_is_said_is_put_into_words(said: Said, zh: str, en: str) -> None:
    assert (said_in_words(said, "zh"), said_in_words(said, "en")) == (zh, en)
    assert in_words(_change(said), "en") == en
    assert not CHINESE.search(en)


def test_every_saying_is_tried() -> None:
    assert {said.key for said, _, _ in SAID} == set(Saying) - {Saying.DIFFERENCE}


@pytest.mark.parametrize("language", CODES)
def test_an_entry_of_before_keeps_its_text(language: str) -> None:
    assert in_words(_change(None), language) == "旧文"


STATUS = FactChange("status", "有效", "已修改")


@pytest.mark.parametrize(
    ("count", "clauses", "zh", "en"),
    [
        (0, 0, "内容修订", "Amended"),
        (0, 1, "1处条款变动", "1 clause changed"),
        (1, 2, "状态 有效 → 已修改；2处条款变动", "Status 有效 → 已修改; 2 clauses changed"),
    ],
)
def test_a_difference_is_told_by_its_facts_and_clauses(
    count: int, clauses: int, zh: str, en: str
) -> None:
    change = _change(DIFFERENCE, *[STATUS] * count, clauses=clauses)
    assert (in_words(change, "zh"), in_words(change, "en")) == (zh, en)


def test_a_difference_tells_four_facts_and_counts_them_all() -> None:
    line = "状态 有效 → 已修改"
    four = _change(DIFFERENCE, *[STATUS] * MOST_FACTS)
    assert in_words(four, "zh") == "；".join([line] * 4)
    five = _change(DIFFERENCE, *[STATUS] * (MOST_FACTS + 1))
    assert in_words(five, "zh") == "；".join([*[line] * 4, "等5项"])
    assert in_words(five, "en").endswith("; 5 facts in all")


def test_facts_are_kept_with_all_that_their_line_is_made_of() -> None:
    """In any language; what the fact does not have is not kept."""
    moved = FactChange(
        "deadline",
        "2026-03-20",
        "2026-04-03",
        "extended",
        14,
        evidence_new="请于2026年4月3日前提交。",
        window="application",
        batch="第一批",
        actor="authority",
        channel="online",
    )
    (kept,) = fact_records([moved])
    assert kept == {
        "what": "deadline",
        "old": "2026-03-20",
        "new": "2026-04-03",
        "direction": "extended",
        "days": 14,
        "window": "application",
        "batch": "第一批",
        "actor": "authority",
        "channel": "online",
    }
    assert told_facts(_change(DIFFERENCE, moved), "en") == [
        {
            "what": "deadline",
            "old": "2026-03-20",
            "new": "2026-04-03",
            "line": "第一批 Application closes (online) (by the local bureau) "
            "2026-03-20 → 2026-04-03 (extended by 14 days)",
        }
    ]
    assert fact_records([STATUS]) == ({"what": "status", "old": "有效", "new": "已修改"},)


@pytest.mark.parametrize("said", [None, Said(Saying.TOOK_IN, OTHER)])
def test_facts_of_any_other_entry_are_shown_as_they_are(said: Said | None) -> None:
    """Those of before have their line; those of a merge are no difference."""
    assert told_facts(_change(said, STATUS), "en") == [
        {"what": "status", "old": "有效", "new": "已修改"}
    ]
