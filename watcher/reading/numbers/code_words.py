"""The words a 机关代字 is told by, from `config/data/doc_codes.json`: starts, parts, and the words
that introduce a number. Each table is made once.
"""

import re
from functools import cache

from config import catalogue

# words for a level of government begin codes too (市政发), but stand before many other things
_LEVELS = frozenset("省市州区县厅委党政府")


@cache
def strong_starts() -> frozenset[str]:
    """The words that begin codes and little else."""
    words = catalogue.words("doc_codes")
    return (frozenset(words["starts"]) | frozenset(words["places"])) - _LEVELS


@cache
def code_starts() -> frozenset[str]:
    """Strong starts, and the first character of every city's name (漯 for 漯河) that is no common word
    (和 for 和田).
    """
    common = frozenset(catalogue.words("doc_codes")["cut_before_a_start"])
    cities = set()
    for row in catalogue.regions():
        if row.level in {"province", "city"} and row.short:
            cities.add(row.short[0][0])
    return strong_starts() | _LEVELS | cities - common


@cache
def code_parts() -> frozenset[str]:
    """The parts a code is made of behind its start."""
    return frozenset(catalogue.words("doc_codes")["body"])


@cache
def short_places() -> frozenset[str]:
    """Every short name of every division."""
    return frozenset(short for row in catalogue.regions() for short in row.short)


@cache
def always_introducing() -> re.Pattern[str]:
    """The words that only introduce what follows them."""
    return _longest_of("cut_always")


@cache
def introducing_before_start() -> re.Pattern[str]:
    """The words that introduce a code where one follows, and mean something else elsewhere."""
    return _longest_of("cut_before_a_start")


@cache
def never_heads() -> re.Pattern[str]:
    """The words that are neither a place nor part of a code."""
    return _longest_of("no_heads")


@cache
def leading_particles() -> frozenset[str]:
    """The characters that may stand before a code and are none of it."""
    return frozenset(catalogue.words("doc_codes")["particles"])


@cache
def introducing_words() -> tuple[str, ...]:
    """The words that end in a call for a number: 根据, 按照."""
    return catalogue.words("doc_codes")["introducing"]


def _longest_of(key: str) -> re.Pattern[str]:
    """A choice between the words of a table, the longest first."""
    words = map(re.escape, catalogue.words("doc_codes")[key])
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
