"""The answer that came back over the wire, before it is judged. A value; knows nothing of httpx."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from watcher.fetching.results import Validators


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its redirects.

    `headers` in lower case; `body` decoded from its transfer, not from its charset.

    `asked` and `final` are the addresses before and after redirects, `sent` the validators that
    were asked with.
    """

    asked: str
    final: str
    code: int
    headers: Mapping[str, str]
    sent: Validators
    body: bytes = b""


class Trouble(Exception):  # noqa: N818 - "a trouble" is what the caller turns into an answer
    """No usable answer.

    `refused` says that somebody decided so (a robot check, robots.txt, the gate).
    """

    def __init__(
        self, reason: str, *, refused: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refused = refused
        self.retry_after = retry_after
