"""Dates, lists, documents' names and the like, as a language writes them. Knows no noun of ours."""

from collections.abc import Iterable
from datetime import date, datetime, time

from watcher.rendering.languages import Wording

ARROW = " → "


def day_in_full(day: date, speech: Wording) -> str:
    """2026年4月3日, 2026-04-03."""
    return speech.say("date.full", year=day.year, month=day.month, day=day.day)


def day_of_same_year(day: date, speech: Wording) -> str:
    """A day behind another one of its year: 4月3日, 2026-04-03."""
    return speech.say("date.same_year", year=day.year, month=day.month, day=day.day)


def short_day(day: date, speech: Wording) -> str:
    """2026-04-03."""
    return speech.say("date.short", year=day.year, month=day.month, day=day.day)


def time_of_day(moment: time | datetime, speech: Wording) -> str:
    """17:00."""
    return speech.say("date.time", hour=moment.hour, minute=moment.minute)


def days_left(days: int, speech: Wording) -> str:
    """Today, tomorrow, in 29 days, 3 days ago; negative days are over."""
    if days == 0:
        return speech.say("days.today")
    if days == 1:
        return speech.say("days.tomorrow")
    if days > 0:
        return speech.count("days.ahead", days)
    return speech.count("days.past", -days)


def join_items(texts: Iterable[str], speech: Wording) -> str:
    """Things of one kind in a row: 甲、乙."""
    return speech.say("list.items").join(texts)


def join_statements(texts: Iterable[str], speech: Wording) -> str:
    """Statements in a row: 甲；乙."""
    return speech.say("list.statements").join(texts)


def words_together(texts: Iterable[str | None], speech: Wording) -> str:
    """Words that make one name, those that there are: 第二批申报截止, 第二批 Application closes."""
    return speech.say("list.words").join(filter(None, texts))


def from_to(old: str, new: str) -> str:
    """The old and the new value: every language writes it alike."""
    return f"{old}{ARROW}{new}"


def labelled_text(label: str, text: str, speech: Wording) -> str:
    """标签：内容, Label: content."""
    return speech.say("form.labelled", label=label, text=text)


def in_brackets(text: str, speech: Wording) -> str:
    """（还有3天）, (in 3 days) with the space before it."""
    return speech.say("form.aside", text=text)


def in_quotation_marks(text: str, speech: Wording) -> str:
    """「原句」."""
    return speech.say("form.quotation", text=text)


def alert_title(mark: str, title: str, speech: Wording) -> str:
    """【新政策】标题, [New policy] title."""
    return speech.say("form.title", mark=mark, title=title)


def document_name(title: str | None, doc_number: str | None, speech: Wording) -> str:
    """A document as texts name it, by what is known of it: 《title》（number）."""
    if not title:
        return doc_number or ""
    if doc_number:
        return speech.say("form.numbered", title=title, number=doc_number)
    return speech.say("form.titled", title=title)
