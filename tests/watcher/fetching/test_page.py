"""The kind "page": one address, one document."""

import pytest

from tests.watcher.fetching.site import Reply, Site, html, notice
from tests.watcher.fetching.sources import remembered, source
from watcher.fetching import KINDS
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.web.client import Web


def test_a_page_is_one_answer(web: Web, site: Site) -> None:
    """Fetched, then unchanged; present both times."""
    site.routes["/a.html"] = notice()
    page = source("page", url=site.url("/a.html#top"))
    first = KINDS["page"].look(page, SourceMemory(), web)
    second = KINDS["page"].look(page, remembered(first), web)
    assert [first.status, second.status] == ["fetched", "unchanged"]
    assert [first.present, second.present] == [frozenset({site.url("/a.html")})] * 2


@pytest.mark.parametrize(
    ("reply", "status", "present"),
    [
        (Reply(404), "gone", frozenset()),
        (Reply(500), "failed", None),
        (Reply(403), "refused", None),
        (html("<script>document.cookie='a=1';location.reload()</script>"), "refused", None),
        (html("正在跳转"), "suspect", None),
    ],
)
def test_a_bad_page(
    web: Web, site: Site, reply: Reply, status: str, present: frozenset[str] | None
) -> None:
    """Only "gone" says that the document is not there any more."""
    site.routes["/a.html"] = reply
    look = KINDS["page"].look(source("page", url=site.url("/a.html")), SourceMemory(), web)
    assert (look.status, look.present) == (status, present)
    assert look.reason


def test_a_wrong_option_is_told(web: Web, site: Site) -> None:
    """Nothing is asked of a site with options that cannot be read."""
    look = KINDS["page"].look(
        source("page", {"tls": "none"}, url=site.url("/a.html")), SourceMemory(), web
    )
    assert (look.status, "default, legacy, insecure" in look.reason, site.asked) == (
        "failed",
        True,
        [],
    )
