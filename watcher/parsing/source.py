"""One file or page as it arrived: what every parser is given. No rules here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawSource:
    """Raw bytes with what is known of them.

    `name` is a file name or an address, `content_type` the Content-Type header as sent (may carry a
    charset), `body` an optional CSS selector of a page's body.
    """

    data: bytes
    name: str
    content_type: str | None = None
    body: str | None = None
