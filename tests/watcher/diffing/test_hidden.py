"""Which rule made a difference between two looks at a page no change: named by what is seen to differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.diffing.noise.hidden_rules import Page, find_hidden, find_hidden_lines

PAGE = """<html><head><meta charset="utf-8"><meta name="PubDate" content="2026-03-02 10:11"></head><body>
<div class="top">今天是2026年3月2日 星期一</div><div class="nav"><a href="/a">首页</a><a href="/b">机构概况</a></div>
<div>发布时间：2026-03-02 10:11　来源：本站　<span>浏览次数：</span><em>12</em></div>
<table><tr><td>点击量：</td><td>7</td></tr></table>
<h1>云湖市商务局关于开展“消费季”活动的通知</h1><p>现就有关事项通知如下，请认真组织实施，确保活动取得实效。</p>
<p>一、活动对象为全市零售企业，每家最高补助20万元。</p>
<ul><li><a href="/x">甲公司参观记</a></li><li><a href="/y">乙街道活动侧记</a></li></ul>
<p>共有 3 条评论</p><p>网友于3分钟前访问</p>
<script>var token="abc";</script><!-- srv1 --></body></html>"""

CASES = [
    ("如下，请", "如下,请", ["width"]),
    ("20万元", "２０万元", ["width"]),
    ("认真组织", "认真\u200b组织", ["zero-width"]),
    ("认真组织", "认真&#8203;组织", ["zero-width"]),
    ("一、活动对象", "一、 活动 对象", ["spacing"]),
    ("<p>现就", "<p>&nbsp;&emsp;现就", ["spacing"]),
    ("请认真", "\n请认真", ["reflow"]),
    ("请认真组织实施", "请认真\n组织\n实施", ["reflow"]),
    ("“消费季”", "「消费季」", ["quotes"]),
    ("一、活动", "⼀、活动", ["look-alike"]),
    ("如下，请", "如下,\u200b 请", ["zero-width", "width", "spacing"]),
    ("<em>12</em>", "<em>13</em>", ["view counter"]),
    ("<td>7</td>", "<td>1,024</td>", ["view counter"]),
    ("发布时间：2026-03-02 10:11", "发布时间：2026-03-03 08:00", ["publication stamp"]),
    ("来源：本站", "来源：办公室", ["publication stamp"]),
    ('content="2026-03-02 10:11"', 'content="2026-03-03 08:00"', ["publication stamp"]),
    ("3月2日 星期一", "3月3日 星期二", ["page clock"]),
    ("共有 3 条评论", "共有 4 条评论", ["view counter"]),
    ("3分钟前访问", "5分钟前访问", ["page clock"]),
    ("机构概况", "机构职能", ["page furniture"]),
    ("<ul><li>", '<ul><li><a href="/z">丙商场开业记</a></li><li>', ["page furniture"]),
    ('class="top"', 'class="top wide"', ["markup"]),
    ('"abc"', '"xyz"', ["markup"]),
    ("srv1", "srv2", ["markup"]),
    ("\n<p>一、", "<br>一、", ["markup"]),
    ('<li><a href="/x">甲公司参观记</a></li>', "", ["page furniture"]),
]


def page(text: str, *, markup: bool = True) -> Page:
    return Page(text, "utf-8", markup)


@pytest.mark.parametrize(
    ("old", "new", "rules"), CASES, ids=[f"{n}-{case[2][0]}" for n, case in enumerate(CASES)]
)
def test_a_difference_is_named_by_its_rule(old: str, new: str, rules: list[str]) -> None:
    """And what was there before and is there now is told with it."""
    assert old in PAGE
    found = find_hidden(page(PAGE), page(PAGE.replace(old, new)))
    assert [one.rule for one in found] == rules
    assert all(one.old != one.new for one in found)


def test_another_order_is_named_once() -> None:
    """Two entries of a list that changed places: no entry is furniture that came or went."""
    first, second = (
        '<li><a href="/x">甲公司参观记</a></li>',
        '<li><a href="/y">乙街道活动侧记</a></li>',
    )
    (found,) = find_hidden(page(PAGE), page(PAGE.replace(first + second, second + first)))
    assert (found.rule, found.times) == ("list order", 1)
    assert "甲公司参观记 / 乙街道活动侧记" in found.old
    assert "乙街道活动侧记 / 甲公司参观记" in found.new


def test_several_rules_are_named_each() -> None:
    """A counter and a width in one look; the counter stands at two places."""
    text = (
        PAGE.replace("<em>12</em>", "<em>99</em>")
        .replace("<td>7</td>", "<td>8</td>")
        .replace("如下，", "如下,")
    )
    found = {one.rule: one.times for one in find_hidden(page(PAGE), page(text))}
    assert found == {"view counter": 2, "width": 1}


def test_the_same_characters_in_another_code_are_re_encoded() -> None:
    """The declaration of the code is part of the code; so are the line ends."""
    other = Page(
        "\ufeff" + PAGE.replace("utf-8", "gbk").replace("\n", "\r\n"), "gb18030", markup=True
    )
    (found,) = find_hidden(page(PAGE), other)
    assert (found.rule, found.old[:5], found.new[:7]) == ("re-encoded", "utf-8", "gb18030")


def test_a_table_of_contents_is_no_furniture() -> None:
    """A line of a document that is no clause of it."""
    text = PAGE.replace("一、活动对象", "一、活动范围")
    clauses = [
        "一、活动对象为全市零售企业，每家最高补助20万元。",
        "一、活动范围为全市零售企业，每家最高补助20万元。",
    ]
    assert [one.rule for one in find_hidden(page(PAGE), page(text), clauses)] == ["contents list"]


def test_only_the_lines_are_known_of_a_file() -> None:
    """A pdf whose text is the same was only written anew; another width is another width."""
    assert find_hidden_lines(["第一条 总则"], ["第一条 总则"]) == ()
    assert [one.rule for one in find_hidden_lines(["补助20万元，"], ["补助20万元,"])] == ["width"]


def test_blank_lines_of_a_text_are_lines() -> None:
    """More of them, and nothing else, is a reflow."""
    (found,) = find_hidden(page("一\n\n二", markup=False), page("一\n\n\n二", markup=False))
    assert found.rule == "reflow"


def test_what_nobody_sees_is_spelt_out() -> None:
    (found,) = find_hidden(page("一二三", markup=False), page("一\u200b二三", markup=False))
    assert found.new == "一‹U+200B›二三"


@given(
    st.text(alphabet='<>!-/ap script\n发布时间：1２,，“"', max_size=80),
    st.text(alphabet="<>!-ap1：\n，", max_size=80),
)
def test_whatever_a_page_holds_something_is_named(old: str, new: str) -> None:
    """Never an error, and never nothing where the characters differ."""
    found = find_hidden(page(old), page(new))
    assert found
    assert len({one.rule for one in found}) == len(found)
