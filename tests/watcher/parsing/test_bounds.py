"""Hostile and broken input: an outcome in bounded time, the same one each time, never an exception."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bounds import ends
from watcher.parsing import parse
from watcher.parsing.html.list_links import read_links

TEXT = "各县（区）人民政府，市直各有关单位：" * 4
HOSTILE: dict[str, Callable[[], str]] = {
    "deep blocks": lambda: "<div>" * 100_000 + TEXT + "</div>" * 100_000,
    "deep inline": lambda: "<span>" * 100_000 + TEXT,
    "deep tables": lambda: "<table><tr><td>" * 20_000 + TEXT,
    "reopened formatting": lambda: (
        "<p>" + "".join(f"<b id={i}>" for i in range(1_900)) + f"</p><p>{TEXT}" + "<p>x" * 1_900
    ),
    "attributes": lambda: (
        "<div " + " ".join(f"a{i}='<>'" for i in range(50_000)) + f">{TEXT}</div>"
    ),
    "colons": lambda: f"<div>{'标题：' * 50_000}</div><div id=zoom>{TEXT}</div>",
    "bodies": lambda: "<div id=zoom></div>" * 20_000 + TEXT,
    "hidden bodies": lambda: f"<p>{TEXT}</p>" + "<div class=zoom style='display:none'>" * 3_000,
    "marks": lambda: '<meta name="ContentStart">' * 50_000 + TEXT,
    "brackets": lambda: (
        f"<p>{'【文号】' * 50_000}</p><p>{'[' * 100_000}</p><div id=zoom>{TEXT}</div>"
    ),
    "title": lambda: (
        f"<title>{'甲乙丙丁戊己庚辛' * 50_000}</title>{'<p>子丑寅卯辰巳午未' * 20_000}<div><p>{TEXT}"
    ),
}
FRAGMENTS = st.sampled_from(
    ["<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<div id=zoom>", "</div>", "<a href='a.pdf'>", "<p>", "<br>", "<h1>", "<dl><dt>文号：<dd>",
     "发布时间：2026-05-06 ", "标题：", " | ", "有效性", "【已失效】", "<title>", "<script>", "<!--", "&nbsp;", "\ue000", 'window._CONFIG={"content":"', TEXT]
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_page_ends(name: str) -> None:
    """Each of these took an HTML parser or a naive walk from half a minute to for ever; the text is still found."""
    data = HOSTILE[name]().encode()
    with ends(name):
        parsed = parse(data, name="a.html")
        read_links(data, base="https://a.gov.cn/")
    assert TEXT in "".join(parsed.lines)


def test_page_beyond_the_cap_is_not_read() -> None:
    """20 MB are the limit of a page and of a text."""
    for name in ("a.html", "a.txt"):
        assert parse(b"<p>x</p>" * 2_600_000, name=name).outcome == "too_large"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.html", "a.txt", "a.md", "a.docx", "a.xlsx", "a.wps", "https://[/a"]),
)
def test_any_bytes_give_a_value(data: bytes, name: str) -> None:
    """No bytes raise; the same bytes give the same value; a note goes with every outcome but readable."""
    parsed = parse(data, name=name)
    assert parsed == parse(data, name=name)
    assert bool(parsed.note) == (parsed.outcome != "readable")
    assert len(parsed.levels) in {0, len(parsed.lines)}


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40))
def test_any_markup_gives_a_value(fragments: list[str]) -> None:
    """Whatever the order of tags and labels; lines are never blank."""
    data = "".join(fragments).encode()
    parsed = parse(data, name="a.html")
    assert parsed == parse(data, name="a.html")
    assert all(line.strip() for line in parsed.lines)
    read_links(data, base="https://a.gov.cn/")
