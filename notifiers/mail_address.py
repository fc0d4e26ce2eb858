"""Mail addresses as Apprise writes them, read into server, credentials, sender and recipients.

Sends nothing.
"""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

from notifiers.address import Address, AddressError, parse

Mode = Literal["plain", "starttls", "ssl"]
_MODES: dict[str, Mode] = {
    "insecure": "plain",
    "plain": "plain",
    "starttls": "starttls",
    "ssl": "ssl",
}
_PORTS: dict[Mode, int] = {"plain": 25, "starttls": 587, "ssl": 465}
_KNOWN = frozenset(
    {"to", "cc", "bcc", "from", "name", "reply", "smtp", "mode", "user", "pass", "verify"}
)
# Apprise's options that change nothing here: text and HTML are always sent, and a mail is never cut
_IDLE = frozenset(
    {"format", "overflow", "emojis", "store", "tz", "rto", "cto", "redirect", "retry", "wait"}
)

# mail providers whose SMTP server is not the domain of their addresses (as in Apprise's own list)
_PROVIDERS: dict[str, tuple[str, int, Mode]] = {
    "qq.com": ("smtp.qq.com", 587, "starttls"),
    "foxmail.com": ("smtp.qq.com", 587, "starttls"),
    "163.com": ("smtp.163.com", 465, "ssl"),
    "gmail.com": ("smtp.gmail.com", 587, "starttls"),
    "outlook.com": ("smtp.outlook.com", 587, "starttls"),
    "hotmail.com": ("smtp-mail.outlook.com", 587, "starttls"),
}


@dataclass(frozen=True, slots=True)
class MailAddress:
    """Receivers of a mail, and the server it goes through.

    `login` is user and password; `verify` is about the server's certificate.
    """

    host: str
    port: int
    mode: Mode
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    name: str = "PolicyWatch"
    reply: str | None = None
    login: tuple[str, str] | None = None
    verify: bool = True

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who gets the mail, once."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.bcc)))


def read(address: str) -> MailAddress:
    """Reads `mailto[s]://user:password@host:port/to@a/to@b?to=…&from=…&smtp=…&mode=…`.

    Options: to, cc, bcc, from, name, reply, smtp, user, pass, verify, and mode (starttls, ssl or
    insecure).

    mailto is plain (port 25), mailtos STARTTLS (587) or, with mode=ssl, TLS from the start (465).
    `host` is the domain of the mail, and the server unless `smtp=` names one; large providers'
    servers are known. Raises AddressError.
    """
    parts = _checked_parts(address)
    host, port, mode = _server(parts)
    user, password = parts.option("user") or parts.user, parts.option("pass") or parts.password
    name, sender = _sender(parts, user)
    to = _people(parts, "to", parts.path) or (sender,)
    return MailAddress(
        host=host,
        port=port,
        mode=mode,
        sender=sender,
        to=to,
        cc=_people(parts, "cc"),
        bcc=_people(parts, "bcc"),
        name=name,
        reply=_reply_to(parts),
        login=(_login(parts, user), password) if user and password else None,
        verify=(parts.option("verify") or "yes").lower() not in ("no", "false", "0"),
    )


def _checked_parts(address: str) -> Address:
    parts = parse(address)
    unknown = [name for name, _ in parts.options if name not in _KNOWN | _IDLE]
    if unknown:
        known = ", ".join(sorted(_KNOWN))
        raise AddressError(f"unknown option: known are {known}; an & in a value is written %26")
    if not parts.host:
        raise AddressError(
            f"write the mail server: {parts.scheme}://user:password@host?to=you@example.com"
        )
    return parts


def _reply_to(parts: Address) -> str | None:
    reply = parts.option("reply")
    return _checked(reply) if reply else None


def _server(parts: Address) -> tuple[str, int, Mode]:
    wished = parts.option("mode")
    if wished is not None and wished.lower() not in _MODES:
        raise AddressError("mode is starttls, ssl or insecure")
    provider = _PROVIDERS.get(parts.host.lower())
    if provider and not parts.option("smtp"):
        return provider
    mode = _MODES[wished.lower()] if wished else _default_mode(parts)
    return parts.option("smtp") or parts.host, parts.port or _PORTS[mode], mode


def _default_mode(parts: Address) -> Mode:
    if parts.scheme == "mailto":
        return "plain"
    return "ssl" if parts.port == _PORTS["ssl"] else "starttls"


def _login(parts: Address, user: str) -> str:
    """Large providers want the whole address as the user's name."""
    return user if "@" in user or parts.host.lower() not in _PROVIDERS else f"{user}@{parts.host}"


def _sender(parts: Address, user: str) -> tuple[str, str]:
    """Display name and address: from `from=`, else the user at the host."""
    name, sender = parseaddr(parts.option("from") or "")
    if "@" not in sender:  # Apprise takes a from= without @ as the name
        name = name or sender
        sender = user if "@" in user else f"{user}@{parts.host}" if user else ""
    if not sender:
        raise AddressError("say who sends: add from=alerts@example.com")
    shown = " ".join((parts.option("name") or name).split())
    return shown or "PolicyWatch", _checked(sender)


def _people(parts: Address, option: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    texts = [*more, *(value for key, value in parts.options if key == option)]
    people = [
        person.strip()
        for text in texts
        for person in text.replace(";", ",").split(",")
        if person.strip()
    ]
    return tuple(dict.fromkeys(_checked(p if "@" in p else f"{p}@{parts.host}") for p in people))


def _checked(person: str) -> str:
    local, _, domain = person.rpartition("@")
    if (
        not local
        or not domain
        or not person.isascii()
        or any(c.isspace() or c in "<>," for c in person)
    ):
        # not repeated: a password that was cut by its own / or @ may stand here
        raise AddressError("a sender or recipient (from, to, cc, bcc, reply) is not a mail address")
    return person
