"""The kind "list": a list page and the documents it links to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.watcher.fetching.site import Asked, Raw, Reply, Site, html, notice
from tests.watcher.fetching.sources import remembered, source
from watcher.fetching import KINDS
from watcher.fetching.expected import Expected
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Look
from watcher.fetching.web.client import Web

TITLES = {
    f"/n{n}.html": f"柳川市工业和信息化局关于组织申报第{n}批技术改造项目的通知"
    for n in range(1, 200)
}


def entries(*paths: str, more: str = "", charset: str = "utf-8") -> Reply:
    """A list page with these entries, each with its date."""
    rows = "".join(
        f'<li><a href="{path}">{TITLES[path]}</a><span>2026-06-08</span></li>' for path in paths
    )
    return html(f"<ul class='news'>{rows}</ul>{more}", charset=charset)


def numbered(first: int, last: int) -> list[str]:
    """Paths from one number to another."""
    step = 1 if first <= last else -1
    return [f"/n{n}.html" for n in range(first, last + step, step)]


def publish(site: Site, *paths: str, more: str = "") -> None:
    """Lists these documents, newest first, and serves each that is not served yet."""
    site.routes["/list.html"] = entries(*paths, more=more)
    for path in paths:
        site.routes.setdefault(
            path, notice(f"{TITLES[path]}：请于2026年6月30日前报送申报材料，逾期不再受理。")
        )


def look(
    web: Web, site: Site, known: SourceMemory | None = None, **options: str | int | bool
) -> Look:
    """One look at the site's list."""
    ours = source("list", {"items": "ul.news a", **options}, url=site.url("/list.html"))
    return KINDS["list"].look(ours, known or SourceMemory(), web)


def statuses(site: Site, seen: Look) -> dict[str, str]:
    """Path → status of each answer."""
    return {answer.address.removeprefix(site.url("")): answer.status for answer in seen.answers}


def paths(site: Site, addresses: frozenset[str] | None) -> list[str] | None:
    """The paths of addresses, sorted."""
    return (
        None
        if addresses is None
        else sorted(address.removeprefix(site.url("")) for address in addresses)
    )


def test_each_entry_is_a_document(web: Web, site: Site) -> None:
    """Every linked page is fetched, with the title and date that the list printed beside it."""
    publish(site, "/n2.html", "/n1.html")
    seen = look(web, site)
    assert (seen.status, statuses(site, seen)) == (
        "fetched",
        {"/n2.html": "fetched", "/n1.html": "fetched"},
    )
    assert paths(site, seen.present) == ["/n1.html", "/n2.html"]
    assert [(a.listed_title, str(a.listed_on)) for a in seen.answers] == [
        (TITLES["/n2.html"], "2026-06-08"),
        (TITLES["/n1.html"], "2026-06-08"),
    ]
    assert seen.entry is not None
    assert seen.entry.body == entries("/n2.html", "/n1.html").body


def test_a_second_look_at_an_unchanged_site(web: Web, site: Site) -> None:
    """Nothing is transferred twice, and nothing is missing."""
    publish(site, "/n2.html", "/n1.html")
    first = look(web, site)
    second = look(web, site, remembered(first))
    assert statuses(site, second) == {"/n2.html": "unchanged", "/n1.html": "unchanged"}
    assert second.present == first.present


def test_an_amended_notice_behind_an_unchanged_list(web: Web, site: Site) -> None:
    """The list answers 304 while a notice says something else: it must still be found."""
    publish(site, "/n1.html")
    site.routes["/list.html"] = conditional(entries("/n1.html"))
    known = remembered(look(web, site))
    site.routes["/n1.html"] = notice("申报截止时间延长至2026年7月31日，其他事项不变，特此通知。")
    seen = look(web, site, known)
    assert seen.entry is not None
    assert (seen.entry.status, seen.status, statuses(site, seen)) == (
        "unchanged",
        "fetched",
        {"/n1.html": "fetched"},
    )
    assert paths(site, seen.present) == ["/n1.html"]


def conditional(page: Reply) -> Callable[[Asked], Reply]:
    """The page with an ETag, 304 where it is asked with it."""

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"list"':
            return Reply(304, b"", {"ETag": '"list"'})
        return Reply(200, page.body, page.headers | {"ETag": '"list"'})

    return answer


def test_a_document_that_failed_is_not_forgotten_behind_a_304(web: Web, site: Site) -> None:
    """The list did not change, but one of its documents was never read: the next look must find it."""
    publish(site, "/n2.html", "/n1.html")
    site.routes["/list.html"] = conditional(entries("/n2.html", "/n1.html"))
    site.routes["/n2.html"] = Reply(500)
    first = look(web, site)
    assert (first.status, statuses(site, first)) == (
        "fetched",
        {"/n2.html": "failed", "/n1.html": "fetched"},
    )
    assert "1 of 2 documents were not read" in first.reason
    site.routes["/n2.html"] = notice()
    assert statuses(site, look(web, site, remembered(first)))["/n2.html"] == "fetched"


def test_a_listed_document_that_was_gone_is_asked_for_again(web: Web, site: Site) -> None:
    """The list did not change all the while: a 304 for it must not hide that the document is back."""
    publish(site, "/n2.html", "/n1.html")
    site.routes["/list.html"] = conditional(entries("/n2.html", "/n1.html"))
    first = look(web, site)
    site.routes["/n2.html"] = Reply(404)
    second = look(web, site, remembered(first))
    assert statuses(site, second)["/n2.html"] == "gone"
    site.routes["/n2.html"] = notice()
    left = replace(
        remembered(second), listed=frozenset({site.url("/n1.html")})
    )  # what is gone is missing
    assert statuses(site, look(web, site, left))["/n2.html"] == "fetched"


@pytest.mark.parametrize(
    ("broken", "status"),
    [
        (Reply(404), "gone"),
        (Reply(403), "refused"),
        (Raw([]), "failed"),
        (Reply(302, b"", {"Location": "http://10.0.0.1/"}), "refused"),
        (html("<script>location.reload()</script>"), "suspect"),
    ],
    ids=["gone", "forbidden", "cut", "leads inside", "stub"],
)
def test_one_bad_document_harms_no_other(
    web: Web, site: Site, broken: Reply | Raw, status: str
) -> None:
    """What one address does is told in its answer; the look is good and lists it all the same."""
    publish(site, "/n2.html", "/n1.html")
    site.routes["/n2.html"] = broken
    seen = look(web, site)
    assert (seen.status, statuses(site, seen)) == (
        "fetched",
        {"/n2.html": status, "/n1.html": "fetched"},
    )
    assert paths(site, seen.present) == ["/n1.html", "/n2.html"]


def test_a_site_whose_documents_all_fail_is_failing(web: Web, site: Site) -> None:
    """A list that can be read while not one document can is a silent source, and must not look well."""
    publish(site, "/n2.html", "/n1.html")
    site.routes |= {"/n1.html": Reply(403), "/n2.html": Reply(403)}
    seen = look(web, site)
    assert (seen.status, seen.present) == ("refused", None)


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply(404), "gone"),
        (Reply(500), "failed"),
        (Reply(521, b"", {"Set-Cookie": "__jsluid_h=1"}), "refused"),
        (
            html("<ul class='news'></ul>" + "暂无内容，请稍后再来查看本栏目的最新消息。" * 3),
            "suspect",
        ),
        (entries("/n1.html"), "suspect"),
    ],
    ids=["gone", "failed", "refused", "no entries", "shrunken"],
)
def test_a_bad_list_says_nothing_of_absence(
    web: Web, site: Site, reply: Reply, status: str
) -> None:
    """A site that is down for a quarter of an hour has not withdrawn its policies."""
    publish(site, *numbered(5, 1))
    known = remembered(look(web, site))
    site.asked.clear()
    site.routes["/list.html"] = reply
    seen = look(web, site, known)
    assert (seen.status, seen.present, seen.answers) == (status, None, ())
    assert seen.reason


def test_a_suspect_list_is_kept_as_evidence_and_asked_for_anew(web: Web, site: Site) -> None:
    """Its bytes are shown to the operator; its validators would make the next look call it unchanged."""
    site.routes["/list.html"] = conditional(
        html("<p>本栏目的内容按月整理，欢迎您从首页查阅，谢谢您的支持与理解。</p>")
    )
    entry = look(web, site).entry
    assert entry is not None
    assert (entry.status, entry.validators.etag, entry.body is None) == ("suspect", None, False)
    assert "items = “ul.news a”" in entry.reason


def test_the_list_served_in_place_of_a_document(web: Web, site: Site) -> None:
    """Some sites answer any address with their section page and 200."""
    publish(site, "/n2.html", "/n1.html")
    site.routes["/n2.html"] = site.routes["/list.html"]
    assert statuses(site, look(web, site)) == {"/n2.html": "suspect", "/n1.html": "fetched"}


def test_what_newer_ones_push_off_the_list_is_not_missing(web: Web, site: Site) -> None:
    """Twenty newest of a hundred are listed: the twenty-first has not been withdrawn, and is still read."""
    publish(site, *numbered(5, 1))
    first = remembered(look(web, site))
    publish(site, *numbered(6, 2))
    second = look(web, site, first)
    assert paths(site, second.present) == [f"/n{n}.html" for n in range(1, 7)]
    assert paths(site, second.unlisted) == ["/n1.html"]
    known = remembered(second, first)
    del site.routes["/n1.html"]
    third = look(web, site, known)
    assert (paths(site, third.unlisted), statuses(site, third)["/n1.html"]) == ([], "gone")
    assert "/n1.html" not in (paths(site, third.present) or [])


def test_what_is_taken_off_the_list_is_asked_itself(web: Web, site: Site) -> None:
    """An entry is unpinned, or the site shows it elsewhere: only its own address says that it is gone."""
    publish(site, *numbered(5, 1))
    known = remembered(look(web, site))
    site.routes["/list.html"] = entries(*numbered(5, 4), *numbered(2, 1))
    seen = look(web, site, known)
    assert (seen.status, paths(site, seen.unlisted)) == ("fetched", ["/n3.html"])
    site.routes["/n3.html"] = Reply(404)
    gone = look(web, site, remembered(seen, known))
    assert paths(site, gone.present) == ["/n1.html", "/n2.html", "/n4.html", "/n5.html"]


def test_what_was_missing_is_asked_again(web: Web, site: Site) -> None:
    """It answers: it is back. Its host has a fault: nothing new is known of it."""
    publish(site, *numbered(3, 1))
    missing = frozenset({site.url("/n9.html")})
    publish(site, "/n9.html")
    publish(site, *numbered(3, 1))
    known = replace(remembered(look(web, site)), missing=missing)
    back = look(web, site, known)
    site.routes["/n9.html"] = Reply(500)
    unknown = look(web, site, known)
    assert (paths(site, back.unlisted), back.undecided) == (["/n9.html"], frozenset())
    assert (unknown.undecided, paths(site, unknown.unlisted)) == (missing, [])


def test_another_list_in_its_place_is_believed_after_days(web: Web, site: Site) -> None:
    """The home page, or another column: no entry is known, and nothing of it is told at once."""
    publish(site, *numbered(7, 1))
    known = remembered(look(web, site))
    publish(site, *numbered(57, 51))
    seen = look(web, site, known)
    early = look(web, site, replace(known, doubts=2, doubted_for=timedelta(days=9)))
    late = look(web, site, replace(known, doubts=3, doubted_for=timedelta(days=3)))
    assert [(one.status, one.anew) for one in (seen, early, late)] == [
        ("suspect", False),
        ("suspect", False),
        ("fetched", True),
    ]
    assert (seen.answers, seen.present) == ((), None)


def test_a_rebuilt_site_shows_the_same_list_at_other_addresses(web: Web, site: Site) -> None:
    """Its entries are known by their titles."""
    publish(site, *numbered(7, 1))
    first = look(web, site)
    expected = {one.address: Expected((one.listed_title or "",)) for one in first.answers}
    TITLES.update({f"/new{n}.html": TITLES[f"/n{n}.html"] for n in range(1, 8)})
    publish(site, *(f"/new{n}.html" for n in range(7, 0, -1)))
    seen = look(web, site, replace(remembered(first), expected=expected))
    assert (seen.status, len(seen.present or ())) == ("fetched", 14)


def test_a_reordered_list_is_nothing(web: Web, site: Site) -> None:
    """The order of a list carries no news."""
    publish(site, *numbered(4, 1))
    known = remembered(look(web, site))
    publish(site, *numbered(1, 4))
    seen = look(web, site, known)
    assert (set(statuses(site, seen).values()), seen.present) == ({"unchanged"}, known.listed)


def test_pages_are_followed_as_far_as_asked(web: Web, site: Site) -> None:
    """`pages = 2` reads the second list page and no third; the limit holds over all of them."""
    publish(site, *numbered(9, 1))
    site.routes["/list.html"] = entries(*numbered(9, 7), more='<a href="list_1.html">下一页</a>')
    site.routes["/list_1.html"] = entries(
        *numbered(6, 4), more="<script>createPageHTML(3, 1, 'list', 'html');</script>"
    )
    site.routes["/list_2.html"] = entries(*numbered(3, 1))
    assert list(statuses(site, look(web, site, pages=2))) == numbered(9, 4)
    assert list(statuses(site, look(web, site, pages=9))) == numbered(9, 1)
    assert list(statuses(site, look(web, site, pages=9, limit=4))) == numbered(9, 6)


def test_a_missing_second_page_makes_nothing_absent(web: Web, site: Site) -> None:
    """Half of a listing is read, but not believed when it comes to what is gone."""
    publish(site, *numbered(4, 1))
    site.routes["/list.html"] = entries(*numbered(4, 3), more='<a href="list_1.html">下一页</a>')
    seen = look(web, site, pages=2)
    assert (seen.status, list(statuses(site, seen)), seen.present) == (
        "fetched",
        numbered(4, 3),
        None,
    )
    assert "list page 2" in seen.reason


def test_a_site_that_asks_for_a_pause_gets_it(web: Web, site: Site) -> None:
    """After a 429 no further document of that host is asked for, and the wish reaches the schedule."""
    publish(site, *numbered(5, 1))
    site.routes["/n4.html"] = Reply(429, b"", {"Retry-After": "600"})
    seen = look(web, site)
    assert statuses(site, seen) == {"/n5.html": "fetched", "/n4.html": "failed"}
    assert seen.retry_after is not None
    assert (seen.retry_after.total_seconds(), "3 more wait" in seen.reason) == (600, True)


def test_a_gbk_list(web: Web, site: Site) -> None:
    """Old sites serve GBK and name it only in the page, or nowhere."""
    publish(site, "/n1.html")
    site.routes["/list.html"] = entries("/n1.html", charset="gb18030")
    assert [answer.listed_title for answer in look(web, site).answers] == [TITLES["/n1.html"]]


@pytest.mark.parametrize(
    "options", [{"limit": 0}, {"pages": "2"}, {"tls": "old"}, {"gap": "soon"}, {"robots": "no"}]
)
def test_a_wrong_option_is_told(web: Web, site: Site, options: dict[str, str | int | bool]) -> None:
    """Nothing is asked of a site with options that cannot be read."""
    seen = look(web, site, None, **options)
    assert (seen.status, next(iter(options)) in seen.reason, site.asked) == ("failed", True, [])
