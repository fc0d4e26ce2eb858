"""Which typed events a difference is, from clauses and facts as values."""

from typing import Any

import pytest

from store.records import ChangeKind
from watcher.deciding.events import Event, between, is_end, primary
from watcher.diffing.clause_changes import ClauseChange, ClauseFact
from watcher.diffing.fact_changes import FactChange

K = ChangeKind
DATE = ClauseFact("date", "2026年4月15日", "2026年5月10日")
AMOUNT = ClauseFact("amount", "200万元", "300万元")
OLD_DAY, NEW_DAY = "请于2026年4月15日前申报。", "请于2026年5月10日前申报。"


def clause(old: str | None, new: str | None, *facts: ClauseFact, **more: Any) -> ClauseChange:
    kind: Any = "amended" if old and new else "added" if new else "removed"
    return ClauseChange(more.pop("kind", kind), None, None, old, new, facts, **more)


def fact(what: Any, old: str | None, new: str | None, **more: Any) -> FactChange:
    return FactChange(what, old, new, **more)


MOVED = fact("deadline", "2026-04-15", "2026-05-10", evidence_old=OLD_DAY, evidence_new=NEW_DAY)
OPENED = fact("deadline", None, "2026-05-10", evidence_new=NEW_DAY)
CLOSED = fact("deadline", "2026-04-15", None, evidence_old=OLD_DAY)
TITLE = fact("title", "甲办法", "乙办法")
AMOUNTS = fact("amount", "200万元", "300万元")
WORDS = clause("第一条　甲。", "第一条　乙。")
DAY_LINE = clause(OLD_DAY, NEW_DAY, DATE)


def kinds(clauses: Any, facts: Any, known: Any = ()) -> list[ChangeKind]:
    return [one.kind for one in between(clauses, facts, known=known)]


@pytest.mark.parametrize(
    ("clauses", "facts", "found"),
    [
        ([], [], []),
        ([WORDS], [], [K.AMENDED]),
        ([], [AMOUNTS], [K.AMENDED]),
        ([], [TITLE], [K.METADATA]),
        ([clause("甲", "乙", typographic=True)], [], [K.TECHNICAL]),
        ([clause("甲", "甲", kind="renumbered")], [], [K.TECHNICAL]),
        ([clause("甲", "甲", kind="moved")], [], [K.TECHNICAL]),
        ([DAY_LINE], [MOVED], [K.DEADLINE_MOVED]),
        ([], [OPENED], [K.DEADLINE_SET]),
        ([], [CLOSED], [K.AMENDED]),
        ([], [fact("validity", "2026-04-15", "2026-05-10")], [K.AMENDED]),
        ([], [fact("status", None, "废止")], [K.REPEALED]),
        ([], [fact("status", None, "有效")], [K.METADATA]),
        ([], [fact("published_on", "2026-03-01", "2026-03-02")], []),
        ([DAY_LINE, WORDS], [MOVED], [K.DEADLINE_MOVED, K.AMENDED]),
        ([], [MOVED, OPENED, AMOUNTS], [K.DEADLINE_MOVED, K.DEADLINE_SET, K.AMENDED]),
        ([], [fact("status", None, "失效"), MOVED], [K.REPEALED, K.DEADLINE_MOVED]),
    ],
)
def test_the_events_of_a_difference(clauses: Any, facts: Any, found: list[ChangeKind]) -> None:
    """At most one of each kind, the most urgent first."""
    assert kinds(clauses, facts) == found


def test_an_event_tells_its_own_facts_and_the_clauses_that_it_changed() -> None:
    """A moved day the clause of the day; an amendment all that differs in words."""
    amended = clause("补助200万元。", "补助300万元。", AMOUNT)
    moved, rest = between([DAY_LINE, amended], [MOVED, AMOUNTS])
    assert moved == Event(K.DEADLINE_MOVED, (MOVED,), (DAY_LINE,))
    assert rest == Event(K.AMENDED, (AMOUNTS,), (DAY_LINE, amended))
    opened, _ = between([DAY_LINE, WORDS], [OPENED])
    assert opened == Event(K.DEADLINE_SET, (OPENED,), (DAY_LINE,))
    assert between([WORDS], [TITLE])[0] == Event(K.AMENDED, (TITLE,), (WORDS,))


def test_metadata_has_all_that_differs() -> None:
    """What is known stands behind what is new."""
    line = clause("甲办法", "乙办法")
    assert between([line], [MOVED, TITLE], known=[MOVED]) == (
        Event(K.METADATA, (TITLE, MOVED), (line,)),
    )
    bare = clause("甲", "乙", typographic=True)
    assert between([bare], []) == (Event(K.TECHNICAL, (), (bare,)),)


@pytest.mark.parametrize(
    ("clauses", "known", "found"),
    [
        ([DAY_LINE], [MOVED], [K.METADATA]),
        ([clause("原定于2026年4月15日。", "定于2026年5月10日。", DATE)], [MOVED], [K.METADATA]),
        ([clause("补200万元。", "补300万元。", AMOUNT)], [MOVED], [K.AMENDED]),
        ([clause("甲。", "乙。")], [MOVED], [K.AMENDED]),
        ([clause("原定于2026年4月15日。", "定于2026年5月10日。", DATE)], [], [K.DEADLINE_MOVED]),
    ],
)
def test_a_day_that_another_document_told_is_no_event_of_its_own(
    clauses: Any, known: Any, found: list[ChangeKind]
) -> None:
    """Its sentences change with it; other words do not."""
    assert kinds(clauses, [MOVED], known) == found


def test_dates_in_clauses_are_an_amendment_where_no_date_is_told() -> None:
    """A day that no fact has."""
    assert kinds([DAY_LINE], []) == [K.AMENDED]
    assert kinds([DAY_LINE], [fact("validity", "a", "b")], [fact("validity", "a", "b")]) == [
        K.METADATA
    ]
    both = clause("至4月15日补200万元。", "至5月10日补300万元。", DATE, AMOUNT)
    assert kinds([both], [MOVED]) == [K.DEADLINE_MOVED, K.AMENDED]


@pytest.mark.parametrize(
    ("line", "says", "no_more"),
    [
        (clause("甲办法", "乙办法"), TITLE, True),
        (clause("甲 办法", "乙办法"), TITLE, True),
        (clause("甲办法", "丙办法"), TITLE, False),
        (clause("丙办法", "乙办法"), TITLE, False),
        (clause(None, "乙办法"), fact("title", None, "乙办法"), True),
        (clause("甲办法", None), fact("title", "甲办法", None), True),
        (clause("云工信〔2026〕3号", "云工信[2026]4号"), fact("doc_number", "云工信〔2026〕3号", "云工信〔2026〕4号"), True),
        (clause("云工信〔2026〕3号", "云工信〔2026〕5号"), fact("doc_number", "云工信〔2026〕3号", "云工信〔2026〕4号"), False),
        (clause("云工信〔2026〕2号", "云工信〔2026〕4号"), fact("doc_number", "云工信〔2026〕3号", "云工信〔2026〕4号"), False),
        (clause(None, "云工信〔2026〕4号"), fact("doc_number", None, "云工信〔2026〕4号"), True),
        (clause("云工信〔2026〕4号", None), fact("doc_number", "云工信〔2026〕4号", None), True),
        (clause("甲办法", "甲办法【已废止】"), fact("status", None, "有效"), True),
        (clause("甲办法", "乙办法【已废止】"), fact("status", None, "有效"), False),
        (clause("第一条", None), fact("status", None, "有效"), False),
        (clause("第一条　甲。", "第一条　乙。"), fact("issuer", "甲局", "乙局"), False),
    ],
)  # fmt: skip
def test_a_line_that_says_no_more_than_a_fact_is_no_amendment(
    line: ClauseChange, says: FactChange, no_more: bool
) -> None:
    """The line of the title, of the number, of an official mark."""
    assert kinds([line], [says]) == [K.METADATA if no_more else K.AMENDED]


@pytest.mark.parametrize(
    ("line", "says", "no_more"),
    [
        (clause(OLD_DAY, NEW_DAY), MOVED, True),
        (clause("4月15日", "5月10日"), MOVED, True),
        (clause("4月15日", "6月30日"), MOVED, False),
        (clause("6月30日", "5月10日"), MOVED, False),
        (clause(None, "5月10日"), MOVED, True),
        (clause("4月15日", None), MOVED, True),
        (clause(None, "6月30日"), MOVED, False),
        (clause("6月30日", None), MOVED, False),
        (clause("甲", "乙"), MOVED, False),
        (clause("4月15日", "5月10日", AMOUNT), MOVED, False),
    ],
)
def test_the_sentence_that_sets_a_date_is_told_by_the_date(
    line: ClauseChange, says: FactChange, no_more: bool
) -> None:
    """Broken into pieces, too; not where an amount stands in it."""
    assert kinds([line], [says]) == [K.DEADLINE_MOVED] + ([] if no_more else [K.AMENDED])


@pytest.mark.parametrize(
    ("those", "first"),
    [
        ([K.AMENDED, K.REPEALED, K.PUBLISHED], K.REPEALED),
        ([K.DEADLINE_SET, K.DEADLINE_MOVED], K.DEADLINE_MOVED),
        ([K.METADATA, K.EXPIRED], K.EXPIRED),
        ([K.TECHNICAL, K.METADATA], K.TECHNICAL),
    ],
)
def test_events_that_are_told_together_have_the_kind_of_the_most_urgent(
    those: list[ChangeKind], first: ChangeKind
) -> None:
    """One that is told to nobody comes last."""
    assert primary(those) == first


@pytest.mark.parametrize(
    ("mark", "ends"), [("失效", True), ("已废止", True), ("有效", False), (None, False)]
)
def test_which_mark_says_that_a_policy_is_no_longer_in_force(mark: str | None, ends: bool) -> None:
    """失效 and 废止, in whatever words."""
    assert is_end(fact("status", "有效", mark)) is ends
