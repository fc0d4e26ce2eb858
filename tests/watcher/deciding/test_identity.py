"""Which known policy a document is."""

from dataclasses import replace
from datetime import date

from watcher.deciding.identity import Card, assign, keys, number_key, title_key

CALL = Card(
    title="云湖市工业和信息化局关于组织申报2026年技术改造项目的通知",
    kind="policy_text",
    doc_number="云工信〔2026〕15号",
    issuers=("云湖市工业和信息化局",),
    issued_on=date(2026, 3, 2),
    policy_id=1,
)


def found(card: Card, *, here: tuple[Card, ...] = (), known: tuple[Card, ...] = ()) -> int | None:
    elsewhere: dict[str, list[Card]] = {}
    for one in known:
        for key in keys(one):
            elsewhere.setdefault(key, []).append(one)
    return assign([card], here, elsewhere)[0]


def test_a_repost_is_the_same_policy() -> None:
    """Same number, title without the issuer, another site's spacing and brackets."""
    repost = replace(
        CALL,
        title="关于组织申报 2026年技术改造项目的通知",
        doc_number="云工信[2026]15号",
        policy_id=0,
    )
    assert found(repost, known=(CALL,)) == 1


def test_a_repost_without_its_number_is_found_by_title_issuer_and_date() -> None:
    """The province's site prints no number."""
    assert found(replace(CALL, doc_number=None, issuers=()), known=(CALL,)) == 1


def test_two_annual_calls_of_one_title_are_two() -> None:
    """Same title, a year apart, with numbers or without."""
    last = replace(
        CALL, title="关于组织申报技术改造项目的通知", doc_number=None, issued_on=date(2025, 3, 3)
    )
    this = replace(last, issued_on=date(2026, 3, 2), policy_id=0)
    assert found(this, known=(last,)) is None
    assert (
        found(
            replace(this, issued_on=None, published_on=date(2026, 3, 5)),
            known=(replace(last, issued_on=None, published_on=date(2025, 3, 5)),),
        )
        is None
    )


def test_the_same_title_of_two_places_is_two_policies() -> None:
    """关于开展…的通知 is issued by every city."""
    ours = replace(CALL, doc_number=None, region="450200", issuers=())
    theirs = replace(ours, region="450300", policy_id=0)
    assert found(theirs, known=(ours,)) is None


def test_a_number_alone_does_not_merge_two_places() -> None:
    """机关代字 repeat between places: 平政发 is 平凉 and 平顶山."""
    one = Card(
        "平凉市旅游发展规划",
        "policy_text",
        "平政发〔2024〕3号",
        ("平凉市人民政府",),
        region="620800",
        policy_id=1,
    )
    other = Card(
        "平顶山市防汛应急预案",
        "policy_text",
        "平政发〔2024〕3号",
        ("平顶山市人民政府",),
        region="410400",
    )
    assert found(other, known=(one,)) is None


def test_a_changed_title_or_a_repaired_number_at_one_address_is_no_new_policy() -> None:
    """The page is corrected: it is still that policy."""
    assert found(replace(CALL, doc_number="云工信〔2026〕51号", policy_id=0), here=(CALL,)) == 1
    retitled = "云湖市工业和信息化局关于组织申报2026年度技术改造项目（第一批）的通知"
    assert found(replace(CALL, title=retitled, policy_id=0), here=(CALL,)) == 1


def test_a_title_and_a_number_corrected_at_once_are_the_same_paper_only_on_the_same_day() -> None:
    """Next year's call at the same address has another day; so has the second batch."""
    corrected = replace(
        CALL,
        title="云湖市工业和信息化局关于组织开展2026年技术改造项目申报的通知",
        doc_number="云工信〔2026〕51号",
        policy_id=0,
    )
    assert found(corrected, here=(CALL,)) == 1
    assert found(replace(corrected, issued_on=date(2026, 3, 9)), here=(CALL,)) is None
    assert found(replace(corrected, issued_on=None), here=(CALL,)) is None
    assert found(replace(corrected, issuers=("云湖市财政局",)), here=(CALL,)) is None


def test_a_page_that_holds_another_document_now_is_another_policy() -> None:
    """A rolling address: the newest notice always stands there."""
    other = Card(
        "云湖市商务局关于举办秋季招商大会的公告",
        "policy_text",
        "云商函〔2026〕9号",
        ("云湖市商务局",),
    )
    assert found(other, here=(CALL,)) is None


def test_no_policy_is_given_to_two_documents_of_one_file() -> None:
    """Two documents of one title in one handbook are two."""
    twin = replace(CALL, doc_number=None, issued_on=None, policy_id=0)
    assert assign([twin, twin], [CALL], {}) == [1, None]


def test_a_report_of_a_policy_is_not_the_policy() -> None:
    """A news item may carry the policy's title."""
    assert (
        found(replace(CALL, kind="policy_news", doc_number=None, policy_id=0), known=(CALL,))
        is None
    )


def test_keys_forget_what_copies_differ_in() -> None:
    """Spacing, brackets, status marks and the issuer before 关于 are no part of a name."""
    assert title_key("云湖市商务局关于 印发《办法》的通知【已失效】") == title_key(
        "关于印发“办法”的通知"
    )
    assert (
        number_key("云政发〔2024〕8号")
        == number_key("云政发[2024]8号")
        == number_key("云政发（2024） 8号")
    )
    assert number_key("中华人民共和国国务院令第783号") == number_key("国务院令第783号")
    assert number_key("中国人民银行公告〔2024〕第5号") == number_key("中国人民银行公告2024年第5号")
    assert keys(Card("办法", "policy_text")) == ()
