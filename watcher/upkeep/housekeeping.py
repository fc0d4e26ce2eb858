"""Deletes what is past its term and nobody needs, once a day and a part at a time."""

from datetime import datetime, timedelta

from config.retention_table import Retention
from store.care import pruning, upkeep
from store.care.pruning import PruneBounds, Superfluous
from store.database.opening import Database

EVERY = timedelta(days=1)
RETENTION = "retention"


def bounds(terms: Retention, now: datetime) -> PruneBounds:
    """From before which instants what is not needed may go."""
    return PruneBounds(*(now - term if term else None for term in (terms.hidden, terms.evidence)))


def keep_terms(database: Database, terms: Retention, now: datetime) -> int:
    """Deletes what is past its term, if that was not done for a day; returns how much went."""
    old = bounds(terms, now)
    with database.read() as tx:
        last = upkeep.done_at(tx, RETENTION)
    if not old or (last is not None and timedelta() <= now - last < EVERY):
        return 0
    done = prune_all(database, old)
    with database.write() as tx:
        upkeep.note(tx, RETENTION, now)
    return done


def prunable(database: Database, old: PruneBounds) -> Superfluous:
    """The amount that `prune_all` would delete."""
    with database.read() as tx:
        return pruning.count_superfluous(tx, old)


def prune_all(database: Database, old: PruneBounds) -> int:
    """Deletes all that may go, a part in a transaction: whoever else writes goes on meanwhile."""
    done = 0
    while True:
        with database.write() as tx:
            some = pruning.prune_entries(tx, old)
        if not some:
            break
        done += some
    while some := _pass(database, old):  # what others were packed against goes after them
        done += some
    return done


def _pass(database: Database, old: PruneBounds) -> int:
    """One walk over all snapshots; they are looked for while others write."""
    done = last = 0
    while True:
        with database.read() as tx:
            ids = pruning.old_ones(tx, old, last)
        if not ids:
            return done
        with database.write() as tx:
            done += pruning.prune(tx, old, ids)
        last = ids[-1]
