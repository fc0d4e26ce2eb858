"""Tables of windows in the files people get them in: the text's document has them, whatever its form."""

import datetime as dt

from tests.watcher.parsing.office_files import docx_file, xlsx_file
from watcher.parsing import parse
from watcher.reading import read
from watcher.reading.document import Context, Document

BATCHES = [
    ["批次", "申报开始", "申报截止"],
    ["第一批", "2026年4月5日", "2026年5月8日"],
    ["第二批", "8月1日", "9月4日"],
]


def windows(found: Document) -> list[tuple[str | None, str | None, str | None, str]]:
    return [
        (w.batch, w.opens and w.opens.isoformat(), w.closes and w.closes.isoformat(), w.status)
        for w in found.windows
    ]


def test_a_table_in_a_word_file() -> None:
    text = ["各有关企业：", "现就申报有关事项通知如下。", "青岚市科学技术局", "2026年3月10日"]
    (found,) = read(
        parse(docx_file("关于组织申报2026年科技项目的通知", text, BATCHES), name="a.docx")
    )
    assert windows(found) == [
        ("第一批", "2026-04-05", "2026-05-08", "dated"),
        ("第二批", "2026-08-01", "2026-09-04", "dated"),
    ]


def test_a_workbook_with_its_title() -> None:
    """常年申报 under 申报开始 and nothing under 申报截止: rolling."""
    rows: list[list[object]] = [
        ["2026年青岚市科技项目申报时间表"],
        ["序号", "项目名称", "申报开始", "申报截止"],
        [1, "首台套奖励", dt.date(2026, 4, 5), "2026-05-08 17:00"],
        [2, "贴息", "常年申报", None],
    ]
    (found,) = read(parse(xlsx_file({"项目": rows}), name="a.xlsx"))
    assert found.title == "2026年青岚市科技项目申报时间表"
    assert windows(found) == [
        ("首台套奖励", "2026-04-05", "2026-05-08", "dated"),
        ("贴息", None, None, "rolling"),
    ]


def test_a_workbook_without_a_title_is_called_as_its_file() -> None:
    rows: list[list[object]] = [
        ["项目", "开始时间", "截止时间"],
        ["甲项目", "2026-04-05", "2026-05-08"],
    ]
    parsed = parse(xlsx_file({"表": rows}), name="项目申报安排.xlsx")
    (found,) = read(parsed, Context(source="inbox/项目申报安排.xlsx"))
    assert found.title == "项目申报安排"
    assert windows(found) == [("甲项目", "2026-04-05", "2026-05-08", "dated")]


def test_a_table_drawn_with_pipes() -> None:
    rows = ["| " + " | ".join(row) + " |" for row in BATCHES]
    lines = [
        "# 关于组织申报2026年科技项目的通知",
        "",
        "各有关企业：",
        "",
        rows[0],
        "|---|:--:|---|",
        *rows[1:],
        "",
    ]
    text = "\n".join([*lines, "青岚市科学技术局", "", "2026年3月10日", ""])
    (found,) = read(parse(text.encode(), name="a.md"))
    assert windows(found) == [
        ("第一批", "2026-04-05", "2026-05-08", "dated"),
        ("第二批", "2026-08-01", "2026-09-04", "dated"),
    ]
    assert [window.evidence.lines for window in found.windows] == [(7, 7), (8, 8)]


def test_two_documents_keep_their_own_tables() -> None:
    """The same columns in both: each row belongs to the document it stands in."""
    parts = []
    for name, row in (("科技", BATCHES[1]), ("文化", BATCHES[2])):
        parts += [
            f"# 关于组织申报2026年{name}项目的通知",
            "",
            "各有关企业：",
            "",
            "现就申报有关事项通知如下。",
            "",
        ]
        parts += ["| " + " | ".join(cells) + " |" for cells in (BATCHES[0], ["---"] * 3, row)]
        parts += ["", f"青岚市{name}局", "", "2026年3月10日", ""]
    found = read(parse("\n".join(parts).encode(), name="a.md"))
    assert [[window.batch for window in one.windows] for one in found] == [["第一批"], ["第二批"]]


def test_a_register_of_thousands_of_rows_is_read_for_its_first_thousand() -> None:
    """A row is found by its line, whatever the table's length; more rows are a register, no table of programmes."""
    rows = [f"| 第{number}批 | 2026年4月5日 | 2026年5月8日 |" for number in range(1, 2001)]
    lines = [
        "# 关于组织申报2026年科技项目的通知",
        "各单位：",
        "| 批次 | 申报开始 | 申报截止 |",
        "|---|---|---|",
        *rows,
    ]
    (found,) = read(parse("\n".join(lines).encode(), name="a.md"))
    assert len(found.windows) == 1000
    assert (found.windows[-1].batch, found.windows[-1].evidence.lines) == ("第1000批", (1004, 1004))
