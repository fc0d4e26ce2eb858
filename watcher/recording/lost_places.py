"""Records what a place stops showing, and shows again."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from store.database.opening import Transaction
from watcher.deciding.absence import find_addresses_again, lose_addresses
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.known import Place
from watcher.deciding.news import News
from watcher.recording.load import Loader, decide_with
from watcher.recording.write import write_effects


def lost(tx: Transaction, source_key: str, addresses: Iterable[str], at: datetime) -> None:
    """Notes that addresses, and so all that was seen at them, are not there now."""
    gone = list(addresses)

    def lose(draft: Draft) -> list[Happened]:
        lose_addresses(draft, source_key, gone, at)
        return []

    _record(tx, [(source_key, address) for address in gone], lose)


def back(
    tx: Transaction, source_key: str, returned: Mapping[str, datetime], at: datetime
) -> list[News]:
    """Notes that addresses are there again; what was withdrawn with them is restored.

    `returned` gives since when each was gone. What had left an address before that stays lost.
    """

    def find(draft: Draft) -> list[Happened]:
        return find_addresses_again(draft, source_key, returned, at)

    return _record(tx, [(source_key, address) for address in returned], find)


def _record(
    tx: Transaction, places: Collection[Place], act: Callable[[Draft], list[Happened]]
) -> list[News]:
    if not places:
        return []
    loader = Loader(tx)
    loader.load_places(places)
    draft, happened = decide_with(loader, act)
    written = write_effects(tx, draft.effects, loader.known().policies, loader.texts)
    return [written.news(one) for one in happened]
