"""Regular expressions that are compiled when they are first used, not when their module is imported.

The rooms that read have more than four hundred; to compile them all takes longer than everything else a command does
before it answers, and most commands (`history`, `sources`, `--help`) read nothing.
"""

import re
from typing import Any, cast

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


class Deferred:
    """Stands in for a pattern. Once it is compiled its methods are this object's own, so a later call costs no more."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._asked = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]
