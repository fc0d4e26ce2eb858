"""Channel addresses: their parts decoded, and a masked form for people and logs.

Knows no channel's meaning.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# a path segment that can be shown: a plain word, unlike a token
PLAIN_SEGMENT = re.compile(r"[a-z][a-z_-]{0,15}|v\d{1,2}")
# schemes whose host is a host; in the others (wecombot://KEY) it may be the secret itself
HOSTED = frozenset(
    {
        "json",
        "jsons",
        "xml",
        "xmls",
        "form",
        "forms",
        "mailto",
        "mailtos",
        "ntfys",
        "gotify",
        "gotifys",
    }
)
_SHOWN_OPTIONS = frozenset({"to", "cc", "from"})
# options whose values are no secret, whoever says them
OPEN_OPTIONS = _SHOWN_OPTIONS | {"bcc", "name", "reply", "smtp", "mode", "verify", "format"}
_ESCAPES = "# as %23, ? as %3F, / as %2F, & as %26, @ as %40, : as %3A, % as %25"
_CURE = f"write special characters in a password or a value as their codes: {_ESCAPES}"


class AddressError(ValueError):
    """A channel address that cannot work. The message says what to write and repeats no secret."""


@dataclass(frozen=True, slots=True)
class Address:
    """The decoded parts of `scheme://user:password@host:port/path?options`."""

    scheme: str
    user: str
    password: str
    host: str
    port: int | None
    path: tuple[str, ...]
    options: tuple[tuple[str, str], ...]

    def option(self, name: str) -> str | None:
        """The first value of an option, names in lower case."""
        return next((value for key, value in self.options if key == name), None)


def parse(address: str) -> Address:
    """The parts of an address. Raises AddressError where it is none, or where a sign that has a
    meaning in addresses stands unescaped in a password or a value.
    """
    _refuse_unescaped(address.strip())
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        # without its cause: that repeats a part of the address
        raise AddressError(f"the address cannot be read: {_CURE}") from None
    if not parts.scheme or "://" not in address:
        raise AddressError(
            "an address begins with a scheme: log://, mailto://, json://, wecombot://"
        )
    return Address(
        scheme=parts.scheme.lower(),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=_host(parts.netloc),
        port=port,
        path=tuple(unquote(segment) for segment in parts.path.split("/") if segment),
        options=tuple(_options(parts.query)),
    )


def _refuse_unescaped(address: str) -> None:
    """Raises AddressError for signs that would silently cut a password or a value short."""
    rest = address.partition("://")[2]
    before, _, query = rest.partition("?")
    server, _, path = before.partition("/")
    if wrong := _unescaped_after(rest, query) or _unescaped_before(server, path, query):
        raise AddressError(f"a {wrong} stands in it unescaped: {_CURE}")


def _unescaped_after(rest: str, query: str) -> str:
    """The sign that cuts a value of an option short, or ""."""
    if "#" in rest:
        return "#"
    if "?" in query:
        return "?"
    return "&" if any(pair and "=" not in pair for pair in query.split("&")) else ""


def _unescaped_before(server: str, path: str, query: str) -> str:
    """The sign that cuts a password short, or "": then its @ stands where none is expected."""
    if "@" in server or ":" not in server:
        return ""
    if "@" in path:
        return "/"
    return "?" if not path and "@" in query.partition("=")[0] else ""


def mask(address: str) -> str:
    """The address as people may see it: scheme, host where it is one, plain path words; the rest as
    ***.
    """
    try:
        parts = parse(address)
    except AddressError:
        scheme, found, _ = address.partition("://")
        return f"{scheme[:20]}://***" if found else "***"
    if parts.scheme == "log":
        return address.strip()
    if parts.scheme not in HOSTED:
        hint = parts.host[:3] if len(parts.host) >= 12 else ""
        return f"{parts.scheme}://{hint}***"
    user = "***@" if parts.user or parts.password else ""
    path = "".join("/" + _masked_segment(segment) for segment in parts.path)
    return f"{parts.scheme}://{user}{_shown_host(parts)}{path}{_masked_options(parts)}"


def _shown_host(parts: Address) -> str:
    host = f"[{parts.host}]" if ":" in parts.host else parts.host
    return f"{host}:{parts.port}" if parts.port else host


def _masked_segment(segment: str) -> str:
    return segment if PLAIN_SEGMENT.fullmatch(segment) else "***"


def _masked_options(parts: Address) -> str:
    shown = []
    for key, value in parts.options:
        shown.append(f"{key}={value}" if key in _SHOWN_OPTIONS else f"{key}=***")
    return "?" + "&".join(shown) if shown else ""


def _host(netloc: str) -> str:
    """The host in its own case: `urlsplit().hostname` lowers it, and robots keep their
    token there.
    """
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])


def _options(query: str) -> list[tuple[str, str]]:
    """Query pairs with names in lower case, but for headers (+Name), whose + must not become a
    blank.
    """
    pairs = []
    for pair in filter(None, query.split("&")):
        key, _, value = pair.partition("=")
        name = unquote(key)
        pairs.append((name if name[:1] in "+-" else name.lower(), unquote(value)))
    return pairs
