"""Recognises pages that are not the content: robot checks, logins, stubs, not-found pages.

Pure; solves nothing.

Works on bytes, because a page's charset is not known here: letters and digits count one each, other
bytes by pairs, which is near enough to a count of Chinese characters in UTF-8 and GBK.
"""

import re
from dataclasses import dataclass

from store.records import LookStatus

_STUB_BYTES = 2048  # sites that refuse serve stubs below this
_STUB_TEXT = 20
_SHORT_TEXT = 300  # a robot check or login form says little; a notice says more
_LOOKED_AT = 128 * 1024  # such pages are small; a large page is content whatever words it holds


@dataclass(frozen=True, slots=True)
class Finding:
    """The thing that a page is instead of content."""

    status: LookStatus
    reason: str


def _both(*words: str) -> tuple[bytes, ...]:
    return tuple(
        dict.fromkeys(word.encode(charset) for word in words for charset in ("utf-8", "gb18030"))
    )


_CHECKS = (
    *_both(
        "验证码",
        "人机验证",
        "滑动验证",
        "安全验证",
        "访问验证",
        "滑块",
        "开启javascript",
        "启用javascript",
    ),
    *(b"captcha", b"geetest", b"are you a robot", b"enable javascript", b"checking your browser"),
)
_MISSING = _both(
    "页面不存在",
    "页面未找到",
    "页面没有找到",
    "找不到页面",
    "无法找到",
    "页面已删除",
    "文章不存在",
    "信息不存在",
    "信息已被删除",
    "文章已被删除",
    "信息已删除",
    "页面已被删除",
)
_BLOCKED = _both(
    "访问被阻断",
    "访问被拦截",
    "访问被拒绝",
    "网站管理员设置拦截",
    "被CDN拦截",
    "网站防火墙",
    "无权访问该页面",
    "请求被拦截",
    "拦截提示",
)
_FORM = (b"<input", b"<form", b"<canvas", b"<iframe")
_SILENT = (
    b"<script",
    b"<style",
    b"<noscript",
    b"<title",
    b"<template",
)  # elements whose text is not read by a visitor
_LATIN = bytes(range(128))
_NO_WORD = bytes(byte for byte in range(256) if byte > 127 or not chr(byte).isalnum())
_ENTITY = re.compile(rb"&[#\w]{1,12};")


def finding(body: bytes) -> Finding | None:
    """The thing that an HTML page (answered with 200) is instead of content, or None
    for content.
    """
    if len(body) > _LOOKED_AT:
        return None
    low = body.lower()
    length = visible(low, _SHORT_TEXT)
    if length < _SHORT_TEXT and (found := _check(low)):
        return found
    if _missing(low, length):
        return Finding(
            LookStatus.SUSPECT, "a “page not found” page served as if it were the content"
        )
    if len(body) < _STUB_BYTES and length < _STUB_TEXT and not _plain_links(low):
        return _stub(low)
    return None


def _check(low: bytes) -> Finding | None:
    if b"$_ts" in low and b"<script" in low:
        return Finding(
            LookStatus.REFUSED,
            "a script check stands before the page (瑞数); it is not solved, only reported",
        )
    if b"type=password" in low.replace(b'"', b"").replace(b"'", b""):
        return Finding(
            LookStatus.REFUSED, "a login page; the source needs an account, which is not supported"
        )
    if any(words in low for words in _BLOCKED):
        return Finding(
            LookStatus.REFUSED,
            "a firewall of the site blocks reading; it is not solved, only reported",
        )
    asks = any(word in low for word in _CHECKS)
    if asks and any(tag in low for tag in (*_FORM, b"<script")):
        return Finding(
            LookStatus.REFUSED, "a robot check (captcha); it is not solved, only reported"
        )
    return None


def _missing(low: bytes, length: int) -> bool:
    start = low.find(b"<title")
    title = low[start : max(start, low.find(b"</title", start))]
    words = title.removeprefix(b"<title>").split()
    return b"404" in words or any(
        mark in title or (length < _SHORT_TEXT // 3 and mark in low) for mark in _MISSING
    )


def _plain_links(low: bytes) -> bool:
    """True for a page that has links and sends nobody on: a list of one entry may say
    very little.
    """
    return b"href" in low and b"<script" not in low and b"refresh" not in low


def _stub(low: bytes) -> Finding:
    if b"document.cookie" in low or b"__jsl" in low:
        return Finding(
            LookStatus.REFUSED,
            "a cookie shell: the page only sets a cookie by script and asks for itself again",
        )
    if b"refresh" in low or b"location" in low:
        return Finding(
            LookStatus.SUSPECT,
            "the page only sends a browser elsewhere; open it and write the address it leads to",
        )
    return Finding(
        LookStatus.SUSPECT,
        "the page is nearly empty; its text may be loaded by a script that is not run here",
    )


def visible(page: bytes, enough: int) -> int:
    """About how many characters a visitor reads; stops counting at `enough`.

    Linear; `page` in lower case.
    """
    count = at = 0
    while at < len(page) and count < enough:
        tag = page.find(b"<", at)
        tag = len(page) if tag < 0 else tag
        text = page[at:tag].strip()
        count += _characters(text) if text else 0
        at = _after_tag(page, tag)
    return count


def _characters(text: bytes) -> int:
    if b"&" in text:
        text = _ENTITY.sub(b"", text)
    return len(text.translate(None, _LATIN)) // 2 + len(text.translate(None, _NO_WORD))


def _after_tag(page: bytes, tag: int) -> int:
    """The place where text goes on after the tag at `tag`, past the whole of an element that
    shows nothing.
    """
    if page.startswith(b"<!--", tag):
        end = page.find(b"-->", tag)
        return len(page) if end < 0 else end + 3
    if not page.startswith(_SILENT, tag):
        return _close(page, tag)
    name = next(name for name in _SILENT if page.startswith(name, tag))
    end = page.find(b"</" + name[1:], tag)
    return len(page) if end < 0 else _close(page, end)


def _close(page: bytes, tag: int) -> int:
    end = page.find(b">", tag)
    return len(page) if end < 0 else end + 1
