"""What a policy said at every moment, and that it is still what it said."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from store import versions
from store.database.compression import TornBodyError
from store.database.opening import Database
from store.versions import NewVersion
from tests.store.samples import add_policy, add_snapshot, add_version, later

CLAUSES = [
    f"第{n}条　对符合条件的企业，按照实际投资额的百分之十给予补助，最高{n}00万元。"
    for n in range(1, 43)
]

OTHER = "".join(
    chr(0x4E00 + number * 7919 % 20000) for number in range(2000)
)  # nothing in it repeats


def test_every_version_reads_as_it_was_stored(database: Database) -> None:
    """Twenty edits in a row: the first is as readable as the last."""
    stored = []
    with database.write() as tx:
        policy_id, snapshot_id = add_policy(tx), add_snapshot(tx)
        for number in range(1, 21):
            stored.append((*CLAUSES[:number], f"第{number}次修订", *CLAUSES[number:]))
            add_version(tx, policy_id, snapshot_id, *stored[-1], number=number, at=later(number))
    with database.read() as tx:
        found = versions.of_policy(tx, policy_id)
        assert stored == [version.paragraphs for version in found]
        assert [later(number) for number in range(1, 21)] == [version.at for version in found]
        assert found[6] == versions.get_numbered(tx, policy_id, 7)
        assert found[6] == versions.get(tx, found[6].id)


def test_versions_lean_on_the_one_before_and_every_seventh_on_the_first(database: Database) -> None:
    """Short chains on one root, and a text that is another starts its own."""
    with database.write() as tx:
        policy_id, snapshot_id = add_policy(tx), add_snapshot(tx)
        for number in range(1, 12):
            add_version(tx, policy_id, snapshot_id, *CLAUSES, f"附件{number}", number=number)
        add_version(tx, policy_id, snapshot_id, OTHER, number=12)
        against = (
            tx.connection()
            .execute(text("SELECT id - base_id FROM version ORDER BY id"))
            .scalars()
            .all()
        )
        assert against == [None, 1, 1, 1, 1, 1, 1, 7, 1, 1, 1, None]


def test_a_first_version_leans_on_the_page_that_says_the_same(database: Database) -> None:
    """The words stand in the page already; a page that does not hold them is no help."""
    page = f"<html><body><p>{OTHER}</p></body></html>".encode()
    with database.write() as tx:
        for at, body in enumerate((page, page.decode().encode("gb18030"))):
            snapshot_id = add_snapshot(tx, body, f"https://yunzhou.example/{at}")
            new = NewVersion(add_policy(tx), 1, snapshot_id, 1, later(0), [OTHER], {}, body)
            assert versions.get(tx, versions.add(tx, new)).paragraphs == (OTHER,)
        rows = (
            tx.connection()
            .execute(text("SELECT on_snapshot, length(body) FROM version ORDER BY id"))
            .all()
        )
    assert [bool(leans) for leans, _ in rows] == [True, False]
    assert rows[0][1] * 2 < rows[1][1]


def test_a_copy_has_no_number_and_is_not_among_the_policys_own(database: Database) -> None:
    with database.write() as tx:
        policy_id, snapshot_id = add_policy(tx), add_snapshot(tx)
        own = add_version(tx, policy_id, snapshot_id, "一", number=1)
        copy = add_version(tx, policy_id, snapshot_id, "一（转载）", number=None)
        assert [own] == [version.id for version in versions.of_policy(tx, policy_id)]
        assert versions.get(tx, copy).number is None


def test_facts_come_back_as_they_went_in(database: Database) -> None:
    with database.write() as tx:
        version_id = add_version(tx, add_policy(tx), add_snapshot(tx), "一", "", "　二")
        found = versions.get(tx, version_id)
        assert found.facts == {"title": "云州市", "windows": []}
        assert found.paragraphs == ("一", "", "　二")


def test_a_torn_version_is_reported_and_the_next_one_stands_alone(database: Database) -> None:
    with database.write() as tx:
        policy_id, snapshot_id = add_policy(tx), add_snapshot(tx)
        first = add_version(tx, policy_id, snapshot_id, *CLAUSES, number=1)
        second = add_version(tx, policy_id, snapshot_id, *CLAUSES, "附则", number=2)
        tx.connection().execute(
            text("UPDATE version SET body = :b WHERE id = :id"), {"b": b"(\xb5/\xfd", "id": first}
        )
    with database.write() as tx:
        for torn in (first, second):
            with pytest.raises(TornBodyError, match=f"version {first}"):
                versions.get(tx, torn)
        third = add_version(tx, policy_id, snapshot_id, *CLAUSES, "附则（修订）", number=3)
        assert versions.get(tx, third).paragraphs[-1] == "附则（修订）"


def test_two_versions_of_one_number_are_refused(database: Database) -> None:
    """Whoever adds the second has read an old count: that transaction must not be stored."""
    with database.write() as tx:
        policy_id, snapshot_id = add_policy(tx), add_snapshot(tx)
        add_version(tx, policy_id, snapshot_id, "一", number=1)
        with pytest.raises(IntegrityError):
            add_version(tx, policy_id, snapshot_id, "二", number=1)
        tx.rollback()


def test_an_unknown_version_is_named(database: Database) -> None:
    with database.read() as tx, pytest.raises(TornBodyError, match="version 404 is missing"):
        versions.get(tx, 404)
