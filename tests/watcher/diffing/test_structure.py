"""Paragraphs are cut into the clauses that people cite."""

import pytest

from watcher.diffing.clauses.structure import split_clauses


def _labels(lines: list[str]) -> list[str | None]:
    return [clause.label for clause in split_clauses(lines)]


def test_an_article_keeps_its_paragraphs_and_items() -> None:
    """款 and 项 belong to their 条, also where an item looks like a section of a notice."""
    found = split_clauses(
        ["第一条 总的要求。", "第二款在这里。", "（一）甲；", "一、乙；", "1.丙。", "第二条 其他。"]
    )
    assert [(c.label, c.text) for c in found] == [
        ("第一条", "总的要求。\n第二款在这里。\n（一）甲；\n一、乙；\n1.丙。"),
        ("第二条", "其他。"),
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("第九条 内容。", "第九条"),
        ("第九条\u3000内容。", "第九条"),
        ("第 九 条 内容。", "第 九 条".replace(" ", "")),
        ("第9条 内容。", "第9条"),
        ("第一百二十条之一 内容。", "第一百二十条之一"),
        ("**第九条** 内容。", "第九条"),
        ("第九条：内容。", "第九条"),
    ],
)
def test_article_labels(line: str, label: str) -> None:
    """A label is the same whatever stands around its number."""
    assert _labels([line]) == [label]


def test_an_article_without_a_space_continues_the_count() -> None:
    """第二条本办法… numbers where 第一条 came before; a line that opens with a citation does not."""
    assert _labels(["第一条为规范管理，制定本办法。", "第二条本办法适用于本市。"]) == [
        "第一条",
        "第二条",
    ]
    assert _labels(["第三条 一般情形。", "第三条规定的情形除外。", "第八条、第九条另行规定。"]) == [
        "第三条"
    ]


def test_sections_of_a_notice_are_labelled_by_their_path() -> None:
    """二、（三） is the third item of the second section; deeper numbering stays inside it."""
    lines = [
        "一、总体要求",
        "二、支持措施",
        "（一）资金。",
        "补助说明。",
        "（二）用地。",
        "1.优先保障。",
        "（1）细则甲。",
        "①细节。",
        "三、附则",
    ]
    assert _labels(lines) == ["一、", "二、", "二、（一）", "二、（二）", "二、（二）1.", "三、"]
    assert split_clauses(lines)[4].text == "优先保障。\n（1）细则甲。\n①细节。"


def test_label_sections_and_markdown_headings_are_clauses() -> None:
    """【申报时间】 and a heading name the section that follows them; both stay in its text."""
    found = split_clauses(
        [
            "# 申报指南",
            "【申报时间】2026年6月30日前。",
            "逾期不受理。",
            "## 申报条件",
            "企业在本市注册。",
        ]
    )
    assert [(c.label, c.text) for c in found] == [
        (None, "申报指南"),
        ("【申报时间】", "【申报时间】2026年6月30日前。\n逾期不受理。"),
        ("申报条件", "申报条件\n企业在本市注册。"),
    ]


def test_a_number_with_decimals_is_no_item() -> None:
    """3.5亿元 opens a paragraph, not item 3."""
    assert _labels(["3.5亿元资金已经到位。", "2026.6.30前完成。"]) == [None, None]


def test_chapter_headings_stand_between_clauses() -> None:
    """A heading ends the article before it and has no label, but a number."""
    found = split_clauses(
        ["第一章 总 则", "第一条 甲。", "第二章 管理", "第一节 登记", "第二条 乙。"]
    )
    assert [(c.form, c.label, c.number) for c in found] == [
        ("heading", None, "第一章"),
        ("article", "第一条", None),
        ("heading", None, "第二章"),
        ("heading", None, "第一节"),
        ("article", "第二条", None),
    ]


@pytest.mark.parametrize("marker", [["目录"], ["目 录"], []])
def test_a_table_of_contents_is_no_clause(marker: list[str]) -> None:
    """Headings that come back as headings of the body are a table of contents, with page numbers or without."""
    lines = [
        "某市管理办法",
        *marker,
        "第一章 总则……1",
        "第二章 管理……3",
        "第三章 附则",
        "第一章 总则",
        "第一条 甲。",
        "第二章 管理",
        "第二条 乙。",
    ]
    assert [c.text for c in split_clauses(lines)] == [
        "某市管理办法",
        "第一章 总则",
        "甲。",
        "第二章 管理",
        "乙。",
    ]


def test_a_code_whose_parts_repeat_their_chapters_has_no_contents() -> None:
    """第一章 一般规定 in two 编 is two chapters."""
    lines = [
        "第一编 总则",
        "第一章 一般规定",
        "第一条 甲。",
        "第二编 物权",
        "第一章 一般规定",
        "第二条 乙。",
    ]
    assert len(split_clauses(lines)) == 6


def test_the_signature_is_not_part_of_the_last_section() -> None:
    """An organ and a day alone on their lines sign; a day below 【申报时间】 does not."""
    assert _labels(["一、申报要求", "按时申报。", "云海市经济局", "2026年3月1日"]) == [
        "一、",
        None,
        None,
    ]
    assert [c.text for c in split_clauses(["【申报时间】", "2026年6月30日"])] == [
        "【申报时间】\n2026年6月30日"
    ]


def test_an_attachment_ends_the_last_article_and_starts_its_own_count() -> None:
    """附件 of a notice with its own articles."""
    lines = ["第一条 甲。", "第二条 乙。", "附件：实施细则", "第一条 丙。"]
    assert _labels(lines) == ["第一条", "第二条", None, "第一条"]


def test_comments_and_empty_lines_are_nothing() -> None:
    """What is not shown is not compared."""
    assert split_clauses(["<!-- INFO END -->", "", " \u3000 "]) == []


def test_articles_that_run_on_in_one_paragraph() -> None:
    """第一条 …。第二条 …。 without line breaks; a chapter between them; what 第一条 says in the middle only cites."""
    text = "公寓管理办法。第一章 总则 第一条 为规范管理，制定本办法。第一条规定的公寓由市管理。第二条 租金减半。第二章 附则 第三条 自发布之日起施行。"
    assert [(c.label, c.text) for c in split_clauses([text])] == [
        (None, "公寓管理办法。"),
        (None, "第一章 总则"),
        ("第一条", "为规范管理，制定本办法。第一条规定的公寓由市管理。"),
        ("第二条", "租金减半。"),
        (None, "第二章 附则"),
        ("第三条", "自发布之日起施行。"),
    ]


def test_an_article_that_cites_others_after_a_stop_is_one() -> None:
    """A line is broken only before the number that comes next."""
    lines = ["第八条 违反第三条的，予以警告。第五条、第六条所列行为从重。第二十条 另有规定的除外。"]
    assert _labels(lines) == ["第八条"]


def test_items_that_run_on_in_one_paragraph() -> None:
    """一、…。二、…。 in one paragraph; 一、二、三产业 is a list."""
    text = "各有关单位：一、申报对象为本市一、二、三产业企业。二、申报时间为六月。"
    assert _labels([text]) == [None, "一、", "二、"]
    assert _labels(["推动一、二、三产业融合发展。二、另起。"]) == [None]
