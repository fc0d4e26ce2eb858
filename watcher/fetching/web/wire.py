"""One request over kept connections, without redirects or retries.

The only module of watcher that imports httpx.

httpx's transports are used directly: its client would follow redirects past the gate, keep cookies
and inflate without a cap.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

import httpcore
import httpx

from watcher.fetching.results import Validators
from watcher.fetching.web import tls
from watcher.fetching.web.exchange import Exchange, Trouble
from watcher.fetching.web.gate import Blocked
from watcher.fetching.web.inflate import ENCODINGS, TooLarge, Undecodable, collect
from watcher.fetching.web.network import Backend
from watcher.fetching.web.network_faults import explain
from watcher.fetching.web.time_limit import current

_ERROR_PAGE = 64 * 1024  # what is read of an answer that is not 200: enough to keep its connection
_IDLE_SECONDS = 30.0


class Transient(Exception):  # noqa: N818 - an outcome: the caller may ask again in a moment
    """No answer, but asking again may help; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds to connect and between two reads; bytes of a decoded body."""

    connect_seconds: float
    read_seconds: float
    largest: int


class Wire:
    """Kept connections.

    Those to places the operator trusts are kept apart from the gated ones, so that no source can
    reach a private place over a connection that another source opened.
    """

    def __init__(self, user_agent: str, bounds: Bounds) -> None:
        self._headers = [
            (b"User-Agent", user_agent.encode("latin-1", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
            (b"Accept-Encoding", ENCODINGS.encode()),
        ]
        self._bounds = bounds
        self._timeout = httpx.Timeout(bounds.read_seconds, connect=bounds.connect_seconds).as_dict()
        self._transports: dict[tuple[tls.Profile, bool], httpx.HTTPTransport] = {}
        self._lock = threading.Lock()

    def send(
        self,
        address: str,
        validators: Validators,
        profile: tls.Profile,
        *,
        trusted: bool,
        authorization: str | None = None,
    ) -> Exchange:
        """GETs `address`. Raises Transient, or Trouble with the reason."""
        request = self._request(address, validators)
        if authorization:
            request.headers["Authorization"] = authorization
        host = request.url.host
        try:
            response = self._transport(profile, trusted=trusted).handle_request(request)
            try:
                return self._received(address, response, validators)
            finally:
                response.close()
        except Blocked as blocked:
            raise Trouble(
                f"{blocked}; only a source's own address may lead to a private place", refused=True
            ) from None
        except (TooLarge, Undecodable) as error:
            raise Trouble(f"the page at {host} was not read: {error}") from error
        except httpx.TransportError as error:
            raise self._explained(error, host) from error

    def close(self) -> None:
        """Closes the kept connections."""
        with self._lock:
            while self._transports:
                self._transports.popitem()[1].close()

    def _request(self, address: str, validators: Validators) -> httpx.Request:
        headers = list(self._headers)
        if validators.etag:
            headers.append((b"If-None-Match", validators.etag.encode("latin-1", "replace")))
        if validators.last_modified:
            headers.append(
                (b"If-Modified-Since", validators.last_modified.encode("latin-1", "replace"))
            )
        try:
            return httpx.Request(
                "GET", address, headers=headers, extensions={"timeout": self._timeout}
            )
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise Trouble(f"“{address}” is no web address ({error}); correct it") from error

    def _received(self, address: str, response: httpx.Response, sent: Validators) -> Exchange:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers.raw
        }
        encoding = headers.get("content-encoding", "")
        assert isinstance(response.stream, Iterable)
        if response.status_code == 200:
            body = collect(response.stream, encoding, self._bounds.largest)
        else:
            body = _leftover(response.stream)
        return Exchange(address, address, response.status_code, headers, sent, body)

    def _explained(self, error: httpx.TransportError, host: str) -> Exception:
        deadline = current.get()
        seconds = self._bounds.read_seconds
        if isinstance(error, httpx.ConnectTimeout):
            seconds = self._bounds.connect_seconds
        if deadline is not None and deadline.left() <= 0:
            seconds = deadline.seconds
        fault = explain(error, host, seconds=seconds)
        return Transient(fault.reason) if fault.transient else Trouble(fault.reason)

    def _transport(self, profile: tls.Profile, *, trusted: bool) -> httpx.HTTPTransport:
        with self._lock:
            made = self._transports.get((profile, trusted))
            if made is None:
                made = httpx.HTTPTransport(verify=tls.context(profile), trust_env=False)
                # httpx has no public way to say how sockets are opened; tests/…/test_redirects.py
                # fails if this moves
                made._pool = httpcore.ConnectionPool(  # noqa: SLF001
                    ssl_context=tls.context(profile),
                    max_connections=None,  # as many as there are threads
                    max_keepalive_connections=50,
                    keepalive_expiry=_IDLE_SECONDS,
                    network_backend=Backend(gated=not trusted),
                )
                self._transports[(profile, trusted)] = made
            return made


def _leftover(chunks: Iterable[bytes]) -> bytes:
    """The start of an error page, as sent. A longer one is cut off together with its connection."""
    start = bytearray()
    for chunk in chunks:
        start += chunk
        if len(start) > _ERROR_PAGE:
            break
    return bytes(start[:_ERROR_PAGE])
