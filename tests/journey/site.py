"""A government site and a webhook on loopback: what the journeys watch and are told through. Holds no test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Site:
    """Pages by path, served with an ETag; a path can be made to fail with a status."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.status: dict[str, int] = {}
        self.requests: list[str] = []
        self.received: list[dict[str, Any]] = []
        self.refuse: int | None = None  # the webhook's own status, where it is not well
        self.url = ""

    def put(self, path: str, html: str, *, charset: str = "utf-8") -> None:
        self.pages[path] = html.encode(charset)


@contextmanager
def served() -> Iterator[Site]:
    """A site on a free port of loopback, gone at the end."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append(self.path)
            body, status = (
                site.pages.get(self.path),
                site.status.get(self.path, site.status.get("*", 200)),
            )
            if body is None or status != 200:
                self._answer(404 if body is None else status, b"")
                return
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                self._answer(304, b"", etag=etag)
            else:
                self._answer(200, body, etag=etag)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if site.refuse is None:
                site.received.append(json.loads(body))
            self._answer(site.refuse or 200, b"")

        def _answer(self, status: int, body: bytes, etag: str | None = None) -> None:
            self.send_response(status)
            if etag:
                self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def list_page(*notices: tuple[str, str, str]) -> str:
    """A list page of (address, title, date)."""
    items = "\n".join(
        f'<li><a href="{address}" title="{title}">{title}</a><span>{day}</span></li>'
        for address, title, day in notices
    )
    return f"""<html><head><meta charset="utf-8"><title>通知公告_云湖市工业和信息化局</title></head>
<body><div class="nav"><a href="/">首页</a></div><ul class="news-list">{items}</ul></body></html>"""


def notice_page(*, title: str, number: str, published: str, views: int, body: str) -> str:
    """A detail page with a metadata table and a view counter."""
    paragraphs = "\n".join(f"<p>{line}</p>" for line in body.strip().splitlines() if line.strip())
    return f"""<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{published}"><title>{title}_云湖市工业和信息化局</title></head>
<body><div class="nav"><a href="/">首页</a> &gt; 通知公告</div>
<table class="xxgk"><tr><td>标题：</td><td>{title}</td><td>发文字号：</td><td>{number}</td></tr>
<tr><td>发布机构：</td><td>云湖市工业和信息化局</td><td>发布日期：</td><td>{published}</td></tr></table>
<div class="info">发布时间：{published} 浏览次数：{views}</div>
<div class="trs_editor_view"><h1>{title}</h1>{paragraphs}</div>
<div class="foot">主办单位：云湖市工业和信息化局</div></body></html>"""
