"""Bytes to text: BOM, UTF-8, GB18030, a declared Big5. Knows nothing of what the text means.

The order: byte order mark, strict UTF-8, gb18030, big5 where it is declared, UTF-8 with replacement
and a mark. Python's `gb2312` is never used: pages labelled gb2312 hold 〇, 镕 and other characters it
does not know.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG5 = re.compile(rb"charset\s{0,8}=\s{0,8}[\"']?\s{0,8}big5", re.IGNORECASE)
# browsers look for a declaration in the first 1,024 bytes; old pages put scripts before it
_DECLARED_WITHIN = 4096
_TORN_REASONS = frozenset(
    {"unexpected end of data", "incomplete multibyte sequence", "truncated data"}
)
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text`, the charset it was read with, and a warning where characters were lost ("" when none
    were).
    """

    text: str
    charset: str
    warning: str = ""


def decode_bytes(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode `data`; never fails.

    A declaration (header or meta) is believed only when it says big5.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], charset) or _decode_replacing(
                data[len(mark) :], charset
            )
    utf8 = _decode_strictly(data, "utf-8")
    if utf8:
        return utf8
    damaged = _decode_replacing(data, "utf-8")
    if _is_nearly_whole(damaged.text):
        # a few broken bytes in UTF-8 (a title cut inside a character) often still pass for gb18030,
        # as gibberish
        return damaged
    for charset in ("big5", "gb18030") if _declares_big5(data, content_type) else ("gb18030",):
        strict = _decode_strictly(data, charset)
        if strict:
            return strict
    gb = _decode_replacing(data, "gb18030")
    return gb if _is_nearly_whole(gb.text) else damaged


def _decode_strictly(data: bytes, charset: str) -> Decoded | None:
    """The text, or None.

    A character torn by the end of a truncated file does not spoil the rest.
    """
    try:
        return Decoded(data.decode(charset), charset)
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        if error.reason not in _TORN_REASONS or whole.isascii():
            return None
        return Decoded(
            whole.decode(charset),
            charset,
            "the last character is cut off: the file may be truncated",
        )


def _decode_replacing(data: bytes, charset: str) -> Decoded:
    return Decoded(
        data.decode(charset, "replace"),
        charset,
        f"some bytes are not {charset}; they show as {_LOST}",
    )


def _is_nearly_whole(text: str) -> bool:
    """Tell whether at most one in fifty of the characters beyond ASCII was lost: the wrong charset
    loses most of them.
    """
    lost = text.count(_LOST)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return lost * 50 <= beyond - lost


def _declares_big5(data: bytes, content_type: str | None) -> bool:
    header = (content_type or "").encode("ascii", "ignore")
    return bool(_BIG5.search(header) or _BIG5.search(data[:_DECLARED_WITHIN]))
