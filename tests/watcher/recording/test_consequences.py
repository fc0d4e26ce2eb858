"""What one document does to others, told once: repeals of the unseen, dates moved and moved again, what only seems meant."""

from dataclasses import replace
from datetime import date

from store import changes, deadlines, policies, relations
from store.lists.walks import Filter
from store.records import Alert, Policy, PolicyStatus
from tests.watcher.recording.conftest import Shelf
from tests.watcher.recording.texts import CALL, RULES, extension, notice, rules, started
from watcher.rendering.summary import in_words

MEASURES = "云湖市工业和信息化局关于印发《云湖市技术改造支持措施》的通知"
OLD = "云工信规〔2022〕1号"
NAMED = f"《云湖市技术改造补助办法》（{OLD}）同时废止。"


def numbered(shelf: Shelf, number: str) -> Policy:
    (found,) = (policy for policy in shelf.policies() if policy.doc_number == number)
    return found


def closes(shelf: Shelf, number: str) -> list[tuple[str, date | None]]:
    with shelf.database.read() as tx:
        return [
            (one.kind, one.closes) for one in deadlines.of_policy(tx, numbered(shelf, number).id)
        ]


def outbox(shelf: Shelf) -> list[Alert]:
    return shelf.alerts()


def related(shelf: Shelf, number: str) -> list[tuple[str, int | None]]:
    with shelf.database.read() as tx:
        found = relations.of_policy(tx, numbered(shelf, number).id)
    return [(one.relation, one.to_policy) for one in found]


def test_the_repeal_of_a_document_nobody_has_seen_is_told_as_a_repeal_and_once(
    shelf: Shelf,
) -> None:
    """Who asks for repeals hears of it, with its name; when the text turns up it is repealed and nobody is told."""
    everything = shelf.service.settings.subscribers[0]
    shelf.listen(replace(everything, events=("repealed",)))
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("new.txt", rules(title=MEASURES, number=9, last=NAMED))
    shelf.check()
    (alert,) = outbox(shelf)
    assert (alert.kind, OLD in alert.body, "云工信规〔2026〕9号" in alert.body) == (
        "repealed",
        True,
        True,
    )
    assert alert.payload["repeals"] == [{"title": "云湖市技术改造补助办法", "doc_number": OLD}]
    shelf.put("old.txt", rules(year=2022, number=1))
    shelf.check()
    assert shelf.log()[-2:] == [("published", RULES), ("repealed", RULES)]
    assert numbered(shelf, OLD).status == "repealed"
    assert shelf.told() == ["repealed"]


def test_a_measure_that_a_notice_issued_is_repealed_by_its_own_title(shelf: Shelf) -> None:
    """The repealing text prints no number, and the measure's title, not that of the notice."""
    started(shelf, year=2022, number=1)
    shelf.put(
        "new.txt", rules(title=MEASURES, number=9, last="原《云湖市技术改造补助办法》同时废止。")
    )
    shelf.check()
    assert numbered(shelf, OLD).status == "repealed"
    assert shelf.told() == ["published", "repealed"]


def test_a_later_policy_of_a_repealed_title_is_alive(shelf: Shelf) -> None:
    """What was repealed in 2024 is not what is issued under the same title in 2026."""
    body = "决定废止《云湖市技术改造补助办法》，自印发之日起执行。"
    shelf.put(
        "end.txt", notice("关于废止部分文件的通知", "云工信〔2024〕60号", body, day="2024年6月1日")
    )
    shelf.check()
    shelf.put("rules.txt", rules())
    shelf.check()
    assert numbered(shelf, "云工信规〔2026〕3号").status == "active"
    assert shelf.told() == ["published"]


def test_a_mark_on_the_page_of_a_repealed_policy_is_no_second_repeal(shelf: Shelf) -> None:
    """The site adds 【已废止】 to the title after the repealing text was told."""
    started(shelf, year=2022, number=1)
    shelf.put("new.txt", rules(title=MEASURES, number=9, last=NAMED))
    shelf.check()
    shelf.put("rules.txt", rules(title=RULES + "【已废止】", year=2022, number=1))
    shelf.check()
    assert shelf.told() == ["published", "repealed"]
    assert [kind for kind, _ in shelf.log()] == ["published", "published", "repealed", "metadata"]


def test_a_page_that_repeats_an_extension_tells_it_no_second_time(shelf: Shelf) -> None:
    """The notice was told; the call's own page follows a day later: its new version is metadata."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("extension.txt", extension("2026年4月30日"))
    shelf.check()
    shelf.put("call.txt", CALL.replace("4月15日前", "4月30日前"))
    shelf.check()
    assert shelf.told() == ["published", "deadline_moved"]
    assert shelf.log()[-1][0] == "metadata"
    assert numbered(shelf, "云工信〔2026〕20号").version_number == 2


def test_an_extended_date_outlives_an_amendment_of_something_else(shelf: Shelf) -> None:
    """The page still prints the old date, and changes an amount: the extension stands."""
    shelf.put("call.txt", CALL.replace("请于", "每个项目最高补助100万元。请于"))
    shelf.check()
    shelf.put("extension.txt", extension("2026年4月30日"))
    shelf.check()
    shelf.put("call.txt", CALL.replace("请于", "每个项目最高补助150万元。请于"))
    shelf.check()
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 30))]
    assert shelf.told() == ["published", "deadline_moved", "amended"]


def test_a_date_that_a_notice_moved_is_reminded_of_once_with_both_documents(shelf: Shelf) -> None:
    """The call's reminder says by which notice; the notice itself reminds nobody."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("extension.txt", extension("2026年4月30日"))
    shelf.check()
    shelf.check(days=51)  # from 2026-03-03 to 2026-04-23
    assert shelf.told() == ["published", "deadline_moved", "reminder"]
    reminder = outbox(shelf)[-1]
    assert reminder.policy_id == numbered(shelf, "云工信〔2026〕20号").id
    assert "云工信〔2026〕26号" in reminder.body


def test_a_notice_reminds_for_itself_where_its_call_is_gone(shelf: Shelf) -> None:
    """The call was withdrawn, the notice stands: somebody must say when it closes."""
    shelf.put("call.txt", CALL)
    shelf.put("other.txt", rules())
    shelf.check()
    shelf.put("extension.txt", extension("2026年4月30日"))
    shelf.check()
    with shelf.database.write() as tx:  # as days of absence from its list would leave it
        policies.set_status(tx, numbered(shelf, "云工信〔2026〕20号").id, PolicyStatus.WITHDRAWN)
    shelf.check(days=51)  # to 2026-04-23
    assert shelf.told()[-1] == "reminder"
    assert outbox(shelf)[-1].policy_id == numbered(shelf, "云工信〔2026〕26号").id


def test_the_notice_issued_last_says_when_it_closes(shelf: Shelf) -> None:
    """Extended to May, then brought forward to April; a first extension that is read late changes nothing."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("second.txt", extension("2026年5月20日", number=30, day="2026年3月10日"))
    shelf.check()
    shelf.put("first.txt", extension("2026年5月25日", number=26))
    shelf.check()
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 5, 20))]
    shelf.put(
        "third.txt",
        extension("2026年4月10日", number=31, verb="提前至", title="调整", day="2026年3月12日"),
    )
    shelf.check()
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 10))]
    assert shelf.told().count("deadline_moved") == 2


UNNAMED = notice(
    "关于延长2026年度绿色工厂申报时间的通知",
    "云工信〔2026〕26号",
    "因申报单位较多，现将申报截止时间延长至2026年4月30日。",
)
THIS_YEARS = CALL.replace(
    "关于组织申报绿色工厂的通知", "关于组织开展2026年度绿色工厂申报工作的通知"
)


def test_an_extension_that_names_no_document_moves_the_one_call_it_can_mean(shelf: Shelf) -> None:
    """Same office, same year, same matter, and no other call: 绿色工厂."""
    shelf.put("call.txt", THIS_YEARS)
    shelf.check()
    shelf.put("extension.txt", UNNAMED)
    shelf.check()
    call = numbered(shelf, "云工信〔2026〕20号")
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 30))]
    assert ("extends", call.id) in related(shelf, "云工信〔2026〕26号")


def test_the_call_may_be_read_after_the_notice_that_extends_it(shelf: Shelf) -> None:
    """It arrives with the later date, in one alert."""
    shelf.put("rules.txt", rules())
    shelf.check()
    shelf.put("extension.txt", UNNAMED)
    shelf.check()
    shelf.put("call.txt", THIS_YEARS)
    shelf.check()
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 30))]
    assert shelf.told() == ["published", "published"]


def test_an_extension_that_may_mean_two_calls_moves_neither(shelf: Shelf) -> None:
    """Both are shown as what it may concern."""
    shelf.put("one.txt", THIS_YEARS)
    shelf.put(
        "two.txt",
        THIS_YEARS.replace("组织开展", "做好")
        .replace("20号", "22号")
        .replace("4月15日", "4月18日"),
    )
    shelf.check()
    shelf.put("extension.txt", UNNAMED)
    shelf.check()
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 15))]
    assert closes(shelf, "云工信〔2026〕22号") == [("application", date(2026, 4, 18))]
    assert [name for name, _ in related(shelf, "云工信〔2026〕26号")].count("concerns") == 2


def test_an_extension_by_title_means_this_years_call(shelf: Shelf) -> None:
    """Last year's call has the same title and is known as well."""
    shelf.put("last.txt", CALL.replace("2026", "2025"))
    shelf.put("this.txt", CALL)
    shelf.check()
    body = "经研究，将《关于组织申报绿色工厂的通知》的申报截止时间延长至2026年4月30日。"
    shelf.put("extension.txt", notice("关于延长绿色工厂申报时间的通知", "云工信〔2026〕26号", body))
    shelf.check()
    assert closes(shelf, "云工信〔2025〕20号") == [("application", date(2025, 4, 15))]
    assert closes(shelf, "云工信〔2026〕20号") == [("application", date(2026, 4, 30))]


def test_a_draft_is_linked_to_what_became_of_it(shelf: Shelf) -> None:
    """The call for comments names 《…（征求意见稿）》; the measure is issued by a notice."""
    body = "现就《云湖市技术改造补助办法（征求意见稿）》公开征求意见，请于2026年1月31日前反馈。"
    title = "关于公开征求《云湖市技术改造补助办法（征求意见稿）》意见的公告"
    shelf.put("draft.txt", notice(title, "", body, day="2026年1月5日"))
    shelf.check()
    shelf.put("rules.txt", rules())
    shelf.check()
    final = numbered(shelf, "云工信规〔2026〕3号")
    assert ("drafts", final.id) in related(shelf, "云工信规〔2026〕3号")


def test_a_copy_that_catches_up_tells_nothing_even_where_it_differs_otherwise(shelf: Shelf) -> None:
    """The province's copy prints another office; the city amended first."""
    copied = rules().replace("各有关企业：", "各市工业和信息化局：")
    started(shelf)
    shelf.put("copy.txt", copied, source="province")
    shelf.check()
    shelf.put("rules.txt", rules(amount=300))
    shelf.check()
    shelf.put("copy.txt", copied.replace("200万元", "300万元"), source="province")
    shelf.check()
    assert shelf.told() == ["amended"]


def test_a_corrected_title_is_metadata(shelf: Shelf) -> None:
    """A word of the heading is mended and nothing else."""
    started(shelf, title=RULES.replace("补助办法", "补助办法（试行）"))
    shelf.put("rules.txt", rules())
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "metadata"]
    assert shelf.told() == []


def test_dates_that_were_promised_are_set_and_nothing_else(shelf: Shelf) -> None:
    """另行通知 gives way to a date: one event, for the sentence says nothing more."""
    shelf.put("call.txt", CALL.replace("请于2026年4月15日前提交申报材料。", "申报时间另行通知。"))
    shelf.check()
    shelf.put("call.txt", CALL)
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "deadline_set"]


def test_what_waits_for_a_number_finds_it_when_it_is_repaired(shelf: Shelf) -> None:
    """The page printed a wrong number when it was first seen."""
    started(shelf, year=2022, number=11)
    shelf.put("new.txt", rules(title=MEASURES, number=9, last="云工信规〔2022〕1号文件同时废止。"))
    shelf.check()
    shelf.put("rules.txt", rules(year=2022, number=1))
    shelf.check()
    with shelf.database.read() as tx:
        (old,) = (
            policy for policy in policies.list_policies(tx, Filter()) if policy.title == RULES
        )
    assert old.status == "repealed"


def test_a_new_edition_of_the_same_title_repeals_the_old_one(shelf: Shelf) -> None:
    """It names its predecessor by the title that both have."""
    started(shelf, year=2023, number=5)
    shelf.put("new.txt", rules(number=9, last="2023年印发的《云湖市技术改造补助办法》同时废止。"))
    shelf.check()
    assert numbered(shelf, "云工信规〔2023〕5号").status == "repealed"
    assert numbered(shelf, "云工信规〔2026〕9号").status == "active"


def test_a_consultation_is_put_off_by_a_notice_of_its_own(shelf: Shelf) -> None:
    """The notice names the draft, and is a consultation's notice itself."""
    draft = "《云湖市技术改造补助办法（征求意见稿）》"
    body = f"现就{draft}公开征求意见，请于2026年3月20日前反馈。"
    shelf.put(
        "draft.txt",
        notice(f"关于公开征求{draft}意见的公告", "云工信〔2026〕5号", body, day="2026年2月20日"),
    )
    shelf.check()
    later = f"现将{draft}公开征求意见截止时间延长至2026年4月5日。"
    shelf.put("later.txt", notice(f"关于延长{draft}征求意见时间的公告", "云工信〔2026〕8号", later))
    shelf.check()
    assert closes(shelf, "云工信〔2026〕5号") == [("consultation", date(2026, 4, 5))]


def test_a_page_that_prolongs_its_own_term_lives_again(shelf: Shelf) -> None:
    """It had expired; the page prints a later day now."""
    started(shelf, year=2021, years=5)
    shelf.check()
    assert shelf.policies()[0].status == "expired"
    shelf.put("rules.txt", rules(year=2021).replace("有效期5年", "有效期至2027年12月31日"))
    shelf.check()
    assert shelf.policies()[0].status == "active"


def test_a_forwarded_notice_is_linked_to_its_original(shelf: Shelf) -> None:
    """The title names the original without 《》 and without 的通知."""
    shelf.put("call.txt", CALL)
    shelf.check()
    title = "转发云湖市工业和信息化局关于组织申报绿色工厂的通知"
    text = notice(title, "云发〔2026〕7号", "现转发给你们，请按要求组织申报。").removeprefix(
        "云湖市工业和信息化局"
    )
    shelf.put("forward.txt", text)
    shelf.check()
    assert ("forwards", numbered(shelf, "云工信〔2026〕20号").id) in related(
        shelf, "云工信〔2026〕20号"
    )


def test_a_page_that_moves_a_date_once_more_is_told_from_the_day_people_know(shelf: Shelf) -> None:
    """April on the page, 30 April by the notice, 20 May on the page: 30 April → 20 May."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("extension.txt", extension("2026年4月30日"))
    shelf.check()
    shelf.put("call.txt", CALL.replace("4月15日前", "5月20日前"))
    shelf.check()
    with shelf.database.read() as tx:
        newest = changes.history(tx, Filter(limit=1))[0]
    assert (newest.kind, "2026年4月30日 → 5月20日（延长20天）" in in_words(newest, "zh")) == (
        "deadline_moved",
        True,
    )


def test_a_number_that_appears_on_a_line_of_its_own_is_metadata(shelf: Shelf) -> None:
    """Nothing else is new."""
    shelf.put("call.txt", CALL.replace("云工信〔2026〕20号\n\n", ""))
    shelf.check()
    shelf.put("call.txt", CALL)
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "metadata"]
