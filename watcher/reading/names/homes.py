"""Finds the 自治区, 省, 市 or 区 that a document means when it does not say, and organs' names spelled
out with it.
"""

import re
from collections import Counter
from functools import cache

from config import catalogue
from config.catalogue import NATION
from watcher.patterns import deferred
from watcher.reading.names import place_names
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment

_RELATIVE = deferred(
    r"(?:本|我|全)?(?:(?P<ar>自治区)|(?P<p>省)|(?P<c>市|州)|(?P<d>区|县|旗))(?!场|容|政(?!府)|域|块|际|级|直|属)"
)
_SAMPLE = 4000  # characters of the text that are searched for a place when nothing nearer tells


def home_division(segment: Segment, number: str | None) -> str | None:
    """The code of the division a document speaks from: by its number's 简称, its title's first place,
    the source's region, the numbers it cites, the place it names most; None where nothing tells. A
    national document's is 000000.
    """
    title = place_names.leading_place(segment.title)
    if title is not None:
        return title.code
    by_number = division_of_number(number, segment.context.region) if number else None
    if by_number:
        return by_number
    if segment.context.region:
        return segment.context.region
    return (
        _only_place(segment.title) or _cited_division(segment) or most_named_province(segment.text)
    )


@cache
def _divisions_by_letter() -> dict[str, tuple[str, ...]]:
    """Each 简称 with those who use it, provinces first: 宁 is 宁夏 before it is 南京."""
    table: dict[str, tuple[str, ...]] = {}
    for level in ("province", "city"):
        for row in catalogue.regions():
            for short in row.short if row.level == level else ():
                if len(short) == 1:
                    table[short] = (*table.get(short, ()), row.code)
    return table


@cache
def _national_starts() -> tuple[str, ...]:
    return tuple(
        word for word in catalogue.words("doc_codes")["starts"] if len(word) > 1 or word in "国财银"
    )


def division_of_number(number: str, near: str | None = None) -> str | None:
    """The division a 机关代字 begins with: 桂政办发 → 450000, 国发 → 000000; `near` settles 宁 (宁夏, 南京) and
    the like.
    """
    code = number.partition("〔")[0]
    places = _divisions_by_letter().get(code[:1], ())
    if places:
        inside = [
            place
            for place in places
            if near and (place_names.is_within(place, near) or place_names.is_within(near, place))
        ]
        return (inside or places)[0] if "〔" in number or code[1:2] in ("府", "政") else None
    return (
        NATION
        if "〔" in number and code.startswith(_national_starts()) and len(code) <= 8
        else None
    )


def _only_place(title: str) -> str | None:
    """The place whose full name a title holds, if it is the only one: 市人民政府关于公布丹江口市…的通知."""
    row = place_names.deepest_place(
        tuple(found for found in place_names.find_places(title) if found.full)
    )
    return row.code if row else None


def _cited_division(segment: Segment) -> str | None:
    counts: Counter[str] = Counter()
    for number in document_numbers.find_numbers(segment.text):
        place = division_of_number(number.canonical)
        if place and place != NATION:
            counts[place] += 1
    return counts.most_common(1)[0][0] if counts else None


@cache
def _province_names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every province's full and short name with its code, and a pattern that finds them, the
    longest first.
    """
    rows = [row for row in catalogue.regions() if row.level == "province"]
    names = {name: row.code for row in rows for name in (row.name, row.short[0])}
    return names, re.compile("|".join(sorted(names, key=len, reverse=True)))


def most_named_province(text: str) -> str | None:
    """The code of the province that a text names most, at least twice; None where none is."""
    names, pattern = _province_names()
    counts = Counter(names[match[0]] for match in pattern.finditer(text[:_SAMPLE]))
    code, times = counts.most_common(1)[0] if counts else ("", 0)
    return code if times >= 2 else None


# 国发, 国办发明电; 粤府, 粤府办, 云政任, 川办函: a province's government and its office
_GOVERNMENT_CODE = deferred(
    r"(?P<place>[一-龥])(?:(?P<own>府|政)(?P<office>办)?|(?P<bare>办))(?:发|函|规|复|任|字|明电|令)*(?:〔|第)"
)


def government_of(number: str) -> str | None:
    """The State Council or province's government whose 机关代字 this is: 粤府办〔2010〕4号 → 广东省人民政府办公厅."""
    match = _GOVERNMENT_CODE.match(number)
    if number.startswith("国") and re.match(r"国(?:办)?(?:发|函|令)(?:明电)?〔", number):
        return "国务院办公厅" if number[1] == "办" else "国务院"
    codes = _divisions_by_letter().get(match["place"], ()) if match else ()
    if match is None or len(codes) != 1 or not codes[0].endswith("0000"):
        return None
    row = catalogue.region(codes[0])
    return (
        f"{row.name}人民政府{'办公厅' if match['office'] or match['bare'] else ''}" if row else None
    )


def is_relative(name: str) -> bool:
    """Tell whether an organ's name leaves its place to the reader: 自治区财政厅, 市政府."""
    return bool(_RELATIVE.match(name))


def spell_out(name: str, where: str | None) -> str:
    """An organ's name with its relative place replaced: 自治区财政厅 → 广西壮族自治区财政厅.

    As given where none is known.
    """
    match = _RELATIVE.match(name)
    if not match or not where or where == NATION:
        return name
    chain = [
        row
        for code in (where, *catalogue.ancestors(where))
        if (row := catalogue.region(code)) and code != NATION
    ]
    level = {"ar": "province", "p": "province", "c": "city", "d": "county"}[match.lastgroup or "p"]
    if level == "city" and where[:2] + "0000" in place_names.MUNICIPALITIES:
        level = "province"
    # a city under a city says 市 of itself: 市卫生健康委 of 澄江市 is not 玉溪市's
    own_city = level == "city" and match["c"] == "市" and chain and chain[0].name.endswith("市")
    row = chain[0] if own_city else next((row for row in chain if row.level == level), None)
    rest = name[match.end() :]
    return row.name + ("人民" if rest.startswith("政府") else "") + rest if row else name
