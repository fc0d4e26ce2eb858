"""Pages that are not the content, told from pages that are."""

import pytest

from tests.bounds import ends
from tests.watcher.fetching.site import html
from watcher.fetching.web.refusal_pages import finding

NOTICE = (
    "各有关单位：现组织开展申报工作，请登录申报系统，按要求填写并报送材料，逾期不予受理。联系电话：0000-1234567。"
    * 6
)
LOGIN = '<form action="/j_login">用户名<input name="user">密码<input type="password" name="p"><button>登录</button></form>'
CAPTCHA = (
    '<div id="captcha">请完成安全验证<canvas></canvas></div><script src="/geetest.js"></script>'
)
SHELL = "<script>document.cookie='k=1;path=/';location.reload();</script>"
RUISHU = "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd='qq';</script><script src='/x/y.js'></script>"


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (LOGIN, "refused", "login"),
        (LOGIN.replace('type="password"', "type='password'"), "refused", "login"),
        (CAPTCHA, "refused", "captcha"),
        ("请输入验证码<form><input name=v></form>", "refused", "captcha"),
        (SHELL, "refused", "cookie"),
        (RUISHU, "refused", "瑞数"),
        (
            "<noscript>Please enable JavaScript and refresh the page to go on</noscript>" + SHELL,
            "refused",
            "",
        ),
        ("<script>location.href='/new/'</script>正在跳转", "suspect", "elsewhere"),
        ("<meta http-equiv='refresh' content='0;url=/new/'>", "suspect", "elsewhere"),
        ("<div id='app'></div><script src='/app.js'></script>", "suspect", "empty"),
        ("抱歉，您访问的页面不存在，请返回首页", "suspect", "not found"),
        ("抱歉，该信息已被删除或尚未审核通过。", "suspect", "not found"),
        (
            "<h1>您的访问被阻断</h1><p>由于您访问的地址可能造成安全威胁，请联系网站管理员。</p>",
            "refused",
            "firewall",
        ),
        ("", "suspect", "empty"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_what_is_not_content(body: str, status: str, word: str, charset: str) -> None:
    """Each is named, in both charsets that sites use."""
    found = finding(html(body, charset=charset).body)
    assert found is not None
    assert (found.status, word in found.reason) == (status, True)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>关于组织申报的通知</h1><p>{NOTICE}</p>",
        f"<p>{NOTICE}</p><p>系统登录时请输入验证码。</p>" + CAPTCHA.replace("请完成安全验证", ""),
        f"<div>{LOGIN}</div><p>{NOTICE}</p>",
        "<h1>关于召开座谈会的通知</h1><p>定于6月8日召开企业座谈会，请准时参加，手机验证码见短信。</p>",
        (
            "<p>经研究，同意你单位申报，特此函复，请抓紧办理。</p>"
            "<script>document.cookie='visits=1'</script>"
        ),
        "<ul><li><a href='n1.html'>申报通知</a></li></ul>",
        "<p>已发布的旧页面不存在错误，现予更正说明如下，请以本页为准。</p>" + f"<p>{NOTICE}</p>",
    ],
    ids=[
        "notice",
        "captcha in a footer",
        "login box beside it",
        "short",
        "cookie by the way",
        "list of one",
        "words in the text",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_what_is_content(body: str, charset: str) -> None:
    """A notice that mentions a check, or a page with a login box, is still a notice."""
    assert finding(html(body, charset=charset).body) is None


def test_a_not_found_page_in_full_dress() -> None:
    """Its title says so, though header and footer fill the page."""
    page = f"<html><head><title>404 页面未找到</title></head><body>{NOTICE}</body></html>".encode()
    found = finding(page)
    assert found is not None
    assert found.status == "suspect"


@pytest.mark.parametrize(
    "piece", [b"<script", b"<", b"<!--", b"<a", b"&", b"<title", b"<style>x</style", b"&#1;"]
)
def test_hostile_markup_does_not_run_away(piece: bytes) -> None:
    """A page made to be slow must not be."""
    page = piece * (128 * 1024 // len(piece))
    with ends():
        finding(page)
