"""The log of the service goes to standard error, a fault of ours as a sentence without its
traceback.
"""

import logging
import os
from types import TracebackType

from watcher.plain_text import plain

TRACEBACK = "POLICYWATCH_TRACEBACK"  # set, a fault of ours shows where it happened
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class BriefFormatter(logging.Formatter):
    """Lines in which nothing that a page or a server said steers a terminal.

    A fault is named by its last line: the frames help only whoever mends it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The whole line."""
        return plain(super().format(record))

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 -- logging's own name
        if os.environ.get(TRACEBACK):
            return super().formatException(ei)
        return f"{type(ei[1]).__name__}: {ei[1]}"


def configure_logs() -> None:
    """Warnings and worse, and every alert of the channel log."""
    handler = logging.StreamHandler()
    handler.setFormatter(BriefFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("policywatch.alerts").setLevel(logging.INFO)
