"""Numbers that begin with the issuing organs' names: 国务院令第795号, 财政部 税务总局公告2023年第30号.

Where a bracketed year is printed (中国人民银行公告〔2024〕第5号) the form is kept, 第 as printed.
"""

import re
from collections.abc import Iterator

from watcher.patterns import deferred
from watcher.reading.names import organs
from watcher.reading.numbers import agency_codes
from watcher.reading.numbers.number_parts import (
    CLOSE,
    COUNT,
    DIGITS,
    GAP,
    NOT_A_PLACE,
    OPEN,
    YEAR,
    Number,
    NumberKind,
    count_value,
    skip_back,
    year_digits,
)

# 公告〔十五届〕第57号: a people's congress counts by its sessions
_SESSION = rf"{OPEN}{GAP}(?P<session>[一二三四五六七八九十]{{1,3}}届){GAP}{CLOSE}{GAP}"
_DATED = (
    rf"(?:{_SESSION}|(?P<open>{OPEN})?{GAP}(?P<y>{YEAR}){GAP}年?{GAP}(?P<close>{CLOSE})?{GAP}"
    rf"|{OPEN}{GAP}(?=第))?"
)
_FORWARD = deferred(
    rf"(?P<what>公告|通告|令){GAP}\n?{GAP}{_DATED}(?P<di>第?){GAP}(?P<n>{COUNT}){GAP}号{NOT_A_PLACE}"
)
_BEFORE = 12  # characters before a count in which its year stands
_REVERSED = deferred(rf"第{GAP}(?P<n>{COUNT}){GAP}号{GAP}(?P<what>令|公告)")
# 教育部45号令, 国务院 292 号令
_CALLED = deferred("号 ?(?:令|公告)")
_SHORT = deferred(rf"(?<![\d第 -])(?: {{0,2}})(?P<n>{DIGITS}){GAP}号{GAP}(?P<what>令|公告)")
# 云岭省, 云岭省岚岗市, 澜湖自治县
_GOVERNMENT = deferred(
    r"(?:[一-龥]{2,4}(?:自治区|自治[州县旗]|[省市州区县旗])){1,3}(?:人民)?政府(?:办公[厅室])?"
)
_YEAR_BEFORE = deferred(rf"((?:19|20)\d\d)年{GAP}$")


def find_order_numbers(plain: str, printed: str) -> Iterator[Number]:
    """Every order and announcement; `plain` is number_parts.plain_text(printed)."""
    if "号" not in plain:
        return
    for match in _FORWARD.finditer(plain):
        yield from _forward_number(match, plain, printed)
    if "第" in plain:
        for match in _REVERSED.finditer(plain):
            yield from _reversed_number(match, plain, printed)
    if _CALLED.search(plain):
        for match in _SHORT.finditer(plain):
            yield from _reversed_number(match, plain, printed)


def _forward_number(match: re.Match[str], plain: str, printed: str) -> Iterator[Number]:
    """公告2023年第30号, 令第795号: the count behind the word."""
    start, organ = _organs_before(plain, skip_back(plain, match.start()))
    # an announcement has a year or 第; 公告9号 is a sentence's
    if not organ or not (match["y"] or match["di"] or match["what"] == "令"):
        return
    canonical, end = f"{organ}{match['what']}{_number_form(match)}", _closing_end(plain, match)
    opened = match["open"] and match["y"] and not match["close"]
    torn = bool(opened) and end == match.end()
    yield Number(canonical, printed[start:end], start, end, torn, _order_kind(match))


def _reversed_number(match: re.Match[str], plain: str, printed: str) -> Iterator[Number]:
    """第58号令, 45号令: the count before the word."""
    dated = _YEAR_BEFORE.search(plain, max(0, match.start() - _BEFORE), match.start())
    start, organ = _organs_before(plain, skip_back(plain, (dated or match).start()))
    if not organ:
        return
    year = f"{dated[1]}年" if dated else ""
    canonical = f"{organ}{match['what']}{year}第{count_value(match['n'])}号"
    raw = printed[start : match.end()]
    yield Number(canonical, raw, start, match.end(), repaired=False, kind=_order_kind(match))


def _order_kind(match: re.Match[str]) -> NumberKind:
    return "order" if match["what"] == "令" else "announcement"


def _number_form(match: re.Match[str]) -> str:
    count = f"{count_value(match['n'])}号"
    if match["open"] and match["close"]:
        return f"〔{year_digits(match['y'])}〕{match['di']}{count}"
    if match["session"]:
        return f"〔{match['session']}〕第{count}"
    return f"{year_digits(match['y'])}年第{count}" if match["y"] else f"第{count}"


def _closing_end(plain: str, match: re.Match[str]) -> int:
    """The end of the match, with the parenthesis that closes 公告(2021年第9号)."""
    inner = plain[match.start("what") : match.end()]
    opened = "(" in inner and ")" not in inner
    return match.end() + (opened and plain[match.end() : match.end() + 1] == ")")


def _organs_before(plain: str, end: int) -> tuple[int, str]:
    """The organs before 令 or 公告: where they begin, and their names parted by one space; (end, "")
    for none.
    """
    names: list[str] = []
    start = at = end
    while at > 0:
        first = _run_start(plain, at)
        parts, begin = _organ_names(plain[first:at], last=not names)
        if not parts:
            break
        names[:0], start = parts, first + begin
        if begin or plain[start - 1 : start] not in {" ", "、", "\u200b"}:
            break
        at = skip_back(plain, start, " 、\u200b")
    return start, " ".join(names)


def _run_start(plain: str, end: int) -> int:
    """The offset of the run of characters that ends at `end`, no longer than a name."""
    start = end
    while start > 0 and end - start < organs.LONGEST and "一" <= plain[start - 1] <= "龥":
        start -= 1
    if plain[start] in "年月日" and plain[max(0, start - 1)].isdecimal():  # 2日云岭省人民政府令
        start += 1
    return start


def _organ_names(piece: str, *, last: bool) -> tuple[list[str], int]:
    """The organs a run of characters ends with and where they begin in it.

    Only the last may be a government by its 府.
    """
    names: list[str] = []
    at = len(piece)
    while name := organs.known_suffix(piece[:at]):
        names.insert(0, name)
        at -= len(name)
    if names:
        return names, at
    government = (_unknown_government(piece) or organs.government_at_end(piece)) if last else ""
    if government:
        return [government], len(piece) - len(government)
    cut = organs.local_start(piece, agency_codes.clause_end(piece))
    return ([piece[cut:]], cut) if organs.looks_like_organ(piece[cut:]) else ([], 0)


def _unknown_government(piece: str) -> str:
    """A government of a place that no table knows, whole: 现将云岭省人民政府 → 云岭省人民政府; "" where a word
    stands before its level (学习省政府) or a table knows it.
    """
    rest = piece[agency_codes.clause_end(piece) :]
    found = _GOVERNMENT.fullmatch(agency_codes.without_lead(rest))
    return found[0] if found and organs.government_at_end(found[0]) != found[0] else ""
