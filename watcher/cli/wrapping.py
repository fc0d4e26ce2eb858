"""Breaks mixed Chinese and Latin text into lines of a terminal's width.

Pure. A Chinese character is two cells wide.

Rich breaks at blanks only, which leaves lines of Chinese half empty. The rules are those of 避头尾: no
line begins with a closing mark, none ends with an opening one; a Latin word or an address is kept
whole where it fits.
"""

import re
from itertools import pairwise

from rich.cells import cell_len, chop_cells

_OPENING, _CLOSING = "（《〈「『【〔“‘", "，。、；：！？）》〉」』】〕”’…"
_PIECE = re.compile(rf"\n|[{_OPENING}]*(?:[\x21-\x7e]+|[^\n])[{_CLOSING}]* *")


def breaks(text: str, width: int) -> list[int]:
    """Offsets at which a new line begins besides those after a line break; `width` is in cells."""
    found: list[int] = []
    used = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "\n":
            used = 0
            continue
        word = piece.rstrip(" ")
        if used and used + cell_len(word) > width:
            found.append(match.start())
            used = 0
        parts = chop_cells(word, max(width, 2)) or [""]
        at = match.start()
        for part in parts[:-1]:
            at += len(part)
            found.append(at)
        used = (0 if len(parts) > 1 else used) + cell_len(parts[-1]) + len(piece) - len(word)
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells; its own line breaks stay."""
    edges = [0, *breaks(text, width), len(text)]
    pieces = (text[start:stop] for start, stop in pairwise(edges))
    return [line.rstrip(" ") for piece in pieces for line in piece.split("\n")]
