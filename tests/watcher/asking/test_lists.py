"""The lists: pages that miss and repeat nothing, one meaning of a filter, what is another's is left out."""

from datetime import date

import pytest

from tests.watcher.recording.conftest import Shelf
from tests.watcher.recording.texts import CALL, EXTENSION, notice, rules, started
from watcher.asking.alert_ledger import AlertQuestion, alert_page
from watcher.asking.change_history import HistoryQuestion, history_page, whole_history
from watcher.asking.deadlines_ahead import DeadlineAhead, deadlines_ahead
from watcher.asking.policy_list import PolicyQuestion, policy_page
from watcher.asking.policy_search import search_policies
from watcher.asking.scope import Scope, UnknownIndustryError

TODAY = date(2026, 3, 1)


@pytest.fixture
def eventful(world: Shelf) -> Shelf:
    """One set of rules amended four times, and one policy of another place."""
    started(world)
    for amount in (300, 400, 500, 600):
        world.put("rules.txt", rules(amount=amount))
        world.check()
    world.put(
        "other.txt", rules(title="云湖市人民政府关于印发《云湖市绿色工厂办法》的通知", number=9)
    )
    world.check()
    return world


def test_pages_of_the_log_make_the_whole_log(eventful: Shelf) -> None:
    """Each entry once, newest first, whatever the length of a page; the last page has no cursor."""
    seen, question = [], HistoryQuestion()
    with eventful.database.read() as tx:
        whole = history_page(tx, question).items
        while True:
            page = history_page(tx, question, limit=2)
            seen += page.items
            if page.cursor is None:
                break
            question = HistoryQuestion(before_id=page.cursor)
    assert tuple(seen) == whole
    assert [entry.change.id for entry in whole] == sorted(
        (entry.change.id for entry in whole), reverse=True
    )


@pytest.mark.parametrize(("most", "count"), [(None, 6), (4, 4), (100, 6)])
def test_a_long_log_is_read_a_part_at_a_time(
    eventful: Shelf, most: int | None, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`most` bounds the entries, not the pages they are read in."""
    monkeypatch.setattr("watcher.asking.change_history.PAGE", 2)
    assert len(list(whole_history(eventful.database, HistoryQuestion(), most))) == count


def test_a_page_written_on_while_it_is_read_repeats_nothing(eventful: Shelf) -> None:
    """What is appended between two pages stands before the first, not in the second."""
    with eventful.database.read() as tx:
        first = history_page(tx, HistoryQuestion(), limit=2)
    eventful.put("rules.txt", rules(amount=700))
    eventful.check()
    with eventful.database.read() as tx:
        second = history_page(tx, HistoryQuestion(before_id=first.cursor), limit=2)
    assert not {one.change.id for one in first.items} & {one.change.id for one in second.items}


def test_a_place_means_itself_what_lies_in_it_and_what_governs_it(eventful: Shelf) -> None:
    """The same in the log and in the list of policies."""
    with eventful.database.read() as tx:
        for region, count in (("450200", 2), ("450000", 2), ("450202", 2), ("530000", 0)):
            scope = Scope(region)
            policies = policy_page(tx, PolicyQuestion(scope)).items
            log = history_page(tx, HistoryQuestion(scope)).items
            assert len(policies) == count, region
            assert {entry.change.policy_id for entry in log} == {one.id for one in policies}


def test_pages_of_policies_make_the_whole_list(eventful: Shelf) -> None:
    """One a page."""
    with eventful.database.read() as tx:
        whole = policy_page(tx, PolicyQuestion()).items
        first = policy_page(tx, PolicyQuestion(), limit=1)
        second = policy_page(tx, PolicyQuestion(before_id=first.cursor), limit=1)
        after = policy_page(tx, PolicyQuestion(before_id=second.cursor), limit=1)
    assert (*first.items, *second.items) == whole
    assert (after.items, after.cursor) == ((), None)


def test_pages_of_alerts_make_the_whole_ledger(eventful: Shelf) -> None:
    """The cursor is the last alert's id."""
    with eventful.database.read() as tx:
        whole = alert_page(tx, AlertQuestion(subscriber="all")).items
        first = alert_page(tx, AlertQuestion(subscriber="all"), limit=3)
        rest = alert_page(tx, AlertQuestion(subscriber="all", before_id=first.cursor), limit=3)
    assert len(whole) == 5
    assert (*first.items, *rest.items) == whole
    assert rest.cursor is None


def test_a_date_handed_over_to_another_notice_is_listed_once(world: Shelf) -> None:
    """The notice that extends a call repeats the call's date: the list has it of the call alone."""
    world.put("call.txt", CALL)
    world.check()
    world.put("extension.txt", EXTENSION)
    world.check()
    with world.database.read() as tx:
        found = deadlines_ahead(tx, Scope(), today=TODAY).items
    assert [(one.policy.doc_number, one.deadline.closes) for one in found] == [
        ("云工信〔2026〕20号", date(2026, 4, 30))
    ]


@pytest.mark.parametrize(("within", "count"), [(None, 1), (45, 1), (44, 0)])
def test_days_within_count_the_last_day(world: Shelf, within: int | None, count: int) -> None:
    """15 April is 45 days after 1 March."""
    world.put("call.txt", CALL)
    world.check()
    with world.database.read() as tx:
        found = deadlines_ahead(tx, Scope(), today=TODAY, within_days=within).items
    assert len(found) == count


@pytest.mark.parametrize("scope", [Scope(), Scope("450200"), Scope(industries=("汽车及零部件",))])
def test_pages_of_deadlines_make_the_whole_list(world: Shelf, scope: Scope) -> None:
    """Also where days are the same, and where there is no date; one is handed over on the way."""
    world.put("call.txt", CALL)
    world.check()
    world.put("extension.txt", EXTENSION)
    for number, day in ((31, "4月30日"), (32, "4月30日"), (33, "6月1日")):
        title = f"关于组织申报第{number}号项目的通知"
        body = f"请于2026年{day}前提交申报材料。"
        world.put(f"{number}.txt", notice(title, f"云工信〔2026〕{number}号", body))
    world.put("any.txt", notice("关于常年受理申报的通知", "云工信〔2026〕40号", "常年受理申报。"))
    world.check()
    seen: list[DeadlineAhead] = []
    cursor = None
    with world.database.read() as tx:
        whole = deadlines_ahead(tx, scope, today=TODAY)
        while True:
            page = deadlines_ahead(tx, scope, today=TODAY, limit=1, after=cursor)
            seen += page.items
            cursor = page.cursor
            if cursor is None:
                break
    assert tuple(seen) == whole.items
    assert whole.cursor is None
    assert len(seen) >= 4


def test_words_are_found_with_the_policy_that_says_them(eventful: Shelf) -> None:
    """A page of hits by offset."""
    eventful.service.index()
    with eventful.database.read() as tx:
        both = search_policies(tx, "补助")
        second = search_policies(tx, "补助", limit=1, offset=1)
    assert {one.policy.id for one in both} == {1, 2}
    assert second == both[1:]


def test_an_unknown_industry_is_refused_with_those_there_are() -> None:
    """A filter that means nothing would find nothing, and be believed."""
    with pytest.raises(UnknownIndustryError) as refused:
        Scope.of(None, "汽车另部件")
    assert "汽车及零部件" in refused.value.known
    assert Scope.of("450200", "36").industries == Scope.of(None, "36").industries
