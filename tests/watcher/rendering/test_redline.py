"""Redlines as text: marked and trimmed for alerts, styled for terminals."""

import pytest

from watcher.diffing import ClauseChange, compare
from watcher.diffing.clause_changes import ClauseFact
from watcher.rendering import redline
from watcher.rendering.clause_words import block_heading, block_name, blocks_of, count_kinds

LONG = "各有关单位应当按照职责分工，认真组织开展申报辅导、材料审核、现场核查和资金拨付等各项工作，"
OLD = [
    f"第一条 {LONG}对首次认定的企业给予最高200万元奖励，{LONG}确保落实。",
    "第二条 旧条。",
    "第三条 不变的内容。",
    "第四条 总帐。",
]
NEW = [
    f"第一条 {LONG}对首次认定的企业给予最高300万元奖励，{LONG}确保落实。",
    "第二条 不变的内容。",
    "第三条 总账。",
    "第四条 另外新设一条。",
]


def test_an_alert_shows_the_edit_with_a_little_around_it() -> None:
    """Label, kind, fact, and the words marked by 【删除】 and 【新增】; what is minor is counted."""
    assert redline.marked_text(compare(OLD, NEW)).splitlines() == [
        "第一条（修改）",
        "  最高200万元 → 最高300万元",
        "  …等各项工作，对首次认定的企业给予最高【删除】「200」【新增】「300」万元奖励，各有关单位应当按照职责分工…",
        "第二条（删除）",
        "  【删除】「旧条。」",
        "第四条（新增）",
        "  【新增】「另外新设一条。」",
        "另有1条仅序号变动",
        "另有1条仅文字勘误",
    ]


def test_a_limit_counts_the_rest() -> None:
    """No alert grows with the amendment."""
    lines = redline.marked_text(compare(OLD, NEW), limit=1).splitlines()
    assert lines[-3:] == ["另有2处条款变动", "另有1条仅序号变动", "另有1条仅文字勘误"]
    assert redline.marked_text(()) == ""


def test_as_many_as_the_limit_are_told_whole() -> None:
    """Nothing is counted that stands there."""
    new = [f"第{numeral}条 {numeral}。" for numeral in "一二"]
    assert "另有" not in redline.marked_text(compare([], new), limit=2)


def test_english_words_around_chinese_text() -> None:
    """The reader's language for ours, the document's for its own."""
    told = redline.marked_text(compare(OLD, NEW), limit=1, language="en").splitlines()
    assert told[0] == "第一条 (amended)"
    assert "[deleted]「200」[inserted]「300」" in told[2]
    assert told[3] == "2 more clauses changed"


def test_a_long_clause_is_cut() -> None:
    """A whole chapter that was added is shown by its beginning."""
    (change,) = compare([], ["第一条 " + "甲" * 5000])
    assert len(redline.marked_text([change])) < 200


def test_a_part_names_where_it_came_from() -> None:
    """What was split off says from where, what was merged says into what; the clause itself has both numbers."""
    parts = (
        ClauseChange("split", "第八条", "第九条", "甲乙", "甲"),
        ClauseChange("split", "第八条", "第四十九条", None, "乙"),
        ClauseChange("merged", "第三条", "第二条", "丙", None),
        ClauseChange("split", None, "第五条", None, "丁"),
    )
    assert [block_heading((change,), "zh") for change in parts] == [
        "第八条 → 第九条（拆分）",
        "第四十九条（由第八条拆出）",
        "第三条（并入第二条）",
        "第五条（由正文拆出）",
    ]
    assert block_heading((parts[1],), "en") == "第四十九条 (split off from 第八条)"


def test_a_clause_without_a_number_is_named_by_what_it_is() -> None:
    """A renumbered chapter by its titles, any other text as text."""
    chapter = ClauseChange("renumbered", None, None, "第三章 监督", "第二章 监督")
    assert block_heading((chapter,), "zh") == "第三章 监督 → 第二章 监督（仅序号变动）"
    assert block_heading((ClauseChange("added", None, None, None, "甲"),), "zh") == "正文（新增）"


def test_clauses_in_a_row_that_were_only_renumbered_are_one_line() -> None:
    """Sixty articles after an insertion are not sixty paragraphs."""
    old = [f"第{numeral}条 {text}。" for numeral, text in zip("一二三", "甲乙丙", strict=True)]
    new = [
        "第一条 全新的第一条。",
        *(f"第{numeral}条 {text}。" for numeral, text in zip("二三四", "甲乙丙", strict=True)),
    ]
    told = "".join(text for text, _ in redline.terminal_segments(compare(old, new), "zh"))
    assert (
        told
        == "第一条（新增）\n  全新的第一条。\n\n第一条至第三条 → 第二条至第四条（仅序号变动，共3处）\n\n"
    )


def test_a_terminal_shows_what_stays_around_the_edits() -> None:
    """A clause of a thousand characters with one edit is not printed whole."""
    (change,) = compare(
        [f"第一条 {'甲' * 800}最高200万元{'乙' * 800}。"],
        [f"第一条 {'甲' * 800}最高300万元{'乙' * 800}。"],
    )
    told = "".join(text for text, _ in redline.terminal_segments([change], "zh"))
    assert len(told) < 400
    assert "…" in told
    assert "最高200300万元" in told


def test_noise_beside_an_edit_is_not_marked() -> None:
    """Only what changed is marked, though the stored words spell the noise as well."""
    (change,) = compare(
        ["第一条 下列行为:罚款二千元(含)。"], ["第一条 下列行为：罚款五千元（含）。"]
    )
    assert redline.visible_runs(change) == (
        ("same", "下列行为：罚款"),
        ("deleted", "二千"),
        ("inserted", "五千"),
        ("same", "元（含）。"),
    )


def test_a_space_before_what_is_put_in_is_not_marked() -> None:
    """局 that is now followed by a space stays; only the second bureau came."""
    (change,) = compare(
        ["第一条 由市财政局关于奖励的通知规定。"],
        ["第一条 由市财政局 市科技局关于奖励的通知规定。"],
    )
    assert [run for run in redline.visible_runs(change) if run[0] != "same"] == [
        ("inserted", " 市科技局")
    ]


def test_a_reference_that_follows_is_not_marked_in_an_amended_clause() -> None:
    """第二条 became 第三条: only the fine changed; a reference into another law that moved is an edit."""
    old = [
        "第一条 甲乙丙丁戊己。",
        "第二条 子丑寅卯辰巳。",
        "第三条 违反第二条、《登记法》第二条的，处五千元罚款。",
    ]
    new = [
        "第一条 全新的内容在此。",
        "第二条 甲乙丙丁戊己。",
        "第三条 子丑寅卯辰巳。",
        "第四条 违反第三条、《登记法》第三条的，处八千元罚款。",
    ]
    for changes, numbers in (
        (compare(old, new), ("第三条", "第二条")),
        (compare(new, old), ("第二条", "第三条")),
    ):
        (change,) = (change for change in changes if change.kind == "amended")
        marked = [text for mark, text in redline.visible_runs(change) if mark != "same"]
        assert marked in (
            ["第二条", "第三条", "五千", "八千"],
            ["第三条", "第二条", "八千", "五千"],
        )
        assert redline.visible_runs(change)[0] == ("same", f"违反{numbers[0]}、《登记法》")


def test_an_edit_that_begins_a_line_is_marked_in_its_own_line() -> None:
    """The break before an added paragraph is not part of the mark."""
    (change,) = compare(["第一条 甲乙丙丁。"], ["第一条 甲乙丙丁。", "戊己庚辛。"])
    assert list(redline.broken_lines(redline.visible_runs(change))) == [
        ("same", "甲乙丙丁。"),
        ("same", "\n"),
        ("inserted", "戊己庚辛。"),
    ]


def test_cells_of_a_table_stand_apart() -> None:
    """A row's cells are told from each other though the tab between them is no character to print."""
    assert redline.printable_text("一档\t营收10亿元以上\t100\x07") == "一档  营收10亿元以上  100"


def test_terminal_segments_spell_the_redline() -> None:
    """Runs with Rich styles; control characters of a page never reach the terminal."""
    (change,) = compare(["第一条 最高200万元\x1b[31m。"], ["第一条 最高300万元\x1b[31m。"])
    runs = list(redline.terminal_segments([change], "zh"))
    assert ("200", "red strike") in runs
    assert ("300", "green underline") in runs
    assert runs[0] == ("第一条（修改）", "bold")
    assert "\x1b" not in "".join(text for text, _ in runs)


def _amended(old: str, new: str) -> ClauseChange:
    (change,) = compare([f"第一条 {old}"], [f"第一条 {new}"])
    return change


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        (ClauseFact("percent", None, "50%"), "新增 50%", "added 50%"),
        (ClauseFact("percent", "50%", None), "删除 50%", "removed 50%"),
        (ClauseFact("amount", "2万元", "3万元"), "2万元 → 3万元", "2万元 → 3万元"),
    ],
)
def test_a_figure_that_only_one_wording_has_is_named_as_such(
    fact: ClauseFact, zh: str, en: str
) -> None:
    assert (redline.figure_line(fact, "zh"), redline.figure_line(fact, "en")) == (zh, en)


def test_a_figure_is_told_once() -> None:
    fact = ClauseFact("percent", None, "50%")
    change = ClauseChange("amended", "第一条", "第一条", "甲", "乙", facts=(fact, fact))
    assert redline.figure_lines(change, "zh") == ["新增 50%"]


def test_eighteen_characters_stay_beside_an_edit() -> None:
    """And no more: one that is dropped becomes the sign that something is."""
    for around, told in ((18, "甲" * 18), (37, "甲" * 37), (38, f"{'甲' * 18}…{'甲' * 18}")):
        change = _amended(f"乙{'甲' * around}丙", f"丁{'甲' * around}戊")
        text = redline.marked_text([change]).splitlines()[-1]
        assert f"」{told}【" in text


def test_an_edit_at_the_end_shows_only_what_stands_before_it() -> None:
    change = _amended(f"{'甲' * 40}乙", f"{'甲' * 40}丙")
    assert redline.marked_text([change]).splitlines()[-1] == (
        f"  …{'甲' * 18}【删除】「乙」【新增】「丙」"
    )


def test_an_edit_at_the_beginning_shows_only_what_stands_behind_it() -> None:
    change = _amended(f"乙{'甲' * 40}", f"丙{'甲' * 40}")
    assert redline.marked_text([change]).splitlines()[-1] == (
        f"  【删除】「乙」【新增】「丙」{'甲' * 18}…"
    )


@pytest.mark.parametrize(("length", "told"), [(120, "甲" * 120), (121, "甲" * 119 + "…")])
def test_a_long_edit_is_cut(length: int, told: str) -> None:
    added = ClauseChange("added", None, "第一条", None, "甲" * length)
    assert redline.marked_text([added]).splitlines()[-1] == f"  【新增】「{told}」"


def test_a_part_is_quoted_without_marks() -> None:
    """Its words stand, marked, in the redline of the whole."""
    part = ClauseChange("split", "第八条", "第九条", None, "乙丙\n丁")
    assert redline.marked_text([part]) == "第九条（由第八条拆出）\n  乙丙 丁"
    told = "".join(text for text, _ in redline.terminal_segments([part], "en"))
    assert told == "第九条 (split off from 第八条)\n  乙丙 丁\n\n"


def test_a_terminal_shows_forty_characters_of_the_beginning() -> None:
    change = _amended(f"{'甲' * 200}乙", f"{'甲' * 200}丙")
    told = "".join(text for text, _ in redline.terminal_segments([change], "zh"))
    assert told.splitlines()[1] == f"  {'甲' * 40}…{'甲' * 120}乙丙"


def test_the_lines_of_a_clause_are_indented_on_a_terminal() -> None:
    fact = ClauseFact("amount", None, "3万元")
    words = (("same", "甲\n"), ("inserted", "\n乙3万元"))
    change = ClauseChange("amended", "第一条", "第一条", "甲\n", "甲\n\n乙3万元", (fact,), words)
    assert list(redline.terminal_segments([change], "en")) == [
        ("第一条 (amended)", "bold"),
        ("\n", ""),
        ("  added 3万元\n", "yellow"),
        ("  ", ""),
        ("甲\n  ", ""),
        ("\n  ", ""),
        ("乙3万元", "green underline"),
        ("\n", ""),
        ("\n", ""),
    ]


def test_a_moved_clause_is_shown_without_marks_and_only_counted_in_an_alert() -> None:
    moved = ClauseChange("moved", "第三条", "第三条", "甲", "甲")
    assert list(redline.terminal_segments([moved], "en"))[2] == ("  甲\n", "dim")
    assert redline.marked_text([moved], language="en") == "1 clause moved, words unchanged"
    assert redline.marked_text([moved] * 2) == "另有2条位置移动，文字未变"


def test_a_whole_clause_is_one_run() -> None:
    """Of a part and of what moved nothing is marked."""
    gone = ClauseChange("removed", "第一条", None, "甲", None)
    merged = ClauseChange("merged", "第一条", "第二条", "丙", None)
    moved = ClauseChange("moved", "第一条", "第一条", "旧", "新")
    empty = ClauseChange("moved", None, None, None, None)
    runs = [redline.visible_runs(change) for change in (gone, merged, moved, empty)]
    assert runs == [(("deleted", "甲"),), (("same", "丙"),), (("same", "新"),), (("same", ""),)]


def test_a_break_is_an_edit_of_its_own() -> None:
    assert list(redline.broken_lines([("same", "\n甲"), ("deleted", "\n")])) == [
        ("same", "\n甲"),
        ("deleted", "\n"),
    ]


def test_clauses_are_counted_by_weight() -> None:
    """Those of substance first; a correction of spelling is not an amendment."""
    kinds = ("renumbered", "moved", "merged", "split", "amended", "removed", "added", "added")
    changes = [ClauseChange(kind, "第一条", "第二条", "甲", "乙") for kind in kinds]
    changes.append(ClauseChange("amended", "第三条", "第三条", "帐", "账", typographic=True))
    assert count_kinds(changes, "en") == [
        ("added", 2),
        ("removed", 1),
        ("amended", 1),
        ("split", 1),
        ("merged", 1),
        ("typographic", 1),
        ("moved", 1),
        ("renumbered", 1),
    ]
    assert block_heading((changes[-1],), "zh") == "第三条（文字勘误）"


def test_a_clause_is_named_by_its_labels() -> None:
    """Both where they differ; a title of at most thirty characters where there is none."""
    same = ClauseChange("amended", "第一条", "第一条", "甲", "乙")
    titled = ClauseChange("moved", None, None, "甲" * 30, "甲" * 30)
    long = ClauseChange("moved", None, None, "甲" * 31, "甲" * 31)
    added = ClauseChange("added", None, None, None, "甲")
    merged = ClauseChange("merged", None, "第二条", "丙", None)
    named = [block_name((change,), "zh") for change in (same, titled, long, added, merged)]
    assert named == ["第一条", "甲" * 30, "", "", ""]
    assert block_heading((merged,), "en") == "Text (merged into 第二条)"
    into_text = ClauseChange("merged", "第一条", None, "丙", None)
    assert block_heading((into_text,), "zh") == "第一条（并入正文）"


def test_only_labelled_clauses_fold_into_runs() -> None:
    run = [ClauseChange("renumbered", f"第{n}条", f"第{n + 1}条", "甲", "甲") for n in (1, 2)]
    title = ClauseChange("renumbered", None, None, "第三章", "第二章")
    other = ClauseChange("amended", "第九条", "第九条", "甲", "乙")
    blocks = list(blocks_of([*run, title, other, other]))
    assert blocks == [tuple(run), (title,), (other,), (other,)]
    assert (
        block_heading(blocks[0], "en") == "第1条 to 第2条 → 第2条 to 第3条 (renumbered, 2 clauses)"
    )
