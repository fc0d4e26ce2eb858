"""The lines of alerts: headings, dates, evidence, reasons; in the order and the words of a reader."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from config.settings import SubscriberSettings
from store.records import Deadline, Policy
from watcher.deciding.news import Match, News, Subject
from watcher.rendering import grounds, passages
from watcher.rendering.formatting import days_left, document_name, labelled_text
from watcher.rendering.languages import wording

ZH, EN = wording("zh"), wording("en")
TODAY = date(2026, 3, 5)
WINDOW = Deadline(5, "application", "dated", closes=date(2026, 4, 3))
POLICY = Policy(
    id=5,
    title="云湖市措施",
    kind="policy_text",
    doc_number="云工信〔2026〕15号",
    issuers=("甲局", "乙局"),
    issued_on=None,
    published_on=None,
    region_code="000000",
    region_level="national",
    region_name="全国",
    industries=(),
    general=False,
    status="active",
    source_key="notices",
    url="",
    first_seen_at=datetime(2026, 3, 5, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("deadline", "zh", "en"),
    [
        (WINDOW, "申报截止：2026-04-03（还有29天）", "Applications close: 2026-04-03 (in 29 days)"),
        (
            replace(
                WINDOW,
                kind="filing",
                opens=date(2026, 2, 1),
                closes_at=time(17, 5),
                batch="第一批",
                actor="authority",
                basis="computed",
            ),
            "报送（主管部门报送）截止（第一批）：2026-02-01 — 2026-04-03 17:05（推算）（还有29天）",
            (
                "Filings (by the local bureau) close (第一批): "
                "2026-02-01 — 2026-04-03 17:05 (computed) (in 29 days)"
            ),
        ),
        (
            replace(WINDOW, closes=None, status="rolling", batch="第一批"),
            "申报（第一批）：常年受理",
            "Applications (第一批): open all year",
        ),
        (replace(WINDOW, closes=None, status="odd"), "申报：odd", "Applications: odd"),
        (
            replace(WINDOW, kind="expiry", closes=TODAY, basis="inferred", opens=TODAY),
            "有效期至：2026-03-05（推断）（今天）",
            "Valid until: 2026-03-05 (inferred) (today)",
        ),
        (
            replace(WINDOW, actor="applicant", basis="stated"),
            "申报截止：2026-04-03（还有29天）",
            "Applications close: 2026-04-03 (in 29 days)",
        ),
    ],
)
def test_a_date_says_how_far_off_it_is(deadline: Deadline, zh: str, en: str) -> None:
    told = [list(passages.deadline_lines([deadline], TODAY, speech)) for speech in (ZH, EN)]
    assert told == [[zh], [en]]


def test_the_nearest_date_stands_first_and_those_without_one_last() -> None:
    undated = replace(WINDOW, closes=None, status="recurring")
    late = replace(WINDOW, closes=date(2026, 6, 1))
    lines = list(passages.deadline_lines([undated, late, WINDOW], TODAY, EN))
    assert [line.split(": ")[1][:10] for line in lines] == ["2026-04-03", "2026-06-01", "recurring"]


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (-2, "已过2天", "2 days ago"),
        (-1, "已过1天", "1 day ago"),
        (0, "今天", "today"),
        (1, "明天", "tomorrow"),
        (2, "还有2天", "in 2 days"),
    ],
)
def test_days_are_counted_as_people_say_them(days: int, zh: str, en: str) -> None:
    assert (days_left(days, ZH), days_left(days, EN)) == (zh, en)


def test_the_heading_names_number_issuers_and_place() -> None:
    """A place keeps its name; the country is said in the reader's language."""
    assert list(passages.heading_lines(POLICY, EN)) == [
        "云湖市措施",
        "Number: 云工信〔2026〕15号",
        "Issued by: 甲局, 乙局",
        "Applies in: the whole country",
    ]
    assert list(passages.heading_lines(POLICY, ZH))[2:] == [
        "发文机关：甲局、乙局",
        "适用地区：全国",
    ]
    city = replace(POLICY, region_code="450200", region_name="柳州市")
    assert list(passages.heading_lines(city, EN))[3] == "Applies in: 柳州市"
    bare = replace(POLICY, doc_number=None, issuers=(), region_name=None)
    assert list(passages.heading_lines(bare, EN)) == ["云湖市措施"]


def test_of_what_is_offered_four_are_named() -> None:
    found = News(POLICY, Subject(""), (), amounts=tuple("12345"), audience=tuple("abcde"))
    assert list(passages.offer_lines(found, EN)) == ["For: a, b, c, d", "Offers: 1; 2; 3; 4"]
    assert list(passages.offer_lines(News(POLICY, Subject(""), ()), EN)) == []


@pytest.mark.parametrize(("length", "told"), [(160, "甲" * 160), (161, "甲" * 160 + "…")])
def test_a_long_sentence_is_cut(length: int, told: str) -> None:
    assert list(passages.evidence_lines("甲" * length, ZH)) == [f"依据：「{told}」"]


def test_no_sentence_is_no_line() -> None:
    assert list(passages.evidence_lines("", ZH)) == []


def test_the_footing_has_the_address_where_there_is_one() -> None:
    assert list(passages.footing_lines("https://x.cn", "why", EN)) == [
        "Source: https://x.cn",
        "Why you got this: why",
    ]
    assert list(passages.footing_lines(None, "why", EN)) == ["Why you got this: why"]


def test_passages_stand_apart_and_empty_ones_leave_no_gap() -> None:
    assert passages.join_passages(["a", "b"], [], ["c"]) == "a\nb\n\nc"


def test_a_document_is_named_by_what_is_known_of_it() -> None:
    assert document_name("办法", "1号", ZH) == "《办法》（1号）"
    assert document_name("办法", "1号", EN) == "《办法》 (1号)"
    assert document_name("办法", None, EN) == "《办法》"
    assert document_name(None, "1号", EN) == "1号"
    assert document_name(None, None, EN) == ""
    assert labelled_text("标签", "内容", ZH) == "标签：内容"


CAR = ("汽车及零部件", "strong")


@pytest.mark.parametrize(
    ("regions", "place", "zh", "en"),
    [
        ((), "450200", "您订阅了全部地区", "you subscribe to every region"),
        (("450200",), None, "适用地区不明", "where it applies is not known"),
        (("450200",), "000000", "全国适用", "applies to the whole country"),
        (
            ("450200",),
            "450200",
            "您订阅的地区：广西壮族自治区柳州市",
            "your region: 广西壮族自治区柳州市",
        ),
        (
            ("450200",),
            "450000",
            "与您订阅的地区相关：广西壮族自治区",
            "related to your region: 广西壮族自治区",
        ),
    ],
)
def test_the_first_ground_is_the_place(
    regions: tuple[str, ...], place: str | None, zh: str, en: str
) -> None:
    match = Match(SubscriberSettings("a", (), regions=regions), place)
    assert (grounds.match_reason(match, "zh"), grounds.match_reason(match, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("industries", "labels", "keywords", "en"),
    [
        (("36",), (CAR,), (), "; industry: 汽车及零部件"),
        (("36",), (("钢铁", "weak"),), (), "; industry: 钢铁 (mentioned only)"),
        (("36",), (), (), "; names no industry"),
        ((), (), (), ""),
        ((), (CAR,), ("贴息", "技改"), "; industry: 汽车及零部件; keywords: 贴息, 技改"),
    ],
)
def test_then_industries_and_words(
    industries: tuple[str, ...],
    labels: tuple[tuple[str, str], ...],
    keywords: tuple[str, ...],
    en: str,
) -> None:
    one = SubscriberSettings("a", (), industries=industries)
    told = grounds.match_reason(Match(one, None, labels, keywords), "en")
    assert told == "you subscribe to every region" + en


def test_a_place_is_named_in_full() -> None:
    assert grounds.place_name("450200") == "广西壮族自治区柳州市"
    assert grounds.place_name("000000") == "全国"
    assert grounds.place_name("000000", "en") == "the whole country"
    assert grounds.place_name(None, "en") == "where it applies is not known"
