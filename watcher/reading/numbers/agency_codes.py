"""Finds the beginning of a 机关代字 (the agency part of a 发文字号) in running text.

Knows nothing of years and numbers.

"按照国发〔2024〕7号" names 国发, not 按照国发. The words that introduce a number, the characters that
start a code and the parts it is made of are data (`doc_codes.json` and `wordings/name_words.toml`
in `config/data`).
"""

from watcher.patterns import deferred, one_of
from watcher.reading.names import organs
from watcher.reading.numbers.code_parts import (
    LONGEST,
    begins_strongly,
    is_code_of_place,
    is_known_code,
    is_plausible_code,
    is_surely_code,
    length_of_no_head,
    unknown_head,
)
from watcher.reading.numbers.code_words import (
    always_introducing,
    code_starts,
    introducing_before_start,
    introducing_words,
    leading_particles,
    never_heads,
    short_places,
)

_LONGEST_UNKNOWN = 8
_LONGEST_STRONG = 10  # characters of a code that only its start is known of
_SPACES = 10  # that may stand in a letter-spaced code
# of the words that also begin names, those that cite
_CITING = frozenset({"执行", "按", "依", "见", "据"})
_ANNOUNCEMENTS = ("公告", "通告")
_OFFICES = frozenset("政府办财税建")  # parts that make an agency of one unknown character: 岚财公告
_BIDDING = frozenset("请应须可仍均")
_NAME_LEADS = deferred(lambda: one_of("name_words.name_leads"))
# behind another number or title, "…7号和", "《…》和", and 原 before a code: no name begins there
_JOINS = deferred(lambda: one_of("name_words.code_joins"))
_FORMER = deferred(lambda: one_of("name_words.code_former"))
# before a code, and not the first letter of one
_LEADS = deferred(lambda: one_of("name_words.code_leads"))
_ENDS_ANOTHER = ")）]】〕》”’、"
_OPENERS = "\n\t([【《:|"
_REST = deferred(r"[^号\n]{1,20}号[ \u200b]{0,4}(?:\Z|[\n\t)\]】》|、,;])")
_RUN = deferred(r"[一-龥〇A-Za-z·\u200b]")


def code_start(text: str, end: int) -> int:
    """The offset where the code that ends at `end` begins, or `end` where there is none.

    A code is at least two characters. `text` is folded; zero-width characters are U+200B and belong
    to no word.
    """
    start = end
    while start > 0 and end - start < LONGEST + _SPACES and _RUN.match(text[start - 1]):
        start -= 1
    if end - start == 1:
        start = _spaced_start(text, start)
    run = text[start:end]
    if run.endswith(_ANNOUNCEMENTS):  # 公告 and 通告 introduce other numbers: 根据云地税公告
        run = run[:-2]
    before = text[start - 1] if start else "\n"
    alone = stands_alone(text, start, end)
    start += _lead_length(run, joined=before in _ENDS_ANOTHER, alone=alone)
    run = text[start:end].replace("\u200b", "")
    return start if 2 <= len(run.replace(" ", "")) <= LONGEST else end


def announces_agency(code: str) -> bool:
    """True where a code in 公告, 通告 or 令 names its agency: 云地税公告, not 招标公告."""
    agency = code.removesuffix("令") if code.endswith("令") else code[:-2]
    if len(agency) < 2:
        return False
    if is_known_code(agency, strong=True):
        return True
    return bool(unknown_head(agency)) and (len(agency) > 2 or agency[-1] in _OFFICES)


def stands_alone(text: str, start: int, end: int) -> bool:
    """True where the code at text[start:end] and the number behind it fill their line, or their
    brackets.
    """
    return (start == 0 or text[start - 1] in _OPENERS) and _REST.match(text, end) is not None


def without_lead(text: str) -> str:
    """The text without a word at its start that is no part of a name: 执行云岭省人民政府,
    上级人民政府.
    """
    while match := never_heads().match(text) or _NAME_LEADS.match(text):
        text = text[match.end() :]
    return text


def clause_end(text: str) -> int:
    """The end of the last word in `text` that only introduces what follows it; 0 where there is
    none.
    """
    return max((match.end() for match in always_introducing().finditer(text)), default=0)


def _spaced_start(text: str, start: int) -> int:
    """A letter-spaced code (桂 政 办 发) from its last character back."""
    while start > 1 and text[start - 1] == " " and "一" <= text[start - 2] <= "龥":
        inner = start - 2
        if inner > 0 and _RUN.match(text[inner - 1]):  # a whole word, not a letter: 国办 发
            return _word_start(text, inner, start)
        start = inner
    return start


def _word_start(text: str, inner: int, start: int) -> int:
    while inner > 0 and start - inner < LONGEST and _RUN.match(text[inner - 1]):
        inner -= 1
    return inner


def _lead_length(run: str, *, joined: bool, alone: bool) -> int:
    """The number of characters of `run` that only introduce the code.

    `alone` says that nothing stands before it on its line or in its brackets: then it is a code of
    a place that no table knows (澜湖工信〔2026〕11号) unless a word that introduces one is found in it.
    `joined` says that another number or a title stands right before it.
    """
    cut, introduced = _introduction(run, joined=joined)
    rest = run[cut:]
    if is_known_code(rest):
        return cut
    if begins_strongly(rest) and len(rest) <= _LONGEST_STRONG:
        return cut
    if alone and cut == 0 and len(rest) <= _LONGEST_UNKNOWN:
        return _after_organ(run, cut, known_only=False)
    if is_code_of_place(rest) or (introduced and unknown_head(rest)):
        return cut
    return _after_organ(run, cut + _start_within(rest), known_only=False)


def _introduction(run: str, *, joined: bool) -> tuple[int, bool]:
    """The end of the words that surely introduce a code, and whether they call for one."""
    cut, introduced = _joining_words(run, joined=joined)
    lead = _LEADS.match(run, cut)
    if lead and _may_be_code(run[lead.end() :]):
        cut, introduced = lead.end(), True
    if not is_known_code(run[cut:], strong=True):  # 中央编办发
        aside = length_of_no_head(run[cut:])
        cut, introduced = cut + aside, introduced or aside > 0
    if run[cut : cut + 1] in _BIDDING and run[cut + 1 : cut + 2] in _CITING:  # 请按, 仍按
        cut += 1
    while match := introducing_before_start().match(run, cut):
        if not _code_follows(match[0], run[cut:]):
            break
        cut, introduced = match.end(), True
    return _after_organ(run, cut, known_only=True), introduced


def _joining_words(run: str, *, joined: bool) -> tuple[int, bool]:
    """The end of the clause before a code, 和 behind another number and 原 (a former one) with it."""
    cut = clause_end(run)
    introduced = run[:cut].endswith(introducing_words())
    behind_another = (joined and not cut) or run[:cut].endswith("号")
    if behind_another and (link := _JOINS.match(run, cut)):
        cut, introduced = link.end(), True
    if former := _FORMER.match(run, cut):
        cut, introduced = former.end(), True
    return cut, introduced


def _may_be_code(text: str) -> bool:
    if is_plausible_code(text):
        return True
    return len(text) <= _LONGEST_STRONG and begins_strongly(text)


def _start_within(text: str) -> int:
    """The offset of a code that the words before it do not introduce: 改发桂政办发, 属国发; 0 where
    none is found.

    A code in 政 or 府 has a place before it: 改发余杭政办发 is 余杭's, 改发澜政发 is of a place of one
    character.
    """
    particle, rest = text[:1] in leading_particles(), text[1:]
    if particle and is_known_code(rest, strong=True):
        return 1
    at = _known_code_at(text)
    if not at:
        return int(particle and rest[:1] not in "政府" and is_plausible_code(rest))
    if text[at - 1 : at + 1] in short_places():  # 改发三江政办发: 江 begins codes too
        return at - 1
    return at if text[at] not in "政府" else _place_before(text, at)


def _known_code_at(text: str) -> int:
    """The first offset at which all the rest is a known code, no place's name before it; else 0."""
    for at in range(2, len(text) - 1):
        if text[:at] not in short_places() and is_known_code(text[at:]):
            return at
    return 0


def _place_before(text: str, at: int) -> int:
    """The offset of the place whose government's code is at `at`."""
    for size in (3, 2):
        if text[max(0, at - size) : at] in short_places():
            return at - size
    # a place of one character, unless that is a particle
    return at if text[at - 1] in leading_particles() else at - 1


def _code_follows(word: str, text: str) -> bool:
    """True where a code follows the word that `text` begins with: 按国发, 按澜湖工信, not 依安工信."""
    rest = text[len(word) :]
    if is_surely_code(rest):
        return True
    return word in _CITING and not is_code_of_place(text) and bool(unknown_head(rest))


def _after_organ(run: str, cut: int, *, known_only: bool) -> int:
    """The end of an organ's full name that stands before its code: 财政部财税, 自治区人民政府桂政发,
    省税务局川税.
    """
    for at in range(len(run) - 2, cut + 2, -1):
        name = run[cut:at]
        named = organs.ends_with_known(name)
        named = named or (not known_only and organs.looks_like_organ(name))
        if named and name not in code_starts() and _is_code_of_organ(name, run[at:]):
            return at
    return cut


def _is_code_of_organ(name: str, code: str) -> bool:
    own = name[:1] == code[:1] and unknown_head(code)  # 岚岗市财政局岚财
    return bool(own) or is_known_code(code, strong=True)
