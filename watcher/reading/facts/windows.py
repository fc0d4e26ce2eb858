"""The windows in which somebody must act: application, consultation and filing, dated or not.

Wordings stand in `window_rules`.

Each printed date is decided by the first rule that covers it; the same day of the same batch stated
twice is one window.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.records import Basis, DeadlineStatus
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import Listing, Span, Token, days_of
from watcher.reading.dates.elided_years import Anchor, ahead, anchor, spanned
from watcher.reading.dates.reckoning import later
from watcher.reading.dates.wording import DATE, DATES, DAYS, ISSUE, SPAN, Rule, Sentence, dated
from watcher.reading.dates.working_days import add_workdays
from watcher.reading.document import (
    Evidence,
    Fact,
    Window,
)
from watcher.reading.facts.effective_day import reference_day
from watcher.reading.facts.undated_windows import undated
from watcher.reading.facts.window_merging import merged
from watcher.reading.facts.window_rules import (
    BEFORE,
    CLOSING,
    CONSULTATION,
    FROM_NOW,
    MOVED,
    OPENING,
    PERIOD,
    RELATIVE,
)
from watcher.reading.facts.window_tables import tabled
from watcher.reading.facts.window_traits import (
    actor_of,
    batch_names,
    channel_of,
    kind_of,
    product_of,
)
from watcher.reading.facts.window_vetoes import FILING, blocked, is_window
from watcher.reading.segment import Segment

_RULES = (*MOVED, *CONSULTATION, *FROM_NOW, *CLOSING, *OPENING, *PERIOD, *BEFORE)
_SIGNS = f"{DATE}{SPAN}{DATES}"
_DATED = deferred(f"[{_SIGNS}]")
_PROVISIONAL = "provisional: the holidays of that year are not announced"
_ISSUING = (ISSUE, "印发", "发布", "公布", "下发", "征")


@dataclass(frozen=True, slots=True)
class _Reading:
    """The document and the days its windows are counted from."""

    segment: Segment
    base: Anchor | None
    issued: Fact[date] | None
    published: Fact[date] | None


def find(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[Window, ...]:
    """Every window of a document: dated ones in the order of the text, then the undated ones."""
    reading = _Reading(segment, anchor(segment, issued, published), issued, published)
    windows: list[Window] = []
    for sentence in dated(segment.text):
        if FILING.search(sentence.text) or "截止" in sentence.text:
            windows += list(_dated(reading, sentence)) or list(_relative(reading, sentence))
    windows += tabled(segment, reading.base)
    # A day before the document was written is a condition or a slip, never a window of it.
    told = (w for w in windows if not (issued and w.closes and w.closes < issued.value))
    return merged((*told, *undated(segment)))


def _dated(reading: _Reading, sentence: Sentence) -> Iterator[Window]:
    if _DATED.search(sentence.text):
        yield from (
            window for _, window in sorted(_by_rules(reading, sentence), key=lambda pair: pair[0])
        )


def _by_rules(reading: _Reading, sentence: Sentence) -> Iterator[tuple[int, Window]]:
    """Every window with where its date stands: the rules go first to last, the windows as printed."""
    left = {found.start() for found in _DATED.finditer(sentence.text)}
    for rule in _RULES:
        if not left:
            return  # every date is decided
        for found in rule.finditer(sentence.text):
            signs = [index for index in sentence.signed(found, _SIGNS) if index in left]
            if signs and is_window(sentence, rule, found, reading.segment.title):
                left.difference_update(signs)
                at = signs[0] if rule in BEFORE else signs[-1]
                carried = _carried(sentence, at)
                local = replace(reading, base=carried) if carried else reading
                yield from (
                    (at, w) for w in _windows(local, sentence, rule, found, sentence.moments_at(at))
                )


def _carried(sentence: Sentence, at: int) -> Anchor | None:
    """The date printed before it in the same sentence, whose year carries on."""
    for index in range(at - 1, -1, -1):
        if sentence.text[index] in _SIGNS:
            day = days_of(sentence.moments_at(index))[-1].stated
            return Anchor(day, "year from the date before it") if day else None
    return None


def _windows(
    reading: _Reading, sentence: Sentence, rule: Rule, found: re.Match[str], token: Token
) -> Iterator[Window]:
    blank = Window(
        kind=kind_of(reading.segment, sentence, rule),
        status=DeadlineStatus.DATED,
        evidence=_evidence(reading.segment, sentence, found, token),
        actor=actor_of(sentence.text[: found.end()]),
        channel=channel_of(found[0]),
    )
    if rule.role == "opens":
        if isinstance(token, Moment) and (known := ahead(token, reading.base)):
            yield replace(
                blank,
                opens=known[0],
                basis=Basis.INFERRED if known[1] else Basis.STATED,
                note=known[1],
            )
        return
    product = product_of(sentence.text, found.start())
    text = reading.segment.text
    printed = [text[max(moment.start - 6, 0) : moment.start] for moment in days_of(token)]
    names = batch_names(sentence.text, found.end(), printed if isinstance(token, Listing) else ())
    blank = replace(blank, batch="·".join(part for part in (product, names[0]) if part) or None)
    match token:
        case Span():
            yield from _span(reading, blank, token)
        case Listing():
            yield from _batches(reading, blank, token, product, names)
        case Moment():
            opens = reading.published.value if rule.role == "until" and reading.published else None
            yield from _until(blank, token, opens, ahead(token, reading.base))


def _evidence(segment: Segment, sentence: Sentence, found: re.Match[str], token: Token) -> Evidence:
    start, end = sentence.offsets(found.start(), found.end())
    if segment.index_at(start) != segment.index_at(token.start):
        return segment.cite(start, max(end, token.end))  # a label and the date below it
    return segment.sentence(max(start, token.start), max(end, token.end))


def _until(
    blank: Window, moment: Moment, opens: date | None, known: tuple[date, str] | None
) -> Iterator[Window]:
    if known is None or (opens and known[0] < opens):
        return
    closes, note = known
    basis: Basis = Basis.INFERRED if note or moment.grain != "day" else Basis.STATED
    yield replace(blank, opens=opens, closes=closes, closes_at=moment.clock, basis=basis, note=note)


def _span(reading: _Reading, blank: Window, span: Span) -> Iterator[Window]:
    if known := spanned(span, reading.base):
        opens, closes, note = known
        yield from _until(blank, span.last, opens, (closes, note))


def _batches(
    reading: _Reading, blank: Window, listing: Listing, product: str | None, names: list[str | None]
) -> Iterator[Window]:
    """One window a date.

    The first opens with the publication where that is known, the next the day after the one before.
    """
    before: date | None = None
    for moment, name in zip(listing.items, names, strict=True):
        known = ahead(moment, reading.base, before)
        if known is None:
            return
        closes, note = known
        opens = None
        if reading.published:
            opens = before + timedelta(days=1) if before else reading.published.value
            note = note or "opening day inferred"
        batch = "·".join(part for part in (product, name) if part) or None
        yield from _until(
            replace(blank, batch=batch),
            moment,
            opens if opens and opens <= closes else None,
            (closes, note),
        )
        before = closes


def _relative(reading: _Reading, sentence: Sentence) -> Iterator[Window]:
    """N days after the document's own issue or publication, that day not counted.

    Only where it is known.
    """
    if DAYS not in sentence.text or not any(word in sentence.text for word in _ISSUING):
        return
    for rule in RELATIVE:
        found = rule.search(sentence.text)
        if not found or blocked(found[0][found[0].index(DAYS) :]):
            continue
        signs = sentence.signed(found, ISSUE)
        written = "印发" in found[0] or "下发" in found[0]
        word = str(sentence.signs[signs[0]]) if signs else "印发" if written else "发布"
        day, note = reference_day(word, reading.issued, reading.published)
        if day is None:
            return
        length = sentence.duration_at(sentence.signed(found, DAYS)[0])
        counted = add_workdays(day, length.amount) if length.unit == "workday" else None
        closes = counted.day if counted else later(day, length)
        if counted and counted.provisional:
            note = (
                f"{note}; {_PROVISIONAL}"
                if note
                else f"counted from {day.isoformat()}; {_PROVISIONAL}"
            )
        yield Window(
            kind=kind_of(reading.segment, sentence, rule),
            status=DeadlineStatus.DATED,
            evidence=reading.segment.sentence(*sentence.offsets(found.start(), found.end())),
            opens=day if f"{ISSUE}起" in found[0] else None,
            closes=closes,
            actor=actor_of(found[0]),
            basis=Basis.COMPUTED,
            note=note or f"counted from {day.isoformat()}, that day not included",
        )
        return
