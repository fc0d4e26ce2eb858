"""Chinese and Arabic ordinals → int, as clause numbers use them (to 9,999). Reads nothing else."""

from typing import Final

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


def read_ordinal(text: str) -> int:
    """第 (ordinal) 条: 一百二十 → 120, 十 → 10, 38 → 38."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character] if not total else _DIGITS[character]
    return total + digit
