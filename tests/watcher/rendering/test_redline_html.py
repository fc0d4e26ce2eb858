"""The redline page stands alone, escapes everything, and shows both wordings."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from watcher.diffing import compare, compare_facts
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
