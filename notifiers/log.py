"""`log://` and `log:///path/file`: alerts as readable text, to the service's log or appended to a
file.
"""

import errno
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from notifiers.address import AddressError, parse
from notifiers.base import DeliveryError, Message

ALERTS = logging.getLogger("policywatch.alerts")

# a full disk may be emptied; the other faults of a path stay until somebody changes it
_MAY_PASS = frozenset({"ENOSPC", "EDQUOT", "EIO", "EAGAIN", "EINTR", "EMFILE", "ENFILE"})


@dataclass(frozen=True, slots=True)
class Log:
    """Says alerts through the logger "policywatch.alerts" at INFO, or appends them to `file`."""

    label: str
    file: Path | None = None

    def send(self, message: Message) -> None:
        """Returns when the text is logged, or on the disk.

        Raises DeliveryError, permanent unless the disk is full.
        """
        if self.file is None:
            ALERTS.info("%s\n%s", message.title, message.body)
            return
        try:
            _append(self.file, _text(message))
        except OSError as error:
            passing = errno.errorcode.get(error.errno or 0) in _MAY_PASS
            raise DeliveryError(f"{self.file}: {error.strerror}", permanent=not passing) from error


def open_channel(address: str) -> Log:
    """`log://`, or `log:///absolute/path`. Raises AddressError."""
    parts = parse(address)
    if parts.host or parts.options:
        raise AddressError(
            "write log:// for the service's log, or log:///absolute/path for a file (three slashes)"
        )
    return Log(address.strip(), Path("/", *parts.path) if parts.path else None)


def _text(message: Message) -> bytes:
    rule = "─" * 20
    head = f"{rule} {message.title} {rule}"
    return f"{head}\n{message.body.rstrip()}\n(alert {message.alert_id})\n\n".encode()


def _append(file: Path, text: bytes) -> None:
    """In one write on an appending descriptor, so that two processes do not tear each other's
    alerts.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        while text:
            text = text[os.write(descriptor, text) :]
        if file.is_file():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
