"""The documents of a list to ask for, and those that it lists no more and that are still there.

Pure.
"""

from collections.abc import Sequence

from watcher.fetching.kinds.kind import SourceMemory
from watcher.parsing.html.list_links import Link


def plan_documents(links: Sequence[Link], known: frozenset[str], limit: int) -> tuple[Link, ...]:
    """The documents to ask for, at most `limit`: new ones first, then known ones, each in the
    list's order.
    """
    return tuple(sorted(links, key=lambda link: link.address in known)[:limit])


def left_list(listed: frozenset[str], known: SourceMemory) -> frozenset[str]:
    """The known addresses that are not on a list which now shows `listed`, and are not missing.

    A list shows its newest entries; an older one leaves it, or is unpinned, without being
    withdrawn. Only its own address can say that it is gone.
    """
    return (known.unlisted | (known.listed or frozenset())) - listed


def plan_revisits(
    listed: frozenset[str], known: SourceMemory, room: int, lap: int
) -> tuple[str, ...]:
    """At most `room` addresses that the list shows no more, to be asked themselves.

    First those that have just left it, then those that went missing, then the others by turns.
    """
    left = sorted((known.listed or frozenset()) - listed)
    missing = sorted(known.missing - listed)
    urgent = tuple([*left, *missing][: max(room, 0)])
    others = known.unlisted - listed - set(urgent)
    return (*urgent, *take_turn(others, room - len(urgent), lap))


def take_turn(addresses: frozenset[str], room: int, lap: int) -> tuple[str, ...]:
    """At most `room` of the addresses, others in each lap, all of them within a round of laps."""
    if room <= 0 or not addresses:
        return ()
    ordered = sorted(addresses)
    start = lap * room % len(ordered)
    return tuple((ordered[start:] + ordered[:start])[:room])
