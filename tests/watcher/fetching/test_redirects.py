"""Redirects, and the gate that each of them passes."""

import socket
from collections.abc import Iterator

import pytest

from tests.watcher.fetching.site import Reply, Site, html
from watcher.fetching.web.client import Web
from watcher.fetching.web.gate import PORTS, Blocked, objection
from watcher.fetching.web.manners import Manners
from watcher.fetching.web.network import Backend

TEXT = "为贯彻落实市政府工作部署，现就有关事项通知如下，请认真组织实施。"


def to(target: str, **headers: str) -> Reply:
    """A redirect."""
    return Reply(
        302,
        b"",
        {"Location": target} | {name.replace("_", "-"): value for name, value in headers.items()},
    )


def home(site: Site) -> Manners:
    """The manners of a source whose configured address is the site."""
    return Manners(home=("127.0.0.1", site.port), private=True)


@pytest.fixture
def open_port() -> Iterator[Site]:
    """A site on a port that public sites use, so that only its address speaks against it."""
    for port in sorted(PORTS - {80, 443}):
        try:
            made = Site(port=port)
        except OSError:
            continue
        with made:
            yield made
        return
    pytest.skip("no port that public sites use is free on this machine")


@pytest.mark.parametrize(
    "target",
    ["/b.html", "b.html", "//127.0.0.1:{port}/b.html", "http://127.0.0.1:{port}/b.html#top"],
)
def test_a_redirect_is_followed(web: Web, site: Site, target: str) -> None:
    """The answer keeps the address that was asked, and tells the one that relative links count from."""
    site.routes["/a.html"] = to(target.format(port=site.port))
    site.routes["/b.html"] = html(TEXT)
    answer = web.get(site.url("/a.html"), manners=home(site))
    assert (answer.status, answer.address, answer.final_address) == (
        "fetched",
        site.url("/a.html"),
        site.url("/b.html"),
    )


def test_a_redirect_in_gbk_keeps_its_bytes(web: Web, site: Site) -> None:
    """Old servers write the path as raw GBK; it must come back as the same bytes."""
    site.routes["/a.html"] = to("/通知.html".encode("gbk").decode("latin-1"))
    site.routes["/%CD%A8%D6%AA.html"] = html(TEXT)
    assert web.get(site.url("/a.html"), manners=home(site)).status == "fetched"


def test_a_circle_ends(web: Web, site: Site) -> None:
    """A → B → A is named, not walked until a limit."""
    site.routes |= {"/a.html": to("/b.html"), "/b.html": to("/a.html")}
    answer = web.get(site.url("/a.html"), manners=home(site))
    assert (answer.status, "circle" in answer.reason, site.paths()) == (
        "failed",
        True,
        ["/a.html", "/b.html"],
    )


def test_a_circle_with_a_cookie_is_a_robot_check(web: Web, site: Site) -> None:
    """302 to itself with a cookie is a refusal."""
    site.routes["/a.html"] = to("/a.html", Set_Cookie="wzws_sid=1")
    answer = web.get(site.url("/a.html"), manners=home(site))
    assert (answer.status, "cookie" in answer.reason) == ("refused", True)


def test_a_long_chain_ends(web: Web, site: Site) -> None:
    """Five redirects are followed, a sixth is not."""
    site.routes |= {f"/{n}.html": to(f"/{n + 1}.html") for n in range(9)}
    assert web.get(site.url("/0.html"), manners=home(site)).status == "failed"
    assert site.paths() == [f"/{n}.html" for n in range(6)]


@pytest.mark.parametrize(
    ("path", "target", "expected"),
    [
        ("/a/2026/t1.html", "/", "suspect"),
        ("/a/2026/t1.html", "/index.html", "suspect"),
        ("/a/2026/t1.html", "/a/", "suspect"),
        ("/a/2026/t1.html", "/404.html", "suspect"),
        ("/a/2026/t1.html", "/sso/login?from=t1", "refused"),
        ("/a/", "/a/index.html", "fetched"),
        ("/", "/index.html", "fetched"),
        ("/a/2026/t1.html", "/b/2026/t1.html", "fetched"),
        ("/login/notice.html", "/login/notice2.html", "fetched"),
    ],
)
def test_where_a_redirect_ends_tells_what_it_is(
    web: Web, site: Site, path: str, target: str, expected: str
) -> None:
    """A section page or a login in place of the article is not the article's new text."""
    site.routes |= {path: to(target), target: html(TEXT)}
    assert web.get(site.url(path), manners=home(site)).status == expected


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://user:word@192.168.1.1/",
        "https://100.64.1.1/",
        "http://[64:ff9b::a00:1]/",
        "http://127.0.0.1:22/",
        "http://127.0.0.1:6379/",
    ],
)
def test_no_redirect_leads_inside(web: Web, site: Site, target: str) -> None:
    """A site must not make us read what only this machine or network can reach, however it spells it."""
    site.routes["/a.html"] = to(target)
    answer = web.get(site.url("/a.html"), manners=home(site))
    assert (answer.status, answer.body) == ("refused", None)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://", "http://[x/"],
)
def test_no_redirect_leaves_the_web(web: Web, site: Site, target: str) -> None:
    """Only http and https are spoken; nonsense is a failure, not a crash."""
    site.routes["/a.html"] = to(target)
    assert web.get(site.url("/a.html"), manners=home(site)).body is None


def test_another_port_of_a_trusted_host_is_not_trusted(
    web: Web, site: Site, open_port: Site
) -> None:
    """The operator named one host and port; a link from there to a neighbour is refused, and never connects."""
    open_port.routes["/b.html"] = html(TEXT)
    site.routes["/a.html"] = to(open_port.url("/b.html"))
    answer = web.get(site.url("/a.html"), manners=home(site))
    assert (answer.status, "loopback" in answer.reason, open_port.asked) == ("refused", True, [])


def test_a_kept_connection_is_no_way_round_the_gate(web: Web, site: Site, open_port: Site) -> None:
    """One source may read a private place because its operator said so; another must not, over the same connection."""
    open_port.routes["/b.html"] = html(TEXT)
    assert web.get(open_port.url("/b.html"), manners=home(open_port)).status == "fetched"
    asked = len(open_port.asked)
    assert web.get(open_port.url("/b.html"), manners=home(site)).status == "refused"
    assert len(open_port.asked) == asked


def test_a_name_is_judged_by_what_it_resolves_to() -> None:
    """localhost is only a name; the gate sees the address behind it, at the moment of connecting."""
    with pytest.raises(Blocked, match="loopback"):
        Backend(gated=True).connect_tcp("localhost", 80)


SPECIAL = """
127.0.0.1 127.9.9.9 0.0.0.0 10.1.1.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 192.0.2.1 198.18.0.1 224.0.0.1
240.0.0.1 255.255.255.255 192.0.0.1 203.0.113.9 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1
64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 2002:7f00:1::1 2001::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 fec0::1
2001:db8::1 100::1 nonsense
"""


@pytest.mark.parametrize("address", SPECIAL.split())
def test_special_addresses_are_refused(address: str) -> None:
    """The special-purpose registries of IANA, and every way to wrap one address in another."""
    assert objection(address) is not None


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "114.114.114.114", "202.96.128.86", "2400:3200::1", "2606:4700::1111"]
)
def test_public_addresses_pass(address: str) -> None:
    """A gate that refuses everything would pass the test above."""
    assert objection(address) is None


def test_the_tests_resolver_knows_localhost() -> None:
    """What the localhost tests above rest on."""
    assert {info[4][0] for info in socket.getaddrinfo("localhost", 80)} <= {"127.0.0.1", "::1"}
