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


def pushed_off_list(listed: frozenset[str], known: SourceMemory, *, paged: bool) -> frozenset[str]:
    """The known addresses that newer ones pushed off a list which now shows `listed`.

    A list shows its newest entries; an older one leaves it without being withdrawn. So it is taken
    away only where nothing can have pushed it: no further pages follow, and fewer entries arrived
    than left. Afterwards only its own address can say that it is gone.
    """
    left = (known.listed or frozenset()) - listed
    arrived = listed - known.addresses
    pushed = left if paged or len(arrived) >= len(left) else frozenset()
    return (known.unlisted - listed) | pushed


def take_turn(addresses: frozenset[str], room: int, lap: int) -> tuple[str, ...]:
    """At most `room` of the addresses, others in each lap, all of them within a round of laps."""
    if room <= 0 or not addresses:
        return ()
    ordered = sorted(addresses)
    start = lap * room % len(ordered)
    return tuple((ordered[start:] + ordered[:start])[:room])
