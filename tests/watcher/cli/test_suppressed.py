"""What is hidden as noise leaves a trace that can be listed and replayed."""

from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

PAGE = """<html><head><meta charset="utf-8"><title>通知</title></head><body><div class="nav">首页</div>
<div class="views">今日访问：{views}</div>
<div id="zoom"><h1>云湖市商务局关于开展消费季活动的通知</h1><p>云商〔2026〕3号</p><p>各有关企业：</p>
<p>现就开展消费季活动有关事项通知如下{stop}请认真组织实施，确保活动取得实效。</p><p>云湖市商务局</p><p>2026年3月2日</p></div></body></html>"""


@pytest.fixture
def watched(call: Call, tmp_path: Path) -> Call:
    """A folder with one page, looked at once."""
    text = '[[sources]]\nkey = "inbox"\nkind = "folder"\npath = "inbox"\nregion = "450200"\n'
    (tmp_path / "policywatch.toml").write_text(text, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    _put(tmp_path, views=12)
    call("run", "--once", "--as-of", "2026-03-03")
    return call


def _put(folder: Path, *, views: int, stop: str = "，") -> None:
    (folder / "inbox" / "notice.html").write_text(PAGE.format(views=views, stop=stop), encoding="utf-8")


def test_a_counter_is_hidden_by_its_rule_and_shown_when_asked_for(watched: Call, tmp_path: Path) -> None:
    """Listed with the rule's name; replayed line by line."""
    _put(tmp_path, views=13)
    watched("run", "--once", "--as-of", "2026-03-04")
    (entry,) = watched("suppressed", "--json").objects
    assert (entry["source"], entry["address"], entry["rule"]) == ("inbox", "file:notice.html", "page furniture")
    shown = watched("suppressed", entry["snapshot"]).out
    assert '-<div class="views">今日访问：12</div>' in shown
    assert '+<div class="views">今日访问：13</div>' in shown


def test_another_width_is_hidden_as_form(watched: Call, tmp_path: Path) -> None:
    """The same words in another form."""
    _put(tmp_path, views=12, stop=",")
    watched("run", "--once", "--as-of", "2026-03-04")
    assert [entry["rule"] for entry in watched("suppressed", "--json").objects] == ["form"]


def test_a_page_that_differs_at_every_look_is_named(watched: Call, tmp_path: Path) -> None:
    """Five times other bytes, never other words: the doctor says which page."""
    for day in range(4, 9):
        _put(tmp_path, views=day * 100)
        watched("run", "--once", "--as-of", f"2026-03-{day:02}")
    assert "notice.html (inbox) differs at every look, 5 times" in watched("doctor").out
    assert [entry["kind"] for entry in watched("history", "--json").objects] == ["published"]


def test_a_real_change_is_in_the_log_and_not_in_the_ledger(watched: Call, tmp_path: Path) -> None:
    """Only what was hidden is listed."""
    _put(tmp_path, views=13, stop="，活动延长一周，")
    watched("run", "--once", "--as-of", "2026-03-04")
    assert watched("suppressed", "--json").objects == []
    assert "nothing was hidden" in watched("suppressed").out


def test_an_unknown_snapshot_is_refused(watched: Call) -> None:
    """A sentence, exit status 2."""
    assert watched("suppressed", 99).status == 2


def test_pruning_deletes_only_what_nothing_needs(watched: Call, tmp_path: Path) -> None:
    """Every version stays readable, every hash fits; only snapshots that brought nothing new are gone."""
    for day in range(4, 9):
        _put(tmp_path, views=day * 100)
        watched("run", "--once", "--as-of", f"2026-03-{day:02}")
    _put(tmp_path, views=900, stop="，活动延长一周，")
    watched("run", "--once", "--as-of", "2026-03-09")
    assert "could go" in watched("prune", "--older-than", "1").out
    assert len(watched("suppressed", "--json").objects) == 5
    assert watched("prune", "--older-than", "1", "--yes").status == 0
    assert len(watched("suppressed", "--json").objects) < 5
    assert "all versions open as stored" in watched("doctor").out
    assert watched("diff", 1).status == 0
    assert "could go" in watched("prune", "--older-than", "1").out
