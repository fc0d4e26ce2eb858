"""Keeps a hostile or bloated page from costing more than its size; a page of ordinary size passes untouched.

An HTML5 parser looks up the open elements at each tag, so 100,000 nested divs cost it half a minute, and it opens all
unclosed formatting elements again in each paragraph, so a thousand of them and a thousand paragraphs make a million.
"""

import re
from collections import Counter

_MANY_TAGS = 4_000  # below it the worst page costs some tens of milliseconds
_DEEPEST = 500  # Chrome stops nesting at 512
_FORMATTING = re.compile(r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
_NO_DEPTH = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr tbody thead tfoot dd dt option "  # noqa: SIM905 - words read best as words
    "optgroup colgroup rp rt html head body".split()
)  # void elements, and those whose end may be left out: the next of their kind closes them


def tamed(html: str) -> str:
    """`html`, or for a page of very many tags the same text without formatting tags and with bounded nesting."""
    if html.count("<") <= _MANY_TAGS:
        return html
    plain = _FORMATTING.sub("", html)
    return _flattened(plain) if _deepest(plain) > _DEEPEST else plain


def _deepest(html: str) -> int:
    """An upper bound of the nesting: unclosed elements count as open to the end."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _NO_DEPTH:
            continue
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _flattened(html: str) -> str:
    """Tags that would open below the limit are dropped with their end tags; all text stays."""
    depth = 0
    dropped: Counter[str] = Counter()

    def keep(match: re.Match[str]) -> str:
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

    return _TAG.sub(keep, html)
