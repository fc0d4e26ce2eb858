"""A page of a list and the cursor of the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Cursor = TypeVar("Cursor")


@dataclass(frozen=True, slots=True)
class AnswerPage(Generic[Item, Cursor]):
    """Some items of a list.

    `cursor` is what the page after it is asked with, None where this is the last.
    """

    items: tuple[Item, ...]
    cursor: Cursor | None = None


def page_of(
    items: Sequence[Item], limit: int | None, cursor_of: Callable[[Item], Cursor]
) -> AnswerPage[Item, Cursor]:
    """The page that a query of `limit` items gave.

    A full one may have another after it, a shorter one has none.
    """
    full = limit is not None and len(items) >= limit
    return AnswerPage(tuple(items), cursor_of(items[-1]) if full and items else None)
