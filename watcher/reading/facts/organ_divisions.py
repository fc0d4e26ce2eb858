"""The division (the nation, a province, city or county) that an organ acts for, by its name."""

from functools import cache

from config import catalogue
from config.catalogue import NATION, Zone
from watcher.patterns import deferred, worded
from watcher.reading.names import homes, organs, place_names

# an organ named with its own place
_NAMED_PLACE = deferred(
    "[一-龥]{2,6}?(?:自治区|自治州|[省市县区盟旗])[一-龥]|[一-龥]{2,14}区管(?:理)?委"
)
_BRANCH = worded("region_words", "{branch}")
_CUSTOMS = deferred("[一-龥]{2,6}海关")
# 云湖市工业促进条例 is no law of the nation, 城市绿化条例 and 证券市场条例 are
_LOCAL_TITLE = deferred(
    "[一-龥]{2,4}(?:自治区|自治[州县旗]|(?<![全各跨本外])省(?!级|际)|(?<![城都上股超县门夜入楼各全本])市(?!场|政|容|民|域)|"
    "(?<![各全本])[州县](?!级|域))"
)
_OF_THE_NATION = ("中国", "中共中央", "全国", "国家")


def division_of_organ(name: str, near: str | None = None) -> str | None:
    """The code of the division that an organ acts for; None where its name does not tell.

    柳州市财政局 → 450200, 国家税务总局上海市税务局 → 310000, 财政部 → 000000.
    """
    if organs.is_national(name):
        return NATION
    for zone in zones():
        if name.startswith(zone.name):
            return zone.code
    # 南宁海关: the customs house of a place, though a text that only mentions it does not mean the
    # place
    row = place_names.deepest_place(place_names.find_places(name.removesuffix("海关"), near))
    if row is not None:
        return row.code
    if acts_for_a_part(name):
        return None
    national = organs.known_prefix(name) or name.startswith(_OF_THE_NATION)
    return NATION if national else None


def acts_for_a_part(name: str) -> bool:
    """An organ's name says that it acts for a part of the nation, which may be unknown.

    梧溪区市场监督管理局, 云湖海关, 市财政局, 国家税务总局云湖市税务局.
    """
    rest = name.removeprefix("中共")
    known = organs.known_prefix(rest)
    if known:
        return _BRANCH.fullmatch(rest, len(known)) is not None
    if rest.startswith(("中国", "全国", "国家", "中央")):
        return False
    own_place = _NAMED_PLACE.match(rest) or _CUSTOMS.fullmatch(rest)
    return own_place is not None or homes.is_relative(rest)


def begins_with_unknown_place(title: str) -> bool:
    """A title begins with a place that no table knows."""
    return _LOCAL_TITLE.match(title) is not None and place_names.leading_place(title) is None


@cache
def zones() -> tuple[Zone, ...]:
    """The functional zones, the longest name first."""
    return tuple(sorted(catalogue.zones(), key=lambda zone: -len(zone.name)))
