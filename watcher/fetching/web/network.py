"""Opens sockets for http.py: names resolved once, the gate asked for each address, every wait
within the deadline.

A server that drips a byte a second never trips a read timeout; so each read waits at most for what
the fetch has left.
"""

import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from watcher.fetching.web.gate import Blocked, objection
from watcher.fetching.web.time_limit import current

_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Stream(httpcore.NetworkStream):
    """A socket's stream whose waits end with the fetch's deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _within(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _within(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = _within(timeout, httpcore.ConnectTimeout)
        return Stream(self._inner.start_tls(ssl_context, server_hostname, limit))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Connects.

    `gated` backends speak only to public addresses; the other serves what the operator named
    itself.
    """

    def __init__(self, *, gated: bool) -> None:
        self._gated = gated
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Tries the permitted addresses of `host` in the resolver's order; raises Blocked when it
        has none.
        """
        trouble: Exception = httpcore.ConnectError("the name has no address")
        for address in self._addresses(host, port):
            limit = _within(timeout, httpcore.ConnectTimeout)
            try:
                return Stream(
                    self._plain.connect_tcp(address, port, limit, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(error) from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not self._gated:
            return addresses
        permitted = [address for address in addresses if objection(address) is None]
        if not permitted and addresses:
            raise Blocked(f"{host} is {objection(addresses[0])} ({addresses[0]})")
        return permitted


def _within(timeout: float | None, error: type[Exception]) -> float | None:
    deadline = current.get()
    if deadline is None:
        return timeout
    left = deadline.left()
    if left <= 0:
        raise error("the overall deadline passed")
    return left if timeout is None else min(timeout, left)
