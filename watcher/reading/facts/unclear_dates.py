"""Dates that were seen and not understood, and damaged ones; for people to look at.

Never a source of facts.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from watcher.patterns import deferred, worded
from watcher.reading.dates.civil_dates import read_whole_day
from watcher.reading.dates.date_spans import Token, days_of
from watcher.reading.dates.wording import dates_in, sentence_bounds
from watcher.reading.document import Evidence, Fact, Relating, RelativeDeadline, Window
from watcher.reading.segment import Segment

_MOST = 40
# 自202311日起, 2024年615日: digits that a lost 年 or 月 ran together.
_DAMAGED = deferred(r"(?:19|20)[0-9]{2}(?:[0-9]{1,4}|年[0-9]{3,4})日")
# What a date next to these words is for is understood: it is just no date of the document.
_KNOWN = worded("unclear_dates", "{known}")


def find_unclear(
    segment: Segment, claimed: Iterable[Evidence | None] = (), known: Iterable[date] = ()
) -> tuple[Evidence, ...]:
    """Sentences with a whole, an impossible or a damaged date that no fact was read from.

    In order, each once.

    `known` are days that a fact already states: printed again they are not unclear.
    """
    used = [evidence for evidence in claimed if evidence is not None]
    out: dict[str, Evidence] = {}
    stated = {*known, *_metadata(segment)}
    for start, end in _suspects(segment, stated):
        cited = segment.cite(start, end)
        if any(_covers(evidence, cited) for evidence in used):
            continue
        evidence = segment.sentence(start, end)
        out.setdefault(evidence.text, evidence)
        if len(out) == _MOST:
            break
    return tuple(out.values())


def find_unread(segment: Segment, *facts: Any) -> tuple[Evidence, ...]:
    """The dates that none of these facts was read from, each given as its kind has it.

    One, several or None.
    """
    claimed: list[Evidence | None] = []
    known: list[date] = []
    for fact in facts:
        for one in fact if isinstance(fact, tuple) else (fact,):
            claimed.append(_evidence(one))
            known += _stated_days(one)
    return find_unclear(segment, claimed, known)


def _evidence(fact: Fact[Any] | Window | RelativeDeadline | Relating | None) -> Evidence | None:
    """The sentence of a fact; of a relation, the naming of the other document."""
    if fact is None:
        return None
    return fact.reference.evidence if isinstance(fact, Relating) else fact.evidence


def _stated_days(fact: object) -> Iterator[date]:
    """The days that a fact states: the ends of a window, the value of a dated fact."""
    printed: tuple[object, ...] = ()
    if isinstance(fact, Window):
        printed = (fact.opens, fact.closes)
    elif isinstance(fact, Fact):
        printed = (fact.value,)
    for day in printed:
        if isinstance(day, date):
            yield day


def _metadata(segment: Segment) -> Iterator[date]:
    for printed in (segment.meta.issued_on, segment.meta.published_on):
        if printed and (day := read_whole_day(printed)):
            yield day


def _suspects(segment: Segment, stated: set[date]) -> Iterator[tuple[int, int]]:
    """The spans of impossible dates, of whole ones that nothing states, and of damaged ones."""
    text = segment.text
    for token in dates_in(text):
        if any(moment.impossible for moment in days_of(token)):
            yield token.start, token.end
        elif token.start >= segment.body_start and _is_unstated(token, stated):
            low, high = sentence_bounds(text, token.start)
            if not _KNOWN.search(text, low, high):
                yield token.start, token.end
    for found in _DAMAGED.finditer(text):
        if not text[max(found.start() - 1, 0)].isdecimal():
            yield found.span()


def _is_unstated(token: Token, stated: set[date]) -> bool:
    """It prints a whole day that no fact states."""
    return any(day.grain == "day" and day.stated not in stated for day in days_of(token))


def _covers(evidence: Evidence, cited: Evidence) -> bool:
    inside = evidence.lines[0] <= cited.lines[0] and cited.lines[1] <= evidence.lines[1]
    return inside and cited.text in evidence.text
