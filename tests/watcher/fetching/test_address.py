"""Addresses, next pages, plans and manners: the pure parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watcher.fetching.sources import source
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.kinds.next_page import next_page
from watcher.fetching.kinds.visit_plan import left_list, plan_documents, plan_revisits, take_turn
from watcher.fetching.results import Validators
from watcher.fetching.web.manners import Manners, manners
from watcher.fetching.web.web_address import absolute, normal, origin
from watcher.parsing.html.list_links import Link


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://WWW.Example.CN:80/A?b=2&a=1#top", "http://www.example.cn/A?b=2&a=1"),
        ("https://example.cn:443", "https://example.cn/"),
        ("https://example.cn:8443/", "https://example.cn:8443/"),
        (" http://example.cn/a b ", "http://example.cn/a b"),
        ("http://u:p@example.cn/", "http://example.cn/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("http://[broken/", "http://[broken/"),
        ("http://a:99999/", "http://a:99999/"),
    ],
)
def test_one_spelling(written: str, expected: str) -> None:
    """Two spellings of an address must not be two documents; the order of a query matters to servers."""
    assert normal(written) == expected


@given(st.text(alphabet="htps:/[]@?#.% a中\\0:8&;", max_size=40))
def test_any_text_is_normalised_once(text: str) -> None:
    """Whatever a page links to, nothing raises and a second time changes nothing."""
    once = normal(text)
    assert normal(once) == once
    assert isinstance(absolute("http://example.cn/a/", text), str)
    assert origin(text) is None or origin(text) == origin(once)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="index_1.html">下一页</a>', "http://example.cn/zc/index_1.html"),
        (
            "<a class=n href='?page=2&amp;size=20'>下一页&gt;</a>",
            "http://example.cn/zc/index.html?page=2&size=20",
        ),
        ('<link rel="next" href="/zc/2.html">', "http://example.cn/zc/2.html"),
        (
            '<script>createPageHTML(5, 0, "index", "html");</script>',
            "http://example.cn/zc/index_1.html",
        ),
        (
            "<script>createPageHTML(50,3,'list','shtml')</script>",
            "http://example.cn/zc/list_4.shtml",
        ),
        ('<script>createPageHTML(1, 0, "index", "html");</script>', None),
        ('<a href="javascript:next()">下一页</a>', None),
        ('<a href="#">下一页</a>', None),
        ('<a href="index.html">下一页</a>', None),
        ('<a href="index_1.html">尾页</a>', None),
        ("", None),
    ],
)
def test_the_next_list_page(page: str, expected: str | None) -> None:
    """A link that says so, else TRS's script; never the page itself."""
    assert next_page(page.encode(), "http://example.cn/zc/index.html") == expected
    assert next_page(page.encode("gb18030"), "http://example.cn/zc/index.html") == expected


def entries(*names: str) -> list[Link]:
    """A list's links."""
    return [Link(name, name, None) for name in names]


@pytest.mark.parametrize(
    ("listed", "known", "expected"),
    [
        ("abcdef", "", "abc"),
        ("xyabcdef", "abcdef", "xya"),
        ("wxyzabcdef", "abcdef", "wxy"),
        ("xabcdef", "abcdef", "xab"),
        ("abcx", "abc", "xab"),
        ("abx", "ab", "xab"),
        ("", "abc", ""),
    ],
    ids=[
        "first look",
        "two new",
        "more new than room",
        "one new",
        "below the last known",
        "appended",
        "empty",
    ],
)
def test_new_documents_come_first(listed: str, known: str, expected: str) -> None:
    """With room for three: new ones before known ones, each in the list's order."""
    plan = plan_documents(entries(*listed), frozenset(known), 3)
    assert "".join(link.address for link in plan) == expected


def test_what_left_the_list_is_asked_itself() -> None:
    """What has just left first, then what went missing, then the others by turns."""
    known = SourceMemory(
        {name: Validators() for name in "abcdefgh"},
        frozenset("abc"),
        unlisted=frozenset("de"),
        missing=frozenset("gh"),
    )
    assert left_list(frozenset("ab"), known) == frozenset("cde")
    plans = [
        plan_revisits(frozenset("ab"), known, room, lap) for room, lap in ((0, 0), (2, 0), (4, 1))
    ]
    assert plans == [(), ("c", "g"), ("c", "g", "h", "e")]


def test_every_pushed_off_document_has_its_turn() -> None:
    """With room for three of eight, three looks see them all."""
    seen = [name for lap in range(3) for name in take_turn(frozenset("abcdefgh"), 3, lap)]
    assert set(seen) == set("abcdefgh")


@pytest.mark.parametrize(
    ("url", "private", "expected"),
    [
        ("http://127.0.0.1:9000/l.html", False, True),
        ("http://localhost:9000/", False, True),
        ("http://[::1]:9000/", False, True),
        ("http://10.1.2.3/", False, True),
        ("http://www.example.cn/", False, False),
        ("http://intranet.example.cn/", True, True),
    ],
)
def test_what_the_operator_trusts(url: str, private: bool, expected: bool) -> None:
    """A numeric address is trusted as written; a name only by `private = true`, because others say where it leads."""
    ours = manners(source("page", {"private": private}, url=url))
    assert ours.home is not None
    assert (ours.trusts(ours.home), ours.trusts((ours.home[0], 1))) == (expected, False)


def test_manners_as_written() -> None:
    """Every option reaches the manners; without any, the careful defaults hold."""
    plain = manners(source("page", url="http://www.example.cn/"))
    assert plain == Manners(
        tls="default", gap=None, robots=True, home=("www.example.cn", 80), private=False
    )
    odd = manners(
        source(
            "page", {"tls": "legacy", "gap": "2.5s", "robots": False}, url="https://www.example.cn/"
        )
    )
    assert odd == Manners(
        tls="legacy", gap=2.5, robots=False, home=("www.example.cn", 443), private=False
    )


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='l_1.html'><span>下一页</span></a>",
        "<a class='next' href='l_1.html'><i></i>下一页</a>",
        "<a href='l_1.html' title='下一页'>&gt;</a>",
        "<a href='l_1.html'>下 一 页</a>",
        "<a href='l_1.html'>&#19979;&#19968;&#39029;</a>",
        "<a href='javascript:void(0)' onclick=\"location='l_1.html'\">下一页</a>",
        "<script>createPageHTML('pager', 2, 0, 'l', 'html', 40);</script>",
        "<script>var all = 2; var now = 0; createPageHTML(all, now, 'l', 'html');</script>",
        "<a href='l_1.html'>Next</a>",
        "<span class=now>1</span> <a href='l_1.html'>2</a>",
        "<!-- <a href='/bad.html'>下一页</a> --><a href='l_1.html'>下一页</a>",
    ],
)
def test_every_way_to_the_next_page(pager: str) -> None:
    """Sites nest, label, script and number it; a comment is no link."""
    page = f"<html><body><ul><li>一</li></ul>{pager}</body></html>".encode()
    assert next_page(page, "http://example.cn/a/l.html") == "http://example.cn/a/l_1.html"


def test_the_next_page_starts_from_the_base_of_the_page() -> None:
    """`<base href>` says where relative links start."""
    page = "<head><base href='/b/'></head><a href='p2.html'>下一页</a>".encode()
    assert next_page(page, "http://example.cn/a/show") == "http://example.cn/b/p2.html"
