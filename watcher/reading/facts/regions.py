"""适用地区: the place that a document applies in.

Explicit beneficiary before issuer, issuer before the source's region.

A 上海 measure that supports 松江区 throughout applies in 松江区; a provincial plan for
（柳州）跨境电子商务综合试验区 in 柳州; an organisation's name that contains a place (上海证券交易所) is
no place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from config import catalogue
from config.catalogue import NATION, RegionRow
from store.records import Basis, DocumentKind
from watcher.patterns import deferred, worded
from watcher.reading.document import Evidence, Fact, Level, Region
from watcher.reading.facts.organ_divisions import (
    acts_for_a_part,
    begins_with_unknown_place,
    division_of_organ,
    zones,
)
from watcher.reading.names import homes, place_names
from watcher.reading.names.place_names import is_within
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment, fold

# Titles that name a place because of an event or a person there, not because they act for it.
_NOT_FOR = worded("region_words", "{not_for}")
_AFTER_ORGANS = worded("region_words", "{after_organs}")
_NOT_ALONE = tuple("等至-")  # 平武县等30个县, 宜宾至威信高速公路, 郑州—卢森堡
_COUNTY = deferred("[一-龥]{1,7}[县区市旗]")
_ENOUGH = 3  # mentions of the one district a city's or province's measure is for
_MOSTLY = 0.8  # of the mentions of lower divisions
_SUPPORTS = deferred("(?:支持|推动|推进|促进|加快)([一-龥]{1,7}?[县区市旗])")
_NATIONAL_WORD = worded("region_words", "{national_word}")
_ISSUES = deferred(
    r"(?:^|[,。日\s])([一-龥]{2,14}?)(?:近日|日前|正式|联合|最新)*(?:出台|印发|发布|推出)"
)
_ANSWER = deferred("(?:批复|复函)(?:[(（][^()（）]{1,20}[)）])?$")
_ADDRESSEE = deferred(r"\s*([一-龥]{2,20}(?:人民政府|管理委员会|管委会)):\s*")
_SAMPLE = 3000
_OPENING = 60  # characters of a report's first sentence that name where it happens
# 融资担保公司监督管理条例: those of provinces and cities are named with their place
_NATIONAL_LAW = deferred(
    r"^[^:,。]{4,40}(?:条例|(?<![办方做说用])法)(?:实施条例)?(?:[(（][^()（）]{1,20}[)）])?$"
)
_OF_THE_NATION = deferred(r"[《“\"]?(?:中华人民共和国|国家|全国|中国)(?!\()")
_LEVELS: dict[str, Level] = {
    "country": "national",
    "province": "province",
    "city": "city",
    "county": "district",
}


def find_region(segment: Segment, issuers: tuple[Fact[str], ...]) -> Fact[Region] | None:
    """The one division (the nation included) a document applies to; None where nothing tells.

    `issuers` are those of issuers.find. Order: the place a headline begins with (云南：…), the place
    in the title, the place the text supports throughout, the issuers' place, the number's, the
    source's, a place the text names most.
    """
    issued = _of_issuers(issuers, segment)
    unknown = issued is None and _is_of_unknown_place(segment, issuers)
    for found in _stated(segment, issuers, issued, None if unknown else _of_number(segment)):
        # a place that no table knows is not the nation
        if found and not (unknown and found.value.code == NATION):
            return found
    if segment.context.region:
        return _fact(segment.context.region, None, "the source's region", Basis.INFERRED)
    return None if unknown else _guess(segment)


def _stated(
    segment: Segment,
    issuers: tuple[Fact[str], ...],
    issued: Fact[Region] | None,
    numbered: Fact[Region] | None,
) -> Iterator[Fact[Region] | None]:
    """The places that the text states, the surest first."""
    known = issued or numbered
    base = known.value.code if known else None
    yield _headline(segment, issuers)
    yield _in_title(segment, base)
    yield _answered(segment, base)
    yield _supported(segment, base)
    yield issued
    yield numbered
    yield _title_place(segment)
    yield _running(segment)


def _is_of_unknown_place(segment: Segment, issuers: tuple[Fact[str], ...]) -> bool:
    """云湖市…局 of a place no table knows: its 云 is not 云南, and it is not the nation's."""
    if not issuers:
        return begins_with_unknown_place(fold(segment.title))
    return any(acts_for_a_part(fact.value) for fact in issuers)


def _of_number(segment: Segment) -> Fact[Region] | None:
    """The division whose 简称 begins the document's own number."""
    number = document_numbers.own_number(segment)
    if number is None:
        return None
    code = homes.division_of_number(number[0].value, segment.context.region)
    return _fact(code, number[0].evidence, "from the number's 简称") if code else None


def _fact(
    code: str, evidence: Evidence | None, note: str = "", basis: Basis = Basis.STATED
) -> Fact[Region] | None:
    row = catalogue.region(code)
    if row is None:
        return None
    region = Region(code, _LEVELS[row.level], catalogue.full_name(code))
    return Fact(region, basis, evidence, note)


def _of_issuers(issuers: Iterable[Fact[str]], segment: Segment) -> Fact[Region] | None:
    """The area of the first issuer whose name tells it, with the place where that name stands.

    National organs that sign with a government of a part of the nation act for that part.
    """
    told: list[tuple[str, Fact[str]]] = []
    for fact in issuers:
        code = division_of_organ(fact.value, segment.context.region)
        if code:
            told.append((code, fact))
    if not told:
        return None
    code, fact = told[0]
    if code == NATION:
        parts = [one for one in told if one[0] != NATION and one[1].value.endswith("人民政府")]
        code, fact = parts[0] if parts else told[0]
    return _fact(code, fact.evidence)


def _headline(segment: Segment, issuers: tuple[Fact[str], ...]) -> Fact[Region] | None:
    """The place a headline begins with: `上海金山区：打造…`, `北京经开区：创新…`."""
    head, colon, _ = fold(segment.title).partition(":")
    if not colon or len(head) > 16 or any(fact.value in head for fact in issuers):
        return None
    row = place_names.leading_place(head, segment.context.region)
    return _fact(row.code, segment.cite(0, len(head)), "the headline's place") if row else None


def _in_title(segment: Segment, base: str | None) -> Fact[Region] | None:
    """A place in the title's subject that lies within the issuers' area, if it is the only one."""
    title = fold(segment.title)
    if base is None or _NOT_FOR.search(title):
        return None
    verb = _AFTER_ORGANS.search(title)
    code = _place_in(title[verb.end() :] if verb else title, base)
    if code is None or code == base or not is_within(code, base):
        return None
    return _fact(code, segment.cite(0, max(segment.body_start - 1, 1)), "the place the title names")


def _answered(segment: Segment, base: str | None) -> Fact[Region] | None:
    """The place of a 批复's one addressee, a government below the issuer's (澄江市人民政府：)."""
    if base is None or not _ANSWER.search(segment.title):
        return None
    for at in range(segment.heads, min(segment.heads + 3, len(segment.paragraphs))):
        start = segment.starts[at]
        if addressee := _ADDRESSEE.fullmatch(
            segment.text, start, start + len(segment.paragraphs[at].text)
        ):
            row = place_names.deepest_place(place_names.find_places(addressee[1], base))
            below = row is not None and row.code != base and is_within(row.code, base)
            return (
                _fact(row.code, segment.cite(*addressee.span(1)), "whose request it answers")
                if row and below
                else None
            )
    return None


def _place_in(text: str, within: str | None) -> str | None:
    for zone in zones():
        if zone.name in text:
            return zone.code
    mentions = place_names.find_places(text, within)
    if any(text[mention.end : mention.end + 1] in _NOT_ALONE for mention in mentions):
        return None
    row = place_names.deepest_place(mentions)
    return row.code if row else None


def _supported(segment: Segment, base: str | None) -> Fact[Region] | None:
    """The one lower division that a measure speaks of throughout and supports by name."""
    if segment.kind != DocumentKind.POLICY_TEXT or base in (None, NATION):
        return None
    names = _names_below(base or NATION)
    supported: dict[str, re.Match[str]] = {}
    for support in _SUPPORTS.finditer(segment.text, segment.body_start):
        if support[1] in names:
            supported[names[support[1]].code] = support
    if not supported:
        return None
    counts = _mentions(segment, names)
    code, times = counts.most_common(1)[0]
    if times < _ENOUGH or times < _MOSTLY * counts.total() or code not in supported:
        return None
    evidence = segment.sentence(*supported[code].span(1))
    return _fact(code, evidence, f"named {times} times as the place supported", Basis.INFERRED)


def _mentions(segment: Segment, names: dict[str, RegionRow]) -> Counter[str]:
    """The number of times the text names each of these divisions, by code."""
    counts: Counter[str] = Counter()
    for word in _COUNTY.findall(segment.text, segment.body_start):
        for ending in _endings(word):
            if ending in names:
                counts[names[ending].code] += 1
    return counts


def _endings(word: str) -> Iterable[str]:
    """The endings of a word that could be a place's name: 支持松江区 → 持松江区, 松江区, 江区."""
    return (word[at:] for at in range(len(word) - 1))


@cache
def _names_below(code: str) -> dict[str, RegionRow]:
    return {
        row.name: row
        for row in catalogue.regions()
        if row.code != code and is_within(row.code, code)
    }


def _title_place(segment: Segment) -> Fact[Region] | None:
    """The place of a title that names no issuer: 四川省道路运输处罚实施办法; 国家级… is the nation's."""
    title = fold(segment.title)
    evidence = segment.cite(0, max(segment.body_start - 1, 1))
    code = _place_in(title, segment.context.region)
    if code and not _NOT_FOR.search(title):
        return _fact(code, evidence, "the place the title names")
    first = place_names.leading_place(title.lstrip('《“"0123456789年'), segment.context.region)
    if first is not None:
        return _fact(first.code, evidence, "the place the title begins with")
    if code is None and _NATIONAL_LAW.search(title) and not segment.context.region:
        return _fact(
            NATION,
            evidence,
            "a law or regulation whose title names no place is the nation's",
            Basis.INFERRED,
        )
    if _OF_THE_NATION.match(title):
        return _fact(NATION, evidence, "the title names the nation")
    return None


def _running(segment: Segment) -> Fact[Region] | None:
    """The place before 出台/印发/发布 in the first lines: 1月20日，云南出台《…》."""
    start, stop = segment.body_start, min(len(segment.text), segment.body_start + 300)
    for match in _ISSUES.finditer(segment.text, start, stop):
        row = place_names.leading_place(match[1], segment.context.region)
        if row is not None:
            return _fact(row.code, segment.sentence(*match.span(1)), "the place said to issue it")
    return None


def _guess(segment: Segment) -> Fact[Region] | None:
    """The province most named, or the nation where only national organs are."""
    opening = segment.text[segment.body_start : segment.body_start + _OPENING]
    whole = tuple(found for found in place_names.find_places(opening) if found.full)
    row = place_names.deepest_place(whole)
    if row and segment.kind in (DocumentKind.NEWS, DocumentKind.POLICY_NEWS, DocumentKind.CASE):
        return _fact(row.code, None, "the one place a report opens with", Basis.INFERRED)
    code = homes.most_named_province(segment.text[:_SAMPLE])
    if code:
        return _fact(code, None, "the province the text names most", Basis.INFERRED)
    if _NATIONAL_WORD.search(segment.text[:_SAMPLE]):
        return _fact(NATION, None, "only national organs are named", Basis.INFERRED)
    return None
