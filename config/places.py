"""Turns what an operator writes for a region (code or name) into a code of the catalogue, or says
what it may mean.
"""

from difflib import get_close_matches
from functools import cache

from config.catalogue import NATION, ancestors, full_name, region, regions

_LONGEST = 40  # characters; the longest full name of a county has 27
_NATION_NAMES = frozenset({"全国", "国家", "中央", "中国", "national"})


def place(text: str) -> str | tuple[str, ...]:
    """The code of the region meant, else the codes it may mean (empty when nothing is near).

    "450200", "柳州市", "柳州", "广西柳州" and "广西壮族自治区柳州市" are the same place. A name shared by several
    (朝阳区) gives all of them, unless one contains the others (长沙 is the city, not the county in it).
    """
    if region(text):
        return text
    if text.isascii() and text.isdigit():
        return _near_codes(text)
    if text in _NATION_NAMES:
        return NATION
    found = _named(text)
    return found[0] if len(found) == 1 else found


def describe(codes: tuple[str, ...]) -> str:
    """Candidates as people read them: `"211300" (辽宁省朝阳市), …`, at most six."""
    shown = [f'"{code}" ({full_name(code)})' for code in codes[:6]]
    return ", ".join(shown) + (f" and {len(codes) - 6} more" if len(codes) > 6 else "")


def similar(text: str) -> tuple[str, ...]:
    """Codes of at most three regions whose names are spelt almost like the text."""
    names = _codes_by_name()
    return tuple(
        code for name in get_close_matches(text, names, n=3, cutoff=0.6) for code in names[name]
    )


def _near_codes(digits: str) -> tuple[str, ...]:
    padded = digits.ljust(6, "0")[:6]
    for code in (padded, padded[:4] + "00", padded[:2] + "0000"):
        if region(code):
            return (code,)
    return ()


def _named(text: str) -> tuple[str, ...]:
    """Every region the name fits, those inside another one that fits left out."""
    found = sorted(set(_fitting(text)))
    return tuple(code for code in found if not set(ancestors(code)) & set(found))


def _fitting(text: str) -> list[str]:
    """Regions whose own name ends the text and whose ancestors, if any are named before it, begin
    it.
    """
    if len(text) > _LONGEST:
        return []
    names = _codes_by_name()
    fitting = list(names.get(text, ()))
    for cut in range(2, len(text) - 1):
        below = names.get(text[cut:], ())
        if below and (above := set(_fitting(text[:cut]))):
            fitting += [code for code in below if above & set(ancestors(code))]
    return fitting


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in regions():
        for name in {row.name, *(short for short in row.short if len(short) > 1)}:
            names[name] = (*names.get(name, ()), row.code)
    return names
