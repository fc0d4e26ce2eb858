"""One line for one fact that differs, in any language. Wording only."""

from datetime import date
from typing import Final

from store.records import Actor
from watcher.diffing.fact_changes import BETWEEN_NAMES, YEARS, FactChange
from watcher.rendering.formatting import (
    day_in_full,
    day_of_same_year,
    from_to,
    join_items,
    words_together,
)
from watcher.rendering.languages import FIRST, Wording, wording

DAY: Final = 10  # characters of YYYY-MM-DD; a time of day follows
YEAR: Final = 5  # and of its year with the hyphen
DATES_OF_WINDOWS: Final = ("deadline", "opens")
FIGURES: Final = ("amount", "percent")  # a figure that became another one needs no name


def told_fact(fact: FactChange, language: str = FIRST) -> str:
    """申报截止 2026年6月30日 → 7月31日（延长31天）; 最高200万元 → 最高300万元."""
    speech = wording(language)
    name = _fact_name(fact, speech)
    if fact.old is not None and fact.new is not None:
        difference = from_to(
            _shown_value(fact.old, fact, speech), _new_value(fact.old, fact.new, fact, speech)
        )
        told = speech.say(
            "fact_line.changed", name=name, moved=difference, by=_moved_by(fact, speech)
        )
        return told.lstrip()
    key = "fact_line.added" if fact.old is None else "fact_line.dropped"
    value = _shown_value(fact.new or fact.old or "", fact, speech)
    return speech.say(key, name=name, value=value).replace("  ", " ")


def _fact_name(fact: FactChange, speech: Wording) -> str:
    if fact.what in FIGURES and fact.old and fact.new:
        return ""
    name = speech.name_in("fact", fact.what)
    if fact.what not in DATES_OF_WINDOWS:
        return name
    window = speech.name_or("fact_window", fact.window, "")
    channel = speech.name_or("fact_channel", fact.channel, "")
    actor = speech.say("fact_line.authority") if fact.actor == Actor.AUTHORITY else ""
    return words_together((fact.batch, window, name), speech) + channel + actor


def _moved_by(fact: FactChange, speech: Wording) -> str:
    """By how many days it moved."""
    if not fact.days:
        return ""
    days = abs(fact.days)
    if fact.direction is None or fact.what == "effective":  # such a day is put off, not extended
        return speech.count("fact_line.later" if fact.days > 0 else "fact_line.earlier", days)
    if fact.direction == "extended":
        return speech.count("fact_line.extended", days)
    return speech.count("fact_line.shortened", days)


def _shown_value(value: str, fact: FactChange, speech: Wording) -> str:
    day = _leading_day(value)
    if day is not None:
        return day_in_full(day, speech) + value[DAY:]
    return _without_day(value, fact, speech)


def _new_value(old: str, value: str, fact: FactChange, speech: Wording) -> str:
    """The newer value; the year is not said again where the older one has said it."""
    day = _leading_day(value)
    if day is not None and old[:YEAR] == value[:YEAR]:
        return day_of_same_year(day, speech) + value[DAY:]
    return _shown_value(value, fact, speech)


def _without_day(value: str, fact: FactChange, speech: Wording) -> str:
    if fact.what == "validity" and value.endswith(YEARS):
        return _term_of_years(value.removesuffix(YEARS), speech)
    if fact.what == "issuer":
        return join_items(value.split(BETWEEN_NAMES), speech)
    return speech.name_or("fact_value", value, value)


def _term_of_years(number: str, speech: Wording) -> str:
    """A term in years, as a language counts them."""
    years = float(number)
    return speech.count("fact_line.years", int(years) if years.is_integer() else years)


def _leading_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:DAY])
    except ValueError:
        return None
