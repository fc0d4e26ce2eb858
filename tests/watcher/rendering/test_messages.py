"""Alerts as a subscriber reads them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from config.settings import SubscriberSettings
from store.records import Change, Deadline, PendingRelation, Policy, Said, Saying, SourceState
from watcher.deciding import saying
from watcher.deciding.beside_windows import Surroundings
from watcher.deciding.news import Match, News, Reminder, Subject
from watcher.diffing import compare
from watcher.diffing.fact_changes import FactChange
from watcher.rendering import messages

AT = datetime(2026, 3, 5, 1, tzinfo=UTC)
TODAY = date(2026, 3, 5)
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
    "application",
    "dated",
    closes=date(2026, 4, 3),
    evidence="请于2026年4月3日前提交。",
)


def _change(kind: str, said: Said = saying.DIFFERENCE, *facts: FactChange) -> Change:
    kept = saying.fact_records(facts)
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
        (_change("deadline_moved", saying.DIFFERENCE, moved),),
        deadlines=(WINDOW,),
        facts=(moved,),
        clauses=compare(old, new),
    )
    text = messages.news_alert(
        found, ["deadline_moved"], "您订阅的地区：柳州市", today=TODAY, language="zh"
    )
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
    zh = messages.reminder_alert(WINDOW, POLICY, due, "全国适用", language="zh")
    en = messages.reminder_alert(WINDOW, POLICY, due, "applies to the whole country", language="en")
    assert zh.title.startswith("【还有7天申报截止】")
    assert en.title.startswith("[Applications close in 7 days] ")
    assert "Applications close: 2026-04-03 (in 7 days)" in en.body
    assert "：" not in en.body
    assert zh.extra == {"closes": "2026-04-03", "days_left": 7, "lead_days": 7}


def test_a_new_policy_without_dates_leaves_no_gap() -> None:
    """One empty line between passages, never two."""
    text = messages.news_alert(
        News(POLICY, Subject(POLICY.title), (_change("published", NEW),)),
        ["published"],
        "全国适用",
        today=TODAY,
        language="zh",
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
        (_change("repealed", saying.repealed("新办法", None, None)),),
        deadlines=(WINDOW,),
        evidence="同时废止。",
    )
    text = messages.news_alert(found, ["repealed"], "全国适用", today=TODAY, language="zh")
    assert "2026-04-03" not in text.body
    assert "被《新办法》废止" in text.body
    assert "依据：「同时废止。」" in text.body


def test_a_silent_source_says_since_when_and_why() -> None:
    """A silence has a voice in the reader's language, and an unknown place is not the nation."""
    state = SourceState(
        "notices", failing_since=AT, last_status="refused", last_reason="no answer within 20 s"
    )
    text = messages.source_alert(
        "source_silent",
        messages.SourceCard("notices", "市工信局", None, "https://x.cn"),
        state,
        now=AT,
        language="zh",
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
        messages.alert_reason(match, "zh")
        == "与您订阅的地区相关：广西壮族自治区；行业：汽车及零部件（仅提及）；关键词：贴息"
    )
    assert messages.alert_reason(match, "en").startswith("related to your region: ")


def _news(*changes: Change, policy: Policy = POLICY, **more: Any) -> News:
    return News(policy, Subject(policy.title), changes, **more)


def _body(found: News, *kinds: str, language: str = "zh") -> list[str]:
    text = messages.news_alert(found, list(kinds), "全国适用", today=TODAY, language=language)
    return text.body.splitlines()


def test_a_new_policy_says_what_it_offers_and_when() -> None:
    """Its own words, its dates, and the sentence of the nearest date; no difference."""
    found = _news(
        _change("published", NEW),
        deadlines=(replace(WINDOW, closes=date(2026, 5, 1), evidence="五月。"), WINDOW),
        amounts=("最高200万元", "5万元"),
        audience=("企业", "高校"),
    )
    assert _body(found, "published")[5:10] == [
        "面向：企业、高校",
        "支持：最高200万元；5万元",
        "申报截止：2026-04-03（还有29天）",
        "申报截止：2026-05-01（还有57天）",
        "依据：「请于2026年4月3日前提交。」",
    ]
    assert _body(found, "published", language="en")[5:7] == [
        "For: 企业, 高校",
        "Offers: 最高200万元; 5万元",
    ]


def test_a_new_document_is_marked_by_its_kind() -> None:
    """News of a policy is not a policy."""
    found = _news(_change("published", NEW), policy=replace(POLICY, kind="policy_news"))
    told = messages.news_alert(found, ["published"], "", today=TODAY, language="zh")
    assert told.title.startswith("【政策消息】")


def test_only_the_changes_that_are_wanted_are_told() -> None:
    """Under the most urgent of them; the payload has each in the reader's words."""
    gone = _change("repealed", saying.repealed("新办法", None, date(2026, 5, 1)))
    found = _news(gone, _change("restored", saying.restored("旧")), _change("published", NEW))
    told = messages.news_alert(found, ["restored", "repealed"], "", today=TODAY, language="en")
    assert told.title.startswith("[Repealed] ")
    assert told.extra == {
        "changes": [
            {"kind": "repealed", "summary": "repealed by 《新办法》, from 2026-05-01"},
            {"kind": "restored", "summary": "《旧》 is back"},
        ]
    }
    lines = told.body.splitlines()
    start = lines.index("What changed:")
    assert lines[start + 1 : start + 3] == [
        "· repealed by 《新办法》, from 2026-05-01",
        "· 《旧》 is back",
    ]


def test_a_change_with_facts_is_told_by_them_and_not_by_its_line() -> None:
    """Each fact once; what is published with it is told by what it offers."""
    fact = FactChange("status", "有效", "已修改")
    changes = (_change("amended", saying.DIFFERENCE, fact), _change("published", NEW))
    found = _news(*changes, facts=(fact, fact), policy=replace(POLICY, url=""))
    lines = _body(found, "amended", "deadline_moved")
    assert lines[5:] == ["变动内容：", "· 状态 有效 → 已修改", "", "为何通知您：全国适用"]
    with_line = _news(_change("amended", saying.mended(2)), policy=replace(POLICY, url=""))
    assert _body(with_line, "amended")[6] == "· 第2版存档损坏，已由原始快照重新读取"


def test_an_amendment_quotes_no_date_that_it_did_not_touch() -> None:
    """Unless the sentence of its cause is known."""
    found = _news(_change("amended"), deadlines=(WINDOW,))
    assert not any(text.startswith("依据") for text in _body(found, "amended"))
    caused = _news(_change("amended"), deadlines=(WINDOW,), evidence="修改如下。")
    assert "依据：「修改如下。」" in _body(caused, "amended")
    assert "依据：「请于2026年4月3日前提交。」" in _body(found, "deadline_moved")


def test_a_policy_that_is_new_and_quiet_says_nothing_of_changes() -> None:
    lines = _body(_news(_change("published", NEW), _change("amended")), "published")
    assert "变动内容：" not in lines


def test_an_alert_tells_eight_clauses_at_most() -> None:
    """The rest is counted."""
    new = [f"第{numeral}条 {numeral}。" for numeral in "一二三四五六七八九"]
    lines = _body(_news(_change("amended"), clauses=compare([], new)), "amended")
    assert lines[lines.index("条款对照：") + 1] == "第一条（新增）"
    assert "第八条（新增）" in lines
    assert "第九条（新增）" not in lines
    assert "另有1处条款变动" in lines


def _unseen(*ends: PendingRelation) -> messages.AlertText:
    return messages.repeals_alert(_news(_change("published", NEW), unseen=ends), "全国适用", "zh")


def test_repeals_of_what_nobody_has_seen_are_told_from_the_document_that_says_so() -> None:
    old = PendingRelation("repeals", "旧办法", "云发〔2020〕1号", date(2026, 5, 1), None, "废止。")
    other = PendingRelation("repeals", None, "云发〔2021〕2号", None, None, "废止。")
    told = _unseen(old, other)
    assert told.title == "【废止】旧办法等2件"
    by = "《云湖市工业和信息化局关于组织申报技术改造项目的通知》（云工信〔2026〕15号）"
    assert told.body.splitlines() == [
        "《旧办法》（云发〔2020〕1号）",
        "云发〔2021〕2号",
        "",
        f"依据文件：{by}",
        "依据：「废止。」",
        "",
        "原文：https://gxj.example.cn/1.html",
        "为何通知您：全国适用",
    ]
    assert told.extra == {
        "changes": [
            {
                "kind": "repealed",
                "summary": f"《旧办法》（云发〔2020〕1号）被{by}废止，自2026-05-01起",
            },
            {"kind": "repealed", "summary": f"云发〔2021〕2号被{by}废止"},
        ],
        "repeals": [
            {"title": "旧办法", "doc_number": "云发〔2020〕1号"},
            {"title": None, "doc_number": "云发〔2021〕2号"},
        ],
    }
    assert _unseen(other).title == "【废止】云发〔2021〕2号"
    found = _news(_change("published", NEW), unseen=(old, other))
    assert messages.repeals_alert(found, "", "en").title == "[Repealed] 旧办法 and 1 more"


def test_a_reminder_of_the_last_day_of_validity_says_so_and_names_who_moved_it() -> None:
    last = Deadline(5, "expiry", "dated", closes=date(2026, 3, 6))
    due = Reminder(7, 1, date(2026, 3, 6))
    told = messages.reminder_alert(
        last, POLICY, due, "", language="en", around=Surroundings((POLICY, POLICY))
    )
    assert told.title.startswith("[Expires tomorrow] ")
    assert told.body.count("By: 《云湖市工业和信息化局") == 2
    assert "Valid until: 2026-03-06 (tomorrow)" in told.body
    assert "Evidence" not in told.body


def test_a_source_that_is_back_says_so_and_a_silence_of_unknown_cause_has_one() -> None:
    card = messages.SourceCard("notices", "市工信局", "450200", None)
    state = SourceState("notices", last_status="odd")
    back = messages.source_alert("source_back", card, state, now=AT, language="zh")
    assert back.body.splitlines()[0] == "来源「市工信局」已恢复读取；失联期间的变化会照常补报。"
    assert back.reason == "该来源的地区在您的订阅范围内：广西壮族自治区柳州市"
    assert back.extra == {"source": "notices"}
    silent = messages.source_alert("source_silent", card, state, now=AT, language="en")
    assert silent.body.startswith(
        "The source “市工信局” cannot be read since ?: it does not answer, or answers with a fault."
    )
    assert "Finding" not in silent.body
    since = replace(state, failing_since=AT)
    local = AT.astimezone(ZoneInfo("Asia/Shanghai"))
    told = messages.source_alert("source_silent", card, since, now=local, language="en")
    assert "since 2026-03-05 09:00:" in told.body


def test_the_reasons_of_a_digest_stand_in_one_line_each_once() -> None:
    assert messages.digest_reasons(["甲", "乙", "甲"], "zh") == "甲；乙"
    assert messages.digest_reasons(["a", "b"], "en") == "a; b"
    assert messages.digest_text([("甲", "")], "en")[0] == "Policy digest: 1 item"


def test_a_digest_lists_its_items_before_it_tells_them() -> None:
    """A contents list, then each item."""
    title, body = messages.digest_text([("甲", "甲文"), ("乙", "乙文")], "zh")
    assert title == "政策动态：2 条"
    assert body == "1. 甲\n2. 乙\n\n━━ 1. 甲\n甲文\n\n━━ 2. 乙\n乙文"


def _plain_policy() -> Policy:
    """A policy whose own words hold no Chinese sign."""
    return replace(
        POLICY,
        title="Rules",
        doc_number="15",
        issuers=("A", "B"),
        region_code="000000",
        region_name="全国",
    )


def test_an_english_alert_has_no_chinese_word_of_ours() -> None:
    """No connective, label or unit: nothing but what is quoted, in its marks."""
    policy = _plain_policy()
    windows = [
        replace(WINDOW, batch="1", actor="authority", evidence="e", basis=basis, opens=TODAY)
        for basis in ("stated", "computed", "inferred")
    ]
    windows += [replace(WINDOW, closes=None, status=status) for status in ("rolling", "recurring")]
    facts = (
        FactChange("validity", "3年", "5年", "extended"),
        FactChange("issuer", "A、B", "A"),
        FactChange("deadline", "2026-03-20", "2026-04-03", "extended", 14, actor="authority"),
    )
    gone = _change("repealed", saying.repealed("Rules", "7", TODAY))
    found = _news(
        _change("amended", saying.DIFFERENCE, *facts),
        gone,
        policy=policy,
        deadlines=tuple(windows),
        facts=facts,
        clauses=compare(["a b 1%", "c d e f"], ["a b 2%", "g h i j"]),
        audience=("a", "b"),
        amounts=("1", "2"),
        unseen=(PendingRelation("repeals", "Old", "1", TODAY, None, "e"),) * 2,
    )
    texts = [
        messages.news_alert(found, ["amended", "repealed"], "", today=TODAY, language="en"),
        messages.news_alert(found, ["published"], "", today=TODAY, language="en"),
        messages.repeals_alert(found, "", "en"),
        messages.reminder_alert(
            windows[0], policy, Reminder(7, 7, date(2026, 4, 3)), "", language="en"
        ),
    ]
    for text in texts:
        said = f"{text.title}{text.body}{text.extra}"
        assert not re.search("[\u3001\u3002\u4e00-\u9fff\uff00-\uffef]", said), said
