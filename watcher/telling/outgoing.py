"""The message of a delivery: one alert as it was written, or a digest of several. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.records import Alert, Delivery
from watcher.plain_text import one_line, plain
from watcher.rendering import messages
from watcher.rendering.policy_record import named_policy


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message before a channel takes it; `id` is the same at every try."""

    id: str
    title: str
    body: str
    payload: Mapping[str, Any]


def outgoing(delivery: Delivery, told: Sequence[Alert], language: str) -> Outgoing:
    """The message of a claimed delivery; `told` are its alerts, one where it is no digest.

    Nothing in it steers a screen or turns a line around, whatever a page said.
    """
    ready = _put_together(delivery, told, language)
    payload = {name: _plain(value) for name, value in ready.payload.items()}
    return Outgoing(ready.id, one_line(ready.title), plain(ready.body), payload)


def _plain(value: Any) -> Any:
    """A value of JSON with every text in it made plain."""
    match value:
        case str():
            return plain(value)
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value


def _put_together(delivery: Delivery, told: Sequence[Alert], language: str) -> Outgoing:
    if not delivery.digest_id or not delivery.digest:
        alert = told[0]
        return Outgoing(alert.id, alert.title, alert.body, alert.payload)
    title, body = messages.digest_text([(alert.title, alert.body) for alert in told], language)
    reasons = [alert.reason for alert in told]
    items = [{"title": alert.title, "body": alert.body, **alert.payload} for alert in told]
    payload: dict[str, Any] = {
        "subscriber": delivery.subscriber,
        "kind": "digest",
        "policy": named_policy(None),
        "alert_id": delivery.digest_id,
        "reason": messages.digest_reasons(reasons, language),
        "items": items,
    }
    return Outgoing(delivery.digest_id, title, body, payload)
