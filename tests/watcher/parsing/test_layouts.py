"""Pages in the layouts of real sites: the body whole and alone, and every fact that the page states of its document."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.watcher.parsing.layout_pages import LayoutPage, layout_pages
from watcher.parsing import Parsed, parse

PAGES = {page.name: page for page in layout_pages()}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


def read(page: LayoutPage) -> Parsed:
    return parse(page.html.encode(), name="https://www.example.gov.cn/a/1.html")


def iso(printed: str | None) -> str | None:
    """The day a page prints, in whatever form, as an ISO text."""
    found = re.match(r"\D*(\d{4})\D?(\d{1,2})\D?(\d{1,2})", printed or "")
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


@each_page
def test_body_is_all_there_and_nothing_else(page: LayoutPage) -> None:
    """Neither a character missing nor one of the page's furniture in it."""
    parsed = read(page)
    got, want = (
        Counter(pairwise(re.sub(r"\s+", "", text))) for text in ("".join(parsed.lines), page.body)
    )
    assert (got - want, want - got) == (Counter(), Counter())
    assert parsed.outcome == "readable"
    assert parsed.single


@each_page
def test_title_and_status_as_printed(page: LayoutPage) -> None:
    """The title without site, column or stamp; a status only where the page marks one."""
    meta = read(page).meta
    assert (meta.title, meta.status) == (page.expected.get("title"), page.expected.get("status"))


@each_page
def test_dates_as_printed(page: LayoutPage) -> None:
    """成文日期 by its label; 发布日期 by its label, else the stamp line, else a meta tag; none made up."""
    meta = read(page).meta
    assert (iso(meta.issued_on), iso(meta.published_on)) == (
        page.expected.get("issued"),
        page.expected.get("published"),
    )


@each_page
def test_number_as_printed(page: LayoutPage) -> None:
    """By its label, alone on a line above the body, or behind the title; one in the text is left to the reader."""
    got, want = read(page).meta.doc_number, page.expected.get("number")
    assert got == want or (got is None and want is not None and squeezed(want) in page.body)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
