"""`json://` and `jsons://`: one POST of JSON.

Ours rather than Apprise's, which knows no alert id (docs/decisions).
"""

from dataclasses import dataclass
from urllib.parse import quote

from notifiers.address import Address, AddressError, mask, parse
from notifiers.base import Message
from notifiers.posting import Post, post

_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts to `url`. Any 2xx means taken; `alert_id` is also sent as Idempotency-Key."""

    label: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    auth: tuple[str, str] | None = None
    verify: bool = True

    def send(self, message: Message) -> None:
        """Raises DeliveryError as notifiers.http.post does."""
        payload = {
            **message.payload,
            "title": message.title,
            "body": message.body,
            "alert_id": message.alert_id,
        }
        headers = {"Idempotency-Key": quote(message.alert_id), **dict(self.headers)}
        post(Post(self.url, payload, headers, self.params, self.auth, self.verify))


def open_channel(address: str) -> Webhook:
    """`json://user:password@host:port/path?+Header=value&-name=value&verify=no`; jsons is HTTPS.

    As in Apprise, `+` sets a header and `-` a query parameter. Raises AddressError.
    """
    parts = parse(address)
    if not parts.host:
        raise AddressError(f"write the receiver's host: {parts.scheme}://host:port/path")
    headers, params, verify = _options(parts)
    return Webhook(
        label=mask(address),
        url=_url(address, parts),
        headers=tuple(headers),
        params=tuple(params),
        auth=(parts.user, parts.password) if parts.user else None,
        verify=verify,
    )


def _url(address: str, parts: Address) -> str:
    """The HTTP address, its path exactly as written: unquoting and quoting again could
    change it.
    """
    scheme = "https" if parts.scheme == "jsons" else "http"
    rest = address.strip().partition("://")[2].partition("?")[0].partition("#")[0]
    server, slash, path = rest.partition("/")
    return f"{scheme}://{server.rpartition('@')[2]}{slash or '/'}{path}"


def _options(parts: Address) -> tuple[list[tuple[str, str]], list[tuple[str, str]], bool]:
    headers, params, verify = [], [], True
    for name, value in parts.options:
        if name.startswith("+"):
            headers.append((_header_name(name[1:]), value))
        elif name.startswith("-"):
            params.append((name[1:], value))
        elif name == "verify" and value.lower() in _FLAGS:
            verify = _FLAGS[value.lower()]
        else:
            raise AddressError(
                "unknown option: known are +Header=value, -parameter=value, verify=no;"
                " an & in a value is written %26"
            )
    if any("\n" in value or "\r" in value or not value.isascii() for _, value in headers):
        raise AddressError("a header's value is one line of ASCII")
    return headers, params, verify


def _header_name(name: str) -> str:
    if not name or not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
        raise AddressError("a header's name has letters, digits and hyphens: ?+X-Token=…")
    return name
