"""What people see: lists that stay readable on a narrow terminal and cannot be disturbed by what a page says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.watcher.cli.calling import Call
from watcher.cli import screen

PROGRAM = Path(sys.executable).with_name("policywatch")


@pytest.mark.parametrize("width", [80, 120])
def test_history_fits_the_terminal(played: Path, width: int) -> None:
    """No line is wider than the terminal, and each entry's title takes one line, cut where it must be."""
    run = subprocess.run(
        [PROGRAM, "-c", played, "history", "--kind", "deadline_moved"],
        env={**os.environ, "COLUMNS": str(width)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = run.stdout.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    (title,) = (line for line in lines if "海屿市工业和信息化局" in line)
    assert title.endswith("…" if width == 80 else "的通知")
    assert "deadline_moved" in lines[2]


def test_a_title_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a page are dropped, and [brackets] are no markup."""
    screen.entries(("id", "policy"), [("1", "a\x1b[31mred\x07[bold]b", "c\rd")])
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "[bold]b" in printed


def test_a_redline_is_readable_without_colour(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe or a file, what was deleted and inserted is spelt out."""
    screen.redline(
        [("最高", ""), ("200", "red strike"), ("300", "green underline"), ("万元\n", "")]
    )
    assert capsys.readouterr().out == "最高[-200-]{+300+}万元\n"


def test_an_empty_list_says_so(call: Call, played: Path) -> None:
    """Nothing to show is an answer, not a blank."""
    said = call("-c", played, "deadlines", "--as-of", "2031-01-01")
    assert (said.status, said.out) == (0, "nothing is ahead\n")


def test_a_comparison_tells_the_facts_first(call: Call, tmp_path: Path) -> None:
    """A line for each fact of the two documents, then the clauses."""
    text = "云海市促进绿色工厂建设若干措施\n一、支持标准\n给予最高{}万元奖励。\n二、申报时间\n申报截止时间为2026年{}。\n"
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(text.format(200, "4月30日"), encoding="utf-8")
    new.write_text(text.format(300, "5月15日"), encoding="utf-8")
    printed = call("compare", old, new).out.splitlines()
    assert printed[0] == "Application closes 2026-04-30 → 2026-05-15 (extended by 15 days)"
    assert printed[1] == "给予最高200万元奖励 → 给予最高300万元奖励"
    assert printed[3] == "一、 (amended)"


def test_a_redline_page_tells_the_facts(call: Call, played: Path, tmp_path: Path) -> None:
    """`diff --html` writes one page with what moved before the clauses; the terminal begins with the same."""
    (moved, *_) = call("-c", played, "history", "--kind", "deadline_moved", "--json").objects
    assert call("-c", played, "history", "--kind", "extended", "--json").objects[0] == moved
    page = tmp_path / "page.html"
    assert (
        call("-c", played, "diff", moved["policy"]["id"], "--html", page, "--side-by-side").status
        == 0
    )
    html = page.read_text(encoding="utf-8")
    assert html.index("要点变动") < html.index("截止") < html.index("旧版")
    printed = call("-c", played, "diff", moved["policy"]["id"]).out
    assert printed.index("closes") < printed.index("(amended)")


def test_a_conflict_between_page_and_text_is_shown(call: Call, tmp_path: Path) -> None:
    """What two places of a page say otherwise is kept and shown, not decided in silence."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "policywatch.toml").write_text(
        '[[sources]]\nkey = "inbox"\nkind = "folder"\npath = "inbox"\n', encoding="utf-8"
    )
    page = (
        "<html><body><table><tr><td>发文字号</td><td>云工信〔2026〕3号</td><td>成文日期</td><td>2026年3月2日</td></tr>"
        "<tr><td>发布日期</td><td>2026-03-04</td><td>发文机关</td><td>云湖市工业和信息化局</td></tr></table>"
        "<div class='trs_editor_view'><h1>云湖市工业和信息化局关于开展绿色工厂培育的通知</h1><p>各有关单位：</p>"
        "<p>现就绿色工厂培育工作通知如下，请认真组织实施，按要求落实各项任务。</p>"
        "<p>云湖市工业和信息化局</p><p>2026年3月9日</p></div></body></html>"
    )
    (tmp_path / "inbox" / "a.html").write_text(page, encoding="utf-8")
    file = tmp_path / "policywatch.toml"
    assert call("-c", file, "check").status == 0
    assert "conflict" in call("-c", file, "show", "1").out
