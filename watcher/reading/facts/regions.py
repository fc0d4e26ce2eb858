"""适用地区: where a document applies.

Explicit beneficiary before issuer, issuer before the source's region.

A 上海 measure that supports 松江区 throughout applies in 松江区; a provincial plan for （柳州）跨境电子商务综合试验区 in
柳州; an organisation's name that contains a place (上海证券交易所) is no place.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from config import catalogue
from config.catalogue import NATION, RegionRow, Zone
from store.records import Basis, DocumentKind
from watcher.patterns import deferred, worded
from watcher.reading.document import Evidence, Fact, Level, Region
from watcher.reading.names import homes, organs, place_names
from watcher.reading.names.place_names import is_within
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment, fold

# Titles that name a place because of an event or a person there, not because they act for it.
_NOT_FOR = worded("region_words", "{not_for}")
_AFTER_ORGANS = worded("region_words", "{after_organs}")
_NOT_ALONE = tuple("等至-")  # 平武县等30个县, 宜宾至威信高速公路, 郑州—卢森堡
_COUNTY = deferred("[一-龥]{1,7}[县区市旗]")
_NAMED_PLACE = deferred(
    "[一-龥]{2,6}?(?:自治区|自治州|[省市县区盟旗])[一-龥]|[一-龥]{2,14}区管(?:理)?委"
)  # an organ named with its own place
_BRANCH = worded("region_words", "{branch}")
_CUSTOMS = deferred("[一-龥]{2,6}海关")
_ENOUGH = 3  # mentions of the one district a city's or province's measure is for
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

# 云湖市工业促进条例 is no law of the nation, 城市绿化条例 and 证券市场条例 are
_LOCAL_TITLE = deferred(
    "[一-龥]{2,4}(?:自治区|自治[州县旗]|(?<![全各跨本外])省(?!级|际)|(?<![城都上股超县门夜入楼各全本])市(?!场|政|容|民|域)|"
    "(?<![各全本])[州县](?!级|域))"
)


def find(segment: Segment, issuers: tuple[Fact[str], ...]) -> Fact[Region] | None:
    """The one division (the nation included) a document applies to; None where nothing tells.

    `issuers` are those of issuers.find. Order: the place a headline begins with (云南：…), the place
    in the title, the place the text supports throughout, the issuers' place, the number's, the
    source's, a place the text names most.
    """
    issued = _of_issuers(issuers, segment)
    number = document_numbers.own_number(segment)
    # 云湖市…局 of a place no table knows: its 云 is not 云南, and it is not the nation's
    unknown = not issued and any(is_local(fact.value) for fact in issuers)
    unknown = unknown or (not issuers and _names_unknown(fold(segment.title)))
    by_number = None
    if number and not unknown:
        by_number = homes.division_of_number(number[0].value, segment.context.region)
    base = issued[0] if issued else by_number
    for found in (
        _headline(segment, issuers),
        _in_title(segment, base),
        _answered(segment, base),
        _supported(segment, base),
        issued and _fact(issued[0], issued[1]),
        by_number
        and _fact(by_number, number[0].evidence if number else None, "from the number's 简称"),
        _title_place(segment),
        _running(segment),
    ):
        if found and not (unknown and found.value.code == NATION):
            return found
    if segment.context.region:
        return _fact(segment.context.region, None, "the source's region", Basis.INFERRED)
    return None if unknown else _guess(segment)


def _fact(
    code: str, evidence: Evidence | None, note: str = "", basis: Basis = Basis.STATED
) -> Fact[Region] | None:
    row = catalogue.region(code)
    if row is None:
        return None
    level: dict[str, Level] = {
        "country": "national",
        "province": "province",
        "city": "city",
        "county": "district",
    }
    region = Region(code, level[row.level], catalogue.full_name(code))
    return Fact(region, Basis.STATED if basis == Basis.STATED else Basis.INFERRED, evidence, note)


def _of_issuers(
    issuers: Iterable[Fact[str]], segment: Segment
) -> tuple[str, Evidence | None] | None:
    """The area of the first issuer whose name tells it, and where that name stands.

    National organs that sign with a government of a part of the nation act for that part.
    """
    told = [
        (code, fact) for fact in issuers if (code := of_organ(fact.value, segment.context.region))
    ]
    parts = [
        (code, fact) for code, fact in told if code != NATION and fact.value.endswith("人民政府")
    ]
    first = next(iter(parts if told and told[0][0] == NATION else told), None) or next(
        iter(told), None
    )
    return (first[0], first[1].evidence) if first else None


def of_organ(name: str, near: str | None = None) -> str | None:
    """The division an organ acts for: 柳州市财政局 → 450200, 国家税务总局上海市税务局 → 310000, 财政部 → 000000."""
    if organs.is_national(name):
        return NATION
    zone = next((zone for zone in _zones() if name.startswith(zone.name)), None)
    if zone is not None:
        return zone.code
    # 南宁海关: the customs house of a place, though a text that only mentions it does not mean the
    # place
    row = place_names.deepest_place(place_names.find_places(name.removesuffix("海关"), near))
    if row is not None:
        return row.code
    if is_local(name):
        return None
    return (
        NATION
        if organs.known_prefix(name) or name.startswith(("中国", "中共中央", "全国", "国家"))
        else None
    )


def is_local(name: str) -> bool:
    """An organ's name says that it acts for a part of the nation, which may be unknown.

    梧溪区市场监督管理局, 云湖海关, 市财政局, 国家税务总局云湖市税务局.
    """
    rest = name.removeprefix("中共")
    if rest.startswith(("中国", "全国", "国家", "中央")) and not organs.known_prefix(rest):
        return False
    if prefix := organs.known_prefix(rest):
        return bool(_BRANCH.fullmatch(rest, len(prefix)))
    return (
        bool(_NAMED_PLACE.match(rest)) or homes.is_relative(rest) or bool(_CUSTOMS.fullmatch(rest))
    )


def _names_unknown(title: str) -> bool:
    """A title begins with a place that no table knows."""
    return _LOCAL_TITLE.match(title) is not None and place_names.leading_place(title) is None


def _headline(segment: Segment, issuers: tuple[Fact[str], ...]) -> Fact[Region] | None:
    """The place a headline begins with: `上海金山区：打造…`, `北京经开区：创新…`."""
    head, colon, _ = fold(segment.title).partition(":")
    if not colon or len(head) > 16 or any(fact.value in head for fact in issuers):
        return None
    row = place_names.leading_place(head, segment.context.region)
    return _fact(row.code, segment.cite(0, len(head)), "the headline's place") if row else None


def _in_title(segment: Segment, base: str | None) -> Fact[Region] | None:
    """A place in the title's subject that lies within the issuers' area, where it is the only one."""
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
    zone = next((zone for zone in _zones() if zone.name in text), None)
    if zone is not None:
        return zone.code
    mentions = place_names.find_places(text, within)
    if any(text[mention.end : mention.end + 1] in _NOT_ALONE for mention in mentions):
        return None
    row = place_names.deepest_place(mentions)
    return row.code if row else None


@cache
def _zones() -> tuple[Zone, ...]:
    return tuple(sorted(catalogue.zones(), key=lambda zone: -len(zone.name)))


def _supported(segment: Segment, base: str | None) -> Fact[Region] | None:
    """The one lower division that a measure speaks of throughout and supports by name."""
    if segment.kind != DocumentKind.POLICY_TEXT or base in (None, NATION):
        return None
    names = _names_below(base or NATION)
    text, start = segment.text, segment.body_start
    supported = {names[m[1]].code: m for m in _SUPPORTS.finditer(text, start) if m[1] in names}
    if not supported:
        return None
    counts = Counter(
        names[word].code
        for word in _COUNTY.findall(text, start)
        for word in _endings(word)
        if word in names
    )
    code, times = counts.most_common(1)[0]
    if times >= _ENOUGH and times >= 0.8 * counts.total() and code in supported:
        found = segment.sentence(*supported[code].span(1))
        return _fact(code, found, f"named {times} times as the place supported", Basis.INFERRED)
    return None


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
    if re.match(r"[《“\"]?(?:中华人民共和国|国家|全国|中国)(?!\()", title):
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
