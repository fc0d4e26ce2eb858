"""Who hears the name of each step of the path when it is done: progress for people, places to kill at for tests."""

from collections.abc import Callable

OnStep = Callable[[str], None]


def unwatched(_name: str) -> None:
    """Nobody is watching."""
