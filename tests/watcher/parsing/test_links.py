"""List pages: every entry once, with an absolute address, a whole title and the printed date."""

import datetime as dt

import pytest

from watcher.parsing.html.list_links import Link, read_links

BASE = "https://www.example.gov.cn/zwgk/tzgg/index.html"
MENU = '<ul class="nav"><li><a href="/a/">政府信息公开指南栏目</a></li><li><a href="/b/">政府信息公开制度栏目</a></li></ul>'
LIST = """<ul class="list">
<li><a href="./202609/t2.html#top" title="关于开展2026年度智能装备产业扶持资金申报工作的通知">关于开展2026年度智能装备产业扶持资金…</a><span>2026-09-07</span></li>
<li class="last"><a href="//other.example.gov.cn/t3.html">青岚市招商引资若干措施（试行）的通知</a><span>[09-06]</span></li>
<li><a href="javascript:void(0)">展开更多的通知公告</a></li><li><a href="mailto:a@example.gov.cn">意见反馈电子邮箱</a></li>
<li><a href="./202609/t2.html">关于开展2026年度智能装备产业扶持资金申报工作的通知</a><span>2026-09-07</span></li>
<li><a href="/zwgk/t1.html">关于2026年1月1日起施行新规定的公告</a><span>2026年8月1日</span></li></ul>"""
EXPECTED = (
    Link(
        "https://www.example.gov.cn/zwgk/tzgg/202609/t2.html",
        "关于开展2026年度智能装备产业扶持资金申报工作的通知",
        dt.date(2026, 9, 7),
    ),
    Link("https://other.example.gov.cn/t3.html", "青岚市招商引资若干措施（试行）的通知", None),
    Link(
        "https://www.example.gov.cn/zwgk/t1.html",
        "关于2026年1月1日起施行新规定的公告",
        dt.date(2026, 8, 1),
    ),
)


@pytest.mark.parametrize("items", ["ul.list li", "ul.list li a", "ul.list a", None])
def test_entries_by_row_by_link_and_guessed(items: str | None) -> None:
    """The selector may name rows or links; without one the dated list is found and the menu is not."""
    assert read_links(f"<body>{MENU}{LIST}</body>".encode(), base=BASE, items=items) == EXPECTED


def test_base_element_moves_relative_addresses() -> None:
    """<base href>, itself relative to the page."""
    data = '<base href="/x/"><li><a href="t.html">关于某事项的通知公告</a></li>'.encode()
    assert (
        read_links(data, base=BASE, items="li")[0].address == "https://www.example.gov.cn/x/t.html"
    )


def test_title_and_date_selectors() -> None:
    """Inside the item; a@title reads an attribute."""
    data = '<table><tr><td><a href="k/">[通知]</a><a class="t" href="1.html" title="关于某事项的通知">短</a></td><td class="d">20260907</td><td>2020-01-01</td></tr></table>'.encode()
    found = read_links(data, base="https://a.gov.cn/", items="tr", title="a.t@title", date=".d")
    assert found == (Link("https://a.gov.cn/1.html", "关于某事项的通知", dt.date(2026, 9, 7)),)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2026-09-07", dt.date(2026, 9, 7)),
        ("2026/9/7", dt.date(2026, 9, 7)),
        ("（2026.09.07）", dt.date(2026, 9, 7)),
        ("2026年9月7日", dt.date(2026, 9, 7)),
        ("<b>07</b><i>2026-09</i>", dt.date(2026, 9, 7)),
        ("[09-07]", None),
        ("2026-13-40", None),
        ("浏览：20261", None),
    ],
)
def test_printed_dates(printed: str, date: dt.date | None) -> None:
    """Full dates only: a date without its year is no date."""
    data = f"<ul><li><a href='1.html'>关于某事项的通知</a><span>{printed}</span></li></ul>".encode()
    assert read_links(data, base=BASE, items="li")[0].listed_on == date


def test_rows_inside_cdata() -> None:
    """jpage answers XML whose records hold rows of HTML."""
    data = "<datastore><record><![CDATA[<li><a href='/art/1.html'>关于某事项的通知</a><span>2026-09-07</span></li>]]></record></datastore>"
    assert [link.title for link in read_links(data.encode(), base=BASE, items="li")] == [
        "关于某事项的通知"
    ]


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\xff\xfe\x00", b"<a href='http://[x'>\xe5\x85\xb3\xe4\xba\x8e</a>"]
)
def test_pages_without_entries(data: bytes) -> None:
    """No entries, no error; nor with a selector that is none."""
    assert read_links(data, base=BASE) == ()
    assert read_links(data, base=BASE, items="li[") == ()
