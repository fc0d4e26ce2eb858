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
from watcher.patterns import deferred, one_of

_LONGEST = 15
# 济源, 仙桃: cities of no city; their short names are as well known as a city's
_UNDER_THE_PROVINCE = "90"
# 北京, 天津, 上海, 重庆: province and city in one
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
# Behind a place's short name these make another thing's name: 上海证券交易所, 北京交通大学, 南京路
_OTHER_THING = deferred(
    lambda: (
        rf"[、]?[一-龥A-Za-z]{{0,8}}?(?:{one_of('name_words.other_things')})"
        rf"|{one_of('name_words.other_things_at_once')}"
    )
)
# 澜湖经济开发区, 澜湖深化两岸产业合作试验区: a zone is named for its county
_ZONE = deferred(lambda: rf"[一-龥]{{0,10}}?(?:{one_of('name_words.zones')})")
# the ends of full names: a short name before one of these is a full name that is not in the table
_LEVEL = deferred(lambda: one_of("name_words.levels"))
_BEHIND = 14  # characters behind a short name that tell another thing's name
_Rows = tuple[tuple[RegionRow, bool], ...]  # divisions of one name; True where it is the full one


@dataclass(frozen=True, slots=True)
class Mention:
    """A place at text[start:end]; `full` tells 柳州市 from 柳州."""

    start: int
    end: int
    row: RegionRow
    full: bool


@cache
def _rows_by_name() -> dict[str, _Rows]:
    table: dict[str, _Rows] = {}
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


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The divisions that settle a name: the place right before it, and the area it is read in."""

    parent: str | None
    within: str | None


def find_places(text: str, within: str | None = None) -> tuple[Mention, ...]:
    """Every place named in `text`, in order; `within` is the code of a division that settles shared
    and common names.

    A county's or district's short name counts only behind its city or `within` it, there never when
    it is a common word (和平, 资源); that of a city right under its province (济源) counts like a
    city's. A name that goes on as an organisation's does not count.
    """
    heads, at = _name_heads(), 0
    mentions: list[Mention] = []
    while at < len(text) - 1:
        headed = text[at : at + 2] in heads
        if headed and (word := _word_at(text, at)):
            at += word
            continue
        size = _longest_name(text, at) if headed else 0
        mention = None
        if size:
            around = _Surroundings(_parent_before(text, at, mentions), within)
            mention = _mention_at(text, at, size, around)
        if mention is not None:
            mentions.append(mention)
        at += size if mention is not None else 1
    return tuple(mentions)


def _longest_name(text: str, at: int) -> int:
    """The length of the longest name that begins at an offset; 0 for none."""
    names = _rows_by_name()
    for size in range(min(_LONGEST, len(text) - at), 1, -1):
        if text[at : at + size] in names:
            return size
    return 0


def _parent_before(text: str, at: int, before: list[Mention]) -> str | None:
    """The code of the place right before a name; a list (柳州、桂林) goes on within its province."""
    if not before or before[-1].end not in (at, at - 1):
        return None
    parent = before[-1].row.code
    return parent[:2] + "0000" if text[at - 1] in "、和" else parent


def _mention_at(text: str, at: int, size: int, around: _Surroundings) -> Mention | None:
    name = text[at : at + size]
    rows, zone = _rows_by_name()[name], _ZONE.match(text, at + size) is not None
    row, full = _choose_division(rows, around)
    if row is None and zone and len(rows) == 1 and name not in _common_words():
        row = rows[0][0]
    if row is None:
        return None
    if not full:
        if row.level == "county" and not _is_known_county(name, row, around, zone=zone):
            return None
        if _goes_on_as_another(text, at, size, row):
            return None
    return Mention(at, at + size, row, full)


def _is_known_county(name: str, row: RegionRow, around: _Surroundings, *, zone: bool) -> bool:
    """True where a county's short name counts: behind its city, within it, or as a zone's."""
    if row.parent == around.parent or (zone and around.parent is not None):
        return True
    if name in _common_words():
        return False
    return row.parent == around.within or zone or row.code[2:4] == _UNDER_THE_PROVINCE


def _goes_on_as_another(text: str, at: int, size: int, row: RegionRow) -> bool:
    """True where the characters behind a short name make it another thing's, or a longer one's."""
    behind = text[at + size : at + size + _BEHIND]
    if text[at + size - 1] == "州" and size > 3:
        behind = ""  # 湘西自治州 and the like are whole
    if _OTHER_THING.match(behind):
        return True
    return row.level != "province" and _LEVEL.match(behind) is not None


def _choose_division(rows: _Rows, around: _Surroundings) -> tuple[RegionRow | None, bool]:
    """The division a name means: below the place right before it, else the largest where only one
    is so large, else the only one within the area; a county's short name needs one of the two.
    """
    for area in (around.parent, around.within):
        below = _rows_below(rows, area)
        if len(below) == 1:
            return below[0]
    for row, full in rows:
        if row.level != "county":
            return row, full
    # one county alone bears the name, and the text prints it in full
    return rows[0] if len(rows) == 1 and rows[0][1] else (None, False)


def _rows_below(rows: _Rows, area: str | None) -> _Rows:
    if not area or area == NATION:
        return ()
    return tuple((row, full) for row, full in rows if is_within(row.code, area))


def is_within(code: str, area: str) -> bool:
    """True where a division is `area` or lies in it."""
    return area in (NATION, code) or area in catalogue.ancestors(code)


def deepest_place(mentions: tuple[Mention, ...]) -> RegionRow | None:
    """The one place that mentions lead down to (河南省 … 郑州市 → 郑州市); where they part ways, the one
    that holds all others (黑龙江嘉荫、萝北 → 黑龙江省), if it is named.
    """
    named = {mention.row.code: mention.row for mention in mentions}
    rows = sorted(named.values(), key=lambda row: len(catalogue.ancestors(row.code)))
    if not rows:
        return None
    if all(is_within(rows[-1].code, row.code) for row in rows):
        return rows[-1]
    return rows[0] if all(is_within(row.code, rows[0].code) for row in rows) else None


def leading_place(text: str, within: str | None = None) -> RegionRow | None:
    """The place that `text` begins with, as far down as it goes: 广西壮族自治区柳州市财政局 → 柳州市."""
    at, row = 0, None
    for mention in find_places(text[:40], within):
        if mention.start != at:
            break
        at, row = mention.end, mention.row
    return row
