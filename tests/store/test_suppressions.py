"""The suppression ledger: what is listed, in pages and with filters; and retention, which never takes what is needed."""

from sqlalchemy import text

from store import addresses, snapshot_bodies, snapshots, suppressions
from store.care import pruning, rereading
from store.care.pruning import PruneBounds
from store.database.opening import Database, Transaction
from store.records import SnapshotOutcome
from store.snapshots import Fetched
from store.suppressions import NewSuppression, Wanted
from tests.store.samples import add_policy, add_version, later

ADDRESS = "https://yunzhou.example/1"
PAGE = "\n".join(
    f"<p>第{number}条　云州市支持企业技术改造，按投资额给予补助{number}万元。</p>"
    for number in range(60)
)


def hide(tx: Transaction, views: int, *, rule: str = "view counter", source: str = "yz") -> int:
    """The page with another counter, a day later each; None where nothing is hidden because it is the first."""
    addresses.announce(tx, source, [ADDRESS], baseline=False)
    kept = snapshots.keep(
        tx, Fetched(source, ADDRESS, f"{PAGE}浏览次数：{views}".encode(), later(views))
    )
    assert kept is not None
    before = rereading.previous_snapshot(tx, kept.id)
    snapshots.mark_read(
        tx,
        kept.id,
        reader_version=1,
        outcome=SnapshotOutcome.HIDDEN if before else SnapshotOutcome.DOCUMENTS,
    )
    if before:
        old, new = (f"浏览次数：{number}" for number in (views - 1, views))
        entry = NewSuppression(later(views), source, ADDRESS, rule, kept.id, before.id, 1, old, new)
        suppressions.add(tx, [entry])
    return kept.id


def ids(database: Database) -> list[int]:
    with database.read() as tx:
        return list(tx.connection().scalars(text("SELECT id FROM snapshot ORDER BY id")))


def test_the_ledger_is_listed_by_source_rule_and_day_a_page_at_a_time(database: Database) -> None:
    """Newest first; each page goes on where the one before ended."""
    with database.write() as tx:
        for views in range(8):
            hide(tx, views, rule="width" if views % 3 == 0 else "view counter")
        for views in range(3):
            hide(tx, views, source="other")
    with database.read() as tx:
        first = suppressions.list_entries(tx, Wanted(source_key="yz", limit=4))
        second = suppressions.list_entries(
            tx, Wanted(source_key="yz", limit=4, before_id=first[-1].id)
        )
        assert [one.new for one in (*first, *second)] == [
            f"浏览次数：{views}" for views in range(7, 0, -1)
        ]
        assert [one.old for one in suppressions.list_entries(tx, Wanted(rule="width"))] == [
            "浏览次数：5",
            "浏览次数：2",
        ]
        since = suppressions.list_entries(
            tx, Wanted(source_key="yz", since=later(3), until=later(6))
        )
        assert [one.at for one in since] == [later(5), later(4), later(3)]
        assert suppressions.count_by_rule(tx) == [("view counter", 7), ("width", 2)]


def test_the_ledger_is_walked_along_an_index(database: Database) -> None:
    """A page of a million entries must not sort them."""
    if database.dialect != "sqlite":
        return  # PostgreSQL plans by how much there is
    with database.write() as tx:
        for views in range(3):
            hide(tx, views)
        for given in (
            "",
            "source_key = 'yz'",
            "rule = 'width'",
            "source_key = 'yz' AND rule = 'width'",
        ):
            where = f"WHERE {given}" if given else ""
            query = f"EXPLAIN QUERY PLAN SELECT * FROM suppression {where} ORDER BY at DESC, id DESC LIMIT 50"
            plan = " ".join(str(row[3]) for row in tx.connection().execute(text(query)))
            assert "ix_suppression" in plan
            assert "TEMP B-TREE" not in plan


def test_retention_takes_what_is_old_and_leaves_what_a_kept_entry_was_compared_with(
    database: Database,
) -> None:
    """Entries of the ledger and their snapshots go together; the newest of an address never does."""
    with database.write() as tx:
        found = [hide(tx, views) for views in range(20)]
    bounds = PruneBounds(hidden=later(16))
    with database.read() as tx:
        assert pruning.count_superfluous(tx, bounds).entries == 15
    while _prune(database, bounds):
        pass
    with database.read() as tx:
        left = suppressions.list_entries(tx, Wanted())
        assert [one.new for one in left] == [f"浏览次数：{views}" for views in (19, 18, 17, 16)]
        assert {one.before_id for one in left} <= set(ids(database))
        for snapshot_id in ids(database):  # whatever it was packed against is still there
            assert snapshot_bodies.open_body(tx, snapshot_id).decode().startswith(PAGE)
    assert {found[0], *found[15:]} <= set(ids(database))
    assert found[2] not in ids(database)


def test_retention_leaves_what_a_version_was_read_from_and_what_was_told_after_all(
    database: Database,
) -> None:
    """And what those were compared with or are packed against: the first, and the one before the newest."""
    with database.write() as tx:
        found = [hide(tx, views) for views in range(16)]
        policy_id = add_policy(tx)
        add_version(tx, policy_id, found[7], "第一条", number=1)
        suppressions.mark_told(tx, found[9], later(4))
    while _prune(database, PruneBounds(hidden=later(100), evidence=later(100))):
        pass
    assert [found.index(snapshot_id) for snapshot_id in ids(database)] == [0, 7, 8, 9, 13, 14, 15]


def test_a_base_goes_only_when_nothing_is_packed_against_it(database: Database) -> None:
    """Every body that is left opens, whatever went."""
    with database.write() as tx:
        found = [hide(tx, views) for views in range(9)]
        bases = set(
            tx.connection().scalars(text("SELECT base_id FROM snapshot WHERE base_id IS NOT NULL"))
        )
        tx.connection().execute(text("UPDATE snapshot SET outcome = 'hidden'"))
    assert bases == {*found[:6], found[7]}
    while _prune(database, PruneBounds(hidden=later(100))):
        pass
    assert ids(database) == [found[0], found[7], found[8]]
    with database.read() as tx:
        assert snapshot_bodies.open_body(tx, found[8]).decode().endswith("浏览次数：8")


def test_without_a_term_nothing_goes(database: Database) -> None:
    with database.write() as tx:
        for views in range(4):
            hide(tx, views)
    assert _prune(database, PruneBounds()) == 0
    assert _prune(database, PruneBounds(evidence=later(100))) == 0
    assert len(ids(database)) == 4


def _prune(database: Database, bounds: PruneBounds) -> int:
    with database.write() as tx:
        if entries := pruning.prune_entries(tx, bounds, limit=2):
            return entries
        return pruning.prune(tx, bounds, pruning.old_ones(tx, bounds))
