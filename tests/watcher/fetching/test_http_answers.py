"""What a server answers, and what Web makes of it."""

import gzip
import zlib
from datetime import timedelta

import pytest

from tests.watcher.fetching.site import Asked, Raw, Reply, Site, html, notice
from watcher.fetching.results import Answer, Validators
from watcher.fetching.web.client import Web
from watcher.fetching.web.manners import Manners

TEXT = "为贯彻落实市政府工作部署，现就有关事项通知如下，请认真组织实施。"


def get(web: Web, site: Site, path: str, validators: Validators | None = None) -> Answer:
    """Asks the site as its own source would."""
    return web.get(
        site.url(path), validators, manners=Manners(home=("127.0.0.1", site.port), private=True)
    )


def test_a_page_is_fetched_with_its_validators(web: Web, site: Site) -> None:
    """The bytes arrive untouched, and the validators as the server wrote them."""
    page = html(TEXT, ETag='W/"a b"', Last_Modified="Tue, 3 Jun 2026 1:00:00 GMT")
    site.routes["/a.html"] = page
    answer = get(web, site, "/a.html")
    assert (answer.status, answer.body, answer.content_type) == ("fetched", page.body, "text/html")
    assert answer.validators == Validators('W/"a b"', "Tue, 3 Jun 2026 1:00:00 GMT")


def test_validators_go_back_verbatim(web: Web, site: Site) -> None:
    """nginx compares If-Modified-Since as text: a date written anew would never match."""
    site.routes["/a.html"] = Reply(304)
    sent = Validators('W/"a b"', "Tue, 3 Jun 2026 1:00:00 GMT")
    answer = get(web, site, "/a.html", sent)
    asked = site.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (sent.etag, sent.last_modified)
    assert (answer.status, answer.validators) == ("unchanged", sent)


def test_a_304_may_bring_a_new_etag(web: Web, site: Site) -> None:
    """The newest validator is the one to ask with next (RFC 9111 §3.2); what it leaves out stays."""
    site.routes["/a.html"] = Reply(304, b"", {"ETag": '"2"'})
    assert get(web, site, "/a.html", Validators('"1"', "then")).validators == Validators(
        '"2"', "then"
    )


def test_a_304_nobody_asked_for_is_no_answer(web: Web, site: Site) -> None:
    """Without validators "unchanged" would mean a document nobody has."""
    site.routes["/a.html"] = Reply(304)
    assert get(web, site, "/a.html").status == "failed"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT.encode() * 9)),
        ("gzip", gzip.compress(TEXT.encode() * 4) + gzip.compress(TEXT.encode() * 5)),
        ("deflate", zlib.compress(TEXT.encode() * 9)),
        ("deflate", zlib.compress(TEXT.encode() * 9)[2:-4]),
        ("identity", TEXT.encode() * 9),
    ],
    ids=["gzip", "two members", "zlib", "bare deflate", "identity"],
)
def test_compression_is_undone(web: Web, site: Site, encoding: str, packed: bytes) -> None:
    """Each way that servers compress gives the same bytes."""
    site.routes["/a.html"] = Reply(200, packed, {"Content-Encoding": encoding})
    assert get(web, site, "/a.html").body == TEXT.encode() * 9


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(32 * 1024 * 1024)), "larger than 1 MB"),
        ({}, b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        ({"Content-Encoding": "gzip"}, gzip.compress(TEXT.encode() * 99)[:-30], "breaks off"),
        ({"Content-Encoding": "gzip"}, b"\x1f\x8bnot gzip at all", "damaged"),
        ({"Content-Encoding": "br"}, b"x", "br"),
        ({"Content-Encoding": "gzip, gzip"}, b"x", "gzip, gzip"),
    ],
    ids=["bomb", "too large", "cut off", "damaged", "unasked encoding", "twice compressed"],
)
def test_a_bad_body_is_a_failure(
    web: Web, site: Site, headers: dict[str, str], body: bytes, words: str
) -> None:
    """A bomb is stopped at the cap; half a page is no page, or its missing half would read as repealed."""
    site.routes["/a.html"] = Reply(200, body, headers)
    answer = get(web, site, "/a.html")
    assert (answer.status, answer.body) == ("failed", None)
    assert words in answer.reason


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, "gone"),
        (410, "gone"),
        (400, "failed"),
        (202, "failed"),
        (500, "failed"),
        (503, "failed"),
        (429, "failed"),
    ]
    + [(code, "refused") for code in (401, 403, 405, 412, 461, 521)],
)
def test_each_code_has_a_status_and_a_reason(
    web: Web, site: Site, status: int, expected: str
) -> None:
    """No code but 200 brings a document, and each says why not."""
    site.routes["/a.html"] = html(TEXT, status=status)
    answer = get(web, site, "/a.html")
    assert (answer.status, answer.body) == (expected, None)
    assert str(status) in answer.reason


def test_a_cookie_check_is_named(web: Web, site: Site) -> None:
    """521 with __jsluid is a robot check: it is reported and not solved, so it is asked once."""
    site.routes["/a.html"] = html(
        "<script>document.cookie='x'</script>", status=521, Set_Cookie="__jsluid_h=1"
    )
    assert "__jsluid" in get(web, site, "/a.html").reason
    assert site.paths() == ["/a.html"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Retry-After": "120"}, timedelta(seconds=120)),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 08:10:00 GMT",
                "Date": "Sun, 22 Nov 2026 08:00:00 GMT",
            },
            timedelta(minutes=10),
        ),
        ({"Retry-After": "99999999999"}, timedelta(days=7)),
        ({"Retry-After": "soon"}, None),
    ],
    ids=["seconds", "date by the server's clock", "absurd", "nonsense"],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_to_wait_is_kept(
    web: Web, site: Site, status: int, headers: dict[str, str], expected: timedelta | None
) -> None:
    """Who says when to come back is not asked again at once, and the wish reaches the schedule (RFC 9110 §10.2.3)."""

    def answer(asked: Asked) -> Reply | Raw:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return Raw([f"HTTP/1.1 {status} x\r\n{lines}Content-Length: 0\r\n\r\n".encode()])

    site.routes["/a.html"] = answer
    got = get(web, site, "/a.html")
    assert (got.status, got.retry_after) == ("failed", expected)
    assert site.paths() == ["/a.html"]


@pytest.mark.parametrize(
    "first",
    [Reply(503), Reply(502), Raw([]), Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])],
)
def test_a_passing_fault_is_asked_again(web: Web, site: Site, first: Reply | Raw) -> None:
    """A hiccup must not become a failed check."""
    site.routes["/a.html"] = lambda asked: html(TEXT) if site.paths() != [asked.path] else first
    assert get(web, site, "/a.html").status == "fetched"
    assert site.paths() == ["/a.html", "/a.html"]


def test_a_lasting_fault_is_asked_three_times(web: Web, site: Site) -> None:
    """Retries end."""
    site.routes["/a.html"] = Reply(503)
    assert get(web, site, "/a.html").status == "failed"
    assert site.paths() == ["/a.html"] * 3


def test_connections_are_kept(web: Web, site: Site) -> None:
    """A hundred documents of one host must not cost a hundred handshakes; cookies must not come along."""
    site.routes["/a.html"] = html(TEXT, Set_Cookie="a=1")
    for _ in range(3):
        get(web, site, "/a.html")
    assert len({asked.peer for asked in site.asked}) == 1
    assert all("cookie" not in asked.headers for asked in site.asked)


def test_a_document_unchanged_until_amended(web: Web, site: Site) -> None:
    """The usual life of an address: fetched, unchanged, fetched again when it says something else."""
    site.routes["/n.html"] = notice("申报截止时间为2026年6月30日，逾期不予受理，请各单位抓紧准备。")
    first = get(web, site, "/n.html")
    second = get(web, site, "/n.html", first.validators)
    site.routes["/n.html"] = notice("申报截止时间延长至2026年7月31日，逾期不予受理，请各单位抓紧。")
    third = get(web, site, "/n.html", second.validators)
    assert [first.status, second.status, third.status] == ["fetched", "unchanged", "fetched"]
