"""Posts JSON once and says whether it was taken.

Follows no redirect, retries nothing, knows no channel.
"""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from notifiers.base import DeliveryError

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and checking an address needs none of it
    import httpx

TIMEOUT = 10.0  # seconds for each of connect, write and read
DEADLINE = 30.0  # seconds for the whole answer, against receivers that drip
ANSWER_LIMIT = 65_536  # bytes of an answer that are read
_TOLD = 4_096  # bytes of a refusal that are told
_AGAIN = frozenset(
    {408, 425, 429}
)  # client errors that a later try may cure (RFC 9110, 8470, 6585)
_NEVER_PROXIED = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class Post:
    """One JSON request.

    `verify` off accepts any certificate, and is the operator's explicit wish.
    """

    url: str
    payload: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    params: tuple[tuple[str, str], ...] = ()
    auth: tuple[str, str] | None = None
    verify: bool = True


def post(request: Post) -> bytes:
    """The body (its first 64 KB) of a 2xx answer. Raises DeliveryError for anything else.

    Permanent: any redirect and any 4xx but 408, 425 and 429. Transient, with the Retry-After given:
    those, 5xx, and whatever the network does.
    """
    import httpx  # noqa: PLC0415 - see TYPE_CHECKING above

    options: dict[str, Any] = {
        "timeout": TIMEOUT,
        "follow_redirects": False,
        "mounts": dict.fromkeys(_NEVER_PROXIED),
    }
    try:
        with (
            httpx.Client(verify=_tls(request.verify), **options) as client,
            client.stream("POST", request.url, **_arguments(request)) as response,
        ):
            body = _read(response)
    except httpx.InvalidURL as error:
        raise DeliveryError(f"the address cannot be used: {error}", permanent=True) from error
    except httpx.TimeoutException as error:
        raise DeliveryError(f"no answer within {TIMEOUT:.0f} s") from error
    except httpx.HTTPError as error:
        raise DeliveryError(f"not reached: {str(error) or type(error).__name__}") from error
    _judge(response, body)
    return body


@cache
def _tls(verify: bool) -> ssl.SSLContext:
    """One context a process: making one takes 45 ms."""
    import httpx  # noqa: PLC0415 - see TYPE_CHECKING above

    return httpx.create_ssl_context(verify=verify)


def _arguments(request: Post) -> dict[str, Any]:
    content = json.dumps(request.payload, ensure_ascii=False, default=str).encode(
        "utf-8", "replace"
    )
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "PolicyWatch",
        **request.headers,
    }
    arguments: dict[str, Any] = {"content": content, "headers": headers, "auth": request.auth}
    if request.params:
        arguments["params"] = request.params
    return arguments


def _read(response: "httpx.Response") -> bytes:
    body, stop = b"", time.monotonic() + DEADLINE
    for chunk in response.iter_raw():
        body += chunk
        if len(body) >= ANSWER_LIMIT or time.monotonic() > stop:
            break
    return body[:ANSWER_LIMIT]


def _judge(response: "httpx.Response", body: bytes) -> None:
    status = response.status_code
    if response.is_success:
        return
    if response.is_redirect:
        where = _redirected_to(response.headers.get("Location", ""))
        raise DeliveryError(
            f"answered {status}, a redirect to {where}: write the address it leads to instead",
            permanent=True,
        )
    # whoever tells it hides the secrets first and cuts it then
    said = " ".join(body[:_TOLD].decode("utf-8", "replace").split())
    message = f"answered {status} {response.reason_phrase}".rstrip() + (f": {said}" if said else "")
    permanent = 400 <= status < 500 and status not in _AGAIN
    raise DeliveryError(
        message,
        permanent=permanent,
        retry_after=None if permanent else _retry_after(response.headers),
    )


def _redirected_to(location: str) -> str:
    """Scheme and host of a redirect: its path and query may repeat our secrets, or hold others."""
    try:
        parts = urlsplit(location)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "elsewhere"
    return f"{parts.scheme or 'http'}://{host}/…" if host else "another path of the same host"


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from the number or the date of Retry-After (RFC 9110 §10.2.3); None where
    there is none.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (when - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without an offset beside one with
        return None
