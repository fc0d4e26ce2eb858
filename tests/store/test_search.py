"""Chinese full text: what is found, in which order, and that no query does harm. Alike on both databases."""

from collections.abc import Sequence

import pytest

from store.database.opening import Database, Transaction
from store.lists import full_text
from tests.store.samples import add_policy, new_policy

TEXTS = (
    (
        "云州市社保补贴办法",
        "第一条　为做好社保补贴工作，制定本办法。\n第二条　ＡＩ企业最高补贴200万元。\n云政发〔2024〕 11号",
    ),
    (
        "关于AI产业申报的通知",
        "人工智能企业请按IPv6要求与GB/T 4754申报，见云政办发〔2024〕211号。社会保险费由企业承担。",
    ),
    ("产业发展规划", "云政发2024年第11号 产业园区、产业工人与产业基金；社保经办机构。"),
)


@pytest.fixture
def indexed(database: Database) -> Database:
    with database.write() as tx:
        index(tx, TEXTS)
    return database


def index(tx: Transaction, texts: Sequence[tuple[str, str]]) -> None:
    for title, body in texts:
        full_text.index(tx, add_policy(tx, new_policy(title)), title, body)


def ids(database: Database, query: str, **page: int) -> list[int]:
    with database.read() as tx:
        return [hit.policy_id for hit in full_text.find(tx, query, **page)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("社保", [1, 3]),  # two characters, which a trigram index cannot serve
        ("社", [1, 3, 2]),
        ("社会保险", [2]),
        ("会保险费由", [2]),
        ("补贴办法", [1]),
        ("产业", [3, 2]),  # both in the title; of the shorter title it is more
        ("社保 产业", [3]),  # every word, anywhere
        ("产业　社保", [3]),
        ("企业 人工智能", [2]),
        ("社保 人工智能", []),
        ("产业保险", []),  # the pairs of a word must stand together
        ("ai", [2, 1]),  # whatever the case and the width
        ("ＡＩ企业", [1]),
        ("ipv6", [2]),
        ("GB/T 4754", [2]),
        ("200万元", [1]),
        ("00万元", []),  # a number is found as a whole only
        ("11号", [3, 1]),
        ("云政发〔2024〕11号", [1]),
        ("云政发[2024]11号", [1]),
        ("云政发（2024）11号", [1]),
        ("云政发【2024】 11号", [3, 1]),
        ("云政办发〔2024〕211号", [2]),
        ("没有这个词", []),
        ("", []),
        (" 　", []),
    ],
)
def test_what_is_found(indexed: Database, query: str, expected: list[int]) -> None:
    assert expected == ids(indexed, query)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "''",
        '"社保',
        "社保'; DROP TABLE policy; --",
        "*",
        "社保*",
        "NEAR(社保 产业)",
        "社保 NOT",
        "a:b",
        "^社保",
        "(",
        ")",
        "\\",
        "社保\\",
        "!社保",
        "&",
        "|",
        "<->",
        "社保:*",
        "\0",
        "{社保}",
        "-社保",
        "%",
        "_",
        "+",
        "社保" * 500,
    ],
)
def test_no_query_is_an_operator_or_does_harm(indexed: Database, query: str) -> None:
    assert set(ids(indexed, query)) <= {1, 2, 3}
    assert ids(indexed, "社保") == [1, 3]


def test_marks_around_a_word_do_not_hide_it(indexed: Database) -> None:
    for query in ("“社保”", '"社保"', "社保，", "《社保》", "社保*", "^社保"):
        assert ids(indexed, query) == [1, 3]


def test_a_title_comes_before_every_body(database: Database) -> None:
    with database.write() as tx:
        index(tx, [("社保", "一")] + [("通知", "社保社保社保社保")] * 30)
    assert ids(database, "社保", limit=1) == [1]


def test_of_two_bodies_the_one_that_says_it_more_often_comes_first(database: Database) -> None:
    with database.write() as tx:
        index(
            tx,
            [
                ("一", "社保，社保，社保" + "其他" * 20),
                ("二", "社保" + "其他" * 25),
                ("三", "社保" + "其他" * 3000),
            ],
        )
    assert ids(database, "社保") == [1, 2, 3]


def test_pages_meet(database: Database) -> None:
    with database.write() as tx:
        index(tx, [(f"通知{'内容' * number}", "社保") for number in range(25)])
        index(tx, [(f"社保{'内容' * number}", "") for number in range(25)])
    pages = [ids(database, "社保", limit=15, offset=offset) for offset in range(0, 60, 15)]
    assert [len(page) for page in pages] == [15, 15, 15, 5]
    assert len({policy_id for page in pages for policy_id in page}) == 50


def test_highlights_are_ranges_of_what_is_shown(indexed: Database) -> None:
    with indexed.read() as tx:
        first, second = full_text.find(tx, "社保 办法")[0], full_text.find(tx, "ipv6 gb")[0]
    assert [first.title[start:end] for start, end in first.title_highlights] == ["社保", "办法"]
    assert [first.snippet[start:end] for start, end in first.snippet_highlights] == ["社保", "办法"]
    assert [second.snippet[start:end] for start, end in second.snippet_highlights] == ["IPv6", "GB"]


def test_a_snippet_shows_the_place_of_the_words(database: Database) -> None:
    with database.write() as tx:
        index(tx, [("通知", "开头。" * 300 + "稀土企业可申请补助。" + "结尾。" * 300)])
    with database.read() as tx:
        hit = full_text.find(tx, "稀土 补助")[0]
    assert "稀土企业可申请补助" in hit.snippet
    assert len(hit.snippet) <= full_text.SNIPPET
    assert [hit.snippet[start:end] for start, end in hit.snippet_highlights] == ["稀土", "补助"]


def test_what_is_indexed_again_is_found_by_its_new_words_only(indexed: Database) -> None:
    with indexed.write() as tx:
        full_text.index(tx, 1, "云州市失业保险办法", "稳岗")
    assert ids(indexed, "社保") == [3]
    assert ids(indexed, "失业保险") == [1]


def test_what_is_removed_is_not_found(indexed: Database) -> None:
    with indexed.write() as tx:
        full_text.remove(tx, 1)
        full_text.remove(tx, 1)
        full_text.remove(tx, 404)
    assert ids(indexed, "社保") == [3]


def test_a_text_longer_than_an_index_entry_is_taken(database: Database) -> None:
    """PostgreSQL refuses a lexeme over 2 KB and a vector over 1 MB."""
    every = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(200_000))
    with database.write() as tx:
        index(tx, [("通知", "a" * 5000 + "\n" + every + "\n社保")])
    assert ids(database, "a" * 5000) == [1]


def test_nothing_is_stored_where_the_transaction_fails(database: Database) -> None:
    with database.write() as tx:
        index(tx, TEXTS)
        tx.rollback()
    assert ids(database, "社保") == []
