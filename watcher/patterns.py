"""Regular expressions that are compiled when they are first used, not when their module is imported.

The rooms that read have more than four hundred; to compile them all takes longer than everything else a command does
before it answers, and most commands (`history`, `sources`, `--help`) read nothing.
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


def deferred(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in the pattern shows at its first use (tests/watcher/test_patterns.py uses all)."""
    return cast("re.Pattern[str]", Deferred(text, flags))


def worded(wordings: str, text: str, flags: int = 0) -> re.Pattern[str]:
    """A deferred pattern in which {name} stands for any word of that list of `config/data/wordings/<wordings>.toml`."""

    def filled() -> str:
        lists = catalogue.wordings(wordings)
        return _LIST.sub(lambda name: f"(?:{lists[name[1]]})", text)

    return cast("re.Pattern[str]", Deferred(filled, flags))


class Deferred:
    """Stands in for a pattern. Once it is compiled its methods are this object's own, so a later call costs no more."""

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
