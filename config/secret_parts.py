"""Takes the secrets out of a source's address, so that all but the wire sees placeholders.

An address with ${NAME} keeps the name; a secret written into it becomes ***. Asks nobody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

HIDDEN = "***"

_VARIABLE = re.compile(r"\$\{\w+\}")
_PAIR = re.compile(r"(?<=[?&;])([^=&;?#]+)=([^&;#]+)")
# names of query parameters whose values are secrets
_SECRET_NAME = re.compile(
    r"token|secret|passw|pwd|api_?-?key|app_?-?key|access_?-?key|^key$|auth|credential|signature"
    r"|^sig$|^sign$|ticket|session|jwt|bearer",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SecretParts:
    """The secrets of one source's address: placeholder and value of each, and the login.

    Never shown: its repr says only that it is there.
    """

    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    login: tuple[str, str] | None = field(default=None, repr=False)


NO_SECRETS = SecretParts()


def take_out(written: str, filled: Callable[[str], str]) -> tuple[str, SecretParts]:
    """The address with placeholders, and what they stand for.

    `filled` gives a text with each ${NAME} replaced. Variables in the host are filled in, for a
    host is no secret; name and password before it become the login.
    """
    scheme, mark, rest = written.partition("://")
    server, slash, path = _split_server(rest)
    user, at, host = server.rpartition("@")
    login = None
    if at:
        name, _, password = filled(user).partition(":")
        login = (unquote(name), unquote(password))
    path, literals = _without_literals(slash + path)
    variables = [(name, filled(name)) for name in dict.fromkeys(_VARIABLE.findall(path))]
    shown = f"{filled(scheme)}{mark}{filled(host)}{path}"
    return shown, SecretParts((*literals, *variables), login)


def _split_server(rest: str) -> tuple[str, str, str]:
    match = re.search(r"[/?#]", rest)
    if match is None:
        return rest, "", ""
    return rest[: match.start()], match.group(), rest[match.end() :]


def _without_literals(path: str) -> tuple[str, list[tuple[str, str]]]:
    """The path and query with each secret value as ***, the second one as ***2."""
    found: list[tuple[str, str]] = []

    def hide(pair: re.Match[str]) -> str:
        name, value = pair.groups()
        if not _SECRET_NAME.search(name) or _VARIABLE.search(value):
            return pair.group()
        known = {each: placeholder for placeholder, each in found}
        placeholder = known.get(value) or f"{HIDDEN}{len(found) + 1 if found else ''}"
        if value not in known:
            found.append((placeholder, value))
        return f"{name}={placeholder}"

    return _PAIR.sub(hide, path), found
