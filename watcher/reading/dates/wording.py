"""Sentences with their dates and durations replaced by one sign each, and the rules over them.

A rule's wording is a pattern over what is left: `自{date}起(?:正式)?{takes_effect}`. Spaces and
Markdown marks are gone, punctuation is folded (，is a comma). The tables of rules stand in
`config/data/rules`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from watcher.patterns import deferred
from watcher.reading.dates.date_spans import ListedDates, Span, Token, days_of, find_date_tokens
from watcher.reading.dates.printed_durations import PRINTED, Duration, read_duration
from watcher.reading.paragraphs.rule_words import Keywords

DATE, SPAN, DATES, ISSUE, TAKING_EFFECT, YEARS, DAYS = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"

# The vocabulary that wordings may name in braces.
WORDS = {
    "date": DATE,
    "span": SPAN,
    "dates": DATES,
    "day": f"[{DATE}{DATES}]",
    "any": f"[{DATE}{SPAN}{DATES}]",
    "issue": ISSUE,  # 印发之日, 发布之日, …
    "in_force": TAKING_EFFECT,  # 施行之日
    "years": YEARS,
    "days": DAYS,
    "from": "(?:自|从|于|由)",
    "takes_effect": "(?:开始|正式|起|暂行|全面)*(?:施行|实施|执行|生效|试行|实行|启用)(?!以来|至今)",
    "to": "(?:至|到|截至|截止到?|截止至)",
    "is": "(?:为|是|:|自|从|暂定为?|定为|共|限|原则上|一般|\n)*",
}

_ISSUE = deferred(
    r"(印发|发布|公布|下发|发文|颁布|成文|签发|出台|公告)(?:之日|日(?=起))|(即日)(?=起)"
)
_IN_FORCE = deferred(r"(施行|实施|执行|生效)之日")
_BREAK = deferred(r"[。!?;\n\t]")  # a tab stands between the cells of a table
_LABEL = deferred(
    r"[#* ]*[【\[(（]?(?:[一二三四五六七八九十0-9]{1,3}[、.)])?[^。,;:【】\n]{0,14}(?:时间|日期|期限|截止|时限|期间|时效"
    r"|有效期|执行期)(?:安排|要求|节点)?[】\])）]?[:* ]*"
)
_HINTS = Keywords(
    ("之日", "日起", "有效期", "试行", "期限", "执行期", "日内", "日以内", "天内", "月内")
)
_KEPT = deferred(r"[^ *#\t]+")
# a sentence longer than this on one side is cut: nothing that belongs together stands further apart
_REACH = 500


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A wording and its meaning, with a sentence it understands. A rule equals itself only."""

    role: str
    wording: str
    sample: str
    needs: str = ""  # one of these characters must occur: saves the search in most sentences

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return (
            compile_wording(self.wording).finditer(text) if self._may_stand_in(text) else iter(())
        )

    def _may_stand_in(self, text: str) -> bool:
        for mark in (
            self.needs
        ):  # a loop: `any` over a generator costs three times as much, and this runs most
            if mark in text:
                return True
        return not self.needs


@lru_cache(maxsize=512)
def compile_wording(wording: str) -> re.Pattern[str]:
    """A wording as a pattern: names in braces stand for WORDS."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: WORDS[name[1]], wording))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with signs for its dates.

    `origin[i]` is the offset in the segment of character i (one more at the end).

    A label paragraph (【申报时间】) and the sentence below it are read as one, a line feed between them.
    """

    text: str
    origin: tuple[int, ...]
    signs: dict[int, Token | Duration | str]

    def moments_at(self, index: int) -> Token:
        """The date, span or list whose sign stands at `index`."""
        token = self.signs[index]
        assert not isinstance(token, Duration | str)
        return token

    def duration_at(self, index: int) -> Duration:
        token = self.signs[index]
        assert isinstance(token, Duration)
        return token

    def signed(self, found: re.Match[str], signs: str) -> list[int]:
        """The places in the match where one of `signs` stands."""
        return [index for index in range(found.start(), found.end()) if self.text[index] in signs]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the segment of text[start:end]."""
        return self.origin[start], self.origin[end]


def _sign(token: Token) -> str:
    match token:
        case Span():
            return SPAN
        case ListedDates():
            return DATES
    return DATE


def mask_sentence(text: str, start: int, end: int, inside: list[Token]) -> Sentence:
    """The sentence text[start:end] with its dates, issue days and durations signed.

    每年3月1日 is no date and stays.
    """
    parts: list[str] = []
    origin: list[int] = []
    signs: dict[int, Token | Duration | str] = {}
    at = start
    for token in [*(token for token in inside if days_of(token)[0].relative != "每"), None]:
        for run in _KEPT.finditer(text, at, token.start if token else end):
            parts.append(run[0])
            origin.extend(range(run.start(), run.end()))
        if token:
            signs[len(origin)] = token
            parts.append(_sign(token))
            origin.append(token.start)
            at = token.end
    return _signed("".join(parts), [*origin, end], signs)


def _signed(text: str, origin: list[int], signs: dict[int, Token | Duration | str]) -> Sentence:
    """Signs the issue days and the durations too."""
    edits = _edits(text)
    if not edits:
        return Sentence(text, tuple(origin), signs)
    parts: list[str] = []
    kept: list[int] = []
    moved: dict[int, Token | Duration | str] = {}
    at = 0
    for start, end, sign, value in [*edits, (len(text), len(text), "", "")]:
        if start < at:
            continue  # it begins inside the one before
        shift = len(kept) - at
        for index, token in signs.items():
            if at <= index < start:
                moved[index + shift] = token
        parts += (text[at:start], sign)
        kept += origin[at:start]
        if sign:
            moved[len(kept)] = value
            kept.append(origin[start])
        at = end
    return Sentence("".join(parts), (*kept, origin[-1]), moved)


def _edits(text: str) -> list[tuple[int, int, str, Duration | str]]:
    """The other words to be signed: from where to where, by which sign, and its meaning."""
    edits: list[tuple[int, int, str, Duration | str]] = []
    if "日" in text:
        edits += [(*day.span(), ISSUE, day[1] or day[2]) for day in _ISSUE.finditer(text)]
        edits += [(*day.span(), TAKING_EFFECT, day[1]) for day in _IN_FORCE.finditer(text)]
    for found in PRINTED.finditer(text):
        length = read_duration(found)
        if length:
            edits.append((*found.span(), DAYS if length.years is None else YEARS, length))
    return sorted(edits, key=_edit_start)


def _edit_start(edit: tuple[int, int, str, Duration | str]) -> int:
    return edit[0]


@lru_cache(maxsize=8)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _BREAK.finditer(text))


def sentence_bounds(text: str, at: int) -> tuple[int, int]:
    """The sentence around an offset.

    From the mark before to the mark behind, a label above included.
    """
    breaks = _breaks(text)
    index = bisect_left(breaks, at)
    start = max(breaks[index - 1] + 1 if index else 0, at - _REACH)
    end = min(breaks[index] if index < len(breaks) else len(text), at + _REACH)
    if start and text[start - 1] in "\n\t":
        above = max(text.rfind(mark, max(start - 42, 0), start - 1) for mark in "\n\t") + 1
        if above and start - above < 40 and _LABEL.fullmatch(text, above, start - 1):
            start = above
    return start, end


@lru_cache(maxsize=8)
def dates_in(text: str) -> tuple[Token, ...]:
    """`date_spans.find_date_tokens`, remembered for the few readers of one text."""
    return find_date_tokens(text)


def _sentence(text: str, start: int, end: int) -> Sentence:
    found = dates_in(text)
    low, high = (bisect_left(found, offset, key=_start) for offset in (start, end))
    return mask_sentence(text, start, end, [token for token in found[low:high] if token.end <= end])


def _start(token: Token) -> int:
    return token.start


@lru_cache(maxsize=8)
def dated_sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence that prints a date or a word of duration, masked, in order."""
    places = {token.start for token in dates_in(text)}
    places.update(at for at, _ in _HINTS.word_places(text))
    spans: set[tuple[int, int]] = set()
    last = -1
    for at in sorted(places):
        if at >= last:
            start, last = sentence_bounds(text, at)
            spans.add((start, last))
    return tuple(_sentence(text, start, end) for start, end in sorted(spans))


def sentence_around(text: str, at: int) -> Sentence:
    """The masked sentence around an offset."""
    return _sentence(text, *sentence_bounds(text, at))
