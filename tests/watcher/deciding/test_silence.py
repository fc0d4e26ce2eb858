"""Which rule hid what a snapshot brought: named, with an excerpt of before and of now."""

from collections.abc import Sequence
from typing import Any

import pytest

from store.records import Snapshot, SuppressionRule
from tests.watcher.deciding.samples import BEFORE, PAGE, RULES, SITE, document, reading
from watcher.deciding.effects import Silenced
from watcher.deciding.read_document import Reading
from watcher.deciding.silence import RULES as RULE_NAMES
from watcher.deciding.silence import Before, hidden_in, needs_body, told_beside

WAS = Snapshot(3, SITE, PAGE, BEFORE, "cd" * 32, 9)
TEXT = ("第一条　目的。", "第二条　补助。")


def page(*lines: str) -> bytes:
    return "".join(f"<p>{line}</p>" for line in lines).encode()


def rules(
    now: Sequence[str],
    *,
    before: Sequence[str] = TEXT,
    said: Sequence[str] = TEXT,
    texts: Any = None,
    silenced: Sequence[Silenced] = (),
    damaged: bool = False,
    known: bool = True,
) -> list[str]:
    """The rules between two pages that hold the same document, whose text is `said`."""
    read = reading(document(*said), body=page(*now))
    was = Before(WAS, None if damaged else page(*before)) if known else None
    old = [tuple(said)] if texts is None else texts
    return [one.rule for one in hidden_in(read, was, old, silenced)]


def silenced(rule: SuppressionRule) -> Silenced:
    return Silenced(rule, "旧", "新")


def test_every_rule_that_there_is_says_what_it_hides() -> None:
    """The command line explains each."""
    assert set(RULE_NAMES) == set(SuppressionRule)


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        (["第一条　目的。", "第二条　补助。", "相关链接"], SuppressionRule.FURNITURE),
        (["第二条　补助。", "第一条　目的。"], SuppressionRule.LIST_ORDER),
        (["第一条　目的．", "第二条　补助。"], SuppressionRule.WIDTH),
    ],
)
def test_noise_between_two_pages_is_named(now: list[str], rule: SuppressionRule) -> None:
    """By what differs between them."""
    found = rules(now)
    assert found
    if rule != SuppressionRule.WIDTH:
        assert found == [rule]


def test_what_was_decided_not_to_be_told_comes_first_and_once() -> None:
    """A line of the document that another place told first is no furniture."""
    told = silenced(SuppressionRule.TOLD)
    now = [*TEXT, "相关链接"]
    assert rules(now, silenced=[told]) == [SuppressionRule.TOLD, SuppressionRule.FURNITURE]
    twice = silenced(SuppressionRule.FURNITURE)
    assert rules(now, silenced=[twice]) == [SuppressionRule.FURNITURE]


def test_lines_of_a_document_are_a_list_of_contents_only_where_nothing_else_was_decided() -> None:
    """They differ because another place said them first."""
    said = (*TEXT, "第三条　附则。")
    told = [silenced(SuppressionRule.TOLD)]
    assert SuppressionRule.CONTENTS in rules(said, said=said, texts=[TEXT])
    assert rules(said, said=said, texts=[TEXT], silenced=told) == [SuppressionRule.TOLD]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"known": False}, [SuppressionRule.FURNITURE]),
        ({"known": False, "silenced": [silenced(SuppressionRule.STAMP)]}, [SuppressionRule.STAMP]),
        ({"damaged": True}, [SuppressionRule.FURNITURE]),
    ],
    ids=["nothing before", "something decided", "damaged"],
)
def test_where_nothing_can_be_compared_it_is_furniture(more: Any, found: list[str]) -> None:
    """A snapshot that brought nothing leaves a trace, whatever is known of the one before."""
    assert rules([*TEXT, "相关链接"], **more) == found


def test_a_damaged_body_is_said() -> None:
    """With its number, for the doctor."""
    read = reading(document(*TEXT), body=page(*TEXT))
    (found,) = hidden_in(read, Before(WAS, None), [TEXT], [])
    assert (found.times, found.old, found.new) == (1, "snapshot 3 is damaged", "")


def test_without_the_bytes_of_now_nothing_is_compared() -> None:
    """A snapshot that is read again without them."""
    read = reading(document(*TEXT))
    (found,) = hidden_in(read, Before(WAS, b"x"), [TEXT], [])
    assert (found.rule, found.times, found.old, found.new) == (SuppressionRule.FURNITURE, 1, "", "")


def of_file(form: str, texts: Any) -> Any:
    read = reading(document(*TEXT), body=b"PDF", form=form)
    return read, hidden_in(read, Before(WAS, None), texts, [])


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_file_that_was_written_anew_is_named_with_both_sizes(form: str) -> None:
    """Its bytes are not looked at: its lines are."""
    read, (found,) = of_file(form, [TEXT])
    assert found.rule == SuppressionRule.FILE_BYTES
    assert (found.times, found.old, found.new) == (
        1,
        "9 bytes, cdcdcdcdcdcd",
        "10 bytes, abababababab",
    )
    assert needs_body(read) is False
    _, (moved,) = of_file(form, [TEXT[::-1]])
    assert moved.rule == SuppressionRule.LIST_ORDER


@pytest.mark.parametrize(("body", "needed"), [(b"x", True), (None, False)])
def test_the_body_before_is_needed_for_a_page_whose_bytes_are_at_hand(
    body: bytes | None, needed: bool
) -> None:
    """Of a file only the lines are compared."""
    read: Reading = reading(document(RULES), body=body)
    assert needs_body(read) is needed


def test_texts_of_before_are_compared_in_the_order_in_which_they_stand_now() -> None:
    """A page with two documents that changed places: no line of theirs differs."""
    one, two = ("甲通知", "第一条　甲。"), ("乙通知", "第一条　乙。")
    read = reading(document(*one), document(*two), body=b"x", form="pdf")
    (found,) = hidden_in(read, Before(WAS, None), [two, one], [])
    assert found.rule == SuppressionRule.FILE_BYTES
    (found,) = hidden_in(read, Before(WAS, None), [("丙",), two, one], [])
    assert found.rule != SuppressionRule.FILE_BYTES


def test_beside_something_new_all_is_noted_but_a_copy() -> None:
    """A repost is a sighting and leaves its trace there."""
    found = told_beside([silenced(SuppressionRule.ELSEWHERE), silenced(SuppressionRule.TOLD)])
    assert [(one.rule, one.times, one.old, one.new) for one in found] == [
        (SuppressionRule.TOLD, 1, "旧", "新")
    ]
