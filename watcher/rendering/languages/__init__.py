"""The languages, a file each: `zh.toml`, `en.toml`. Loads and checks them once; formats nothing.

A word is a text with named blanks, or, where it depends on a number, a table of its forms: `one`
and `other`. Every file has the words of `zh.toml` with the same blanks; one that has not is refused
when it is first asked for. A new language is a new file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FOLDER = Path(__file__).parent
FIRST = "zh"  # the others are checked against it; it is also the language of whoever names none
CODES = (FIRST, *sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != FIRST))
ONE, OTHER = "one", "other"
_FORMS = frozenset((ONE, OTHER))

# words that may leave out a blank: not every language says the number, or the year, in the same way
_FREE: Mapping[str, frozenset[str]] = {
    "date.same_year": frozenset(("year", "month", "day")),
    "unseen.title": frozenset(("first", "count", "others")),
}


class LanguageError(Exception):
    """There is no file of a language, or it lacks a word; the message says which."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, by `group.name`; `counted` has those that depend on a number."""

    code: str
    words: Mapping[str, str]
    counted: Mapping[str, Mapping[str, str]]

    def say(self, key: str, **blanks: object) -> str:
        """A word with its blanks filled."""
        return self.words[key].format(**blanks)

    def count(self, key: str, number: float, **blanks: object) -> str:
        """A word that depends on a number."""
        forms = self.counted[key]
        form = ONE if number == 1 and ONE in forms else OTHER
        return forms[form].format(count=number, **blanks)

    def group(self, group: str) -> list[str]:
        """The names of the words of a group, in the order of the file."""
        keys = (*self.words, *self.counted)
        return [key.partition(".")[2] for key in keys if key.partition(".")[0] == group]

    def count_in(self, group: str, value: str, number: float) -> str:
        """A word that depends on a number, for a value of a closed set."""
        return self.count(f"{group}.{value}", number)

    def name_in(self, group: str, value: str) -> str:
        """The name of a value of a closed set, which is a group of words."""
        return self.words[f"{group}.{value}"]

    def name_or(self, group: str, value: str | None, otherwise: str) -> str:
        """The same for a value that need not be of the set."""
        return self.words.get(f"{group}.{value}", otherwise)


@cache
def wording(code: str) -> Wording:
    """The words of a language. Raises LanguageError where it has no file, or not a whole one."""
    if code not in CODES:
        msg = f"there is no language “{code}”; there are {', '.join(CODES)}"
        raise LanguageError(msg)
    found = read_wording(code, (FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    if code != FIRST:
        compare_wording(found, wording(FIRST))
    return found


def read_wording(code: str, text: str) -> Wording:
    """The words of a file. Raises LanguageError for a table that is no word's forms."""
    words: dict[str, str] = {}
    counted: dict[str, Mapping[str, str]] = {}
    for key, value in _words_by_key(tomllib.loads(text)):
        if isinstance(value, str):
            words[key] = value
        elif OTHER in value and _FORMS.issuperset(value):
            counted[key] = value
        else:
            msg = f"{code}.toml: {key} needs the form “{OTHER}”, and may have “{ONE}”"
            raise LanguageError(msg)
    return Wording(code, words, counted)


def compare_wording(found: Wording, first: Wording) -> None:
    """Raises LanguageError where keys, or a word's blanks, are not those of the first one."""
    here, there = _checked_texts(found), _checked_texts(first)
    if here.keys() != there.keys():
        differing = ", ".join(sorted(here.keys() ^ there.keys()))
        msg = f"{found.code}.toml and {first.code}.toml differ in: {differing}"
        raise LanguageError(msg)
    for key, text in here.items():
        asked = _blanks_of(there[key])
        wrong = _blanks_of(text) - _FREE[key] if key in _FREE else _blanks_of(text) ^ asked
        if wrong:
            msg = f"{found.code}.toml: {key} has the blanks {sorted(asked)}, not {sorted(wrong)}"
            raise LanguageError(msg)


def _words_by_key(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group, entries in tables.items():
        for name, value in entries.items():
            yield f"{group}.{name}", value


def _checked_texts(speech: Wording) -> dict[str, str]:
    """Every word by its key; of one that depends on a number the form that must name it."""
    counted = {f"{key}.{OTHER}": forms[OTHER] for key, forms in speech.counted.items()}
    return {**speech.words, **counted}


def _blanks_of(text: str) -> frozenset[str]:
    parts = Formatter().parse(text)
    return frozenset(name for _, name, _, _ in parts if name is not None)
