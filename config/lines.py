"""Finds the line on which each key of a TOML text stands, for messages only; tomllib decides what
the text means.

It follows strings, comments and brackets just far enough to know where a key can start.
"""

import re

Address = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')\s*(?:\.[^=\n]*)?=")
# what can open or close something that reaches over lines
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#|[\[\]{}]")


def key_lines(text: str) -> dict[Address, int]:
    """Address → 1-based line.

    `("service", "timezone")`, `("sources", 1, "every")`; a table's own address is its header.
    """
    found: dict[Address, int] = {}
    counts: dict[str, int] = {}
    table: Address = ()
    depth, closing = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        start = 0
        if not depth and not closing:
            if header := _HEADER.match(line):
                table = _table(header.group(1), header.group(2), counts)
                found.setdefault(table, number)
                continue
            if key := _KEY.match(line):
                found.setdefault((*table, key.group(1).strip("\"'")), number)
                start = key.end()
        depth, closing = _follow(line[start:], depth, closing)
    return found


def _table(brackets: str, name: str, counts: dict[str, int]) -> Address:
    bare = name.strip().strip("\"'")
    if brackets == "[":
        return (bare,)
    counts[bare] = counts.get(bare, -1) + 1
    return (bare, counts[bare])


def _follow(rest: str, depth: int, closing: str) -> tuple[int, str]:
    """The bracket depth after this line, and the quotes that a string still open at its end waits
    for.
    """
    while True:
        if closing:
            _, met, rest = rest.partition(closing)
            if not met:
                return depth, closing
            closing = ""
        token = _TOKEN.search(rest)
        if token is None or token.group() == "#":
            return depth, ""
        rest = rest[token.end() :]
        if token.group() in ('"""', "'''"):
            closing = token.group()
        elif token.group() in "[{":
            depth += 1
        elif token.group() in "]}":
            depth = max(0, depth - 1)
