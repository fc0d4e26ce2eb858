"""Pages in the shapes of real templates: body, title, number and dates come out, furniture does not."""

import pytest

from tests.watcher.parsing.site_pages import (
    BODY,
    FOOT,
    ISSUED,
    NAV,
    NUMBER,
    PARAGRAPHS,
    SIGNED,
    TEMPLATES,
    TITLE,
    page,
)
from watcher.parsing import Parsed, parse

ARTICLE = (*PARAGRAPHS, "青岚市人民政府办公室", ISSUED)
NUMBERED = ("trs", "gkmlpt", "gkmlpt_script", "jpaas", "tax", "records", "bars", "columns")


def read(data: bytes, **options: str) -> Parsed:
    return parse(data, name="https://www.example.gov.cn/a/t1.html", **options)


@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"ucap"}))
def test_body_is_the_article_and_nothing_else(name: str) -> None:
    """No navigation, stamp line, counter, script, neighbour link or site foot gets into the lines."""
    parsed = read(TEMPLATES[name]())
    assert parsed.lines == ARTICLE
    assert parsed.outcome == "readable"
    assert parsed.single


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_title_is_found_whole(name: str) -> None:
    """From the metadata table, a meta tag, a heading or the page's title with the site's name cut off."""
    assert read(TEMPLATES[name]()).meta.title == TITLE


@pytest.mark.parametrize("name", NUMBERED)
def test_number_is_found(name: str) -> None:
    """Wherever the template prints the 文号."""
    assert read(TEMPLATES[name]()).meta.doc_number == NUMBER


@pytest.mark.parametrize(
    ("name", "issued", "published"),
    [
        ("trs", ISSUED, "2026-05-06"),
        ("gkmlpt", "2026-04-28", "2026-05-06"),
        ("jpaas", ISSUED, "2026-05-06 09:00"),
        ("ucap", None, "2026-05-06 17:00"),
        ("tax", "2026-05-06", None),
        ("county", None, "2026-05-06"),
        ("records", ISSUED, None),
        ("bars", ISSUED, "2026-05-06 16:20"),
        ("columns", ISSUED, "2026-05-06"),
        ("repealed", None, "2026-05-06"),
    ],
)
def test_written_and_published_dates_are_told_apart(
    name: str, issued: str | None, published: str | None
) -> None:
    """成文日期 and 发布日期 stay as printed, and none is made up out of the other."""
    meta = read(TEMPLATES[name]()).meta
    assert (meta.issued_on, meta.published_on) == (issued, published)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("trs", "有效"),
        ("jpaas", "有效"),
        ("tax", "全文有效"),
        ("bars", "有效"),
        ("repealed", "已失效"),
        ("gkmlpt", None),
    ],
)
def test_status_mark_is_read(name: str, status: str | None) -> None:
    """From the table, from beside the title, or from the title's own mark."""
    assert read(TEMPLATES[name]()).meta.status == status


def test_attachment_has_label_and_address_as_written() -> None:
    """A file linked after the body belongs to the page."""
    assert read(TEMPLATES["trs"]()).attachments == (("申报表.docx", "./P020260506.docx"),)


def test_every_label_is_kept_in_page_order() -> None:
    """So that a conflict between a table and a stamp line can be shown; counters are not kept."""
    pairs = read(TEMPLATES["trs"]()).meta.pairs
    assert [label for label, _ in pairs] == [
        "索引号", "主题分类", "发文机构", "成文日期", "标题", "发文字号", "发布日期", "有效性", "主题词", "发布时间", "来源",
    ]  # fmt: skip


def test_view_counter_changes_nothing() -> None:
    """Two looks at a page that differ in its counter give equal values."""
    first, second = TEMPLATES["trs"](), TEMPLATES["trs"]().replace(b'id="c">13<', b'id="c">4711<')
    assert first != second
    assert read(first) == read(second)


def test_stamp_line_inside_the_body_feeds_the_metadata() -> None:
    """Sites that print 发布时间 inside the body container: the line goes, its date stays."""
    parsed = read(
        page(
            f'<div id="zoom"><p>发布时间：2026-05-06 浏览次数：13</p>{BODY}<p>【打印】【关闭】</p></div>'
        )
    )
    assert parsed.lines == PARAGRAPHS
    assert parsed.meta.published_on == "2026-05-06"


def test_metadata_table_inside_the_body_is_not_text() -> None:
    """A record printed at the top of the body is metadata; the article after it stays."""
    table = f"<table><tr><td>索引号:</td><td>A/2026-1</td><td>主办单位:</td><td>青岚市财政局</td></tr><tr><td>制发日期:</td><td>{ISSUED}</td></tr></table>"
    parsed = read(page(f'<div class="article-content">{table}{BODY}</div>'))
    assert parsed.lines == PARAGRAPHS
    assert (parsed.meta.issuer, parsed.meta.issued_on) == ("青岚市财政局", ISSUED)


def test_lines_of_a_guide_that_look_like_labels_stay() -> None:
    """来源, 时间 and 有效期 may start a document's own lines; only stamps and records are furniture."""
    own = (
        "一、申报时间",
        "时间：2026年5月1日至2026年6月30日",
        "有效期：三年",
        "来源：市级财政专项资金，由市财政局统筹安排并下达。",
    )
    parsed = read(page('<div id="zoom">' + "".join(f"<p>{line}</p>" for line in own) + "</div>"))
    assert parsed.lines == own


def test_table_rows_are_lines_and_layout_tables_are_not() -> None:
    """Cells of a data row are joined; a nested table's rows appear once."""
    rows = "<tr><td>批次</td><td><p>截止时间</p></td></tr><tr><td>第一批</td><td><p>2026年</p><p>4月30日</p></td></tr>"
    parsed = read(
        page(
            f'<table><tr><td id="zoom">{BODY}<table><tbody>{rows}</tbody></table></td></tr></table>'
        )
    )
    assert parsed.lines == (*PARAGRAPHS, "批次\t截止时间", "第一批\t2026年 4月30日")
    assert parsed.tables == ((("批次", "截止时间"), ("第一批", "2026年 4月30日")),)


def test_line_breaks_and_headings() -> None:
    """br and blocks end a line, inline elements do not; a wrap in the source between Chinese leaves no gap."""
    parsed = read(
        page(
            '<div id="zoom"><h2>第一<b>章</b> 总则</h2>第一条 为促\n  进发展，制定本<i>办法</i>。<br>第二条　适用于本市行政区域内的企业和个体工商户。</div>'
        )
    )
    assert parsed.lines == (
        "第一章 总则",
        "第一条 为促进发展，制定本办法。",
        "第二条　适用于本市行政区域内的企业和个体工商户。",
    )
    assert parsed.levels == (2, 0, 0)


def test_given_selector_comes_first() -> None:
    """The operator's selector wins over a known one; one that finds nothing is told, and a body is looked for."""
    data = page(
        f'<div class="mine">{BODY}</div><div id="zoom"><p>别的一段文字，足够长，足以被当作正文的一段文字，真的足够长。</p></div>'
    )
    assert read(data, body=".mine").lines == PARAGRAPHS
    missed = read(data, body=".gone")
    assert ".gone" in missed.warnings[0]
    assert read(data, body="p[").outcome == "readable"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b"<html><head><title>x</title></head><body></body></html>", "No article"),
        (
            page(
                NAV
                + "".join(
                    f'<li><a href="{i}.html">关于第{i}批项目的通知</a></li>' for i in range(9)
                )
                + FOOT
            ),
            "list",
        ),
        (page(f'{NAV}<iframe src="/a/2026.pdf"></iframe>'), "2026.pdf"),
    ],
)
def test_page_without_an_article_is_empty_and_says_so(data: bytes, said: str) -> None:
    """A stub, an empty page, a list and a page that only frames a file are told apart in words."""
    parsed = read(data)
    assert parsed.outcome == "empty"
    assert said in parsed.note
    assert not parsed.single


def test_number_cell_that_holds_the_index_number_is_no_number() -> None:
    """Some sites print the 索引号 under 发文字号."""
    table = "<table><tr><td>索引号</td><td>000014349/2026-00007</td><td>发文字号</td><td>000014349/2026-00007</td></tr></table>"
    assert read(page(f'{table}<div id="zoom">{BODY}{SIGNED}</div>')).meta.doc_number is None


def test_hidden_text_is_not_read() -> None:
    """What a page hides, no reader of it saw."""
    assert (
        read(
            page(f'<div id="zoom">{BODY}<p style="color:red; display: none">模板里的提示</p></div>')
        ).lines
        == PARAGRAPHS
    )


@pytest.mark.parametrize("around", ["", NAV])
def test_body_that_a_script_shows_is_read_where_nothing_else_is_shown(around: str) -> None:
    """A known body's node that starts hidden, on a page that has no other article."""
    hidden = f'<div id="zoom" style="display:none">{BODY}</div>'
    assert read(page(f"{around}<h1>{TITLE}</h1>{hidden}{FOOT}")).lines == PARAGRAPHS
    assert (
        read(page(f'{around}<h1>{TITLE}</h1><div class="nr">{BODY}</div>{hidden}{FOOT}')).lines
        == PARAGRAPHS
    )


@pytest.mark.parametrize("charset", ["gb2312", "gbk"])
def test_page_in_gbk_named_only_in_its_meta(charset: str) -> None:
    """〇 and 镕, which Python's gb2312 does not know, survive, and nothing after them is lost."""
    text = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>通知</title></head><body><div id="zoom">二〇二六年，朱镕基同志的讲话。{BODY}</div></body></html>'
    parsed = read(text.encode("gb18030"))
    assert parsed.lines == ("二〇二六年，朱镕基同志的讲话。", *PARAGRAPHS)
    assert parsed.charset == "gb18030"


def test_parts_of_one_article_are_all_read() -> None:
    """Two editor views side by side are one article; a short third elsewhere on the page is not part of it."""
    parts = f'<div class="TRS_Editor">{BODY}</div><div class="TRS_Editor"><p>附件：青岚市智能装备产业目录</p></div>'
    parsed = read(
        page(
            f'<div id="a">{parts}</div><div id="b"><div class="TRS_Editor"><p>热线：12345</p></div></div>'
        )
    )
    assert parsed.lines == (*PARAGRAPHS, "附件：青岚市智能装备产业目录")


def test_parts_side_by_side_in_the_page_are_one_article() -> None:
    """A notice and what it issues, with the title and a stamp around them; not where something parts them."""
    notice, issued = (
        f"<div class='TRS_Editor'>{BODY}</div>",
        "<div class='TRS_Editor'><p>青岚市产业目录</p></div>",
    )
    around = f"<h1>{TITLE}</h1><p>发布日期：2026-05-06</p>{{}}<p>浏览次数：13</p>{FOOT}"
    parsed = read(page(around.format(f"{notice}\n{issued}")))
    assert (parsed.lines, parsed.meta.published_on) == (
        (*PARAGRAPHS, "青岚市产业目录"),
        "2026-05-06",
    )
    assert read(page(around.format(f"{notice}<p>相关解读</p>{issued}"))).lines == PARAGRAPHS


def test_row_of_labels_over_a_row_of_values() -> None:
    """A record set as two rows."""
    heads = "".join(f"<th>{label}</th>" for label in ("索引号", "发布机构", "文号", "发布日期"))
    values = "".join(
        f"<td>{value}</td>" for value in ("A/2026-1", "青岚市财政局", NUMBER, "2026-05-06")
    )
    meta = read(
        page(f'<table><tr>{heads}</tr><tr>{values}</tr></table><div id="zoom">{BODY}</div>')
    ).meta
    assert (meta.index_number, meta.issuer, meta.doc_number, meta.published_on) == (
        "A/2026-1",
        "青岚市财政局",
        NUMBER,
        "2026-05-06",
    )


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (f"青岚市人民政府门户网站 通知公告 {TITLE}", f"<div>{TITLE}</div>"),
        ("通知公告", f"<h2>{TITLE}</h2>"),
        (f"{TITLE}-青岚市工业和信息化局网站", ""),
        (f"{TITLE}_通知公告_青岚市工业和信息化局", f"<div>{TITLE}</div>"),
    ],
)
def test_title_among_site_names(title: str, heading: str) -> None:
    """Whichever side the site and the column stand on, and where `<title>` only names the column."""
    assert (
        read(page(f'{heading}<div id="zoom">{BODY}</div>', f"<title>{title}</title>")).meta.title
        == TITLE
    )


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-05-06 10:00 来源：市财政局 【字体：大 中 小】",
        "日期：2026-05-06 10:00 | 来源：市财政局 | 【打印】",
        "2026-05-06 10:00",
    ],
)
def test_unlabelled_date_under_the_title_is_publication(stamp: str) -> None:
    """A stamp line need not say 发布."""
    parsed = read(page(f'<h1>{TITLE}</h1><p>{stamp}</p><div id="zoom">{BODY}</div>'))
    assert parsed.meta.published_on == "2026-05-06 10:00"


def test_very_short_notice_is_an_article() -> None:
    """Three lines among a long list of links and a long foot."""
    lines = ("各企业：", "请于6月30日前申报。", "特此通知。")
    side = "".join(
        f'<li><a href="{i}.html">关于第{i}批专项资金项目申报的通知</a></li>' for i in range(9)
    )
    text = "".join(f"<p>{line}</p>" for line in lines)
    assert (
        read(page(f"{NAV}<h1>{TITLE}</h1><div><div>{text}</div></div><ul>{side}</ul>{FOOT}")).lines
        == lines
    )


def test_table_of_other_documents_in_a_text_is_text() -> None:
    """A repeal list tabulates numbers and dates; none of them is the page's own."""
    rows = "".join(
        f"<tr><td>关于办法{i}的通知</td><td>青政发〔2020〕{i}号</td><td>2020年1月{i}日</td></tr>"
        for i in (1, 2)
    )
    heads = "<tr><td>名称</td><td>文号</td><td>成文日期</td></tr>"
    parsed = read(page(f'<div id="zoom">{BODY}<table>{heads}{rows}</table></div>', ""))
    assert parsed.lines[5:] == (
        "名称\t文号\t成文日期",
        "关于办法1的通知\t青政发〔2020〕1号\t2020年1月1日",
        "关于办法2的通知\t青政发〔2020〕2号\t2020年1月2日",
    )
    assert (parsed.meta.doc_number, parsed.meta.issued_on) == (None, None)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="TRS_UEDITOR"><p><a href="./P1.pdf">青岚市2026年建设规划.pdf</a></p></div>',
        '<div class="nr"><iframe src="/js/viewer.html?file=/a/P1.pdf"></iframe></div>',
    ],
)
def test_a_document_whose_text_is_in_a_file_is_a_document(body: str) -> None:
    """Its page names and dates it; who watches the site must hear of it, and that the file is to be read."""
    head = f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-05-06 10:00">'
    parsed = read(page(body, head))
    assert (parsed.outcome, parsed.single, len(parsed.lines)) == ("readable", True, 1)
    assert (parsed.meta.title, parsed.meta.published_on) == (TITLE, "2026-05-06 10:00")
    assert "1 attached file" in parsed.warnings[0]


def test_a_column_of_files_is_no_document() -> None:
    """Nothing names or dates it as one."""
    files = "".join(f'<p><a href="{i}.doc">申请表{i}.doc</a></p>' for i in range(5))
    assert (
        read(
            page(f'<div class="TRS_Editor">{files}</div>', "<title>表格下载-青岚市民政局</title>")
        ).outcome
        == "empty"
    )


def test_a_wrap_in_the_source_beside_a_digit_is_no_space() -> None:
    """An editor's line break is not printed: 关于 / 2026年度…"""
    title = "青岚市人民政府关于\n2026年度科技进步奖的决定"
    assert read(
        page(f'<h1>{title}</h1><div id="zoom">{BODY}</div>', "")
    ).meta.title == title.replace("\n", "")
