"""Recognises pages that are not the content: robot checks, logins, stubs, errors, another page.

Pure; solves nothing. A page that says the title or the number that its address is known by is the
document, whatever else it holds; one that says neither must look like a document by itself.
"""

import json
import re
from dataclasses import dataclass

from store.records import LookStatus
from watcher.fetching.expected import NOTHING_KNOWN, Expected
from watcher.fetching.web.page_words import PageWords, read_page_words
from watcher.fetching.web.recognising import is_notice, says_expected, without_titles
from watcher.fetching.web.stand_in_words import StandIn, word_lists

_STUB_BYTES = 2048  # sites that refuse serve stubs below this
_STUB_TEXT = 15  # letters
_SHORT_TEXT = 300  # letters: a robot check or login form says little; a notice says more
_BARE_TEXT = 400  # outside of links; a document without a title of its own says more
_REMARK = 120  # letters beside a title: enough for "it is not there any more"
_FAULT_BYTES = 4096  # an answer in JSON that reports a fault is short
_LONG_VALUE = 100  # letters: a text in JSON is longer than a fault's message
_LOOKED_AT = 128 * 1024  # such pages are small; a large page is content whatever words it holds
_LOOKED_AT_EXPECTED = 1024 * 1024  # where it is known what the page should say, home pages too
_FORM = (b"<input", b"<form", b"<canvas", b"<iframe", b"<script")
_FAULT_KEYS = frozenset(
    {"code", "status", "errcode", "error", "errno", "success", "message", "msg"}
)
_NOT_FOUND_TITLE = re.compile(r"^(?:error|http|错误)?404(?!\d)|404$")
# the order in which a short text is asked: what refuses us first
_OF_SHORT_TEXT = (
    StandIn.BLOCKED,
    StandIn.CHECK,
    StandIn.BUSY,
    StandIn.UPKEEP,
    StandIn.MISSING,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The thing that a page is instead of content."""

    status: LookStatus
    reason: str
    kind: StandIn = StandIn.OTHER


def finding(
    body: bytes, expected: Expected = NOTHING_KNOWN, words: PageWords | None = None
) -> Finding | None:
    """The thing that an HTML page (answered with 200) is instead of content, or None
    for content.
    """
    if not is_small_enough(body, expected):
        return None
    words = words or read_page_words(body)
    low = body[:_LOOKED_AT].lower()
    if found := _script_check(words, low):
        return found
    if says_expected(words, expected):
        return _remark_in_place_of_text(words, expected)
    return (
        _titled_as_stand_in(words)
        or _short_stand_in(words, low, expected)
        or _stub(words, low)
        or _nothing_expected(words, expected)
    )


def is_small_enough(body: bytes, expected: Expected) -> bool:
    """True for a page that is looked at; larger ones are content."""
    known = expected.telling_titles or expected.telling_numbers
    return len(body) <= (_LOOKED_AT_EXPECTED if known else _LOOKED_AT)


def json_fault(body: bytes) -> Finding | None:
    """The finding for `{"code":500,"message":"…"}` in place of a page; None for anything else."""
    if len(body) > _FAULT_BYTES or not body.lstrip().startswith((b"{", b"[")):
        return None
    try:
        value = json.loads(body)
    except ValueError:
        return None
    keys = {str(key).lower() for key in value} if isinstance(value, dict) else set()
    if keys & _FAULT_KEYS and not _holds_text(value):
        return Finding(
            LookStatus.SUSPECT,
            "the answer is data that reports a fault, in place of the content",
            StandIn.BUSY,
        )
    return None


def _holds_text(value: object) -> bool:
    return any(len(text) > _LONG_VALUE for text in _texts_in(value))


def _texts_in(value: object) -> list[str]:
    """Every string in a JSON value; it was shallow enough to be parsed."""
    waiting, found = [value], list[str]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _script_check(words: PageWords, low: bytes) -> Finding | None:
    if words.length >= _SHORT_TEXT or b"$_ts" not in low or b"<script" not in low:
        return None
    return Finding(
        LookStatus.REFUSED,
        "a script check stands before the page (瑞数); it is not solved, only reported",
        StandIn.CHECK,
    )


def _remark_in_place_of_text(words: PageWords, expected: Expected) -> Finding | None:
    """The title stands there, and for a text only that it is not there or cannot be shown."""
    rest = without_titles(words, expected)
    if len(rest) >= _REMARK or is_notice(words, besides=expected):
        return None
    for kind in (StandIn.MISSING, StandIn.BUSY):
        if word_lists()[kind].is_said_in(rest):
            return _found(kind)
    return None


def _titled_as_stand_in(words: PageWords) -> Finding | None:
    """The stand-in that the title or a heading names; a page with a 发文字号 is a document all the
    same.
    """
    if words.numbered:
        return None
    if any(_NOT_FOUND_TITLE.search(title) for title in words.titles):
        return _found(StandIn.MISSING)
    for kind, listed in word_lists().items():
        by_form = kind not in (StandIn.LOGIN, StandIn.CHECK) or words.asks_password
        if by_form and any(listed.is_said_in(title) for title in words.titles):
            return _found(kind)
    return None


def _short_stand_in(words: PageWords, low: bytes, expected: Expected) -> Finding | None:
    letters = len(words.text) if expected.telling_titles else words.length
    if letters >= _SHORT_TEXT or is_notice(words):
        return None
    if words.asks_password:
        return _found(StandIn.LOGIN)
    for kind in _OF_SHORT_TEXT:
        said = word_lists()[kind].is_said_in(words.text)
        if _asks(low, said=said) if kind is StandIn.CHECK else said:
            return _found(kind)
    return None


def _asks(low: bytes, *, said: bool) -> bool:
    """True for a check that something can be entered in; its words may stand in the markup only."""
    if not any(tag in low for tag in _FORM):
        return False
    return said or any(word.encode() in low for word in word_lists()[StandIn.CHECK].words)


def _nothing_expected(words: PageWords, expected: Expected) -> Finding | None:
    """A page that says neither the title nor the number of what should be there, and is no document
    by itself.
    """
    if not expected.telling_titles or is_notice(words):
        return None
    if expected.remembered:
        return Finding(
            LookStatus.SUSPECT,
            "title and number of the document are gone, and no other document is there",
        )
    if len(words.text) < _BARE_TEXT or words.linked > len(words.text):
        return Finding(
            LookStatus.SUSPECT, "nothing of the document that the list names is on the page"
        )
    return None


def _found(kind: StandIn) -> Finding:
    listed = word_lists()[kind]
    return Finding(listed.status, listed.reason, kind)


def _plain_links(low: bytes) -> bool:
    """True for a page that has links and sends nobody on: a list of one entry may say
    very little.
    """
    return b"href" in low and b"<script" not in low and b"refresh" not in low


def _stub(words: PageWords, low: bytes) -> Finding | None:
    if len(low) >= _STUB_BYTES or words.length >= _STUB_TEXT or _plain_links(low):
        return None
    if b"document.cookie" in low or b"__jsl" in low:
        return Finding(
            LookStatus.REFUSED,
            "a cookie shell: the page only sets a cookie by script and asks for itself again",
            StandIn.CHECK,
        )
    if b"refresh" in low or b"location" in low:
        return Finding(
            LookStatus.SUSPECT,
            "the page only sends a browser elsewhere; open it and write the address it leads to",
        )
    return Finding(
        LookStatus.SUSPECT,
        "the page is nearly empty; its text may be loaded by a script that is not run here",
    )
