"""Says whether a CSS selector can be understood, for whoever writes one into a configuration.

Selects nothing.
"""

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

# the keys of a source that hold selectors; title and date may end in @attribute
KEYS = frozenset({"items", "body", "title", "date"})


def check_selector(_kind: str, key: str, value: str | int) -> str | None:
    """The fault in the value of a source's key, or None; keys that hold no selector are not looked
    at.
    """
    if key not in KEYS:
        return None
    css = str(value).partition("@")[0]
    try:
        LexborHTMLParser("<p></p>").css(css)
    except SelectolaxError:
        return "this is no CSS selector"
    return None
