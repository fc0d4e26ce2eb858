"""Numbers of the form 机关代字〔YYYY〕N号, whole or damaged. Orders and announcements are read elsewhere.

GB/T 9704-2012 §7.2.5: Arabic digits, the full year in 〔〕, no 第, no leading zero. What is printed
instead: any other bracket, one bracket only, none; inner spaces; 第; leading zeros; full-width
digits; a year in Chinese digits.
"""

import re
from collections.abc import Iterator
from functools import cache

from config import catalogue
from watcher.patterns import deferred
from watcher.reading.numbers import agency_codes, code_parts
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
    squeeze_spaces,
    year_digits,
)

_END = r"(?P<end>号|(?=[\s。,;)》\]]|$))"
# every form holds a year: they are searched by it, and read from the bracket before it
_A_YEAR = deferred(YEAR)
_WHOLE = deferred(
    rf"{OPEN}{GAP}(?P<y>{YEAR}){GAP}年?{GAP}{CLOSE}{GAP}第?{GAP}(?P<n>{COUNT}){GAP}{_END}"
)
_OPEN_ONLY = deferred(
    rf"[〔\[【﹝〖(]{GAP}(?P<y>(?:19|20)\d\d){GAP}第?{GAP}(?P<n>\d{{1,4}})(?!\d){GAP}{_END}"
)
_CLOSE_ONLY = deferred(
    rf"(?P<y>(?:19|20)\d\d){GAP}[〕\]】﹞〗)]{GAP}第?{GAP}(?P<n>{DIGITS}){GAP}(?P<end>号)"
)
_BARE = deferred(
    rf"(?P<y>(?:19|20)\d\d)(?:{GAP}年?{GAP}第?{GAP}(?P<n>\d{{1,4}})(?!\d){GAP}(?P<end>号){NOT_A_PLACE}"
    rf"|{GAP}(?P<m>[1-9]\d{{0,2}})(?![\d年月日.%万亿元个-]))"
)
# 宁农(计)发, 黔财(教): an office's bracketed sign within the code
_INNER = deferred(r"(?<=[一-龥])[(]([一-龥]{1,2})[)]([发函字规办]{0,2})$")
_WITH_INNER = 24  # characters
_NEAR = 16  # characters before a code in which a word may say that it is none
_OPENING = frozenset("〔[【(<《「『﹝〖{〈")
_LAST_OF_A_CODE = frozenset("发函字规办令通政委局厅")
_MORE = deferred(
    rf"{GAP}[、,和及与]{GAP}(?:{OPEN}{GAP}(?P<y>{YEAR}){GAP}{CLOSE}{GAP})?"
    rf"第?{GAP}(?P<n>{DIGITS}){GAP}号{NOT_A_PLACE}"
)
# words that a year behind them does not number: 2026年, 第, 3月
_NO_CODE_ENDS = ("年", "第", "月", "版", "章", "期", "届", "条")
# brackets that hold years in any sentence: a code before them must be one beyond doubt
_COMMON = "(<《〈「『{"


def find_bracket_numbers(plain: str, printed: str) -> Iterator[Number]:
    """Every such number; `plain` is number_parts.plain_text(printed).

    Overlaps are possible, the caller keeps the first.
    """
    for dated in _A_YEAR.finditer(plain):
        at = skip_back(plain, dated.start())
        if at and plain[at - 1] in _OPENING:
            yield from _numbers_at_bracket(plain, printed, at - 1)
        elif match := _CLOSE_ONLY.match(plain, dated.start()):
            yield from _broken_number(match, plain, printed, "bracket")
        elif at and plain[at - 1] in _LAST_OF_A_CODE:
            yield from _bare_number(plain, printed, dated.start())


def _bare_number(plain: str, printed: str, at: int) -> Iterator[Number]:
    """The number whose year at `at` stands in no bracket: 沪府办规202515."""
    if match := _BARE.match(plain, at):
        yield from _broken_number(match, plain, printed, "bare")


def _numbers_at_bracket(plain: str, printed: str, at: int) -> Iterator[Number]:
    """The numbers whose year stands behind the bracket at `at`."""
    if match := _WHOLE.match(plain, at):
        for number in _whole_number(match, plain, printed):
            yield number
            yield from _rest_of_list(number, plain, printed)
    elif match := _OPEN_ONLY.match(plain, at):
        yield from _broken_number(match, plain, printed, "bracket")


def _code_before(plain: str, before: int) -> tuple[int, str]:
    """The offset of the code before a bracket, and the code; (before, "") where there is none."""
    end = skip_back(plain, before)
    start = agency_codes.code_start(plain, end)
    if signed := _signed_code(plain, end):
        return signed
    code = squeeze_spaces(plain[start:end])
    if not 2 <= len(code) <= code_parts.LONGEST or code.endswith(_NO_CODE_ENDS):
        return before, ""
    if _words_not_before().search(plain, max(0, start - _NEAR), start):
        return before, ""
    return start, code


def _signed_code(plain: str, end: int) -> tuple[int, str] | None:
    """A code that holds an office's sign in brackets: 宁农(计)发."""
    inner = _INNER.search(plain, max(0, end - _WITH_INNER), end)
    if not inner:
        return None
    outer = agency_codes.code_start(plain, inner.start())
    before = plain[outer : inner.start()]
    if not code_parts.is_known_code(squeeze_spaces(before + inner[2])):
        return None
    return outer, squeeze_spaces(f"{before}（{inner[1]}）{inner[2]}")


def _whole_number(match: re.Match[str], plain: str, printed: str) -> Iterator[Number]:
    start, code = _code_before(plain, match.start())
    if not code:
        return
    # 财政部公告〔2024〕第5号 is read with its organ's name elsewhere; 云地税公告〔2013〕2号 has a code
    announced = code.endswith(("公告", "通告", "令"))
    if announced and not agency_codes.announces_agency(code):
        return
    doubtful = plain[match.start()] in _COMMON or not match["end"]
    if doubtful and not _is_sure_code(code, start, match, plain):
        return
    di = "第" if announced and "第" in plain[match.start("y") : match.start("n")] else ""
    canonical = f"{code}〔{year_digits(match['y'])}〕{di}{count_value(match['n'])}号"
    raw = printed[start : match.end()]
    yield Number(canonical, raw, start, match.end(), not match["end"], "bracket")


def _is_sure_code(code: str, start: int, match: re.Match[str], plain: str) -> bool:
    """True where the code is one whatever brackets stand behind it: known in all its parts, or,
    where the number has its line or its brackets to itself, but for the place: 澜政办发(2024)7号.
    """
    if code_parts.is_known_code(code):
        return True
    if len(code) < 3 or not code_parts.unknown_head(code):
        return False
    return agency_codes.stands_alone(plain, start, skip_back(plain, match.start()))


def _broken_number(
    match: re.Match[str], plain: str, printed: str, kind: NumberKind
) -> Iterator[Number]:
    """A number that lost a bracket, both, or its 号: 沪府办规〔202515, 沪府办规2025〕15号,
    沪府办规202515.
    """
    start, code = _code_before(plain, match.start())
    no_end = not match["end"] and (len(code) < 3 or plain[match.start()] == "(")
    if no_end or not _is_sure_code(code, start, match, plain):
        return
    canonical = f"{code}〔{match['y']}〕{count_value(match['n'] or match['m'])}号"
    raw = printed[start : match.end()]
    yield Number(canonical, raw, start, match.end(), repaired=True, kind=kind)


def _rest_of_list(first: Number, plain: str, printed: str) -> Iterator[Number]:
    """Numbers that share the code, or code and year, of the one before: 财税〔2014〕75号、〔2015〕106号."""
    code, _, dated = first.canonical.partition("〔")
    current, at = dated[:4], first.end
    while match := _MORE.match(plain, at):
        start = match.start("n")
        if match["y"]:
            current = year_digits(match["y"])
            start = plain.index(match["y"], at) - 1
        canonical = f"{code}〔{current}〕{count_value(match['n'])}号"
        at = match.end()
        yield Number(canonical, printed[start:at], start, at, repaired=True, kind="bracket")


@cache
def _words_not_before() -> re.Pattern[str]:
    """Words that make what follows a contract's, a licence's or a file's number."""
    words = "|".join(catalogue.words("doc_codes")["not_before"])
    return re.compile(rf"(?:{words})[书文]?(?:编号|号码|号)?[为是]?[::]? ?$")
