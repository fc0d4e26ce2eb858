"""The rule tables of `config/data/rules`, as rules over masked sentences. Understands none of them.

A file has `[pieces]`, which wordings name in braces, and tables of rules. {date_sign}, {span_sign}
and the like stand for one sign of `wording`; other names are those of `wording.WORDS`.
"""

import re
from functools import cache

from config import catalogue
from watcher.reading.dates.wording import (
    DATE,
    DATES,
    DAYS,
    ISSUE,
    SPAN,
    TAKING_EFFECT,
    YEARS,
    Rule,
)

_NAMED = re.compile(r"\{([a-z_]+)\}")
_SIGNS = {
    "date_sign": DATE,
    "span_sign": SPAN,
    "dates_sign": DATES,
    "issue_sign": ISSUE,
    "in_force_sign": TAKING_EFFECT,
    "years_sign": YEARS,
    "days_sign": DAYS,
}


def rule_table(file: str, table: str) -> tuple[Rule, ...]:
    """The rules of one table, in their order: the first that fits decides."""
    pieces = _pieces(file)
    rules = []
    for row in catalogue.rule_file(file)[table]:
        wording = _filled(row["wording"], pieces)
        needs = _filled(row.get("needs", ""), pieces)
        rules.append(Rule(row["role"], wording, row["sample"], needs))
    return tuple(rules)


def rule_piece(file: str, name: str) -> str:
    """One of the pieces that the wordings of a file name."""
    return _pieces(file)[name]


@cache
def _pieces(file: str) -> dict[str, str]:
    """Each piece with those before it filled in."""
    pieces = dict(_SIGNS)
    for name, text in catalogue.rule_file(file)["pieces"].items():
        pieces[name] = _filled(text, pieces)
    return pieces


def _filled(text: str, pieces: dict[str, str]) -> str:
    """A text with the names of pieces replaced; other names in braces stay."""

    def piece(name: re.Match[str]) -> str:
        return pieces.get(name[1], name[0])

    return _NAMED.sub(piece, text)
