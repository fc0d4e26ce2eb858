"""The same pages with nothing to hold on to: names taken away, menus and feet put around, buttons under the text."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import count, pairwise

import pytest

from tests.watcher.parsing.layout_pages import END, LayoutPage, layout_pages
from watcher.parsing import parse

PAGES = layout_pages()
NAV = "<div><ul><li><a href='/1'>首页</a></li><li><a href='/2'>政务公开</a></li><li><a href='/3'>互动交流</a></li></ul></div>"
HOT = "".join(
    f"<li><a href='/h/{i}'>岚岗市召开第{i}次市政府常务会议研究部署安全生产等重点工作</a><span>2026-11-{i + 10}</span></li>"
    for i in range(8)
)
SIDE = f"<div><h3>热点信息</h3><ul>{HOT}</ul></div>"
FOOT = (
    "<div><p>主办：岚岗市人民政府　承办：岚岗市人民政府办公室　协办：岚岗市大数据发展局</p>"
    "<p>地址：岚岗市人民路1号　邮编：000000　电话：0000-1234567</p><p>ICP备案号：青ICP备00000000号-1</p></div>"
)
TAILS = {
    "tools": "<p>扫一扫在手机打开当前页</p><div>分享到：<a>微信</a> <a>微博</a></div><p>【打印本页】 【关闭窗口】</p>",
    "neighbours": "<p>上一篇：<a href='1'>关于调整筹资标准的通知</a></p><p>下一篇：没有了</p>",
    "editors": "<p>（责任编辑：张三）</p><p>编辑：李四　审核：王五　签发：赵六</p>",
    "related": "<div><h3>相关解读</h3><ul><li><a href='1'>专家解读相关政策</a> 2024-05-09</li></ul></div>",
    "interpretation": "<p>政策解读：<a href='1'>《相关政策》解读</a></p><p>相关文件：<a href='1'>相关政策</a></p>",
    "plain links": "<p>相关链接：</p><p>一图读懂相关政策</p><p>收藏 | 打印 | 关闭</p>",
    "rows of buttons": "<p>首页 上一页 1 2 下一页 尾页</p><p>【我要纠错】 责任编辑：张三</p><p>相关链接/打印</p>",
    "readers": "<p>一审：张三　二审：李四　三审：王五</p><p>审核：张三 校对：李四</p>",
    "codes": "<div><img src='q.png'><p>手机扫一扫</p><p>用手机查看</p></div><p>扫描二维码 分享到微信</p>",
    "counters": "<p>浏览次数：1024次</p><div>点击量：<span>88</span></div><p>[字体：大 中 小]</p><p>【我要纠错】</p>",
}


def nameless(page: str) -> str:
    """Every class and id replaced by one that says nothing, elements of a site's own by none."""
    number = count()
    page = re.sub(
        r"(class|id)=(?:\"[^\"]*\"|[\w-]+)", lambda found: f'{found[1]}="q{next(number)}"', page
    )
    return re.sub(r"</?(?:ucapcontent|ucaptitle)>", "", page, flags=re.IGNORECASE)


def amid(page: str, before: str, after: str) -> str:
    """The page's body between two other pieces."""
    page = re.sub(r"(<body[^>]*>)", lambda tag: tag[1] + before, page, count=1, flags=re.IGNORECASE)
    return re.sub(r"(</body>|\Z)", lambda tag: after + tag[1], page, count=1, flags=re.IGNORECASE)


def crowded(page: str) -> str:
    return amid(page, NAV + SIDE, SIDE + FOOT)


def laid_out(page: str) -> str:
    return amid(page, f"{NAV}<table><tr><td>{SIDE}</td><td>", f"</td></tr></table>{FOOT}")


DISTURBANCES: dict[str, Callable[[str], str]] = {
    "nameless": nameless,
    "crowded": crowded,
    "nameless and crowded": lambda page: nameless(crowded(page)),
    "in a layout table": laid_out,
    "nameless in a layout table": lambda page: nameless(laid_out(page)),
    "indented": lambda page: page.replace("><", ">\n    <"),
}


def likeness(one: str, other: str) -> float:
    """F1 of the pairs of neighbouring characters."""
    a, b = (Counter(pairwise(re.sub(r"\s+", "", text))) for text in (one, other))
    return 2 * (a & b).total() / (a.total() + b.total())


def lines_of(page: str) -> str:
    return "".join(parse(page.encode(), name="https://www.example.gov.cn/a/1.html").lines)


@pytest.mark.parametrize("disturb", DISTURBANCES.values(), ids=DISTURBANCES.keys())
def test_body_and_facts_are_found_all_the_same(disturb: Callable[[str], str]) -> None:
    """The body to 0.97 on every page, by its density where no name tells; title, number and dates as undisturbed."""
    lost = []
    for page in PAGES:
        calm, now = (
            parse(text.encode(), name="a.html") for text in (page.html, disturb(page.html))
        )
        facts = [
            (r.meta.title, r.meta.doc_number, r.meta.issued_on, r.meta.published_on)
            for r in (calm, now)
        ]
        if facts[0] != facts[1] or likeness(page.body, "".join(now.lines)) < 0.97:
            lost.append(page.name)
    assert lost == []


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_what_a_site_sets_under_the_text_is_left_out(tail: str) -> None:
    """Inside the body's own node, where no selector can keep it away."""

    def with_tail(page: LayoutPage) -> str:
        return lines_of(page.marked.replace(END, tail + END))

    pages = [page for page in PAGES if "</pre>" not in page.html]
    assert [page.name for page in pages if likeness(page.body, with_tail(page)) < 1] == []
