"""A channel's input and answers: Message, Notifier, DeliveryError.

Knows no channel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One alert or digest, rendered.

    `alert_id` is stable over retries: a receiver may drop a repeat by it. `payload` is what a
    webhook gets besides title and body (subscriber, kind, policy, reason, items; see the README).
    """

    alert_id: str
    title: str
    body: str
    html: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


class DeliveryError(Exception):
    """A send that failed.

    `permanent` says that trying again cannot help (bad address, refused credentials).

    `retry_after` is the receiver's own wish in seconds, where it gave one.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class Notifier(Protocol):
    """One configured channel of one subscriber."""

    @property
    def label(self) -> str:
        """The address with its secrets masked, for people and logs."""

    def send(self, message: Message) -> None:
        """Sends once; returns when the receiver has taken it, raises DeliveryError when
        it has not.
        """
