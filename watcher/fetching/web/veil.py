"""Keeps a source's secrets on the wire: addresses carry placeholders until they are sent, and what
comes back is covered before anybody reads it. Sends nothing.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from config.secret_parts import HIDDEN, NO_SECRETS, SecretParts
from notifiers.hiding import spellings
from watcher.fetching.web.exchange import Exchange

_SHORTEST = 4  # characters of a secret that is looked for in what comes back
_LONG = 8  # one of so many characters is looked for inside of words too
_SHORTEST_IN_BODY = 6  # in a page a shorter one may be a word


@dataclass(frozen=True, slots=True)
class Veil:
    """The secrets of one source; `lift` and `authorization` are for its own host only."""

    secrets: SecretParts = field(default=NO_SECRETS, repr=False)

    def lift(self, address: str) -> str:
        """The address with its secrets, to be sent and then forgotten."""
        for placeholder, value in sorted(self.secrets.values, key=_length, reverse=True):
            address = address.replace(placeholder, value)
        return address

    @property
    def authorization(self) -> str | None:
        """The header that name and password before the host ask for (RFC 7617, UTF-8)."""
        if self.secrets.login is None:
            return None
        return "Basic " + b64encode(":".join(self.secrets.login).encode()).decode()

    def cover(self, text: str) -> str:
        """The text with every spelling of a secret replaced by its placeholder."""
        for pattern, placeholder in _covers(self.secrets, _SHORTEST):
            text = pattern.sub(placeholder.replace("\\", r"\\"), text)
        return text

    def cover_exchange(self, exchange: Exchange, address: str) -> Exchange:
        """The answer for `address`, as everybody but the wire may see it."""
        if self.secrets == NO_SECRETS:
            return exchange
        headers = {name: self.cover(value) for name, value in exchange.headers.items()}
        body = exchange.body
        for pattern, placeholder in _covers(self.secrets, _SHORTEST_IN_BODY):
            words = re.compile(pattern.pattern.encode(), re.IGNORECASE)
            body = words.sub(placeholder.encode().replace(b"\\", b"\\\\"), body)
        return replace(exchange, asked=address, final=address, headers=headers, body=body)


NO_VEIL = Veil()


@cache
def _covers(secrets: SecretParts, shortest: int) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A pattern for each spelling, the longest first, and its placeholder."""
    words = sorted(set(_words(secrets, shortest)), key=_length, reverse=True)
    return tuple((_pattern(word), placeholder) for word, placeholder in words)


def _pattern(word: str) -> re.Pattern[str]:
    """A short secret only where it is no part of another word."""
    found = re.escape(word)
    if len(word) < _LONG:
        found = f"(?<![A-Za-z0-9]){found}(?![A-Za-z0-9])"
    return re.compile(found, re.IGNORECASE)


def _words(secrets: SecretParts, shortest: int) -> Iterator[tuple[str, str]]:
    for placeholder, value in secrets.values:
        if len(value) >= shortest:
            yield from ((word, placeholder) for word in {value, *spellings(unquote(value))})
    if secrets.login is not None:
        name, password = secrets.login
        yield from ((word, HIDDEN) for word in spellings(f"{name}:{password}"))
        if len(password) >= shortest:
            yield from ((word, HIDDEN) for word in spellings(password))


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])
