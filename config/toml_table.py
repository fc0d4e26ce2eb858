"""Reads values out of one table of the file, noting what is wrong and going on.

Knows types, not meanings.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from config.faults import Fault, nearest
from config.lines import Address

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
# what people write for ${NAME}: $NAME between signs or in capitals, %NAME%, $(NAME)
_LOOSE = re.compile(
    r"\$(?:[A-Z_][A-Z0-9_]{2,}(?![a-z])|[A-Za-z_]\w*(?=[@/?&:]|$)|\(\w+\)|\{)"
    r"|%(?![0-9A-F]{2})[A-Z_]{3,}%"
)


@dataclass(slots=True)
class FaultReport:
    """The faults gathered while a file is read, with the line of every key and the environment for
    ${NAMES}.
    """

    lines: Mapping[Address, int]
    env: Mapping[str, str]
    faults: list[tuple[int, Fault]] = field(default_factory=list)

    def add(self, where: str, what: str, fix: str, line: int | None = None) -> None:
        """Notes a fault; `line` puts it in the file's order (those without one come last)."""
        place = f"line {line}, {where}" if line else where
        self.faults.append((line or 1_000_000, Fault(place, what, fix)))

    def in_order(self) -> tuple[Fault, ...]:
        """The faults in the order of the file."""
        return tuple(fault for _, fault in sorted(self.faults, key=lambda pair: pair[0]))


class Table:
    """One TOML table under its address: getters that give a value of the right type, or a default
    and a fault.
    """

    def __init__(self, values: Mapping[str, Any], address: Address, report: FaultReport) -> None:
        self.values = values
        self.address = address
        self.report = report
        self.name = _name(address)

    def line(self, key: str) -> int | None:
        """The line the key stands on, else that of the table's header."""
        lines = self.report.lines
        return (
            lines.get((*self.address, key))
            or lines.get((*self.address, key, 0))
            or lines.get(self.address)
        )

    def fault(self, key: str, what: str, fix: str) -> None:
        """Notes a fault of one key."""
        self.report.add(f'{self.name} key "{key}"', what, fix, self.line(key))

    def missing(self, key: str, fix: str) -> None:
        """Notes that a key that must be there is not."""
        self.report.add(
            self.name, f'the key "{key}" is missing', fix, self.report.lines.get(self.address)
        )

    def known(self, keys: Iterable[str], elsewhere: Mapping[str, str] | None = None) -> None:
        """Notes every key that is not among `keys`; `elsewhere` says, for some, where they do
        belong.
        """
        keys = set(keys)
        for key in self.values:
            if key in keys:
                continue
            near = nearest(key, keys)
            if elsewhere and key in elsewhere and near is None:
                self.fault(key, "this key does not belong here", elsewhere[key])
            elif near:
                self.fault(key, "unknown key", f'write "{near}"')
            else:
                self.fault(key, "unknown key", f"remove it; known here: {', '.join(sorted(keys))}")

    def text(self, key: str, default: str | None = None) -> str | None:
        """A string that is not blank."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.fault(
                key, f"{_kind(value)} where text is expected", f'put it in quotes: {key} = "…"'
            )
            return default
        if not value.strip():
            self.fault(key, "it is empty", "give it a value or remove the line")
            return default
        return value.strip()

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.fault(
                key,
                f"{_kind(value)} where true or false is expected",
                f"{key} = true, without quotes",
            )
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, blanks dropped; () where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "expected a list of texts", f'write {key} = ["…", "…"]')
            return ()
        return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))

    def whole_numbers(self, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self.values.get(key, list(default))
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            self.fault(key, "expected a list of whole numbers", f"write {key} = [30, 7, 1]")
            return default
        return tuple(value)

    def filled(self, key: str, text: str) -> str | None:
        """The text with each ${NAME} replaced from the environment, or None (and a fault) where one
        is not set.
        """
        if _LOOSE.search(_VARIABLE.sub("", text)):
            self.fault(
                key,
                "a variable of the environment is not written as one",
                "write ${NAME}, with a dollar sign and braces; a dollar sign that is meant is %24",
            )
            return None
        absent = [name for name in _VARIABLE.findall(text) if not self.report.env.get(name)]
        for name in dict.fromkeys(absent):
            self.fault(
                key,
                f"the environment variable {name} is not set",
                f"set {name} before starting, or write the value here",
            )
        if absent:
            return None
        return _VARIABLE.sub(lambda match: self.report.env[match.group(1)], text)


def _name(address: Address) -> str:
    """The name people point at a table by: [service], [[sources]] #2, or the file itself for the
    outermost one.
    """
    match address:
        case ():
            return "the file"
        case (table, int(number)):
            return f"[[{table}]] #{number + 1}"
        case _:
            return f"[{address[0]}]"


def _kind(value: object) -> str:
    names = {
        bool: "true/false",
        int: "a number",
        float: "a number",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date or time")
