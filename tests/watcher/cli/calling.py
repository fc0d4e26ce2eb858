"""What one call of the console script came to."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """What one call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of a --json call."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Said]
