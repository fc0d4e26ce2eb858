"""Knows an organ's name (机关名称) by its looks, and where it begins.

Cuts no lists, decides nobody's role.

Known national organs and their short names come from `config/data/agencies.json`; any other name is
recognised by its last word (…局, …委员会, …人民政府).
"""

import re
from functools import cache

from config import catalogue
from watcher.patterns import deferred

LONGEST = 36
_ENDINGS = (
    "人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|市政府|省政府|区政府|县政府|州政府|政府|"
    "党委|省委|市委|区委|县委|自治区党委|党组|"
    "办公厅|办公室|委员会|管委会|领导小组|指挥部|联席会议|联防联控机制|"
    "总局|分局|支局|总署|银行|分行|总行|支行|中心支行|法院|检察院|研究院|科学院|工程院|"
    "总工会|工商联|联合会|促进会|贸促会|科协|妇联|残联|团委|中央军委|军区司令部|军区|"
    "总队|支队|调查队|海关|交易所|中心|委办|参事室|国资委|(?<!公)司|部|委|局|厅|署|办|行|社|府|会"
)
# 办公厅(室), 市场监督管理局(知识产权局): an organ with two names
_SHAPE = deferred(
    f"[一-龥]{{1,30}}?(?:{_ENDINGS})(?:[(（](?:室|办公室|[一-龥]{{3,20}}(?:局|厅|委员会|办公室|中心))[)）])?"
)
# 中国(澄江)自由贸易试验区临港片区管理委员会
_FREE_ZONE = deferred(r"^中国[(（][一-龥]{2,6}[)）](?=自由贸易|跨境电子商务)")
# A name never contains these: a run with them is a clause, not a name.
_NEVER = deferred(
    "[的了是将为把被及其]|(?<!应)对(?!外)|(?<!自)由|本(?!溪)|关于|印发|发布|根据|按照|有关|各[市县省区]|各级|单位|部门|等$|请|要求|申报|组织|开展|做好|通知|意见"
)
# words that end like an organ and are none
_NOT = deferred(
    "(?:机会|社会|协会|大会|会议|全会|全部|内部|总部|干部|外部|局部|行|开办|举办|主办|承办|协办|督办|会办|公会)$"
)
_BANK = deferred("(?:银行|分行|支行|总行|开发行|进出口行)$")


@cache
def _known_names() -> dict[str, str]:
    table: dict[str, str] = {}
    for agency in catalogue.agencies():
        for name in (agency.name, *agency.short):
            table.setdefault(name, agency.name)
    return table


@cache
def _national_names() -> frozenset[str]:
    nation = (agency for agency in catalogue.agencies() if agency.region == catalogue.NATION)
    return frozenset(name for agency in nation for name in (agency.name, *agency.short))


def official_name(name: str) -> str | None:
    """The official name of a national organ printed by any of its usual names: 国家发改委 → 国家发展和改革委员会."""
    return _known_names().get(name.removeprefix("中华人民共和国") or name)


def is_national(name: str) -> bool:
    """Tell whether a printed name is a national organ's or that of an office of one (工业和信息化部办公厅)."""
    bare = name.removeprefix("中华人民共和国")
    if bare in _national_names() or bare.endswith("交易所"):
        return True
    stem = re.sub(r"(?:办公厅|办公室|综合司|综合室|综合局|[一-龥]{2,8}司)$", "", bare)
    return stem in _national_names()


def is_same_organ(one: str, other: str) -> bool:
    """Tell whether two printed names are one organ's: by its official name, or one with its place
    left out.
    """
    a, b = official_name(one) or one, official_name(other) or other
    return a == b or (min(len(a), len(b)) >= 4 and (a.endswith(b) or b.endswith(a)))


def is_misprint(name: str, right: str) -> bool:
    """Tell whether `name` is `right`, its place perhaps spelled out, with one or two characters too
    many inside: 工业和信息化[办公]厅.
    """
    if len(right) < 6 or name.endswith(right) or name[-1:] != right[-1:]:
        return False
    span = range(max(1, len(name) - len(right)), len(name) - 2)
    return any((name[:at] + name[at + extra :]).endswith(right) for extra in (1, 2) for at in span)


def looks_like_organ(name: str) -> bool:
    """Tell whether the whole text is one organ's name by its shape."""
    if name in _known_names():
        return True
    name = _FREE_ZONE.sub("中国", name)
    if not 3 <= len(name) <= LONGEST or _NEVER.search(name) or not _SHAPE.fullmatch(name):
        return False
    return not _NOT.search(name) or bool(_BANK.search(name))


def known_suffix(text: str) -> str:
    """The longest known organ's name that `text` ends with, 中华人民共和国 before it included; "" for
    none.
    """
    for size in range(min(len(text), 24), 2, -1):
        if text[-size:] in _known_names():
            nation = "中华人民共和国"
            return text[-size - len(nation) :] if text[:-size].endswith(nation) else text[-size:]
    return ""


def known_prefix(text: str) -> str:
    """The longest known organ's name that `text` begins with, an 办公厅 or 办公室 after it included; ""
    for none.
    """
    lead = len("中华人民共和国") if text.startswith("中华人民共和国") else 0
    for size in range(min(len(text) - lead, 24), 1, -1):
        if text[lead : lead + size] in _known_names():
            rest = text[lead + size :]
            office = next((word for word in ("办公厅", "办公室") if rest.startswith(word)), "")
            return text[: lead + size + len(office)]
    return ""


def ends_with_known(text: str) -> bool:
    """Tell whether `text` ends with a known organ or with words only organs end with (人民政府, 委员会,
    办公厅).
    """
    return bool(known_suffix(text)) or text.endswith(
        (
            "人民政府",
            "委员会",
            "政府办公厅",
            "政府办公室",
            "自治区",
            "办公厅",
            "省政府",
            "市政府",
            "区政府",
            "县政府",
            "国务院",
        )
    )


@cache
def _place_names() -> frozenset[str]:
    return frozenset(row.name for row in catalogue.regions() if row.level != "country")


_GOVERNMENT = deferred(
    r"(?P<level>自治区|[省市州县区])(?:人民)?政府(?:办公厅|办公室)?$|(?P<abbr>[一-龥])府$|(?:(?:中华人民共和国)?主席|中央军委|军委)$"
)


def government_at_end(text: str) -> str:
    """The government `text` ends with, its place before it: 依上海市人民政府 → 上海市人民政府, 省政府, 沪府; "" for
    none.
    """
    match = _GOVERNMENT.search(text)
    if not match:
        return ""
    if not match["level"]:
        return text[match.start() :]
    level_end, start = match.end("level"), match.start()
    while size := next(
        (
            n
            for n in range(min(11, level_end), 1, -1)
            if text[level_end - n : level_end] in _place_names()
        ),
        0,
    ):
        start = level_end = level_end - size
    return text[start:]


def local_start(text: str, begin: int = 0) -> int:
    """The offset of the organ in `text` when a place's full name stands inside: 遵从桂林市财政局 → 2; else
    `begin`.
    """
    if known_prefix(text[begin:]):
        return begin
    for at in range(begin, len(text) - 3):
        if any(text[at : at + size] in _place_names() for size in range(3, 12)):
            return at
    return begin
