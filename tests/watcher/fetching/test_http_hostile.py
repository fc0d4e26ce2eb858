"""Servers that are slow, broken or malicious: every one gives an answer in bounded time, with a reason."""

import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.watcher.fetching.site import Asked, Raw, Site, html
from watcher.fetching.results import Answer
from watcher.fetching.web.client import Web
from watcher.fetching.web.manners import Manners
from watcher.fetching.web.tls import Profile

TEXT = "为贯彻落实市政府工作部署，现就有关事项通知如下，请认真组织实施。"


def get(web: Web, site: Site, *, tls: Profile = "default") -> Answer:
    """Asks the site as its own source would, without robots.txt."""
    ours = Manners(tls=tls, robots=False, home=("127.0.0.1", site.port), private=True)
    return web.get(site.url("/a.html"), manners=ours)


def forever(piece: bytes, *, after: bytes = b"") -> Iterator[bytes]:
    """`after`, then `piece` without end (long enough for any test)."""
    yield after
    for _ in range(10_000):
        yield piece


@pytest.mark.parametrize(
    "reply",
    [
        Raw(forever(b"x", after=b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"), 0.05),
        Raw(forever(b"X", after=b"HTTP/1.1 200 OK\r\n"), 0.05),
        Raw(
            forever(b"1\r\nx\r\n", after=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            0.05,
        ),
    ],
    ids=["body", "headers", "chunks"],
)
def test_a_dripping_server_is_left(web: Web, site: Site, reply: Raw) -> None:
    """A byte now and then trips no read timeout; the overall deadline (0.7 s here) ends it."""
    site.routes["/a.html"] = reply
    answer = get(web, site)
    assert (answer.status, answer.reason) == (
        "failed",
        "no answer from 127.0.0.1 within 0.7 s; it is asked again at the next check",
    )


def test_a_silent_server_is_left(web: Web, site: Site) -> None:
    """No answer within the read timeout (0.3 s here), and no second try: the next check is soon enough."""

    def sleep(asked: Asked) -> Raw:
        time.sleep(0.5)
        return Raw([])

    site.routes["/a.html"] = sleep
    answer = get(web, site)
    assert (
        answer.reason
        == "no answer from 127.0.0.1 within 0.3 s; it is asked again at the next check"
    )
    assert site.paths() == ["/a.html"]


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"], "cut off"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal"], "cut off"),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n"], "no valid HTTP"),
        ([b"SSH-2.0-OpenSSH\r\n"], "no valid HTTP"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"], "no valid HTTP"),
        ([], "no valid HTTP"),
    ],
    ids=["length too long", "chunk cut", "huge header", "not http", "bad length", "nothing"],
)
def test_a_broken_answer_is_a_failure(
    web: Web, site: Site, pieces: list[bytes], words: str
) -> None:
    """Half a page must never pass for the page."""
    site.routes["/a.html"] = Raw(pieces)
    answer = get(web, site)
    assert (answer.status, answer.body) == ("failed", None)
    assert words in answer.reason


@given(
    start=st.sampled_from(
        [
            b"",
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 302 Found\r\nLocation: ",
            b"HTTP/1.0 200 \r\nETag: ",
        ]
    ),
    rest=st.binary(max_size=60),
    ending=st.sampled_from(
        [b"", b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"]
    ),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_give_an_answer(
    web: Web, site: Site, start: bytes, rest: bytes, ending: bytes
) -> None:
    """Whatever a server sends, get returns; only a whole answer counts as fetched."""
    site.routes["/a.html"] = Raw([start + rest + ending])
    answer = get(web, site)
    assert answer.address == site.url("/a.html")
    assert answer.status != "unchanged"
    assert answer.reason or answer.status == "fetched"


def test_a_reset_connection_is_named(web: Web) -> None:
    """A firewall cuts the connection after the request: asked three times, then told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reset() -> None:
            for _ in range(web.policy.attempts):
                connection, _ = server.accept()
                connection.recv(65536)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()

        cutter = threading.Thread(target=reset)
        cutter.start()
        port = server.getsockname()[1]
        ours = Manners(robots=False, home=("127.0.0.1", port), private=True)
        answer = web.get(f"http://127.0.0.1:{port}/", manners=ours)
        cutter.join()
    assert (answer.status, answer.reason) == ("failed", "127.0.0.1 cut the connection")


def test_a_closed_port_is_named(web: Web) -> None:
    """The site is down, or its port is wrong."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = web.get(
        f"http://127.0.0.1:{port}/", manners=Manners(home=("127.0.0.1", port), private=True)
    )
    assert (answer.status, "refuses connections" in answer.reason) == ("failed", True)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://no-such-host.invalid/", "no-such-host.invalid"),
        ("http://" + "a" * 70 + ".cn/", "does not resolve"),
        ("http://", "no web address"),
        ("www.柳川.gov.cn/a", "no web address"),
        ("http://x y.cn/", ""),
        ("http://[::1/", "no web address"),
        ("http://a:99999/", "no web address"),
        ("", "no web address"),
    ],
)
def test_an_address_that_leads_nowhere(web: Web, address: str, words: str) -> None:
    """A wrong address is told with what to check; it does not raise."""
    answer = web.get(address, manners=Manners(robots=False))
    assert (answer.status, words in answer.reason) == ("failed", True)


@pytest.mark.parametrize(
    ("tls", "expected"), [("default", "failed"), ("legacy", "failed"), ("insecure", "fetched")]
)
def test_certificates_are_verified_unless_the_source_says_not(
    web: Web, tls: Profile, expected: str
) -> None:
    """Verification is on by default and with old TLS; a source may switch it off for itself only."""
    with Site(tls=True) as site:
        site.routes["/a.html"] = html(TEXT)
        answer = get(web, site, tls=tls)
    assert answer.status == expected
    assert ("self-signed" in answer.reason, 'tls = "insecure"' in answer.reason) == (
        expected == "failed",
    ) * 2


def test_an_insecure_source_does_not_open_the_door_for_others(web: Web) -> None:
    """A kept connection that nobody verified must not serve a source that wants verification."""
    with Site(tls=True) as site:
        site.routes["/a.html"] = html(TEXT)
        assert get(web, site, tls="insecure").status == "fetched"
        assert get(web, site).status == "failed"


def test_plain_http_on_a_tls_port_is_named(web: Web, site: Site) -> None:
    """https:// in the configuration of a site that only speaks http."""
    answer = web.get(
        site.url("/a.html").replace("http:", "https:"),
        manners=Manners(home=("127.0.0.1", site.port), private=True),
    )
    assert (answer.status, "http://" in answer.reason) == ("failed", True)
