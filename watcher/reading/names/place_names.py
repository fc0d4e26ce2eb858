"""Names of places in a short text (a title, an organ's name, a line), resolved to divisions.

Does not say what applies where.

Full names (柳州市) and short ones (柳州) come from `config/data/regions.json`. A name that several
divisions share (和平区) is settled by a place before it (天津市和平区), else by `within`; an unsettled one
is no place.
"""

from dataclasses import dataclass
from functools import cache

from config import catalogue
from config.catalogue import NATION, RegionRow
from watcher.patterns import deferred

_LONGEST = 15
_UNDER_THE_PROVINCE = (
    "90"  # 济源, 仙桃: cities of no city; their short names are as well known as a city's
)
# 北京, 天津, 上海, 重庆: province and city in one
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
# Behind a place's short name these make another thing's name: 上海证券交易所, 北京交通大学, 南京路, 郑州海关.
_OTHER_THING = deferred(
    r"[、]?[一-龥A-Za-z]{0,8}?(?:大学|学院|学校|中学|小学|研究院|研究所|交易所|医院|银行|证券|集团|公司|海关|铁路局|铁路|"
    r"电视台|日报|晚报|出版社|机场|车站|大桥|论坛|博览会|交易会|洽谈会|运动会|园博会|杯|奖)|路(?!网|段|线)|街(?!道|区)|人(?!民|才|口|力)|"
    r"话|菜|戏|会议|宣言|协定|公约|合作组织"
)
# 澜湖经济开发区, 澜湖深化两岸产业合作试验区: a zone is named for its county
_ZONE = deferred("[一-龥]{0,10}?(?:开发区|试验区|高新区|保税区|工业园区|产业园区|示范区)")
# what ends a full name: a short name with one of these behind it is a full name that is not in the
# table
_LEVEL = deferred("[省市县旗盟]|自治|[州区](?!域|间|分|别)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place at text[start:end]; `full` tells 柳州市 from 柳州."""

    start: int
    end: int
    row: RegionRow
    full: bool


@cache
def _rows_by_name() -> dict[str, tuple[tuple[RegionRow, bool], ...]]:
    table: dict[str, tuple[tuple[RegionRow, bool], ...]] = {}
    for row in catalogue.regions():
        if row.code == NATION:
            continue
        shorts = {short for short in row.short if len(short) > 1}
        if row.name.endswith("自治州"):  # 湘西自治州 for 湘西土家族苗族自治州
            shorts |= {f"{short}自治州" for short in shorts if not short.endswith("州")}
        for name in {row.name, *shorts}:
            table[name] = (*table.get(name, ()), (row, name == row.name))
    return table


@cache
def _name_heads() -> frozenset[str]:
    return frozenset(name[:2] for name in _rows_by_name())


@cache
def _common_words() -> frozenset[str]:
    return frozenset(catalogue.words("place_words")["common"])


@cache
def _no_places() -> tuple[str, ...]:
    return catalogue.words("place_words")["not_places"]


def _word_at(text: str, at: int) -> int:
    """The length of the word at an offset that only holds a city's short name: 长治久安, 大理石; 0 where
    none stands.
    """
    return next((len(word) for word in _no_places() if text.startswith(word, at)), 0)


def find_places(text: str, within: str | None = None) -> tuple[Mention, ...]:
    """Every place named in `text`, in order; `within` is the code of a division that settles shared
    and common names.

    A county's or district's short name counts only behind its city or `within` it, there never when
    it is a common word (和平, 资源); that of a city right under its province (济源) counts like a city's.
    A name that goes on as an organisation's does not count.
    """
    names, heads, at = _rows_by_name(), _name_heads(), 0
    mentions: list[Mention] = []
    while at < len(text) - 1:
        headed = text[at : at + 2] in heads
        if headed and (word := _word_at(text, at)):
            at += word
            continue
        size = _longest_name(text, at, names) if headed else 0
        mention = _mention_at(text, at, size, mentions, within) if size else None
        if mention is not None:
            mentions.append(mention)
        at += size if mention is not None else 1
    return tuple(mentions)


def _longest_name(text: str, at: int, names: dict[str, tuple[tuple[RegionRow, bool], ...]]) -> int:
    return next(
        (n for n in range(min(_LONGEST, len(text) - at), 1, -1) if text[at : at + n] in names), 0
    )


def _mention_at(
    text: str, at: int, size: int, before: list[Mention], within: str | None
) -> Mention | None:
    name = text[at : at + size]
    parent = before[-1].row.code if before and before[-1].end in (at, at - 1) else None
    if parent and text[at - 1] in "、和":  # a list goes on within the same province
        parent = parent[:2] + "0000"
    rows, zone = _rows_by_name()[name], _ZONE.match(text, at + size)
    row, full = _choose_division(rows, parent, within)
    if row is None and zone and len(rows) == 1 and name not in _common_words():
        row = rows[0][0]
    if row is None:
        return None
    if not full:
        known = row.parent == parent or (row.parent == within and name not in _common_words())
        known = known or (zone is not None and (parent is not None or name not in _common_words()))
        if (
            row.level == "county"
            and not known
            and (row.code[2:4] != _UNDER_THE_PROVINCE or name in _common_words())
        ):
            return None
        behind = "" if name.endswith("州") and len(name) > 3 else text[at + size : at + size + 14]
        if _OTHER_THING.match(behind) or (_LEVEL.match(behind) and row.level != "province"):
            return None
    return Mention(at, at + size, row, full)


def _choose_division(
    rows: tuple[tuple[RegionRow, bool], ...], parent: str | None, within: str | None
) -> tuple[RegionRow | None, bool]:
    """The division a name means: below the place right before it, else the largest where only one
    is so large, else the only one within the area; a county's short name needs one of the two.
    """
    for area in (parent, within):
        below = [
            (row, full)
            for row, full in rows
            if area and area != NATION and is_within(row.code, area)
        ]
        if len(below) == 1:
            return below[0]
    large = [(row, full) for row, full in rows if row.level != "county"]
    if large:
        return large[0]
    return rows[0] if len(rows) == 1 and rows[0][1] else (None, False)


def is_within(code: str, area: str) -> bool:
    """Tell whether a division is `area` or lies in it."""
    return area in (NATION, code) or area in catalogue.ancestors(code)


def deepest_place(mentions: tuple[Mention, ...]) -> RegionRow | None:
    """The one place that mentions lead down to (河南省 … 郑州市 → 郑州市); where they part ways, the one
    that holds all others (黑龙江嘉荫、萝北 → 黑龙江省), if it is named.
    """
    rows = sorted(
        {m.row.code: m.row for m in mentions}.values(),
        key=lambda row: len(catalogue.ancestors(row.code)),
    )
    if rows and all(is_within(rows[-1].code, row.code) for row in rows):
        return rows[-1]
    return rows[0] if rows and all(is_within(row.code, rows[0].code) for row in rows) else None


def leading_place(text: str, within: str | None = None) -> RegionRow | None:
    """The place that `text` begins with, as far down as it goes: 广西壮族自治区柳州市财政局 → 柳州市."""
    at, row = 0, None
    for mention in find_places(text[:40], within):
        if mention.start != at:
            break
        at, row = mention.end, mention.row
    return row
