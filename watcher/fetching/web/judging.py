"""Judges an exchange: fetched, unchanged, gone, refused, suspect or failed, with the reason.

Pure; asks nothing.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from store.records import LookStatus
from watcher.fetching.expected import NOTHING_KNOWN, Expected
from watcher.fetching.results import (
    Answer,
    Validators,
)
from watcher.fetching.web.exchange import Exchange
from watcher.fetching.web.page_words import PageWords, is_cut, read_page_words
from watcher.fetching.web.recognising import says_expected
from watcher.fetching.web.refusal_pages import finding, is_small_enough, json_fault
from watcher.fetching.web.stand_in_words import StandIn

LONGEST_WAIT = timedelta(
    days=7
)  # a Retry-After beyond this is a mistake or a ban; the source's own rhythm goes on

# refusals to recognise and back off from, never to solve
_REFUSALS = {
    401: "the site asks for a login (401)",
    403: "the site forbids reading this address (403)",
    405: "a firewall of the site blocks reading (405)",
    412: "a script check stands before the site (412, 瑞数)",
    418: "the site takes us for a robot (418)",
    461: "a firewall of the site blocks reading (461)",
    521: "a cookie check stands before the site (521, __jsluid)",
}
_PDF_END = 2048  # bytes; some programs write a little behind the end
_LOGIN_WORDS = frozenset({"login", "signin", "sso", "cas", "passport"})


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: LookStatus
    reason: str = ""
    stand_in: StandIn | None = None


def judged(exchange: Exchange, now: datetime, expected: Expected = NOTHING_KNOWN) -> Answer:
    """The answer an exchange amounts to; `expected` is what its address is known by.

    `now` only serves a Retry-After that is a date where no Date was sent.

    The body stays with a fetched answer, and with a suspect one as evidence. `address` is the one
    that was asked.
    """
    words = _words_of(exchange, expected)
    verdict = _by_code(exchange, expected, words)
    headers = exchange.headers
    kept = verdict.status in (LookStatus.FETCHED, LookStatus.SUSPECT)
    given = Validators(headers.get("etag"), headers.get("last-modified"))
    if verdict.status == LookStatus.UNCHANGED:
        # RFC 9110 §15.4.5 asks for them in a 304 too; not every server knows
        given = Validators(
            given.etag or exchange.sent.etag, given.last_modified or exchange.sent.last_modified
        )
    return Answer(
        address=exchange.asked,
        status=verdict.status,
        body=exchange.body if kept else None,
        content_type=headers.get("content-type"),
        # a suspect page's validators must not be used: a later 304 would call it unchanged content
        validators=Validators() if verdict.status == LookStatus.SUSPECT else given,
        reason=verdict.reason,
        retry_after=retry_after(headers.get("retry-after"), headers.get("date"), now),
        final_address=exchange.final,
        words=words,
        recognised=_is_recognised(words, expected),
        stand_in=verdict.stand_in,
    )


def suspected(answer: Answer, reason: str, kind: StandIn = StandIn.OTHER) -> Answer:
    """The same answer, as one that is not the content: its bytes are evidence, and its validators
    must not be used: a later 304 would call it unchanged content.
    """
    return replace(
        answer,
        status=LookStatus.SUSPECT,
        reason=reason,
        validators=Validators(),
        stand_in=kind,
    )


def _words_of(exchange: Exchange, expected: Expected) -> PageWords | None:
    if exchange.code != 200 or not _is_html(exchange):
        return None
    if not is_small_enough(exchange.body, expected):
        return None
    return read_page_words(exchange.body, exchange.headers.get("content-type"))


def _is_recognised(words: PageWords | None, expected: Expected) -> bool | None:
    if words is None or not (expected.telling_titles or expected.telling_numbers):
        return None
    return says_expected(words, expected)


def _by_code(exchange: Exchange, expected: Expected, words: PageWords | None) -> _Verdict:
    code = exchange.code
    if code == 200:
        return _content(exchange, expected, words)
    if code == 304 and exchange.sent != Validators():
        return _Verdict(LookStatus.UNCHANGED)
    if code in (404, 410):
        return _Verdict(LookStatus.GONE, f"the address is not there any more ({code})")
    if code in _REFUSALS:
        return _Verdict(LookStatus.REFUSED, f"{_REFUSALS[code]}; it is not solved, only reported")
    return _Verdict(LookStatus.FAILED, _failure(code, urlsplit(exchange.final).hostname or ""))


def _failure(code: int, host: str) -> str:
    if code == 429:
        return f"{host} asks for fewer requests (429); it is left alone for a while"
    if code >= 500:
        return f"{host} has a fault of its own ({code}); it is asked again at the next check"
    return f"{host} answered with HTTP {code}, which is no page; open the address in a browser"


def _content(exchange: Exchange, expected: Expected, words: PageWords | None) -> _Verdict:
    if verdict := _elsewhere(exchange.asked, exchange.final):
        return verdict
    if not exchange.body.strip():
        return _Verdict(LookStatus.SUSPECT, "the answer is empty")
    if _breaks_off(exchange):
        return _Verdict(
            LookStatus.SUSPECT,
            "the page breaks off: it comes without a length and its end is missing",
            StandIn.OTHER,
        )
    found = json_fault(exchange.body) or (words and finding(exchange.body, expected, words))
    if found:
        return _Verdict(found.status, found.reason, found.kind)
    if exchange.asked.startswith("https:") and exchange.final.startswith("http:"):
        return _Verdict(
            LookStatus.FETCHED,
            f"the site leads from https to {exchange.final}, which is not protected",
        )
    return _Verdict(LookStatus.FETCHED)


def _is_html(exchange: Exchange) -> bool:
    kind = exchange.headers.get("content-type", "").lower()
    return "html" in kind or (not kind and exchange.body.lstrip()[:1] == b"<")


def _breaks_off(exchange: Exchange) -> bool:
    """True for a page without its end, where the server did not say how long it is: whoever ends
    the connection ends the page (RFC 9112 §6.3).
    """
    headers, body = exchange.headers, exchange.body
    if "content-length" in headers or "transfer-encoding" in headers:
        return False
    if body.startswith(b"%PDF"):
        return b"%%EOF" not in body[-_PDF_END:]
    return _is_html(exchange) and is_cut(body)


def _elsewhere(asked: str, final: str) -> _Verdict | None:
    """The meaning of a redirect to a login, an error page, or from an article to its section; None
    where it is fine.
    """
    if asked == final:
        return None
    wanted, path = urlsplit(asked).path, urlsplit(final).path
    words = set(path.lower().replace(".", "/").split("/"))
    if words & _LOGIN_WORDS and not words & _LOGIN_WORDS & set(
        wanted.lower().replace(".", "/").split("/")
    ):
        return _Verdict(LookStatus.REFUSED, f"the site leads to a login ({final})")
    if words & {"404", "error"}:
        return _Verdict(LookStatus.SUSPECT, f"the site leads to its error page ({final})")
    section = _section(path)
    if section is not None and _section(wanted) is None and wanted.startswith(section):
        return _Verdict(
            LookStatus.SUSPECT, f"the site leads from the article to its section page ({final})"
        )
    return None


def _section(path: str) -> str | None:
    """The folder that an index page stands for ("/a/" for "/a/" and "/a/index.html"); None for an
    article.
    """
    folder, _, name = path.rpartition("/")
    return (
        f"{folder}/" if not name or name.partition(".")[0].lower() in ("index", "default") else None
    )


def retry_after(value: str | None, date: str | None, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for (RFC 9110 §10.2.3: seconds or a date), at most
    LONGEST_WAIT.

    A date is measured against the server's own Date, because its clock may be wrong; else against
    `now`.
    """
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(timedelta(seconds=int(value.strip()[:9])), LONGEST_WAIT)
    until = _instant(value)
    if until is None:
        return None
    return min(max(until - (_instant(date) or now), timedelta(0)), LONGEST_WAIT)


def _instant(value: str | None) -> datetime | None:
    try:
        read = parsedate_to_datetime(value or "")
    except (ValueError, TypeError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
