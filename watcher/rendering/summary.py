"""An entry of the log in words: the line that says it, and the lines of its facts.

What an entry says is made as data in deciding/saying.py; an entry from before that has a text.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from store.records import JSON, Change, Said, Saying
from watcher.diffing.fact_changes import FactChange
from watcher.rendering.fact_lines import told_fact
from watcher.rendering.formatting import (
    document_name,
    from_to,
    join_items,
    join_statements,
    short_day,
)
from watcher.rendering.languages import Wording, wording

MOST_FACTS = 4
Parameters = Mapping[str, JSON]

_SHOWN_OF_A_FACT = ("what", "old", "new")


def in_words(change: Change, language: str) -> str:
    """The line of an entry; one that was written with a text keeps it, whatever the language."""
    if change.said is None:
        return change.summary
    if change.said.key is Saying.DIFFERENCE:
        return _difference_line(change, wording(language))
    return said_in_words(change.said, language)


def said_in_words(said: Said, language: str) -> str:
    """The line of anything but a DIFFERENCE, which needs the facts of its entry to be told."""
    return _PUT[said.key](said.parameters, wording(language))


def told_facts(change: Change, language: str) -> list[dict[str, Any]]:
    """The facts of an entry as JSON: `what`, `old`, `new`, and the `line` that tells them."""
    if change.said is None or change.said.key is not Saying.DIFFERENCE:
        return [dict(fact) for fact in change.facts]
    return [_told_fact(fact, language) for fact in change.facts]


def _told_fact(fact: Parameters, language: str) -> dict[str, Any]:
    told = {name: fact[name] for name in _SHOWN_OF_A_FACT}
    told["line"] = told_fact(FactChange(**fact), language)
    return told


def _difference_line(change: Change, speech: Wording) -> str:
    """The facts first, then how many clauses; the kind where there is neither."""
    lines = [told_fact(FactChange(**fact), speech.code) for fact in change.facts[:MOST_FACTS]]
    if len(change.facts) > MOST_FACTS:
        lines.append(speech.count("summary.facts", len(change.facts)))
    if change.clauses:
        lines.append(speech.count("summary.clauses", change.clauses))
    return join_statements(lines, speech) or speech.name_in("kind", change.kind)


def _put_published(said: Parameters, speech: Wording) -> str:
    parts = [speech.name_in("new", said["kind"])]
    if said["closes"]:
        days = [_short_day(day, speech) for day in said["closes"]]
        parts.append(speech.say("summary.closes", days=join_items(days, speech)))
    if said["valid_until"]:
        parts.append(speech.say("summary.validity", day=_short_day(said["valid_until"], speech)))
    return join_statements(parts, speech)


def _put_repealed(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    if said["on"]:
        return speech.say("summary.repealed_from", by=by, day=_short_day(said["on"], speech))
    return speech.say("summary.repealed", by=by)


def _put_windows_moved(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    return speech.say("summary.windows_moved", days=_moved_days(said, speech), by=by)


def _put_validity_moved(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    return speech.say("summary.validity_moved", days=_moved_days(said, speech), by=by)


def _moved_days(said: Parameters, speech: Wording) -> str:
    days = []
    for old, new in said["days"]:
        if old:
            days.append(from_to(_short_day(old, speech), _short_day(new, speech)))
        else:
            days.append(speech.say("summary.moved", new=_short_day(new, speech)))
    return join_items(days, speech)


def _put_expired(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.expired", day=_short_day(said["closes"], speech))


def _put_withdrawn(said: Parameters, speech: Wording) -> str:
    return speech.count("summary.withdrawn", said["places"])


def _put_restored(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.restored", document=document_name(said["title"], None, speech))


def _put_unhidden(said: Parameters, speech: Wording) -> str:
    nothing = speech.say("summary.nothing")
    lines = []
    for one in said["hidden"]:
        difference = from_to(one["old"] or nothing, one["new"] or nothing)
        lines.append(speech.say("summary.unhidden", moved=difference, rule=one["rule"]))
    return join_statements(lines, speech)


def _put_mended(said: Parameters, speech: Wording) -> str:
    if said["version"]:
        return speech.say("summary.mended_version", version=said["version"])
    return speech.say("summary.mended_copy")


def _put_not_a_document(_said: Parameters, speech: Wording) -> str:
    return speech.say("summary.not_a_document")


def _put_merged_into(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.merged_into", **said)


def _put_took_in(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.took_in", **said)


def _put_split_off(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.split_off", **said)


def _put_split_from(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.split_from", **said)


def _short_day(text: str, speech: Wording) -> str:
    return short_day(date.fromisoformat(text), speech)


_PUT: Final[Mapping[Saying, Callable[[Parameters, Wording], str]]] = {
    Saying.PUBLISHED: _put_published,
    Saying.REPEALED: _put_repealed,
    Saying.WINDOWS_MOVED: _put_windows_moved,
    Saying.VALIDITY_MOVED: _put_validity_moved,
    Saying.EXPIRED: _put_expired,
    Saying.WITHDRAWN: _put_withdrawn,
    Saying.RESTORED: _put_restored,
    Saying.UNHIDDEN: _put_unhidden,
    Saying.MENDED: _put_mended,
    Saying.NOT_A_DOCUMENT: _put_not_a_document,
    Saying.MERGED_INTO: _put_merged_into,
    Saying.TOOK_IN: _put_took_in,
    Saying.SPLIT_OFF: _put_split_off,
    Saying.SPLIT_FROM: _put_split_from,
}
