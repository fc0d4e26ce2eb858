"""Two facts records → the facts that differ, each once.

Compares what was read; reads nothing itself. The facts that are compared, the way and the name
under which each is told stand in `reading.facts.table`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from store.records import DeadlineStatus
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import BETWEEN_NAMES, YEARS, Direction, FactChange
from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.pairing.window_pairs import RecordedWindow, pair_windows, recorded_windows
from watcher.diffing.redline.figure_values import same_figure
from watcher.reading.facts import table
from watcher.reading.facts.fact_kind import Comparison, FactKind
from watcher.reading.json_forms import entry_text

Record = Mapping[str, Any]  # of `reading.facts_record`


def compare_facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FactChange, ...]:
    """The differences between two facts records (see `reading.facts_record`); deadlines first.

    Windows are paired by kind, actor, batch, channel and order, so one that moved is one fact.
    Values may be bare or {"value": …, "evidence": …}; an absent field is unknown.
    """
    return tuple(_changed_facts(old, new))


def with_rates(
    facts: Sequence[FactChange], clauses: Iterable[ClauseChange]
) -> tuple[FactChange, ...]:
    """The facts, and each rate that differs inside an amended clause and is not among them.

    12% → 15%.
    """
    told = {fold_noise(text) for fact in facts for text in (fact.old, fact.new) if text}
    rates: dict[FactChange, None] = {}
    for clause in clauses:
        for rate in clause.facts:
            if rate.what == "percent" and rate.old and rate.new and not _is_told(rate.new, told):
                rates[FactChange("percent", rate.old, rate.new)] = None
    return (*facts, *rates)


def _is_told(rate: str, told: Iterable[str]) -> bool:
    """A fact that is told has the rate in its words."""
    return any(fold_noise(rate) in text for text in told)


def _changed_facts(old: Record, new: Record) -> Iterator[FactChange]:
    for kind in table.TOLD:
        if kind.telling:
            yield from COMPARED[kind.telling.comparison](kind, old, new)


def _compare_windows(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    del kind
    for was, now in pair_windows(recorded_windows(old), recorded_windows(new)):
        yield from _compare_window(was, now)


def _compare_window(was: RecordedWindow | None, now: RecordedWindow | None) -> Iterator[FactChange]:
    known = now or was
    assert known is not None
    about = FactChange(
        "deadline",
        None,
        None,
        evidence_old=was.evidence if was else None,
        evidence_new=now.evidence if now else None,
        window=known.kind,
        batch=known.batch,
        actor=known.actor,
        channel=known.channel,
    )
    yield from _moved_close(about, was, now)
    if was and now and was.opens and now.opens and was.opens != now.opens:
        _, days = _moved_days(was.opens, now.opens)
        yield replace(about, what="opens", old=was.opens, new=now.opens, days=days)


def _moved_close(
    about: FactChange, was: RecordedWindow | None, now: RecordedWindow | None
) -> Iterator[FactChange]:
    """The close, where it differs; one that was to be announced is set, not moved."""
    old = was.told if was and not _is_promise_kept(was, now) else None
    new = now.told if now else None
    if old != new:
        direction, days = _moved_days(old, new)
        yield replace(about, old=old, new=new, direction=direction, days=days)


def _is_promise_kept(was: RecordedWindow, now: RecordedWindow | None) -> bool:
    """The date that was to be announced is announced: it is set, not moved."""
    return (
        was.status == DeadlineStatus.UNANNOUNCED
        and not was.closes
        and now is not None
        and bool(now.closes)
    )


def _compare_terms(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    """The last day where both versions have one, else the term in years."""
    until = entry_text(old.get(kind.name)), entry_text(new.get(kind.name))
    years = _term_in_years(old.get("validity_years")), _term_in_years(new.get("validity_years"))
    if any(until) and not (all(years) and not all(until)):
        was, now = until
        direction, days = _moved_days(was, now)
        field = kind.name
    else:
        was, now = (f"{term:g}{YEARS}" if term else None for term in years)
        direction, days = _longer_term(*years), None
        field = "validity_years"
    if was != now:
        said = _evidence_text(old.get(field)), _evidence_text(new.get(field))
        yield FactChange(_told_name(kind), was, now, direction, days, *said)


def _longer_term(old: float | None, new: float | None) -> Direction | None:
    if not old or not new:
        return None
    return "extended" if new > old else "shortened"


def _compare_sums(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    """Amounts and rates in the order of the text.

    One that stands in the place of another is that one, changed.
    """
    before, after = _said_texts(kind, old), _said_texts(kind, new)
    steps = SequenceMatcher(None, _all_folded(before), _all_folded(after), autojunk=False)
    for tag, i, k, j, m in steps.get_opcodes():
        if tag != "equal":
            yield from _paired_sums(kind, before[i:k], after[j:m])


def _paired_sums(kind: FactKind, old: list[str], new: list[str]) -> Iterator[FactChange]:
    """One by one in their order; the same sum in other words is no difference."""
    for was, now in zip_longest(old, new):
        if was and now and same_figure(fold_noise(was), fold_noise(now)):
            continue
        yield FactChange("percent" if _is_rate(was or now or "") else _told_name(kind), was, now)


def _all_folded(texts: Iterable[str]) -> list[str]:
    return [fold_noise(text) for text in texts]


def _is_rate(text: str) -> bool:
    return "%" in fold_noise(text) or "百分" in text


def _compare_names(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    was, now = sorted(_said_texts(kind, old)), sorted(_said_texts(kind, new))
    if _all_folded(was) != _all_folded(now):
        yield FactChange(
            _told_name(kind), BETWEEN_NAMES.join(was) or None, BETWEEN_NAMES.join(now) or None
        )


def _compare_value(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    was, now = entry_text(old.get(kind.name)), entry_text(new.get(kind.name))
    if fold_noise(was or "") == fold_noise(now or ""):
        return
    moved = kind.telling is not None and kind.telling.comparison is Comparison.DAY
    direction, days = _moved_days(was, now) if moved else (None, None)
    said = _evidence_text(old.get(kind.name)), _evidence_text(new.get(kind.name))
    yield FactChange(_told_name(kind), was, now, direction, days, *said)


def _compare_entries(kind: FactKind, old: Record, new: Record) -> Iterator[FactChange]:
    """Entries that one side lacks. Those with the same key are one entry that differs."""
    before, after = _entries_by_words(kind, old), _entries_by_words(kind, new)
    left = {text: entry for text, entry in before.items() if text not in after}
    for text, entry in after.items():
        if text in before:
            continue
        was = next((told for told, other in left.items() if _same_key(kind, other, entry)), None)
        gone = left.pop(was) if was else None
        yield FactChange(
            _told_name(kind),
            _said_of(kind, gone),
            _said_of(kind, entry),
            None,
            None,
            _evidence_text(gone),
            _evidence_text(entry),
        )
    for entry in left.values():
        yield FactChange(
            _told_name(kind), _said_of(kind, entry), None, None, None, _evidence_text(entry)
        )


def _entries_by_words(kind: FactKind, record: Record) -> dict[str, Any]:
    """The entries of a record by their folded words, each once."""
    found: dict[str, Any] = {}
    for entry in record.get(kind.name) or ():
        found.setdefault(fold_noise(kind.said(entry) or ""), entry)
    return found


def _same_key(kind: FactKind, one: Record, other: Record) -> bool:
    key = kind.telling.key if kind.telling else ""
    return fold_noise(one.get(key) or "") == fold_noise(other.get(key) or "")


def _said_of(kind: FactKind, entry: Any) -> str | None:
    return kind.said(entry) if entry else None


COMPARED: Final[Mapping[Comparison, Callable[[FactKind, Record, Record], Iterator[FactChange]]]] = {
    Comparison.WINDOWS: _compare_windows,
    Comparison.TERM: _compare_terms,
    Comparison.SUMS: _compare_sums,
    Comparison.NAMES: _compare_names,
    Comparison.DAY: _compare_value,
    Comparison.VALUE: _compare_value,
    Comparison.ENTRIES: _compare_entries,
}


def _told_name(kind: FactKind) -> str:
    return kind.telling.what if kind.telling else kind.name


def _moved_days(old: str | None, new: str | None) -> tuple[Direction | None, int | None]:
    """The way a day moved and by how many days; nothing where either side is no day."""
    if old is None or new is None or old == new:
        return None, None
    was, now = _day_of(old), _day_of(new)
    if was is None or now is None:
        return None, None
    days = (now - was).days
    later = days > 0 if days else _time_of_day(old) < _time_of_day(new)
    return ("extended" if later else "shortened"), days or None


def _time_of_day(text: str) -> str:
    """The time behind a day; without one the whole day counts."""
    return text[11:] or "24:00"


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _said_texts(kind: FactKind, record: Record) -> list[str]:
    words = (kind.said(entry) for entry in record.get(kind.name) or ())
    return list(filter(None, words))


def _term_in_years(fact: Any) -> float | None:
    text = entry_text(fact)
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _evidence_text(fact: Any) -> str | None:
    if isinstance(fact, Mapping) and fact.get("evidence"):
        return entry_text(fact["evidence"])
    return None
