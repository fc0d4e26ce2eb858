"""The languages there are, a file each: `zh.toml`, `en.toml`. Loads and checks them once; formats nothing.

A word is a text with named blanks, or a table of texts by number (`one`, `other`) for what is counted. Every file has the
words of `zh.toml`, with the same blanks: a file that lacks one is refused when it is first asked for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FOLDER = Path(__file__).parent
FIRST = "zh"  # the language that the others are checked against, and the one of whoever names none
CODES = (FIRST, *sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != FIRST))
ONE, OTHER = "one", "other"


class LanguageError(Exception):
    """A language that there is no file of, or a file that lacks a word; the message says which."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, by `group.name`."""

    code: str
    words: Mapping[str, str]
    counted: Mapping[str, Mapping[str, str]]

    def say(self, key: str, **blanks: object) -> str:
        """A word with its blanks filled."""
        return self.words[key].format(**blanks)

    def count(self, key: str, count: int, **blanks: object) -> str:
        """A word that depends on a number, which fills the blank `count`."""
        forms = self.counted[key]
        form = ONE if count == 1 and ONE in forms else OTHER
        return forms[form].format(count=count, **blanks)

    def has(self, group: str, name: str | None) -> bool:
        """Whether a group has a word of that name."""
        return f"{group}.{name}" in self.words


@cache
def wording(code: str) -> Wording:
    """The words of a language. Raises LanguageError where there is no such file, or it is not whole."""
    if code not in CODES:
        msg = f"there is no language “{code}”; there are {', '.join(CODES)}"
        raise LanguageError(msg)
    found = _load(code)
    if code != FIRST:
        _compare(found, wording(FIRST))
    return found


def _load(code: str) -> Wording:
    tables = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    counted: dict[str, Mapping[str, str]] = {}
    for key, value in _entries(tables):
        if isinstance(value, str):
            words[key] = value
        else:
            counted[key] = value
    for key, forms in counted.items():
        if OTHER not in forms or not forms.keys() <= {ONE, OTHER}:
            msg = f"{code}.toml: {key} needs the form `{OTHER}`, and may have `{ONE}`"
            raise LanguageError(msg)
    return Wording(code, words, counted)


def _entries(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group, entries in tables.items():
        for name, value in entries.items():
            yield f"{group}.{name}", value


def _compare(found: Wording, first: Wording) -> None:
    """Refuses a file whose keys, or the blanks of whose words, are not those of the first language."""
    for kind in ("words", "counted"):
        here, there = getattr(found, kind).keys(), getattr(first, kind).keys()
        if here != there:
            differing = ", ".join(sorted(here ^ there))
            msg = f"{found.code}.toml and {first.code}.toml differ in: {differing}"
            raise LanguageError(msg)
    for key, text in found.words.items():
        if _blanks(text) != _blanks(first.words[key]):
            msg = f"{found.code}.toml: {key} needs the blanks {sorted(_blanks(first.words[key]))}"
            raise LanguageError(msg)
    for key, forms in found.counted.items():
        # the form for one may leave the number out
        if _blanks(forms[OTHER]) != _blanks(first.counted[key][OTHER]):
            msg = f"{found.code}.toml: {key} needs the blanks of {first.code}.toml"
            raise LanguageError(msg)


def _blanks(text: str) -> frozenset[str]:
    parts = Formatter().parse(text)
    return frozenset(name for _, name, _, _ in parts if name is not None)
