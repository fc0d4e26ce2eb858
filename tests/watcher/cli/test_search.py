"""`search`, `merge` and `split` as a user calls them."""

from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

CONFIGURATION = """
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"
region = "450200"
"""
NOTICE = """云湖市科学技术局关于印发《云湖市{name}办法》的通知

云科规〔2026〕{number}号

各有关企业：

为支持{name}，对符合条件的企业给予{help}。

云湖市科学技术局

2026年3月{number}日
"""


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Call:
    """A store that holds two policies, in the folder the calls are made from."""
    (tmp_path / "policywatch.toml").write_text(CONFIGURATION, encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(
        NOTICE.format(name="成果转化", number=3, help="贷款贴息"), encoding="utf-8"
    )
    (inbox / "b.txt").write_text(
        NOTICE.format(name="贷款贴息", number=4, help="一次性奖励"), encoding="utf-8"
    )
    assert call("run", "--once", "--really", "--as-of", "2026-03-10").status == 0
    return call


def test_words_in_the_title_come_before_words_in_the_text(store: Call) -> None:
    """Both say 贷款贴息; one is about it."""
    found = store("search", "贷款贴息", "--json").objects
    assert [hit["policy"]["doc_number"] for hit in found] == [
        "云科规〔2026〕4号",
        "云科规〔2026〕3号",
    ]
    title = found[0]["policy"]["title"]
    assert [title[start:end] for start, end in found[0]["title_highlights"]] == ["贷款贴息"]


def test_a_number_is_found_in_any_brackets(store: Call) -> None:
    """As people type it."""
    assert [
        hit["policy"]["id"] for hit in store("search", "云科规[2026]3号", "--json").objects
    ] == [1]


def test_what_changed_is_found_by_its_new_words(store: Call, tmp_path: Path) -> None:
    """The index follows the newest version."""
    (tmp_path / "inbox" / "a.txt").write_text(
        NOTICE.format(name="成果转化", number=3, help="租金减免"), encoding="utf-8"
    )
    store("search", "租金减免")
    store("run", "--once", "--really", "--as-of", "2026-03-11")
    assert [hit["policy"]["id"] for hit in store("search", "租金减免", "--json").objects] == [1]
    assert [hit["policy"]["id"] for hit in store("search", "贷款贴息", "--json").objects] == [2]


def test_no_hit_is_said_and_is_no_error(store: Call) -> None:
    """Nothing found is an answer."""
    said = store("search", "渔船")
    assert (said.status, said.out.strip()) == (0, "no policy holds all of these words")


def test_two_policies_are_merged_and_taken_apart_and_the_log_keeps_both(store: Call) -> None:
    """A missed merge made, a wrong one undone."""
    assert store("merge", 1, 2).status == 0
    assert [hit["policy"]["id"] for hit in store("search", "云湖市", "--json").objects] == [2]
    places = store("split", 2).out.splitlines()
    number = next(line.split()[0] for line in places if "a.txt" in line)
    assert store("split", 2, number).status == 0
    assert {hit["policy"]["id"] for hit in store("search", "云湖市", "--json").objects} == {1, 2}
    kinds = [entry["kind"] for entry in store("history", "--json").objects]
    assert kinds.count("technical") == 4
    assert store("doctor").status == 1  # no subscriber is configured; the log itself is sound
    assert "every entry is as it was appended" in store("doctor").out


def test_what_was_amended_while_merged_is_taken_apart_as_it_stands(
    store: Call, tmp_path: Path
) -> None:
    """The place's own text and dates, not those of the day of the merge."""
    notice = tmp_path / "inbox" / "a.txt"
    notice.write_text(
        notice.read_text(encoding="utf-8") + "\n请于2026年6月30日前提交申报材料。\n",
        encoding="utf-8",
    )
    store("run", "--once", "--really", "--as-of", "2026-03-11")
    assert store("merge", 1, 2).status == 0
    notice.write_text(
        notice.read_text(encoding="utf-8").replace("6月30日", "7月31日"), encoding="utf-8"
    )
    store("run", "--once", "--really", "--as-of", "2026-03-12")
    place = next(line.split()[0] for line in store("split", 2).out.splitlines() if "a.txt" in line)
    assert store("split", 2, place).status == 0
    (apart,) = store("show", 1, "--json").objects
    assert [one["closes"] for one in apart["deadlines"]] == ["2026-07-31"]


def test_what_cannot_be_merged_is_refused(store: Call) -> None:
    """A sentence and exit status 2."""
    said = store("merge", 1, 99)
    assert (said.status, said.out) == (2, "")
    assert "99" in said.err
