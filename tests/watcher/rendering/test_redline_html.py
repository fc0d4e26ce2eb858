"""The redline page stands alone, escapes everything, and shows both wordings."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from watcher.diffing import ClauseChange, compare, compare_facts
from watcher.rendering.redline_html import html_page, side_by_side_html

OLD = ["第一条 最高200万元，<b>甲</b>&乙。", "第二条 旧条。", "第三条 同文。"]
NEW = ["第一条 最高300万元，<b>甲</b>&乙。", "第二条 同文。", "第三条 新增的条文。"]
VOID = {"meta"}


class _Page(HTMLParser):
    """Text by tag; fails on tags that do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [name for name, _ in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.setdefault(self.open[-1], []).append(data)


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("page", [html_page, side_by_side_html])
def test_a_page_marks_what_goes_and_what_comes(page: Callable[..., str]) -> None:
    """<del> and <ins> hold exactly the marked words; the text of the policy is never markup."""
    read = _read(page("甲 & <乙>", compare(OLD, NEW)))
    assert read.text["del"] == ["200", "旧条。"]
    assert read.text["ins"] == ["300", "新增的条文。"]
    assert read.text["h1"] == ["甲 & <乙>"]
    assert "b" not in read.text


@pytest.mark.parametrize("page", [html_page, side_by_side_html])
def test_a_page_needs_nothing_from_elsewhere(page: Callable[..., str]) -> None:
    """No script, no address, no handler; and its own policy forbids them."""
    html = page("甲", compare(OLD, NEW))
    assert not re.search(r"<script|<link|<img|url\(|https?://|@import", html)
    assert "default-src 'none'" in html
    assert {"src", "href", "onclick", "onload"}.isdisjoint(_read(html).attributes)
    assert "prefers-color-scheme:dark" in html


def test_facts_stand_before_the_clauses() -> None:
    """What a reader looks for first."""
    facts = compare_facts({"amounts": ["最高200万元"]}, {"amounts": ["最高300万元"]})
    html = html_page("甲", compare(OLD, NEW), facts=facts)
    assert html.index("要点变动") < html.index("第一条")


def test_a_run_of_renumbered_clauses_is_folded() -> None:
    """One line that opens to their texts; the counts name what matters first."""
    old = [f"第{numeral}条 {text}。" for numeral, text in zip("一二三", "甲乙丙", strict=True)]
    new = [
        "第一条 全新的第一条。",
        *(f"第{numeral}条 {text}。" for numeral, text in zip("二三四", "甲乙丙", strict=True)),
    ]
    html = html_page("甲", compare(old, new))
    assert html.count("<section") == 2
    assert re.search(
        r"<details><summary><h2>第一条至第三条 → 第二条至第四条<span[^>]*>仅序号变动，共3处", html
    )
    assert _read(html).text["li"] == ["新增 1处", "仅序号变动 3处"]


def test_a_side_without_text_says_so() -> None:
    """An added clause has no old wording."""
    html = side_by_side_html("甲", compare(["第一条 同文。"], ["第一条 同文。", "第二条 新增。"]))
    assert html.count("（无）") == 1


def test_a_page_without_changes_says_so() -> None:
    """In either language."""
    assert "两个版本没有条款差异" in html_page("甲", ())
    assert "No clause differs" in html_page("甲", (), language="en")


WHOLE = """<ul class="count"><li>removed 1</li><li>amended 1</li></ul>
<section><h2>Facts</h2><ul class="facts"><li>5万元 → 6万元</li></ul>
</section>
<section class="amended" id="c1">
<h2>第一条<span class="kind">amended</span></h2>
<ul class="facts"><li>5万元 → 6万元</li></ul>
<p class="text">补助<del>5</del><ins>6</ins>万元。</p>
</section>
<section class="removed" id="c2">
<h2>第二条<span class="kind">removed</span></h2>
<p class="text"><del>旧条。</del></p>
</section>
</main>
</body>
</html>
"""
COLUMNS = """<h2>第二条<span class="kind">removed</span></h2>
<div class="sides"><div><p class="side">Old</p><p class="text"><del>旧条。</del></p></div>\
<div><p class="side">New</p><p class="text"><span class="side">(none)</span></p></div></div>
</section>
"""


def test_a_page_is_written_to_the_letter() -> None:
    """Head, counts, facts, sections; each clause with its facts and words."""
    changes = compare(["第一条 补助5万元。", "第二条 旧条。"], ["第一条 补助6万元。"])
    facts = compare_facts({"amounts": ["5万元"]}, {"amounts": ["6万元"]})
    html = html_page('甲"', changes, facts=facts, language="en")
    head, body = html.split("</h1>\n")
    assert body == WHOLE
    assert head.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert head.endswith('</style>\n</head>\n<body>\n<main class="">\n<h1>甲&#34;')
    wide = side_by_side_html("甲", changes, language="en")
    assert '<main class="wide">' in wide
    assert COLUMNS in wide
    assert "<section><h2>Facts" not in wide


@pytest.mark.parametrize("page", [html_page, side_by_side_html])
def test_a_clause_that_only_moved_is_quiet_and_in_one_column(page: Callable[..., str]) -> None:
    moved = ClauseChange("moved", "第三条", "第三条", "甲", "甲")
    part = ClauseChange("split", "第八条", "第九条", None, "乙")
    html = page("甲", [moved, part])
    assert html.count('<section class="quiet"') == 2
    assert '<p class="text">甲</p>' in html
    assert '<p class="text">乙</p>' in html
    assert 'sides"' not in html
    assert not re.search("<ins>|<del>", html)


def test_the_texts_of_a_folded_run_stand_in_it() -> None:
    run = [
        ClauseChange("renumbered", f"第{n}条", f"第{n + 1}条", f"甲{n}", f"甲{n}") for n in (1, 2)
    ]
    html = html_page("甲", run)
    assert "</span></h2>\n</summary>\n" in html
    assert '<p class="text"><b>第1条 → 第2条</b>\u3000甲1</p>\n' in html
    assert '<p class="text"><b>第2条 → 第3条</b>\u3000甲2</p>\n</details>\n</section>' in html
