"""The name of each step of the path is heard when it is done.

That is progress for people, and for tests a place to kill at.
"""

from collections.abc import Callable

OnStep = Callable[[str], None]


def unwatched(_name: str) -> None:
    """Nobody is watching."""
