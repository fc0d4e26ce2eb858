"""Windows of so many days after the document's own issue or publication.

Their wordings stand in `window_rules`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.records import Basis, DeadlineStatus
from watcher.reading.dates.reckoning import day_later
from watcher.reading.dates.wording import DAYS, ISSUE, Rule, Sentence
from watcher.reading.dates.working_days import add_workdays
from watcher.reading.document import Fact, Window
from watcher.reading.facts.effective_day import reference_day
from watcher.reading.facts.window_rules import RELATIVE
from watcher.reading.facts.window_traits import actor_of, kind_of
from watcher.reading.facts.window_vetoes import is_blocked
from watcher.reading.segment import Segment

_PROVISIONAL = "provisional: the holidays of that year are not announced"
_ISSUING = (ISSUE, "印发", "发布", "公布", "下发", "征")


@dataclass(frozen=True, slots=True)
class _Counted:
    """The days that a window runs between, with a note on how they were counted."""

    first: date
    last: date
    note: str


def relative_windows(
    segment: Segment, sentence: Sentence, issued: Fact[date] | None, published: Fact[date] | None
) -> Iterator[Window]:
    """At most one; none where the day that is counted from is not known.

    That day itself is not counted.
    """
    text = sentence.text
    if DAYS not in text or not any(word in text for word in _ISSUING):
        return
    for rule in RELATIVE:
        found = rule.search(text)
        if not found or is_blocked(found[0][found[0].index(DAYS) :]):
            continue
        day, note = reference_day(_word_of_issue(sentence, found), issued, published)
        if day is not None:
            yield _window(segment, sentence, (rule, found), _count(sentence, found, day, note))
        return


def _word_of_issue(sentence: Sentence, found: re.Match[str]) -> str:
    """印发 or 发布: the word for the day that is counted from."""
    signs = sentence.signed(found, ISSUE)
    if signs:
        return str(sentence.signs[signs[0]])
    return "印发" if "印发" in found[0] or "下发" in found[0] else "发布"


def _count(sentence: Sentence, found: re.Match[str], day: date, note: str) -> _Counted:
    """From the day of issue or publication; working days by the calendar of holidays."""
    length = sentence.duration_at(sentence.signed(found, DAYS)[0])
    if length.unit != "workday":
        said = note or f"counted from {day.isoformat()}, that day not included"
        return _Counted(day, day_later(day, length), said)
    due = add_workdays(day, length.amount)
    if due.provisional:
        said = f"{note or f'counted from {day.isoformat()}'}; {_PROVISIONAL}"
    else:
        said = note or f"counted from {day.isoformat()}, that day not included"
    return _Counted(day, due.day, said)


def _window(
    segment: Segment, sentence: Sentence, by: tuple[Rule, re.Match[str]], counted: _Counted
) -> Window:
    rule, found = by
    return Window(
        kind=kind_of(segment, sentence, rule),
        status=DeadlineStatus.DATED,
        evidence=segment.sentence(*sentence.offsets(found.start(), found.end())),
        opens=counted.first if f"{ISSUE}起" in found[0] else None,
        closes=counted.last,
        actor=actor_of(found[0]),
        basis=Basis.COMPUTED,
        note=counted.note,
    )
