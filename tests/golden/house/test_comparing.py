"""A dump that differs is told so that a person sees at once where."""

import json

from tests.golden.house.comparing import differences
from tests.golden.house.volatile import of_this_moment, settled, without_order


def _dump(**sections: object) -> str:
    return json.dumps(sections, ensure_ascii=False)


def test_the_same_text_differs_in_nothing() -> None:
    assert differences(_dump(alerts=[{"id": 1}]), _dump(alerts=[{"id": 1}])) == []


def test_a_value_is_told_with_its_path() -> None:
    """Section, number of the entry, field; both values from where they part."""
    before = _dump(alerts=[{"body": "a" * 100 + "申报截止"}], history=[])
    after = _dump(alerts=[{"body": "a" * 100 + "申请截止"}], history=[])
    told = "\n".join(differences(before, after))
    assert "alerts[0].body" in told
    assert "申报截止" in told
    assert "申请截止" in told
    assert "history" not in told


def test_entries_that_came_and_went_are_told() -> None:
    assert "alerts[1] is new" in differences(_dump(alerts=[1]), _dump(alerts=[1, 2]))[1]
    assert "alerts[1] is missing" in differences(_dump(alerts=[1, 2]), _dump(alerts=[1]))[1]


def test_another_order_of_fields_is_a_difference() -> None:
    """A receiver gets them in that order."""
    assert differences(_dump(sent=[{"a": 1, "b": 2}]), _dump(sent=[{"b": 2, "a": 1}]))


def test_what_differs_from_run_to_run_is_written_alike() -> None:
    text = settled(
        "/tmp/x/1 digest-0123456789abcdef http://127.0.0.1:4711/", {"/tmp/x/1": "FOLDER"}
    )
    assert text == "FOLDER digest-1 http://127.0.0.1:PORT/"
    assert of_this_moment("2026-11-29T21:14:07.123456+00:00")
    assert not of_this_moment("2026-03-02T01:00:00+00:00")


def test_without_order_ids_count_for_nothing() -> None:
    """Two sources that ran side by side may have taken their numbers in any order."""
    one = _dump(policies=[{"id": 1, "title": "a"}, {"id": 2, "title": "b"}], hashes=[], ahead=[])
    two = _dump(policies=[{"id": 1, "title": "b"}, {"id": 2, "title": "a"}], hashes=[1], ahead=[])
    assert without_order(one) == without_order(two)
