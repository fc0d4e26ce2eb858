"""What is served with 200 in place of a document is no document; what looks like it may be one."""

import pytest

from tests.watcher.fetching.site import Raw, Reply, Site, html
from tests.watcher.fetching.sources import remembered
from tests.watcher.fetching.stand_in_pages import NOTICES, STAND_INS, short
from tests.watcher.fetching.test_list import TITLES, look, numbered, publish, statuses
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.web.client import Web


def served(text: str) -> Reply:
    """A page as a server sends it."""
    kind = "application/json" if text.startswith("{") else "text/html; charset=utf-8"
    return Reply(200, text.encode(), {"Content-Type": kind})


@pytest.mark.parametrize("name", STAND_INS)
def test_a_stand_in_is_no_document(web: Web, site: Site, name: str) -> None:
    """Neither one never seen nor one that was read before is taken from it."""
    publish(site, *numbered(4, 1))
    known = remembered(look(web, site))
    publish(site, *numbered(5, 1))
    site.routes["/n5.html"] = site.routes["/n1.html"] = served(STAND_INS[name])
    seen = statuses(site, look(web, site, known))
    assert {seen["/n5.html"], seen["/n1.html"]} <= {"suspect", "refused"}
    assert seen["/n3.html"] == "unchanged"


@pytest.mark.parametrize("name", NOTICES)
def test_a_short_notice_is_read(web: Web, site: Site, name: str) -> None:
    """Whatever boxes, checks and words stand beside its text."""
    publish(site, *numbered(2, 1))
    site.routes["/n1.html"] = served(NOTICES[name])
    assert statuses(site, look(web, site))["/n1.html"] == "fetched"


def test_one_text_for_several_documents_is_none_of_them(web: Web, site: Site) -> None:
    """A document by all its looks, but the list names others; the one it names is read."""
    publish(site, *numbered(4, 1))
    text = "<p>各有关企业：请于2026年6月30日前报送申报材料，逾期不再受理，特此通知。</p>"
    for path in ("/n1.html", "/n2.html", "/n3.html"):
        site.routes[path] = served(short(text, "柳川市商务局关于举办汽车展览会的公告"))
    seen = statuses(site, look(web, site))
    assert [seen[path] for path in numbered(1, 4)] == ["suspect"] * 3 + ["fetched"]


@pytest.mark.parametrize("declared", [True, False])
def test_a_page_that_breaks_off_is_suspect(web: Web, site: Site, *, declared: bool) -> None:
    """Without a length nobody notices but by the missing end; with one, by what the others have."""
    publish(site, *numbered(2, 1))
    whole = short(
        f"<p>{TITLES['/n1.html']}，支持标准为投资额的百分之十，</p><p>以下为附件</p>"
    ).encode()
    cut = whole[: whole.index("以下".encode())]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
    length = b"Content-Length: %d\r\n" % len(cut) if declared else b""
    site.routes["/n1.html"] = lambda _: Raw([head + length + b"\r\n" + cut])
    assert statuses(site, look(web, site))["/n1.html"] == "suspect"


def test_a_suspect_answer_keeps_its_bytes_and_no_validators(web: Web, site: Site) -> None:
    """The bytes are evidence; with validators a later 304 would call it unchanged."""
    publish(site, "/n1.html")
    site.routes["/n1.html"] = Reply(
        200, STAND_INS["expired"].encode(), {"Content-Type": "text/html", "ETag": '"x"'}
    )
    (answer,) = look(web, site, SourceMemory()).answers
    assert (answer.status, bool(answer.body), answer.validators.etag) == ("suspect", True, None)


def test_a_page_that_says_that_it_is_gone_is_gone_where_no_list_shows_it(
    web: Web, site: Site
) -> None:
    """As long as the list shows it, somebody has only broken the site."""
    publish(site, *numbered(4, 1))
    known = remembered(look(web, site))
    site.routes["/n1.html"] = html("<p>抱歉，该信息已被删除或不存在。</p>")
    assert statuses(site, look(web, site, known))["/n1.html"] == "suspect"
    publish(site, *numbered(4, 2))
    assert statuses(site, look(web, site, known))["/n1.html"] == "gone"
