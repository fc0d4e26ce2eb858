"""Finds the 自治区, 省, 市 or 区 that a document means when it does not say, and organs' names spelled
out with it.
"""

import re
from collections import Counter
from functools import cache

from config import catalogue
from config.catalogue import NATION, RegionRow
from watcher.patterns import deferred, one_of
from watcher.reading.names import place_names
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment

_RELATIVE = deferred(
    lambda: (
        r"(?:本|我|全)?(?:(?P<ar>自治区)|(?P<p>省)|(?P<c>市|州)|(?P<d>区|县|旗))"
        rf"(?!{one_of('name_words.no_relative_place')})"
    )
)
# the level of the division that each of them means
_LEVELS = {"ar": "province", "p": "province", "c": "city", "d": "county"}
_LONGEST_NATIONAL = 8  # characters of a national organ's code
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
            if row.level != level:
                continue
            for short in row.short:
                if len(short) == 1:
                    table[short] = (*table.get(short, ()), row.code)
    return table


@cache
def _national_starts() -> tuple[str, ...]:
    starts = catalogue.words("doc_codes")["starts"]
    return tuple(word for word in starts if len(word) > 1 or word in "国财银")


def division_of_number(number: str, near: str | None = None) -> str | None:
    """The division a 机关代字 begins with: 桂政办发 → 450000, 国发 → 000000; `near` settles 宁 (宁夏, 南京)
    and the like.
    """
    code = number.partition("〔")[0]
    places = _divisions_by_letter().get(code[:1], ())
    bracketed = "〔" in number
    if places:
        governs = bracketed or code[1:2] in ("府", "政")
        return _nearest_of(places, near) if governs else None
    national = bracketed and code.startswith(_national_starts())
    return NATION if national and len(code) <= _LONGEST_NATIONAL else None


def _nearest_of(places: tuple[str, ...], near: str | None) -> str:
    """The first of some divisions that lies in `near` or holds it, else the first of all."""
    for place in places:
        if near and (place_names.is_within(place, near) or place_names.is_within(near, place)):
            return place
    return places[0]


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


_STATE_COUNCIL = deferred(r"国(?P<office>办)?(?:发|函|令)(?:明电)?〔")
# 国发, 国办发明电; 粤府, 粤府办, 云政任, 川办函: a province's government and its office
_GOVERNMENT_CODE = deferred(
    r"(?P<place>[一-龥])(?:(?P<own>府|政)(?P<office>办)?|(?P<bare>办))(?:发|函|规|复|任|字|明电|令)*(?:〔|第)"
)


def government_of(number: str) -> str | None:
    """The State Council or province's government whose 机关代字 this is: 粤府办〔2010〕4号 →
    广东省人民政府办公厅.
    """
    if national := _STATE_COUNCIL.match(number):
        return "国务院办公厅" if national["office"] else "国务院"
    match = _GOVERNMENT_CODE.match(number)
    row = _province_of_letter(match["place"]) if match else None
    if match is None or row is None:
        return None
    office = "办公厅" if match["office"] or match["bare"] else ""
    return f"{row.name}人民政府{office}"


def _province_of_letter(letter: str) -> RegionRow | None:
    """The province that alone uses a 简称; a letter that a city uses too tells nothing."""
    codes = _divisions_by_letter().get(letter, ())
    if len(codes) != 1 or not codes[0].endswith("0000"):
        return None
    return catalogue.region(codes[0])


def is_relative(name: str) -> bool:
    """True where an organ's name leaves its place to the reader: 自治区财政厅, 市政府."""
    return bool(_RELATIVE.match(name))


def spell_out(name: str, where: str | None) -> str:
    """An organ's name with its relative place replaced: 自治区财政厅 → 广西壮族自治区财政厅.

    As given where none is known.
    """
    match = _RELATIVE.match(name)
    if not match or not where or where == NATION:
        return name
    row = _division_meant(match, where)
    if row is None:
        return name
    rest = name[match.end() :]
    people = "人民" if rest.startswith("政府") else ""
    return f"{row.name}{people}{rest}"


def _division_meant(match: re.Match[str], where: str) -> RegionRow | None:
    """The division that 省, 市 or 区 means to somebody at `where`: the one of that level around it."""
    level = _LEVELS[match.lastgroup or "p"]
    if level == "city" and where[:2] + "0000" in place_names.MUNICIPALITIES:
        level = "province"
    chain = _divisions_around(where)
    # a city under a city says 市 of itself: 市卫生健康委 of 澄江市 is not 玉溪市's
    if level == "city" and match["c"] == "市" and _is_city(chain[:1]):
        return chain[0]
    return next((row for row in chain if row.level == level), None)


def _divisions_around(where: str) -> list[RegionRow]:
    """A division and those that hold it, the nation left out; unknown codes too."""
    rows = [catalogue.region(code) for code in (where, *catalogue.ancestors(where))]
    return [row for row in rows if row and row.code != NATION]


def _is_city(rows: list[RegionRow]) -> bool:
    return bool(rows) and rows[0].name.endswith("市")
