"""Texts of others without what steers a terminal or turns a line around. Pure.

The stored text stays as it is: this is for what is shown, sent and logged.
"""

import re

# C0 and C1 controls but the line feed and the tab; marks, embeddings, overrides and isolates of
# writing direction (Unicode's Bidi_Control); line and paragraph separators
_STEERING = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028\\u2029"
    "\\u202a-\\u202e\\u2066-\\u2069]"
)

# a terminal's orders whole, so that no colour number stays behind (ECMA-48: CSI, and OSC to its
# end)
_ORDERS = re.compile(
    "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b\\n]*(?:\\x07|\\x1b\\\\)"
)


def plain(text: str) -> str:
    """The text without control and direction characters; its lines stay."""
    return _STEERING.sub("", _ORDERS.sub("", text))


def escaped(json_text: str) -> str:
    """A line of JSON with those characters as \\uXXXX, which means the same to a program."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)


def one_line(text: str) -> str:
    """The text as one line of plain words."""
    return " ".join(plain(text).split())


def shortened(text: str, most: int) -> str:
    """At most so many characters, with a mark where something is left out."""
    return text if len(text) <= most else text[: most - 1] + "…"
