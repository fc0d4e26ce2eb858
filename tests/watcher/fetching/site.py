"""A real HTTP server on loopback that answers as a test tells it to, hostile answers included. Not a test."""

import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

CERTIFICATE = Path(__file__).with_name(
    "selfsigned.pem"
)  # key and certificate of "127.0.0.1", signed by itself


@dataclass(frozen=True)
class Reply:
    """A whole, well-formed answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Raw:
    """Bytes put on the wire as they are, `pause` seconds between the pieces; then the connection is closed."""

    pieces: Iterable[bytes]
    pause: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    peer: int = 0  # the port asked from: one per connection


Route: TypeAlias = "Reply | Raw | Callable[[Asked], Reply | Raw]"


def html(body: str, *, status: int = 200, charset: str = "utf-8", **headers: str) -> Reply:
    """An HTML page around `body`."""
    page = (
        f"<html><head><title>柳川市工业和信息化局</title></head><body>{body}</body></html>".encode(
            charset
        )
    )
    return Reply(
        status,
        page,
        {"Content-Type": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()},
    )


def notice(
    text: str = "各有关单位：现将申报事项通知如下，请于规定时间内报送材料，逾期不再受理。",
) -> Callable[[Asked], Reply]:
    """A document with an ETag of its content, so that it is unchanged until a test changes it."""
    whole = html(f"<h1>关于组织申报的通知</h1><p>{text}</p>")
    etag = f'"{hashlib.sha256(whole.body).hexdigest()[:16]}"'

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == etag:
            return Reply(304, b"", {"ETag": etag})
        return Reply(200, whole.body, whole.headers | {"ETag": etag})

    return answer


class Site:
    """Serves `routes` by path (query included); anything else is 404. `asked` records what was asked, in order."""

    def __init__(self, *, port: int = 0, tls: bool = False) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self.scheme = "https" if tls else "http"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port listened on."""
        return self._server.server_port

    def url(self, path: str) -> str:
        """The address of `path` here."""
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def close(self) -> None:
        """Stops serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is what hostile routes are for."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = (
            True  # headers and body are written apart; together they would wait 40 ms for an ACK
        )

        def do_GET(self) -> None:
            asked = Asked(
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                self.client_address[1],
            )
            site.asked.append(asked)
            route = site.routes.get(self.path, Reply(404))
            reply = route(asked) if callable(route) else route
            if isinstance(reply, Raw):
                self._raw(reply)
            else:
                self._whole(reply)

        def _whole(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers and reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def _raw(self, reply: Raw) -> None:
            self.close_connection = True
            for piece in reply.pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(reply.pause)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Stays quiet."""

    return Handler
