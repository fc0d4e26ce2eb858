"""Keeps a hostile or bloated page from costing more than its size; a page of ordinary shape passes
untouched.

What costs an HTML5 parser more than its size, as measured with lexbor: it looks through the open
elements at each tag (100,000 nested divs: 30 s), through a tag's attributes at each attribute
(40,000: 3 s), it opens all unclosed formatting elements again in each paragraph (1,900 in
1,900: 3.6 million nodes), and it looks through the options of a list at each option (20,000: 3 s).
"""

import re
from collections import Counter

from watcher.patterns import deferred

_MANY_TAGS = 4_000  # below it the deepest page costs some tens of milliseconds
_MOST_REOPENED = (
    200_000  # formatting tags times all tags: a bound of the nodes that opening them again can make
)
_LARGE = (
    100_000  # characters: below it the most attributes one tag can have cost a third of a second
)
_MANY_ATTRIBUTES = 2_000
_MANY_OPTIONS = 2_000  # closed or not; so many cost some hundredths of a second
_OPTION = deferred(r"<(/?)(?:option|optgroup)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_DEEPEST = 500  # Chrome stops nesting at 512
_FORMATTING = deferred(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
_FORMATTING_START = deferred(
    r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE
)
# a start tag with its attributes as the HTML standard's tokeniser sees them (13.2.5.32-40);
# possessive, so linear
_START_TAG = deferred(
    r"<([a-zA-Z][^\s/>]*+)(?:[\s/]++|[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+)?+)?+)*+>?"
)
_TAG = deferred(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
_NO_DEPTH = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "dd",
        "dt",
        "option",
        "optgroup",
        "colgroup",
        "rp",
        "rt",
        "html",
        "head",
        "body",
    ]
)  # void elements, and those whose end may be left out: the next of their kind closes them


def tame_markup(html: str) -> str:
    """`html`, or the same text without the tags that would cost too much; no text is lost."""
    tags = html.count("<")
    if len(html) > _LARGE:
        html = _START_TAG.sub(_few_attributes, html)
    if tags * len(_FORMATTING_START.findall(html)) > _MOST_REOPENED:
        html = _FORMATTING.sub("", html)
    if tags > _MANY_OPTIONS and len(_OPTION.findall(html)) > _MANY_OPTIONS:
        html = _OPTION.sub(_break_for_option, html)
    return (
        _flatten_nesting(html) if tags > _MANY_TAGS and _deepest_nesting(html) > _DEEPEST else html
    )


def _break_for_option(tag: re.Match[str]) -> str:
    """A line of its own is all that is kept of an option."""
    return "" if tag[1] else "<br>"


def _few_attributes(tag: re.Match[str]) -> str:
    whole = tag[0]
    crowded = (
        len(whole) > 2 * _MANY_ATTRIBUTES and len(re.findall(r"[\s/]+", whole)) > _MANY_ATTRIBUTES
    )
    return f"<{tag[1]}>" if crowded else whole


def _deepest_nesting(html: str) -> int:
    """An upper bound of the nesting: unclosed elements count as open to the end."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _NO_DEPTH:
            continue
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _flatten_nesting(html: str) -> str:
    """Tags that would open below the limit are dropped with their end tags; all text stays."""
    depth = 0
    dropped: Counter[str] = Counter()

    def keep_tag(match: re.Match[str]) -> str:
        nonlocal depth
        name = match[2].lower()
        if name in _NO_DEPTH:
            return match[0]
        if match[1]:
            if dropped[name]:
                dropped[name] -= 1
                return ""
            depth = max(0, depth - 1)
            return match[0]
        if depth >= _DEEPEST:
            dropped[name] += 1
            return ""
        depth += 1
        return match[0]

    return _TAG.sub(keep_tag, html)
