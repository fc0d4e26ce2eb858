"""What is hidden as noise leaves a trace that can be listed and replayed."""

import sqlite3
from contextlib import closing
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
    call("run", "--once", "--really", "--as-of", "2026-03-03")
    return call


def _put(folder: Path, *, views: int, stop: str = "，") -> None:
    (folder / "inbox" / "notice.html").write_text(
        PAGE.format(views=views, stop=stop), encoding="utf-8"
    )


def test_a_counter_is_hidden_by_its_rule_and_shown_when_asked_for(
    watched: Call, tmp_path: Path
) -> None:
    """Listed with the rule's name; replayed line by line."""
    _put(tmp_path, views=13)
    watched("run", "--once", "--really", "--as-of", "2026-03-04")
    (entry,) = watched("suppressed", "--json").objects
    assert (entry["source"], entry["address"], entry["rule"]) == (
        "inbox",
        "file:notice.html",
        "view counter",
    )
    assert (entry["old"], entry["new"], entry["times"]) == ("今日访问：12", "今日访问：13", 1)
    shown = watched("suppressed", entry["snapshot"]).out
    assert '-<div class="views">今日访问：12</div>' in shown
    assert '+<div class="views">今日访问：13</div>' in shown


def test_another_width_is_hidden_as_such(watched: Call, tmp_path: Path) -> None:
    """The same words in another form."""
    _put(tmp_path, views=12, stop=",")
    watched("run", "--once", "--really", "--as-of", "2026-03-04")
    assert [entry["rule"] for entry in watched("suppressed", "--json").objects] == ["width"]


def test_the_ledger_is_filtered_and_turned_over(watched: Call, tmp_path: Path) -> None:
    """By rule, source and day, a page at a time; a rule that does not exist is refused with the one that was meant."""
    for day in range(4, 7):
        _put(tmp_path, views=day, stop="，" if day % 2 else ",")
        watched("run", "--once", "--really", "--as-of", f"2026-03-{day:02}")
    rules = [entry["rule"] for entry in watched("suppressed", "--json").objects]
    assert sorted(rules) == ["view counter"] * 3 + ["width"] * 3
    assert {e["rule"] for e in watched("suppressed", "--json", "--rule", "width").objects} == {
        "width"
    }
    assert (
        len(
            watched(
                "suppressed", "--json", "--since", "2026-03-05", "--until", "2026-03-05"
            ).objects
        )
        == 2
    )
    assert watched("suppressed", "--json", "--source", "other").objects == []
    first = watched("suppressed", "--json", "--limit", "4").objects
    second = watched("suppressed", "--json", "--limit", "4", "--before", first[-1]["id"]).objects
    assert (len(first), len(second)) == (4, 2)
    refused = watched("suppressed", "--rule", "view count")
    assert (refused.status, "did you mean “view counter”?" in refused.err) == (2, True)
    counted = {
        one["rule"]: one["times"] for one in watched("suppressed", "--rules", "--json").objects
    }
    assert (counted["width"], counted["markup"]) == (3, 0)


def test_replay_says_what_would_have_been_told_and_tells_it_when_asked(
    watched: Call, tmp_path: Path
) -> None:
    """Without the rule there would be a change and an alert; with --tell there is, once."""
    with (tmp_path / "policywatch.toml").open("a", encoding="utf-8") as file:
        file.write('[[subscribers]]\nname = "shop"\nregions = ["450200"]\nchannels = ["log://"]\n')
    _put(tmp_path, views=12, stop=",")
    watched("run", "--once", "--really", "--as-of", "2026-03-04")
    (entry,) = watched("suppressed", "--replay", "--json").objects
    (untold,) = entry["untold"]
    assert (untold["kind"], untold["policy_id"], untold["subscribers"]) == ("amended", 1, ["shop"])
    assert "to shop" in watched("suppressed", entry["snapshot"]).out
    assert watched("alerts", "--json").objects == []
    assert watched("suppressed", entry["snapshot"], "--tell").status == 0
    newest = watched("history", "--json").objects[0]
    assert (newest["kind"], newest["alerted"]) == ("amended", 1)
    assert "width" in newest["summary"]
    assert watched("suppressed", entry["snapshot"], "--tell").status == 2
    assert len(watched("alerts", "--json").objects) == 1


def test_a_stamp_alone_is_hidden_and_makes_no_version(watched: Call, tmp_path: Path) -> None:
    """A site that prints another 发布时间 says nothing new."""
    page = PAGE.replace(
        '<div class="views">', '<div>发布时间：2026-03-0{day} 10:00</div><div class="views">'
    )
    for day in (2, 3):
        text = page.replace("{day}", str(day)).format(views=12, stop="，")
        (tmp_path / "inbox" / "notice.html").write_text(text, encoding="utf-8")
        watched("run", "--once", "--really", "--as-of", f"2026-03-{day + 4:02}")
    assert watched("suppressed", "--json").objects[0]["rule"] == "publication stamp"
    assert len(watched("show", 1, "--json").objects[0]["versions"]) == 1


def test_a_page_that_differs_at_every_look_is_named(watched: Call, tmp_path: Path) -> None:
    """Five times other bytes, never other words: the doctor says which page."""
    for day in range(4, 9):
        _put(tmp_path, views=day * 100)
        watched("run", "--once", "--really", "--as-of", f"2026-03-{day:02}")
    assert "notice.html (inbox) differs at every look, 5 times" in watched("doctor").out
    assert [entry["kind"] for entry in watched("history", "--json").objects] == ["published"]


def test_a_real_change_is_in_the_log_and_not_in_the_ledger(watched: Call, tmp_path: Path) -> None:
    """Only what was hidden is listed."""
    _put(tmp_path, views=13, stop="，活动延长一周，")
    watched("run", "--once", "--really", "--as-of", "2026-03-04")
    assert watched("suppressed", "--json").objects == []
    assert "nothing was hidden" in watched("suppressed").out


def test_an_unknown_snapshot_is_refused(watched: Call) -> None:
    """A sentence, exit status 2."""
    assert watched("suppressed", 99).status == 2


def test_pruning_deletes_only_what_nothing_needs(watched: Call, tmp_path: Path) -> None:
    """Every version stays readable, every hash fits; only snapshots that brought nothing new are gone."""
    for day in range(4, 9):
        _put(tmp_path, views=day * 100)
        watched("run", "--once", "--really", "--as-of", f"2026-03-{day:02}")
    _put(tmp_path, views=900, stop="，活动延长一周，")
    watched("run", "--once", "--really", "--as-of", "2026-03-09")
    assert "could go" in watched("prune", "--older-than", "1").out
    assert len(watched("suppressed", "--json").objects) == 5
    assert "could go" in watched("prune", "--older-than", "1", "--yes", "--dry-run").out
    assert watched("prune", "--older-than", "1", "--yes").status == 0
    assert len(watched("suppressed", "--json").objects) < 5
    assert "all versions open as stored" in watched("doctor").out
    assert watched("diff", 1).status == 0
    assert "could go" in watched("prune", "--older-than", "1").out


def test_the_service_prunes_once_a_day_what_is_past_its_term(watched: Call, tmp_path: Path) -> None:
    """[retention] is kept by the sweep itself; every version stays."""
    for day in range(4, 9):
        _put(tmp_path, views=day * 100)
        watched("run", "--once", "--really", "--as-of", f"2026-03-{day:02}")
    with (tmp_path / "policywatch.toml").open("a", encoding="utf-8") as file:
        file.write('[retention]\nhidden = "30d"\n')
    watched("run", "--once", "--really", "--as-of", "2026-03-20")
    assert len(watched("suppressed", "--json").objects) == 5
    watched("run", "--once", "--really", "--as-of", "2026-04-06")
    assert [entry["new"] for entry in watched("suppressed", "--json").objects] == [
        "今日访问：800",
        "今日访问：700",
    ]
    assert "all versions open as stored" in watched("doctor").out


def test_a_row_that_cannot_be_read_is_a_finding_and_hides_no_other(
    watched: Call, tmp_path: Path
) -> None:
    """A flipped byte in a date: the doctor says so and goes on to sources and calendar."""
    with closing(sqlite3.connect(tmp_path / "policywatch.db")) as raw, raw:
        raw.execute("UPDATE policy SET issued_on = '20x6-03'")
    found = watched("doctor")
    assert found.status == 1
    assert "a row cannot be read" in found.out
    assert "calendar" in found.out
    with closing(sqlite3.connect(tmp_path / "policywatch.db")) as raw, raw:
        raw.execute("UPDATE policy SET issued_on = '2026-03-02'")  # for the dump at the end
