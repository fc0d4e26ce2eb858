"""robots.txt and the pause between requests."""

from datetime import timedelta

import pytest

from tests.watcher.fetching.conftest import QUICK
from tests.watcher.fetching.site import Raw, Reply, Site, html
from watcher.fetching.results import Answer
from watcher.fetching.web.client import Web
from watcher.fetching.web.manners import Manners
from watcher.fetching.web.politeness import Politeness

TEXT = "为贯彻落实市政府工作部署，现就有关事项通知如下，请认真组织实施。"


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def rules(text: str) -> Reply:
    """A robots.txt."""
    return Reply(200, text.encode(), {"Content-Type": "text/plain"})


def get(
    web: Web, site: Site, path: str = "/a.html", *, robots: bool = True, gap: float | None = None
) -> Answer:
    """Asks the site as its own source would."""
    return web.get(
        site.url(path),
        manners=Manners(robots=robots, gap=gap, home=("127.0.0.1", site.port), private=True),
    )


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (rules("User-agent: *\nDisallow: /a"), "refused"),
        (rules("User-agent: PolicyWatch\nDisallow: /\n\nUser-agent: *\nAllow: /"), "refused"),
        (rules("User-agent: *\nDisallow: /\n\nUser-agent: policywatch\nAllow: /"), "fetched"),
        (rules("User-agent: *\nDisallow: /b"), "fetched"),
        (rules("User-agent: *\nDisallow:"), "fetched"),
        (rules(""), "fetched"),
        (html("栏目首页"), "fetched"),
        (Reply(404), "fetched"),
        (Reply(403), "fetched"),
        (Reply(500), "failed"),
        (Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]), "failed"),
    ],
    ids=[
        "all",
        "us",
        "not us",
        "elsewhere",
        "nothing",
        "empty",
        "a page",
        "404",
        "403",
        "500",
        "cut",
    ],
)
def test_robots_rules_are_obeyed(web: Web, site: Site, robots: Reply | Raw, expected: str) -> None:
    """RFC 9309 §2.3.1: rules are obeyed, none means all, a server that cannot say means nothing."""
    site.routes |= {"/robots.txt": robots, "/a.html": html(TEXT)}
    answer = get(web, site)
    assert answer.status == expected
    assert ("robots" in answer.reason) == (
        expected == "refused" or (isinstance(robots, Reply) and robots.status == 500)
    )
    assert site.paths() == (["/a.html"] if expected == "fetched" else [])


def test_a_source_may_leave_robots_aside(web: Web, site: Site) -> None:
    """`robots = false` is the operator's word that the owner agreed; then the file is not even asked for."""
    site.routes |= {"/robots.txt": rules("User-agent: *\nDisallow: /"), "/a.html": html(TEXT)}
    assert get(web, site, robots=False).status == "fetched"
    assert [asked.path for asked in site.asked] == ["/a.html"]


def test_robots_are_read_once_a_day(site: Site) -> None:
    """Not before every page, and not never again."""
    clock = Clock()
    site.routes |= {"/a.html": html(TEXT)}
    with Web(QUICK, clock=clock, sleep=clock.sleep) as web:
        for _ in range(3):
            get(web, site)
        assert [asked.path for asked in site.asked].count("/robots.txt") == 1
        clock.now += 24 * 3600 + 1
        get(web, site)
    assert [asked.path for asked in site.asked].count("/robots.txt") == 2


def test_rules_that_would_take_for_ever_are_left_out(web: Web, site: Site) -> None:
    """A rule of a hundred wildcards is no rule, but an attack on who matches it."""
    site.routes |= {
        "/robots.txt": rules("User-agent: *\nDisallow: /" + "*a" * 100 + "b\nDisallow: /c"),
        f"/{'a' * 300}": html(TEXT),
    }
    assert get(web, site, f"/{'a' * 300}").status == "fetched"
    assert get(web, site, "/c").status == "refused"


def test_a_host_is_left_its_pause(site: Site) -> None:
    """At least `gap` seconds between two requests to one host, whatever was asked."""
    clock = Clock()
    site.routes |= {"/a.html": html(TEXT), "/b.html": html(TEXT)}
    with Web(QUICK, clock=clock, sleep=clock.sleep) as web:
        for path in ("/a.html", "/b.html", "/a.html"):
            get(web, site, path, robots=False, gap=2)
    assert clock.slept == [2, 2]


def test_a_site_may_ask_for_a_longer_pause(site: Site) -> None:
    """Crawl-delay is kept, up to ten seconds: a list of fifty must stay readable."""
    clock = Clock()
    site.routes |= {"/robots.txt": rules("User-agent: *\nCrawl-delay: 3600"), "/a.html": html(TEXT)}
    with Web(QUICK, clock=clock, sleep=clock.sleep) as web:
        get(web, site)
        get(web, site)
    assert clock.slept == [10]


def test_hosts_do_not_wait_for_each_other() -> None:
    """The pause is a host's; two callers of one host get two turns."""
    clock = Clock()
    turns = Politeness(clock, list[float]().append)
    assert [turns.wait("a", 1), turns.wait("b", 1), turns.wait("a", 1), turns.wait("a", 1)] == [
        0,
        0,
        1,
        2,
    ]
    clock.now += 10
    assert turns.wait("a", 1) == 0


def test_a_site_that_cannot_give_its_rules_may_say_how_long_to_wait(web: Web, site: Site) -> None:
    """429 on robots.txt with a Retry-After: the wish reaches the schedule, and nobody asks again meanwhile."""
    site.routes |= {"/robots.txt": Reply(429, b"", {"Retry-After": "600"}), "/a.html": html(TEXT)}
    answers = [get(web, site), get(web, site)]
    assert [answer.status for answer in answers] == ["failed", "failed"]
    assert [answer.retry_after for answer in answers] == [timedelta(seconds=600)] * 2
    assert [asked.path for asked in site.asked] == ["/robots.txt"]
