"""Finds the beginning of a 机关代字 (the agency part of a 发文字号) in running text.

Knows nothing of years and numbers.

"按照国发〔2024〕7号" names 国发, not 按照国发. The words that introduce a number, the characters that start a
code and the parts it is made of are data (`config/data/doc_codes.json`).
"""

import re
from functools import cache

from config import catalogue
from watcher.patterns import deferred
from watcher.reading.names import organs

LONGEST = 20
_LONGEST_UNKNOWN = 8
_CITING = frozenset(
    {"执行", "按", "依", "见", "据"}
)  # of the words that also begin names, those that cite
_ANNOUNCEMENTS = ("公告", "通告")
_OFFICES = frozenset("政府办财税建")  # parts that make an agency of one unknown character: 岚财公告
_BIDDING = frozenset("请应须可仍均")
_LEADS_A_NAME = deferred(
    "执行|按(?:照)?|见|依(?!安|兰)|据|经|原(?!阳|平)|将|和(?!田|平|政|静|布|硕|龙|顺|县)"
)
# behind another number or title, "…7号和", "《…》和", and 原 before a code: 和 and 原 begin no name there
_JOINS = deferred("[和并](?!田|平|政|静|布|硕|龙|顺|县|府)")
_FORMER = deferred("原(?!阳|平|政|府|州)")
# before a code, and not the first letter of one: 经信规, 对外投资, 即政发 (即墨), 自然资发
_LEADS = deferred(
    "经(?!信|贸|开|济|管|委|投)|对(?!外|口)|即(?!政|府)|就(?!业)|依(?!安|兰)|自(?!然|贸|政|府|治|资|规)"
)
_ENDS_ANOTHER = ")）]】〕》”’、"
LONGEST_HEAD = 3  # characters of a place's 简称 that no table knows: 澄, 澜湖
_OPENERS = "\n\t([【《:|"
_REST = deferred(r"[^号\n]{1,20}号[ \u200b]{0,4}(?:\Z|[\n\t)\]】》|、,;])")
_RUN = deferred(r"[一-龥〇A-Za-z·\u200b]")


# words for a level of government begin codes too (市政发), but stand before many other things
_LEVELS = frozenset("省市州区县厅委党政府")


@cache
def _strong_starts() -> frozenset[str]:
    words = catalogue.words("doc_codes")
    return (frozenset(words["starts"]) | frozenset(words["places"])) - _LEVELS


@cache
def _code_starts() -> frozenset[str]:
    """Strong starts, and the first character of every city's name (漯 for 漯河) that is no common word
    (和 for 和田).
    """
    cities = {
        row.short[0][0]
        for row in catalogue.regions()
        if row.level in {"province", "city"} and row.short
    }
    return (
        _strong_starts()
        | _LEVELS
        | cities - frozenset(catalogue.words("doc_codes")["cut_before_a_start"])
    )


@cache
def _code_parts() -> frozenset[str]:
    return frozenset(catalogue.words("doc_codes")["body"])


@cache
def _place_names() -> frozenset[str]:
    return frozenset(short for row in catalogue.regions() for short in row.short)


@cache
def _cut_always() -> re.Pattern[str]:
    return _any_of(catalogue.words("doc_codes")["cut_always"])


@cache
def _cut_before_start() -> re.Pattern[str]:
    return _any_of(catalogue.words("doc_codes")["cut_before_a_start"])


@cache
def _words_no_heads() -> re.Pattern[str]:
    return _any_of(catalogue.words("doc_codes")["no_heads"])


@cache
def _leading_particles() -> frozenset[str]:
    return frozenset(catalogue.words("doc_codes")["particles"])


@cache
def _introducing_words() -> tuple[str, ...]:
    return catalogue.words("doc_codes")["introducing"]


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _begins_with(text: str, starts: frozenset[str]) -> bool:
    return any(text[:size] in starts for size in range(1, 5))


def is_known_code(text: str, *, strong: bool = False) -> bool:
    """Tell whether `text` is a start followed by known parts only: 桂 工信 投融.

    `strong` leaves out starts that are common words.
    """
    starts = _strong_starts() if strong else _code_starts()
    return any(
        text[:size] in starts and _is_chain_of_parts(text[size:], _code_parts())
        for size in range(1, 6)
    )


def _is_chain_of_parts(text: str, body: frozenset[str]) -> bool:
    """Tell whether `text` can be cut into parts of `body`; bounded by LONGEST, so the table is
    small.
    """
    reach = {0}
    for at in range(len(text)):
        if at in reach:
            reach |= {at + size for size in range(1, 5) if text[at : at + size] in body}
    return len(text) in reach


def code_start(text: str, end: int) -> int:
    """The offset where the code that ends at `end` begins, or `end` where there is none.

    A code is at least two characters. `text` is folded; zero-width characters are U+200B and belong
    to no word.
    """
    start = end
    while start > 0 and end - start < LONGEST + 10 and _RUN.match(text[start - 1]):
        start -= 1
    if end - start == 1:
        start = _spaced_start(text, start)
    run = text[start:end]
    if run.endswith(_ANNOUNCEMENTS):  # 公告 and 通告 introduce other numbers: 根据云地税公告
        run = run[:-2]
    before = text[start - 1] if start else "\n"
    start += _lead_length(run, joined=before in _ENDS_ANOTHER, alone=stands_alone(text, start, end))
    run = text[start:end].replace("\u200b", "")
    return start if 2 <= len(run.replace(" ", "")) <= LONGEST else end


def announces_agency(code: str) -> bool:
    """Tell whether a code in 公告, 通告 or 令 names its agency: 云地税公告, 海财公告; not 招标公告, 本公告."""
    agency = code.removesuffix("令") if code.endswith("令") else code[:-2]
    if len(agency) < 2:
        return False
    return is_known_code(agency, strong=True) or (
        bool(unknown_head(agency)) and (len(agency) > 2 or agency[-1] in _OFFICES)
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the code at text[start:end] and the number behind it fill their line, or their
    brackets.
    """
    return (start == 0 or text[start - 1] in _OPENERS) and _REST.match(text, end) is not None


def _spaced_start(text: str, start: int) -> int:
    """A letter-spaced code (桂 政 办 发) from its last character back."""
    while start > 1 and text[start - 1] == " " and "一" <= text[start - 2] <= "龥":
        inner = start - 2
        if inner > 0 and _RUN.match(text[inner - 1]):  # a whole word, not a letter: 国办 发
            while inner > 0 and start - inner < LONGEST and _RUN.match(text[inner - 1]):
                inner -= 1
            return inner
        start = inner
    return start


def _lead_length(run: str, *, joined: bool = False, alone: bool = False) -> int:
    """The number of characters of `run` that only introduce the code.

    `alone` says that nothing stands before it on its line or in its brackets: then it is a code of
    a place that no table knows (澜湖工信〔2026〕11号) unless a word that introduces one is found in it.
    `joined` says that another number or a title stands right before it.
    """
    cut = clause_end(run)
    introduced = run[:cut].endswith(_introducing_words())
    if (joined and not cut) or run[:cut].endswith("号"):
        link = _JOINS.match(run, cut)
        cut, introduced = (link.end(), True) if link else (cut, introduced)
    if former := _FORMER.match(run, cut):
        cut, introduced = former.end(), True
    lead = _LEADS.match(run, cut)
    rest = run[lead.end() :] if lead else ""
    if lead and (_is_plausible(rest) or (len(rest) <= 10 and _begins_with(rest, _strong_starts()))):
        cut, introduced = lead.end(), True
    if not is_known_code(run[cut:], strong=True):  # 中央编办发
        aside = _aside_length(run[cut:])
        cut, introduced = cut + aside, introduced or aside > 0
    cut += run[cut : cut + 1] in _BIDDING and run[cut + 1 : cut + 2] in _CITING  # 请按, 仍按
    while (match := _cut_before_start().match(run, cut)) and _code_follows(
        match[0], run[match.start() :]
    ):
        cut = match.end()
        introduced = True
    cut = _after_organ(run, cut, known_only=True)
    rest = run[cut:]
    if is_known_code(rest):
        return cut
    if _begins_with(rest, _strong_starts()) and len(rest) <= 10:
        return cut
    if alone and cut == 0 and len(rest) <= _LONGEST_UNKNOWN:
        return _after_organ(run, cut, known_only=False)
    if _is_code_of_place(rest) or (introduced and unknown_head(rest)):
        return cut
    return _after_organ(run, cut + _start_within(rest), known_only=False)


def _start_within(text: str) -> int:
    """The offset of a code that the words before it do not introduce: 改发桂政办发, 属国发; 0 where none is
    found.

    What begins with 政 or 府 has a place before it: 改发余杭政办发 is 余杭's, 改发澜政发 is of a place of one
    character.
    """
    particle, rest = text[:1] in _leading_particles(), text[1:]
    if particle and is_known_code(rest, strong=True):
        return 1
    at = next(
        (
            at
            for at in range(2, len(text) - 1)
            if text[:at] not in _place_names() and is_known_code(text[at:])
        ),
        0,
    )
    if not at:
        return int(particle and rest[:1] not in "政府" and _is_plausible(rest))
    if text[at - 1 : at + 1] in _place_names():  # 改发三江政办发: 江 begins codes too
        return at - 1
    if text[at] not in "政府":
        return at
    size = next((size for size in (3, 2) if text[max(0, at - size) : at] in _place_names()), 1)
    return at - size if size > 1 or text[at - 1] not in _leading_particles() else at


def _is_plausible(text: str) -> bool:
    """Tell whether all of `text` is a code of known parts, a place that no table knows before them
    allowed.
    """
    return is_known_code(text) or bool(unknown_head(text))


def _is_code_of_place(text: str) -> bool:
    """Tell whether a county's short name and known parts are all there is: 余杭 工信 规."""
    return any(
        text[:size] in _place_names() and _is_chain_of_parts(text[size:], _code_parts())
        for size in range(2, len(text) - 1)
    )


def unknown_head(code: str) -> str:
    """The place of a code that no table knows, known parts behind it: 澜湖 of 澜湖工信规, 澄 of 澄公积金规; else
    "".
    """
    if is_known_code(code) or _aside_length(code) or not 2 <= len(code) <= LONGEST:
        return ""
    sizes = range(1, min(LONGEST_HEAD, len(code) - 1) + 1)
    heads = (code[:size] for size in sizes if _is_chain_of_parts(code[size:], _code_parts()))
    head = next(heads, "")
    return "" if head in _leading_particles() else head


def _aside_length(text: str) -> int:
    """The length of the word at the start that is neither a place nor part of a code: 上级国发, 沿用财税; 0
    for none.
    """
    match = _words_no_heads().match(text)
    return match.end() if match else 0


def _code_follows(word: str, text: str) -> bool:
    """Tell whether a code follows the word that `text` begins with: 按国发, 按澜湖工信, not 依安工信."""
    rest = text[len(word) :]
    return _is_surely_code(rest) or (
        word in _CITING and not _is_code_of_place(text) and bool(unknown_head(rest))
    )


def without_lead(text: str) -> str:
    """The text without a word at its start that is no part of a name: 执行云岭省人民政府, 上级人民政府."""
    while match := _words_no_heads().match(text) or _LEADS_A_NAME.match(text):
        text = text[match.end() :]
    return text


def _is_surely_code(text: str) -> bool:
    return is_known_code(text, strong=True) or (
        text[:1] in tuple("省市州区县") and is_known_code(text)
    )


def clause_end(text: str) -> int:
    """The end of the last word in `text` that only introduces what follows it; 0 where there is
    none.
    """
    return max((m.end() for m in _cut_always().finditer(text)), default=0)


def _after_organ(run: str, cut: int, *, known_only: bool) -> int:
    """The end of an organ's full name that stands before its code: 财政部财税, 自治区人民政府桂政发, 省税务局川税."""
    for at in range(len(run) - 2, cut + 2, -1):
        name = run[cut:at]
        named = organs.ends_with_known(name) or (not known_only and organs.looks_like_organ(name))
        own = name[:1] == run[at] and unknown_head(run[at:])  # 岚岗市财政局岚财
        if named and name not in _code_starts() and (own or is_known_code(run[at:], strong=True)):
            return at
    return cut
