"""Alerts as a subscriber reads them."""

from datetime import UTC, date, datetime

from config.settings import SubscriberSettings
from store.records import Change, Deadline, Policy, Said, Saying, SourceState
from watcher.deciding.news import Match, News, Reminder, Subject
from watcher.diffing import compare
from watcher.diffing.fact_changes import FactChange
from watcher.rendering import messages, summary

AT = datetime(2026, 3, 5, 1, tzinfo=UTC)
NEW = Said(Saying.PUBLISHED, {"kind": "policy_text", "closes": [], "valid_until": None})
POLICY = Policy(
    id=5,
    title="云湖市工业和信息化局关于组织申报技术改造项目的通知",
    kind="policy_text",
    doc_number="云工信〔2026〕15号",
    issuers=("云湖市工业和信息化局",),
    issued_on=date(2026, 3, 2),
    published_on=None,
    region_code="450200",
    region_level="city",
    region_name="广西壮族自治区柳州市",
    industries=(("汽车及零部件", "strong"),),
    general=False,
    status="active",
    source_key="notices",
    url="https://gxj.example.cn/1.html",
    first_seen_at=AT,
)
WINDOW = Deadline(
    5,
    "application:applicant:::1",
    "application",
    "dated",
    closes=date(2026, 4, 3),
    evidence="请于2026年4月3日前提交。",
)


def _change(kind: str, said: Said = summary.DIFFERENCE, *facts: FactChange) -> Change:
    kept = summary.fact_records(facts)
    return Change(9, AT, kind, 5, "notices", "", 1, 2, 1, kept, baseline=False, hash="", said=said)


def test_a_moved_deadline_says_from_when_to_when_with_sentence_redline_and_reason() -> None:
    """Everything a reader needs to act, in Chinese."""
    old, new = (
        ["三、申报时间", "请于2026年3月20日前提交。"],
        ["三、申报时间", "请于2026年4月3日前提交。"],
    )
    moved = FactChange(
        "deadline",
        "2026-03-20",
        "2026-04-03",
        "extended",
        14,
        window="application",
        actor="applicant",
    )
    found = News(
        POLICY,
        Subject(POLICY.title),
        (_change("deadline_moved", summary.DIFFERENCE, moved),),
        deadlines=(WINDOW,),
        facts=(moved,),
        clauses=compare(old, new),
    )
    text = messages.news(found, ["deadline_moved"], "您订阅的地区：柳州市", date(2026, 3, 5), "zh")
    assert text.title == "【截止日期变动】云湖市工业和信息化局关于组织申报技术改造项目的通知"
    assert text.body.splitlines()[:10] == [
        "云湖市工业和信息化局关于组织申报技术改造项目的通知",
        "文号：云工信〔2026〕15号",
        "发文机关：云湖市工业和信息化局",
        "适用地区：广西壮族自治区柳州市",
        "",
        "变动内容：",
        "· 申报截止 2026年3月20日 → 4月3日（延长14天）",
        "申报截止：2026-04-03（还有29天）",
        "依据：「请于2026年4月3日前提交。」",
        "",
    ]
    assert "【删除】" in text.body
    assert text.body.splitlines()[-2:] == [
        "原文：https://gxj.example.cn/1.html",
        "为何通知您：您订阅的地区：柳州市",
    ]


def test_a_reminder_says_how_many_days_are_left_in_both_languages() -> None:
    """The title alone is enough on a telephone."""
    due = Reminder(7, 7, date(2026, 4, 3))
    zh = messages.reminder(WINDOW, POLICY, due, "全国适用", "zh")
    en = messages.reminder(WINDOW, POLICY, due, "applies to the whole country", "en")
    assert zh.title.startswith("【还有7天申报截止】")
    assert en.title.startswith("[Applications close in 7 days] ")
    assert "Applications close: 2026-04-03 (in 7 days)" in en.body
    assert "：" not in en.body
    assert zh.extra == {"closes": "2026-04-03", "days_left": 7, "lead_days": 7}


def test_a_new_policy_without_dates_leaves_no_gap() -> None:
    """One empty line between passages, never two."""
    text = messages.news(
        News(POLICY, Subject(POLICY.title), (_change("published", NEW),)),
        ["published"],
        "全国适用",
        date(2026, 3, 5),
        "zh",
    )
    assert "\n\n\n" not in text.body


def test_a_repealed_policy_shows_no_date_that_is_no_longer_ahead() -> None:
    """Its windows and its validity ended with it."""
    gone = Policy(
        **{name: getattr(POLICY, name) for name in POLICY.__slots__} | {"status": "repealed"}
    )
    found = News(
        gone,
        Subject(gone.title),
        (_change("repealed", summary.repealed("新办法", None, None)),),
        deadlines=(WINDOW,),
        evidence="同时废止。",
    )
    text = messages.news(found, ["repealed"], "全国适用", date(2026, 3, 5), "zh")
    assert "2026-04-03" not in text.body
    assert "被《新办法》废止" in text.body
    assert "依据：「同时废止。」" in text.body


def test_a_silent_source_says_since_when_and_why() -> None:
    """A silence has a voice in the reader's language, and an unknown place is not the nation."""
    state = SourceState(
        "notices", failing_since=AT, last_status="refused", last_reason="no answer within 20 s"
    )
    text = messages.source(
        "source_silent",
        messages.SourceCard("notices", "市工信局", None, "https://x.cn"),
        state,
        AT,
        "zh",
    )
    assert text.title == "【来源失联】市工信局"
    assert "起无法读取：对方拒绝自动读取。" in text.body
    assert "技术信息：no answer within 20 s" in text.body
    assert "全国" not in text.body
    assert text.reason == "该来源没有注明地区，所以告知每位订阅者"


def test_the_reason_names_place_industry_and_words() -> None:
    """Why you got this; a mention in passing says so."""
    one = SubscriberSettings(
        "a", ("log://",), regions=("450200",), industries=("汽车及零部件",), keywords=("贴息",)
    )
    match = Match(one, "450000", (("汽车及零部件", "weak"),), ("贴息",))
    assert (
        messages.reason(match, "zh")
        == "与您订阅的地区相关：广西壮族自治区；行业：汽车及零部件（仅提及）；关键词：贴息"
    )
    assert messages.reason(match, "en").startswith("related to your region: ")


def test_a_digest_lists_its_items_before_it_tells_them() -> None:
    """A contents list, then each item."""
    title, body = messages.digest([("甲", "甲文"), ("乙", "乙文")], "zh")
    assert title == "政策动态：2 条"
    assert body == "1. 甲\n2. 乙\n\n━━ 1. 甲\n甲文\n\n━━ 2. 乙\n乙文"
