"""The two ends of the demo on this machine: the city's site and the receiver of alerts.

Real HTTP, no story.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[HTTPStatus, bytes, str]  # status, body, validator
Handle = Callable[[BaseHTTPRequestHandler], Answer]


class Site:
    """Serves what it is told to show.

    Answers 304 where the asker has a page already, 500 while it is down.
    """

    def __init__(self) -> None:
        self._pages: Mapping[str, str] | None = None

    def show(self, pages: Mapping[str, str] | None) -> None:
        """From now on these pages; None takes the site down."""
        self._pages = pages

    def answer(self, asked: BaseHTTPRequestHandler) -> Answer:
        """One request."""
        if self._pages is None:
            return HTTPStatus.INTERNAL_SERVER_ERROR, b"", ""
        page = self._pages.get(asked.path)
        if page is None:
            return HTTPStatus.NOT_FOUND, b"", ""
        validator = f'"{hashlib.sha256(page.encode()).hexdigest()[:16]}"'
        if asked.headers.get("If-None-Match") == validator:
            return HTTPStatus.NOT_MODIFIED, b"", validator
        return HTTPStatus.OK, page.encode(), validator


class Receiver:
    """Keeps every alert that was posted to it."""

    def __init__(self) -> None:
        self._received: list[dict[str, Any]] = []

    def answer(self, asked: BaseHTTPRequestHandler) -> Answer:
        """One request: a webhook's JSON."""
        self._received.append(json.loads(asked.rfile.read(int(asked.headers["Content-Length"]))))
        return HTTPStatus.OK, b"{}", ""

    def take(self) -> list[dict[str, Any]]:
        """All that arrived since it was last asked."""
        taken, self._received = self._received, []
        return taken


@contextmanager
def served(handle: Handle) -> Iterator[str]:
    """Serves on a free port of this machine for as long as the block lasts; gives host and port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = (
            -1
        )  # head and body in one packet: in two, the second waits 40 ms for the first one's receipt

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def log_message(self, *_: object) -> None:
            """Says nothing: the demo tells its own story."""

        def _answer(self) -> None:
            status, body, validator = handle(self)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if validator:
                self.send_header("ETag", validator)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
