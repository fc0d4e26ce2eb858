"""Every other address, through Apprise.

Cuts long texts itself and turns Apprise's False into an error with its reason.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

from notifiers.address import AddressError, mask, parse
from notifiers.base import DeliveryError, Message
from notifiers.hiding import hide, secrets_of
from notifiers.parts import parts

# They speak to the desktop, the log or the hardware of the machine the service runs on, and cannot
# say that anybody
# was told: for a log use log://.
LOCAL = frozenset(
    {"syslog", "rsyslog", "dbus", "qt", "kde", "glib", "gnome", "macosx", "windows", "blink1"}
)

_SMALLEST = 500  # bytes of a part; a channel that takes less gets one part, cut by Apprise


@dataclass(frozen=True, slots=True)
class Apprise:
    """One Apprise target.

    `target` is an apprise.Apprise holding exactly it; `limit` the bytes of body it takes.
    """

    label: str
    target: Any
    limit: int
    secrets: tuple[str, ...]

    def send(self, message: Message) -> None:
        """Sends, in parts where it is long.

        Raises DeliveryError, never permanent: Apprise does not tell why.
        """
        for part in parts(message.body, self.limit):
            with _said() as said:
                taken = self.target.notify(body=part, title=message.title, body_format="text")
            if not taken:
                raise DeliveryError(
                    hide("; ".join(said), self.secrets)
                    or "Apprise could not send and gave no reason"
                )


def open_channel(address: str) -> Apprise:
    """Any address Apprise knows, but those of LOCAL. Raises AddressError."""
    found = parse(address)
    if found.scheme in LOCAL:
        raise AddressError(
            f"{found.scheme}:// only reaches this machine and nobody is told: use log://"
        )
    import apprise  # noqa: PLC0415 - it loads 250 plugins, and most installations name none of them

    asset = apprise.AppriseAsset(app_id="PolicyWatch", app_desc="PolicyWatch", http_redirects=False)
    target = apprise.Apprise(asset=asset)
    with _said() as said:
        added = target.add(address)
    if not added or len(target) != 1:
        reason = hide("; ".join(said), secrets_of(address))
        raise AddressError(
            f"{found.scheme}:// is not an address Apprise can use"
            + (f" ({reason})" if reason else "")
        )
    return Apprise(
        mask(address), target, max(_SMALLEST, target[0].body_maxlen), secrets_of(address)
    )


# the list that hears what is said on behalf of this call; Apprise carries the context into its
# worker threads
_hearing: ContextVar[list[str] | None] = ContextVar("_hearing", default=None)


class _Listener(logging.Handler):
    """Writes what is logged to the list of whoever is listening in that context."""

    def emit(self, record: logging.LogRecord) -> None:
        said = _hearing.get()
        if said is not None:
            said.append(record.getMessage())


@cache
def _listener() -> _Listener:
    """The one listener, put on Apprise's logger when it is first needed."""
    listener = _Listener(logging.WARNING)
    logger = logging.getLogger("apprise")
    logger.addHandler(listener)
    logger.propagate = False  # it repeats whole addresses; what matters is in the error
    return listener


@contextmanager
def _said() -> Iterator[list[str]]:
    """Collects what Apprise's plugins warn of on behalf of the block."""
    _listener()
    said: list[str] = []
    token = _hearing.set(said)
    try:
        yield said
    finally:
        _hearing.reset(token)
