"""Hides secrets in what a channel, a server or a library says, in every spelling they come back in.

Decides which parts of a channel's address are secret; knows no channel's meaning.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from urllib.parse import quote, quote_plus

from notifiers.address import HOSTED, OPEN_OPTIONS, PLAIN_SEGMENT, Address, AddressError, parse

HIDDEN = "***"
_OPEN_SCHEMES = frozenset({"log", "mailto", "mailtos"})
_SHORTEST = 3  # characters of a secret: a shorter one is in every sentence
_SHORTEST_NAME = 6  # of a user's name, a host or a part of a path, which may be plain words


def hide(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret replaced, however it is spelt."""
    words = sorted(
        {word for one in secrets if one for word in spellings(one)}, key=len, reverse=True
    )
    if not words:
        return text
    return re.sub("|".join(map(re.escape, words)), HIDDEN, text, flags=re.IGNORECASE)


def spellings(secret: str) -> Iterator[str]:
    """A secret as it stands in addresses, pages, JSON, Python's own messages and headers."""
    yield secret
    yield quote(secret)
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield escape(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield ascii(secret)[1:-1]
    yield b64encode(secret.encode()).decode().rstrip("=")


@lru_cache(maxsize=1024)
def secrets_of(address: str) -> tuple[str, ...]:
    """The secret parts of a channel's address, decoded; the whole of one that cannot be read."""
    try:
        parts = parse(address)
    except AddressError:
        rest = address.partition("://")[2]
        return (rest,) if rest else ()
    certain = [word for word in _certain(parts) if len(word) >= _SHORTEST]
    likely = [word for word in _likely(parts) if len(word) >= _SHORTEST_NAME]
    return (*certain, *likely)


def _certain(parts: Address) -> Iterator[str]:
    """Passwords, and what an option that is not about sending holds."""
    yield parts.password
    if parts.password:
        yield f"{parts.user}:{parts.password}"
    for name, value in parts.options:
        if name not in OPEN_OPTIONS:
            yield value


def _likely(parts: Address) -> Iterator[str]:
    """Names, hosts that are keys, and what a path holds besides plain words."""
    if parts.scheme in _OPEN_SCHEMES:  # a file's path, a recipient
        return
    yield parts.user
    if parts.scheme not in HOSTED:
        yield parts.host
    yield from (segment for segment in parts.path if not PLAIN_SEGMENT.fullmatch(segment))


def hide_of(text: str, address: str) -> str:
    """The text without the secrets of a channel's address."""
    return hide(text, secrets_of(address))
