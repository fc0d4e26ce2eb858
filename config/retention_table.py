"""The [retention] table: how long what is not needed is kept. Deletes nothing."""

import re
from dataclasses import dataclass
from datetime import timedelta

from config.toml_table import Table

KEYS = frozenset({"hidden", "evidence"})
NEVER = "never"
_DAYS = re.compile(r"(\d{1,5})d")


@dataclass(frozen=True, slots=True)
class Retention:
    """Terms of snapshots that brought nothing new, and of odd answers (`evidence`);
    None for ever.
    """

    hidden: timedelta | None = None
    evidence: timedelta | None = None


KEEP_ALL = Retention()


def read_retention(table: Table) -> Retention:
    """The two terms, in whole days."""
    table.known(KEYS)
    return Retention(hidden=_term(table, "hidden"), evidence=_term(table, "evidence"))


def _term(table: Table, key: str) -> timedelta | None:
    text = table.text(key, NEVER) or NEVER
    if text == NEVER:
        return None
    match = _DAYS.fullmatch(text.lower().replace(" ", ""))
    if match is None or not int(match[1]):
        table.fault(key, f"“{text}” is no term", 'write days, such as "365d", or "never"')
        return None
    return timedelta(days=int(match[1]))
