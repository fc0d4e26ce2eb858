"""Secrets of a source's address are sent to its own host, and stand in nothing that comes back."""

from dataclasses import replace

from config.secret_parts import SecretParts
from tests.watcher.fetching.site import Asked, Reply, Site, html
from tests.watcher.fetching.sources import source
from watcher.fetching import KINDS
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.web.client import Web
from watcher.fetching.web.veil import Veil

TEXT = "各有关单位：现将申报事项通知如下，请于规定时间内报送材料，逾期不再受理。"
SECRETS = SecretParts((("${TOKEN}", "t0k3n-4711"),), ("yard", "p@ssw0rd"))
BASIC = "Basic eWFyZDpwQHNzdzByZA=="


def _echoing(asked: Asked) -> Reply:
    """A notice that repeats what it was asked with; the links of its list carry the token on."""
    link = '<ul><li><a href="/one.html?token=t0k3n-4711&amp;n=1">关于组织申报的通知</a></li></ul>'
    told = f"<p>{asked.path} {asked.headers.get('authorization')}</p>"
    return html(f"<h1>关于组织申报的通知</h1>{link}<p>{TEXT}</p>{told}", Etag='"t0k3n-4711"')


def test_a_lists_documents_are_known_by_placeholders(web: Web, site: Site) -> None:
    """The site gets the token and the login with each request; what is kept holds neither."""
    for path in ("/list?token=t0k3n-4711", "/one.html?token=t0k3n-4711&n=1"):
        site.routes[path] = _echoing
    listed = source("list", {"items": "li a"}, url=site.url("/list?token=${TOKEN}"))
    look = KINDS["list"].look(replace(listed, secrets=SECRETS), SourceMemory(), web)
    assert [answer.address for answer in look.answers] == [site.url("/one.html?token=${TOKEN}&n=1")]
    assert site.paths() == ["/list?token=t0k3n-4711", "/one.html?token=t0k3n-4711&n=1"]
    assert {asked.headers.get("authorization") for asked in site.asked} == {BASIC}
    for answer in (*look.answers, look.entry):
        assert answer is not None
        kept = f"{answer}{(answer.body or b'').decode()}"
        for secret in ("t0k3n-4711", "p@ssw0rd", "eWFyZDpw"):
            assert secret not in kept


def test_another_host_gets_no_secret(web: Web, site: Site) -> None:
    """A redirect that repeats the token, or a placeholder in a page, leads there without it."""
    with Site() as other:
        other.routes["/x?token=${TOKEN}"] = html(f"<h1>关于组织申报的通知</h1><p>{TEXT}</p>")
        elsewhere = other.url("/x?token=t0k3n-4711")
        site.routes["/a?token=t0k3n-4711"] = Reply(302, b"", {"Location": elsewhere})
        page = replace(source("page", url=site.url("/a?token=${TOKEN}")), secrets=SECRETS)
        look = KINDS["page"].look(page, SourceMemory(), web)
        assert "t0k3n" not in f"{look}"
        assert all("t0k3n" not in asked.path for asked in other.asked)
        assert all("authorization" not in asked.headers for asked in other.asked)


def test_a_short_secret_is_hidden_only_as_a_word_of_its_own() -> None:
    """In a page it may be a part of another."""
    veil = Veil(SecretParts((("***", "abcde"),)))
    assert veil.cover("token=abcde&x=abcdef") == "token=***&x=abcdef"
    assert veil.lift("https://h/?token=***") == "https://h/?token=abcde"
