"""Folds away all that two texts may differ in and be the same: blanks, widths, quotes, spellings.

Never displays.

`fold_noise` gives the key by which texts are the same; `fold_spellings` folds further, to what only
a proofreader would correct.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from watcher.patterns import deferred
from watcher.reading.paragraphs.radicals import RADICALS

# ASCII forms of full-width letters, digits and punctuation (GB/T 15834 prints full width; pages mix
# both)
_WIDTHS: Final = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
# space, control and zero-width characters, soft hyphen, direction marks, byte order mark
_BLANK_RANGES: Final = (
    (0x09, 0x0D),
    (0x1C, 0x20),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x2064),
    (0x2066, 0x206F),
)
BLANKS: Final = "".join(chr(c) for first, last in _BLANK_RANGES for c in range(first, last + 1)) + (
    "\x85\xa0\xad\u1680\u180e\u3000\ufe0f\ufeff"
)
_ALIKE: Final = {
    '"': "“”„‟＂「」『』",
    "'": "‘’‚‛＇`´",
    "-": "‐‑‒–—―−﹣─━",
    "<": "〈‹",
    ">": "〉›",
    "[": "〔［",
    "]": "〕］",
    "·": "•‧・∙●",
    "〇": "○◯",
    "~": "～〜",
    "。": "｡",
    "、": "､",
}
_FORMS: Final = {ord(c): to for to, given in _ALIKE.items() for c in given}
_FOLDS: Final = str.maketrans(_WIDTHS | _FORMS)
_BLANK: Final = deferred(f"[{re.escape(BLANKS)}]+")
# Radicals and compatibility ideographs look the same as the character they decompose to; PDFs are
# full of them
_LOOKALIKE: Final = deferred("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

# Corrected spellings that change no meaning (第一批异形词整理表, and 国家语委's 帐→账)
_SPELLINGS: Final = (
    ("帐", "账"),
    ("做出", "作出"),
    ("其它", "其他"),
    ("惟一", "唯一"),
    ("部份", "部分"),
    ("身分", "身份"),
    ("撤消", "撤销"),
    ("登陆", "登录"),
    ("定单", "订单"),
    ("座落", "坐落"),
    ("图象", "图像"),
    ("按装", "安装"),
)
_POINTS: Final = deferred(r"(?<!\d)[,;:。、.]|[,;:。、.](?!\d)")  # 1.5 is no 15


@cache
def _plain_character(character: str) -> str:
    return RADICALS.get(ord(character)) or unicodedata.normalize("NFKC", character)


def fold_noise(text: str) -> str:
    """The text without noise: no white space or zero-width characters, one width, one kind of quote
    and dash.
    """
    return _BLANK.sub("", fold_lookalikes(text)).translate(_FOLDS)


def fold_lookalikes(text: str) -> str:
    """The part of the fold that puts the ideograph for what only looks like it."""
    return _LOOKALIKE.sub(lambda m: _plain_character(m[0]), text)


def fold_widths(text: str) -> str:
    """The part of the fold that gives letters, digits and points one width."""
    return text.translate(_WIDTHS)


def fold_quotes(text: str) -> str:
    """The part of the fold that gives quotes, dashes, brackets and dots one form."""
    return text.translate(_FORMS)


def fold_spellings(key: str) -> str:
    """A folded text with corrected spellings made alike and no stops: equal texts differ
    typographically at most.
    """
    for old, new in _SPELLINGS:
        key = key.replace(old, new)
    return _POINTS.sub("", key)
