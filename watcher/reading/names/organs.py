"""Knows an organ's name (机关名称) by its looks, and where it begins.

Cuts no lists, decides nobody's role.

Known national organs and their short names come from `config/data/agencies.json`; any other name is
recognised by its last word (…局, …委员会, …人民政府).
"""

from functools import cache

from config import catalogue
from watcher.patterns import deferred, one_of

LONGEST = 36
# 办公厅(室), 市场监督管理局(知识产权局): an organ with two names; a 公司 is none
_SHAPE = deferred(
    lambda: (
        rf"[一-龥]{{1,30}}?(?:{one_of('name_words.endings')}|(?<!公)司)"
        r"(?:[(（](?:室|办公室|[一-龥]{3,20}(?:局|厅|委员会|办公室|中心))[)）])?"
    )
)
# 中国(澄江)自由贸易试验区临港片区管理委员会
_FREE_ZONE = deferred(r"^中国[(（][一-龥]{2,6}[)）](?=自由贸易|跨境电子商务)")
# A name never contains these: a run with them is a clause, not a name. 应对 and 对外 may stand in one,
# and so may 自由
_NEVER = deferred(lambda: rf"(?:{one_of('name_words.never')})|(?<!应)对(?!外)|(?<!自)由|等$")
# words that end like an organ and are none
_NOT = deferred(lambda: rf"(?:{one_of('name_words.not_organs')})$")
_BANK = deferred(lambda: rf"(?:{one_of('name_words.banks')})$")
_NATION = "中华人民共和国"
_OFFICES = ("办公厅", "办公室")
# the offices of a national organ: 工业和信息化部办公厅
_OFFICE_END = deferred(r"(?:办公厅|办公室|综合司|综合室|综合局|[一-龥]{2,8}司)$")
_LONGEST_KNOWN = 24


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
    """The official name of a national organ printed by any of its usual names: 国家发改委 →
    国家发展和改革委员会.
    """
    return _known_names().get(name.removeprefix(_NATION) or name)


def is_national(name: str) -> bool:
    """True where a printed name is a national organ's or that of an office of one
    (工业和信息化部办公厅).
    """
    bare = name.removeprefix(_NATION)
    if bare in _national_names() or bare.endswith("交易所"):
        return True
    return _OFFICE_END.sub("", bare) in _national_names()


def is_same_organ(one: str, other: str) -> bool:
    """True where two printed names are one organ's: by its official name, or one with its place
    left out.
    """
    a, b = official_name(one) or one, official_name(other) or other
    if a == b:
        return True
    return min(len(a), len(b)) >= 4 and (a.endswith(b) or b.endswith(a))


def is_misprint(name: str, right: str) -> bool:
    """True where `name` is `right`, its place perhaps spelled out, with one or two characters too
    many inside: 工业和信息化[办公]厅.
    """
    if len(right) < 6 or name.endswith(right) or name[-1:] != right[-1:]:
        return False
    for at in range(max(1, len(name) - len(right)), len(name) - 2):
        for extra in (1, 2):
            if (name[:at] + name[at + extra :]).endswith(right):
                return True
    return False


def looks_like_organ(name: str) -> bool:
    """True where the whole text is one organ's name by its shape."""
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
    known = _known_names()
    for size in range(min(len(text), _LONGEST_KNOWN), 2, -1):
        if text[-size:] in known:
            whole = text[:-size].endswith(_NATION)
            return text[-size - len(_NATION) :] if whole else text[-size:]
    return ""


def known_prefix(text: str) -> str:
    """The longest known organ's name that `text` begins with, an 办公厅 or 办公室 after it included; ""
    for none.
    """
    known = _known_names()
    lead = len(_NATION) if text.startswith(_NATION) else 0
    for size in range(min(len(text) - lead, _LONGEST_KNOWN), 1, -1):
        if text[lead : lead + size] in known:
            rest = text[lead + size :]
            office = next((word for word in _OFFICES if rest.startswith(word)), "")
            return text[: lead + size + len(office)]
    return ""


def ends_with_known(text: str) -> bool:
    """True where `text` ends with a known organ or with words only organs end with (人民政府, 委员会,
    办公厅).
    """
    return bool(known_suffix(text)) or text.endswith(_sure_endings())


@cache
def _sure_endings() -> tuple[str, ...]:
    return catalogue.word_lists("name_words")["sure_endings"].words


@cache
def _place_names() -> frozenset[str]:
    return frozenset(row.name for row in catalogue.regions() if row.level != "country")


_GOVERNMENT = deferred(
    r"(?P<level>自治区|[省市州县区])(?:人民)?政府(?:办公厅|办公室)?$|(?P<abbr>[一-龥])府$"
    r"|(?:(?:中华人民共和国)?主席|中央军委|军委)$"
)
_LONGEST_PLACE = 11


def government_at_end(text: str) -> str:
    """The government `text` ends with, its place before it: 依上海市人民政府 → 上海市人民政府, 省政府, 沪府;
    "" for none.
    """
    match = _GOVERNMENT.search(text)
    if not match:
        return ""
    if not match["level"]:
        return text[match.start() :]
    start, end = match.start(), match.end("level")
    while size := _length_of_place_before(text, end):
        start = end = end - size
    return text[start:]


def _length_of_place_before(text: str, end: int) -> int:
    """The length of the longest place's full name that ends at `end`; 0 for none."""
    places = _place_names()
    for size in range(min(_LONGEST_PLACE, end), 1, -1):
        if text[end - size : end] in places:
            return size
    return 0


def local_start(text: str, begin: int = 0) -> int:
    """The offset of the organ in `text` when a place's full name stands inside: 遵从桂林市财政局 → 2;
    else `begin`.
    """
    if known_prefix(text[begin:]):
        return begin
    places = _place_names()
    for at in range(begin, len(text) - 3):
        if any(text[at : at + size] in places for size in range(3, _LONGEST_PLACE + 1)):
            return at
    return begin
