"""Two facts records → the facts that differ, each once. Compares what was read; reads nothing itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final, Literal

from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.noise.folding import folded
from watcher.diffing.pairing.window_pairs import Window, paired, windows
from watcher.diffing.redline.figure_values import same

FactName = Literal[
    "deadline", "opens", "validity", "effective", "amount", "percent", "issuer",
    "doc_number", "title", "region", "status", "issued_on", "published_on",
]  # fmt: skip
Direction = Literal["extended", "shortened"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that differs between two versions; None on the side that does not have it.

    Dates are YYYY-MM-DD, a closing time follows after a space; a window without a date has its status (rolling,
    recurring, unannounced); validity in years is "3年". `direction` and `days` (positive when extended) are given
    where two dates, or two terms, can be compared. `window`, `batch`, `actor` and `channel` say which window a
    deadline belongs to.
    """

    what: FactName
    old: str | None
    new: str | None
    direction: Direction | None = None
    days: int | None = None
    evidence_old: str | None = None
    evidence_new: str | None = None
    window: str | None = None
    batch: str | None = None
    actor: str | None = None
    channel: str | None = None


# facts with one value: the name told, the field of the record
_SINGLE: Final[tuple[tuple[FactName, str], ...]] = (
    ("effective", "effective_from"),
    ("title", "title"),
    ("doc_number", "doc_number"),
    ("region", "region"),
    ("status", "status"),
    ("issued_on", "issued_on"),
    ("published_on", "published_on"),
)


def compare_facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FactChange, ...]:
    """What differs between two facts records (see `reading.record.facts_record`); deadlines first.

    Windows are paired by kind, actor, batch, channel and order, so one that moved is one fact. Values may be bare or
    {"value": …, "evidence": …}; an absent field is unknown.
    """
    return tuple(_changes(old, new))


def with_rates(
    facts: Sequence[FactChange], clauses: Iterable[ClauseChange]
) -> tuple[FactChange, ...]:
    """The facts, and each rate that differs inside an amended clause and is not among them: 12% → 15%."""
    told = {folded(text) for fact in facts for text in (fact.old, fact.new) if text}
    rates = dict.fromkeys(
        FactChange("percent", rate.old, rate.new)
        for clause in clauses
        for rate in clause.facts
        if rate.what == "percent"
        and rate.old
        and rate.new
        and not any(folded(rate.new) in text for text in told)
    )
    return (*facts, *rates)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FactChange]:
    for was, now in paired(windows(old), windows(new)):
        yield from _window(was, now)
    yield from _validity(old, new)
    yield from _amounts(_texts(old.get("amounts")), _texts(new.get("amounts")))
    was_by, now_by = (
        sorted(filter(None, map(_text, side.get("issuers") or ()))) for side in (old, new)
    )
    if [folded(organ) for organ in was_by] != [folded(organ) for organ in now_by]:
        yield FactChange("issuer", "、".join(was_by) or None, "、".join(now_by) or None)
    for what, field in _SINGLE:
        a, b = _text(old.get(field)), _text(new.get(field))
        if folded(a or "") != folded(b or ""):
            direction, days = _moved(a, b) if what == "effective" else (None, None)
            yield FactChange(
                what, a, b, direction, days, _evidence(old.get(field)), _evidence(new.get(field))
            )


def _window(was: Window | None, now: Window | None) -> Iterator[FactChange]:
    known = now or was
    assert known is not None
    about = {
        "window": known.kind,
        "batch": known.batch,
        "actor": known.actor,
        "channel": known.channel,
    }
    evidence = {
        "evidence_old": was.evidence if was else None,
        "evidence_new": now.evidence if now else None,
    }
    old, new = was.told if was else None, now.told if now else None
    if was and now and not was.closes and was.status == "unannounced" and now.closes:
        old = None  # the date that was promised: set, not moved
    if old != new:
        direction, days = _moved(old, new)
        yield FactChange("deadline", old, new, direction, days, **evidence, **about)
    if was and now and was.opens != now.opens and was.opens and now.opens:
        direction, days = _moved(was.opens, now.opens)
        yield FactChange("opens", was.opens, now.opens, None, days, **evidence, **about)


def _validity(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FactChange]:
    """The last day where both versions have one, else the term in years."""
    a, b = _text(old.get("valid_until")), _text(new.get("valid_until"))
    c, d = _years(old.get("validity_years")), _years(new.get("validity_years"))
    field = "valid_until" if (a or b) and not (c and d and not (a and b)) else "validity_years"
    was, now = (a, b) if field == "valid_until" else (c and f"{c:g}年", d and f"{d:g}年")
    if was == now:
        return
    direction, days = _moved(was or None, now or None)
    if field == "validity_years" and c and d:
        direction = "extended" if d > c else "shortened"
    yield FactChange(
        "validity",
        was or None,
        now or None,
        direction,
        days,
        _evidence(old.get(field)),
        _evidence(new.get(field)),
    )


def _amounts(old: Sequence[str], new: Sequence[str]) -> Iterator[FactChange]:
    was, now = [folded(text) for text in old], [folded(text) for text in new]
    for tag, i, k, j, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            for a, b in zip_longest(old[i:k], new[j:m]):
                if a and b and same(folded(a), folded(b)):
                    continue
                told = a or b or ""
                yield FactChange(
                    "percent" if "%" in folded(told) or "百分" in told else "amount", a, b
                )


def _moved(old: str | None, new: str | None) -> tuple[Direction | None, int | None]:
    was, now = _day(old), _day(new)
    if was is None or now is None or old is None or new is None or old == new:
        return None, None
    days = (now - was).days
    later = days > 0 if days else (old[11:] or "24:00") < (new[11:] or "24:00")
    return ("extended" if later else "shortened"), days or None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _texts(values: Iterable[Any] | None) -> list[str]:
    return [text for value in values or () if (text := _text(value))]


def _text(fact: Any) -> str | None:
    """The value of a fact in words, bare or wrapped; of a region its name."""
    if isinstance(fact, Mapping):
        for key in ("value", "text", "name", "code"):
            if fact.get(key):
                return _text(fact[key])
        return None
    return str(fact) if fact not in (None, "") else None


def _years(fact: Any) -> float | None:
    text = _text(fact)
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _evidence(fact: Any) -> str | None:
    return _text(fact["evidence"]) if isinstance(fact, Mapping) and fact.get("evidence") else None
