"""The version of the reader, pinned to what it makes of the golden texts (tests/golden/reader).

Reads nothing.

Raise READER_VERSION with every change that can alter what is read from the same bytes: stored
snapshots are then read again and the difference is recorded as technical, so nobody is alerted to
our own progress. `make check` fails where the one changed without the other, and says what to write
here.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pinned:
    """The digest of what a version made of the golden texts: SHA-256 of the texts, and of the
    version with all that was read.
    """

    version: int
    texts: str
    output: str


READER_VERSION: Final = 2
PINNED: Final = Pinned(
    version=2,
    texts="4458277a743c15624160f72d017f08f963f94a16844c752b80ef2b20036cf55e",
    output="61f3ab4de74bf613545364610c2b6be1a9f3ce1b7a2b1ea4aa600a25ea981fa7",
)
