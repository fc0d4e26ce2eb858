"""The windows in which somebody must act: application, consultation and filing, dated or not.

Wordings stand in `window_rules`. Each printed date is decided by the first rule that covers it; the
same day of the same batch stated twice is one window.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.records import Basis, DeadlineStatus
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import ListedDates, Span, Token, days_of
from watcher.reading.dates.elided_years import Anchor, day_ahead, days_spanned, year_anchor
from watcher.reading.dates.wording import DATE, DATES, SPAN, Rule, Sentence, dated_sentences
from watcher.reading.document import Evidence, Fact, Window
from watcher.reading.facts.relative_windows import relative_windows
from watcher.reading.facts.undated_windows import undated_windows
from watcher.reading.facts.window_merging import merge_windows
from watcher.reading.facts.window_rules import (
    BEFORE,
    CLOSING,
    CONSULTATION,
    FROM_NOW,
    MOVED,
    OPENING,
    PERIOD,
)
from watcher.reading.facts.window_tables import tabled_windows
from watcher.reading.facts.window_traits import (
    actor_of,
    batch_names,
    channel_of,
    kind_of,
    product_of,
)
from watcher.reading.facts.window_vetoes import FILING, is_window
from watcher.reading.segment import Segment

_RULES = (*MOVED, *CONSULTATION, *FROM_NOW, *CLOSING, *OPENING, *PERIOD, *BEFORE)
_SIGNS = f"{DATE}{SPAN}{DATES}"
_DATED = deferred(f"[{_SIGNS}]")
_LABEL = 6  # characters before a date in which its batch is printed


@dataclass(frozen=True, slots=True)
class _WindowReading:
    """The document and the days its windows are counted from."""

    segment: Segment
    base: Anchor | None
    published: Fact[date] | None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date that a rule found in a sentence, as its sign stands at `at`."""

    sentence: Sentence
    rule: Rule
    found: re.Match[str]
    at: int

    @property
    def token(self) -> Token:
        """The printed date, span or list."""
        return self.sentence.moments_at(self.at)


def find_windows(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[Window, ...]:
    """Every window of a document: dated ones in the order of the text, then the undated ones."""
    reading = _WindowReading(segment, year_anchor(segment, issued, published), published)
    windows: list[Window] = []
    for sentence in dated_sentences(segment.text):
        if FILING.search(sentence.text) or "截止" in sentence.text:
            told = _dated_windows(reading, sentence)
            windows += told or relative_windows(segment, sentence, issued, published)
    windows += tabled_windows(segment, reading.base)
    return merge_windows((*_in_time(windows, issued), *undated_windows(segment)))


def _in_time(windows: Iterable[Window], issued: Fact[date] | None) -> Iterator[Window]:
    """Without those that close before the document was written: a condition or a slip."""
    for window in windows:
        if not (issued and window.closes and window.closes < issued.value):
            yield window


def _dated_windows(reading: _WindowReading, sentence: Sentence) -> list[Window]:
    """Every window of a sentence: rules go first to last, windows as their dates stand."""
    windows: list[Window] = []
    for stated in sorted(_stated_by_rules(reading, sentence), key=_place):
        carried = _carried(sentence, stated.at)
        local = replace(reading, base=carried) if carried else reading
        windows += _windows(local, stated)
    return windows


def _place(stated: _Stated) -> int:
    return stated.at


def _stated_by_rules(reading: _WindowReading, sentence: Sentence) -> Iterator[_Stated]:
    """The dates to file by, each by the first rule that covers it."""
    left = {found.start() for found in _DATED.finditer(sentence.text)}
    for rule in _RULES:
        if not left:
            return  # every date is decided
        for found in rule.finditer(sentence.text):
            signs = [index for index in sentence.signed(found, _SIGNS) if index in left]
            if signs and is_window(sentence, rule, found, reading.segment.title):
                left.difference_update(signs)
                yield _Stated(sentence, rule, found, signs[0] if rule in BEFORE else signs[-1])


def _carried(sentence: Sentence, at: int) -> Anchor | None:
    """The date printed before it in the same sentence, whose year carries on."""
    for index in range(at - 1, -1, -1):
        if sentence.text[index] in _SIGNS:
            day = days_of(sentence.moments_at(index))[-1].stated
            return Anchor(day, "year from the date before it") if day else None
    return None


def _windows(reading: _WindowReading, stated: _Stated) -> Iterator[Window]:
    """One window of a day or a span, several of a list of days."""
    blank, token = _blank(reading.segment, stated), stated.token
    if stated.rule.role == "opens":
        yield from _opening(reading, blank, token)
        return
    batches = _batches(reading.segment, stated)
    if isinstance(token, ListedDates):
        yield from _listed(reading, blank, token, batches)
        return
    blank = replace(blank, batch=batches[0])
    if isinstance(token, Span):
        known = days_spanned(token, reading.base)
        if known:
            opens, closes, note = known
            yield from _closing(blank, token.last, opens, (closes, note))
        return
    from_now = stated.rule.role == "until" and reading.published
    opens_now = reading.published.value if from_now and reading.published else None
    yield from _closing(blank, token, opens_now, day_ahead(token, reading.base))


def _blank(segment: Segment, stated: _Stated) -> Window:
    """All that the words around a date say of its window."""
    sentence, found = stated.sentence, stated.found
    return Window(
        kind=kind_of(segment, sentence, stated.rule),
        status=DeadlineStatus.DATED,
        evidence=_evidence(segment, stated),
        actor=actor_of(sentence.text[: found.end()]),
        channel=channel_of(found[0]),
    )


def _evidence(segment: Segment, stated: _Stated) -> Evidence:
    start, end = stated.sentence.offsets(stated.found.start(), stated.found.end())
    token = stated.token
    if segment.index_at(start) != segment.index_at(token.start):
        return segment.cite(start, max(end, token.end))  # a label and the date below it
    return segment.sentence(max(start, token.start), max(end, token.end))


def _opening(reading: _WindowReading, blank: Window, token: Token) -> Iterator[Window]:
    known = day_ahead(token, reading.base) if isinstance(token, Moment) else None
    if known:
        day, note = known
        basis = Basis.INFERRED if note else Basis.STATED
        yield replace(blank, opens=day, basis=basis, note=note)


def _batches(segment: Segment, stated: _Stated) -> list[str | None]:
    """The batch of each date of a token, with the programme it is of: 产业优化升级项目·第一批."""
    text, found, token = stated.sentence.text, stated.found, stated.token
    listed = token.items if isinstance(token, ListedDates) else ()
    printed = [segment.text[max(moment.start - _LABEL, 0) : moment.start] for moment in listed]
    product = product_of(text, found.start())
    names = batch_names(text, found.end(), printed)
    return ["·".join(filter(None, (product, name))) or None for name in names]


def _closing(
    blank: Window, moment: Moment, opens: date | None, known: tuple[date, str] | None
) -> Iterator[Window]:
    """The window that closes on a day; none where that is not known or lies before its opening."""
    if known is None or (opens and known[0] < opens):
        return
    closes, note = known
    basis = Basis.INFERRED if note or moment.grain != "day" else Basis.STATED
    yield replace(blank, opens=opens, closes=closes, closes_at=moment.clock, basis=basis, note=note)


def _listed(
    reading: _WindowReading, blank: Window, listing: ListedDates, batches: list[str | None]
) -> Iterator[Window]:
    """One window a date.

    The first opens with the publication where that is known, the next the day after the one before.
    """
    before: date | None = None
    for moment, batch in zip(listing.items, batches, strict=True):
        known = day_ahead(moment, reading.base, before)
        if known is None:
            return
        closes, note = known
        opens: date | None = None
        if reading.published:
            opens = before + timedelta(days=1) if before else reading.published.value
            note = note or "opening day inferred"
        if opens and opens > closes:
            opens = None
        yield from _closing(replace(blank, batch=batch), moment, opens, (closes, note))
        before = closes
