"""Regular expressions that are compiled when they are first used, not when their module is
imported.

The rooms that read have more than four hundred; to compile them all takes longer than everything
else a command does before it answers, and most commands (`history`, `sources`, `--help`) read
nothing.
"""

import re
from collections.abc import Callable
from typing import Any, cast

from config import catalogue

_LIST = re.compile(r"\{([a-z_]+)\}")
_METHODS = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "groups",
    "groupindex",
)


def deferred(text: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in the pattern shows at its first use.

    `text` may be a function that puts the pattern together, out of word lists that are read then.
    (tests/watcher/test_patterns.py uses them all.)
    """
    return cast("re.Pattern[str]", Deferred(text, flags))


def worded(wordings: str, text: str, flags: int = 0) -> re.Pattern[str]:
    """A deferred pattern in which {name} stands for any word of that list of
    `config/data/wordings/<wordings>.toml`.
    """

    def filled() -> str:
        lists = catalogue.wordings(wordings)
        return _LIST.sub(lambda name: f"(?:{lists[name[1]]})", text)

    return deferred(filled, flags)


def one_of(place: str) -> str:
    """A choice between the words of a list, in its order: "paper_words.papers" → 通知|公告|….

    `place` is the file in `config/data/wordings` and the list's name in it. A word that does not
    count before some others (`unless`) looks ahead for them.
    """
    name, _, key = place.partition(".")
    listed = catalogue.word_lists(name)[key]
    choices: list[str] = []
    characters = ""
    for word in listed.words:
        unless = listed.unless.get(word, ())
        if len(word) == 1 and not unless:
            characters += word
            continue
        choices += _class_of(characters)
        characters = ""
        choices.append(_word_unless(word, unless))
    return "|".join(choices + _class_of(characters))


def _class_of(characters: str) -> list[str]:
    """Single characters in a row as one class, which is looked up faster than a choice of them."""
    if len(characters) > 1:
        return [f"[{''.join(map(re.escape, characters))}]"]
    return [re.escape(characters)] if characters else []


def _word_unless(word: str, unless: tuple[str, ...]) -> str:
    if not unless:
        return re.escape(word)
    return f"{re.escape(word)}(?!{'|'.join(map(re.escape, unless))})"


class Deferred:
    """Stands in for a pattern.

    Once it is compiled its methods are this object's own, so a later call costs no more.
    """

    def __init__(self, text: str | Callable[[], str], flags: int) -> None:
        self._text = text
        self._asked = flags

    @property
    def pattern(self) -> str:
        """The text of the pattern."""
        return self._text if isinstance(self._text, str) else self._text()

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]
