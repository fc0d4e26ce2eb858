"""Numbers that Word counts by itself are part of what a reader sees (ECMA-376 part 1, 17.9)."""

import io
from collections.abc import Iterable

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from watcher.parsing import parse

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MEASURES = (  # as Word writes the outline of a Chinese official document
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>'
)
ARTICLES = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>'


def written(
    paragraphs: Iterable[tuple[str, int | None, int]], lists: Iterable[str], overrides: str = ""
) -> bytes:
    """A Word file: (text, level or None, list) a paragraph; `lists` are the levels of each, numbered from 901."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for at, levels in enumerate(lists, 901):
        root.insert(
            0, parse_xml(f'<w:abstractNum {_NS} w:abstractNumId="{at}">{levels}</w:abstractNum>')
        )
        root.append(
            parse_xml(f'<w:num {_NS} w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>')
        )
    if overrides:
        root.append(
            parse_xml(
                f'<w:num {_NS} w:numId="999"><w:abstractNumId w:val="901"/>{overrides}</w:num>'
            )
        )
    for text, level, which in paragraphs:
        paragraph = document.add_paragraph(text)
        if level is not None:
            properties = paragraph._p.get_or_add_pPr()
            place = OxmlElement("w:numPr")
            for name, value in (("w:ilvl", level), ("w:numId", which)):
                child = OxmlElement(name)
                child.set(qn("w:val"), str(value))
                place.append(child)
            properties.append(place)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return list(parse(data, name="measures.docx").lines)


def test_an_outline_is_counted_level_by_level() -> None:
    """A level starts again under the next of the level above; a plain paragraph between counts nothing."""
    told = [
        ("支持研发", 0, 901),
        ("设备补助", 1, 901),
        ("按投资额的10%补助。", None, 0),
        ("平台奖励", 1, 901),
        ("每家一次。", 2, 901),
        ("组织实施", 0, 901),
        ("申报", 1, 901),
    ]
    assert lines(written(told, [MEASURES])) == [
        "一、支持研发",
        "（一）设备补助",
        "按投资额的10%补助。",
        "（二）平台奖励",
        "1.2.1 每家一次。",
        "二、组织实施",
        "（一）申报",
    ]


def test_articles_beyond_ten_and_a_space_behind() -> None:
    """第十一条 is eleven, not one-ten-one."""
    found = lines(written([(f"甲{n}。", 0, 901) for n in range(1, 102)], [ARTICLES]))
    assert found[0] == "第一条 甲1。"
    assert found[9:12] == ["第十条 甲10。", "第十一条 甲11。", "第十二条 甲12。"]
    assert found[100] == "第一百零一条 甲101。"


def test_two_lists_count_for_themselves_and_one_may_start_anew() -> None:
    """Two definitions are two counts; a list of the same definition goes on, unless it says where it starts."""
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    told = [
        ("甲", 0, 901),
        ("乙", 0, 901),
        ("第一条的文", 0, 902),
        ("丙", 0, 901),
        ("丁", 0, 999),
        ("戊", 0, 999),
    ]
    assert lines(written(told, [MEASURES, ARTICLES], start)) == [
        "一、甲",
        "二、乙",
        "第一条 第一条的文",
        "三、丙",
        "一、丁",
        "二、戊",
    ]


def test_a_bullet_and_a_list_that_is_not_there_print_nothing() -> None:
    """A mark is no number; a damaged reference is no reason to fail."""
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl>'
    assert lines(written([("甲", 0, 901), ("乙", 0, 77777), ("丙", 0, 0)], [bullet])) == [
        "甲",
        "乙",
        "丙",
    ]


def test_a_style_may_carry_the_number() -> None:
    """Word's own "List Number" style counts without a word in the paragraph."""
    document = docx.Document()
    for text in ("营业执照", "承诺书"):
        document.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    document.save(out)
    assert lines(out.getvalue()) == ["1. 营业执照", "2. 承诺书"]


def test_cells_count_too() -> None:
    """The first column of a table is often counted by Word: its cells hold nothing else."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, name in zip(table.rows, ("一批", "二批"), strict=True):
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
        row.cells[1].text = name
    out = io.BytesIO()
    document.save(out)
    assert [line.split("\t") for line in lines(out.getvalue())] == [["1.", "一批"], ["2.", "二批"]]
