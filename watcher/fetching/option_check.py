"""Judges the values of keys that only some kinds of source know. Fetches nothing."""

from watcher.fetching.web.manners import KEYS as MANNERS
from watcher.fetching.web.manners import manner_fault
from watcher.parsing.html.selectors import KEYS as SELECTORS
from watcher.parsing.html.selectors import check_selector

COUNTS = frozenset({"pages", "limit"})
MOST = 10_000  # of pages or documents: more is a slip of the finger


def check_option(kind: str, key: str, value: str | int) -> str | None:
    """The fault in the value of a source's key, with what to write, or None."""
    if key in COUNTS:
        return _count_fault(key, value)
    if key in MANNERS:
        return manner_fault(key, value)
    if key in SELECTORS and not isinstance(value, str):
        return f'a selector is a text: write {key} = "…"'
    return check_selector(kind, key, value)


def _count_fault(key: str, value: str | int) -> str | None:
    if type(value) is int and 1 <= value <= MOST:
        return None
    return f"write a whole number from 1 to {MOST}, without quotes, such as {key} = 5"
