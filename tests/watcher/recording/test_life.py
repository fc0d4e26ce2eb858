"""A policy's life as the log tells it: published, amended, reposted, moved, repealed, extended, withdrawn, restored."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from store import changes, deadlines, policies
from store.lists.walks import Filter
from tests.watcher.recording.conftest import ON_A_FILE, Shelf
from tests.watcher.recording.texts import CALL, EXTENSION, RULES, notice, rules, started
from watcher.rendering.summary import in_words


def test_a_to_b_to_a_is_two_changes_and_three_versions(shelf: Shelf) -> None:
    """The third state is a state: it is kept and told."""
    started(shelf)
    shelf.put("rules.txt", rules(amount=300))
    shelf.check()
    shelf.put("rules.txt", rules(amount=200))
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "amended", "amended"]
    assert shelf.policies()[0].version_number == 3
    assert shelf.told() == ["amended", "amended"]


def test_noise_is_nothing(shelf: Shelf) -> None:
    """Other bytes, the same words: reflowed lines, width, spaces."""
    started(shelf)
    noisy = rules().replace("第二条 对", "第二条　对").replace("，", ",").replace("\n\n", "\n\n\n")
    shelf.put("rules.txt", "\ufeff" + noisy)
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published"]


def test_a_repost_is_a_sighting_and_tells_nobody(shelf: Shelf) -> None:
    """The province's folder shows the same policy: one policy, two places."""
    started(shelf)
    shelf.put(
        "copy.txt", rules(title=RULES.removeprefix("云湖市工业和信息化局")), source="province"
    )
    shelf.check()
    assert len(shelf.policies()) == 1
    assert shelf.told() == []


def test_an_amendment_seen_at_two_places_is_told_once(shelf: Shelf) -> None:
    """The city amends its page; a day later the province's copy follows."""
    started(shelf)
    shelf.put("copy.txt", rules(), source="province")
    shelf.check()
    shelf.put("rules.txt", rules(amount=300))
    shelf.check()
    shelf.put("copy.txt", rules(amount=300), source="province")
    shelf.check()
    assert shelf.told() == ["amended"]


def test_a_renamed_file_is_no_new_policy_and_its_amendment_is_seen(shelf: Shelf) -> None:
    """The address moved and the text with it: the policy goes on."""
    started(shelf)
    shelf.take("rules.txt")
    shelf.check()
    shelf.put("renamed.txt", rules(amount=300))
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "amended"]
    assert len(shelf.policies()) == 1


def test_next_years_call_under_the_same_title_is_another_policy(shelf: Shelf) -> None:
    """Same title, another number and date."""
    started(shelf, year=2025)
    shelf.put("this-year.txt", rules(year=2026, number=8))
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "published"]
    assert shelf.told() == ["published"]


def test_a_repeal_is_told_of_the_repealed_policy_with_its_cause(shelf: Shelf) -> None:
    """The new rules repeal the old ones by number: the old ones are repealed, by whom is said."""
    started(shelf, year=2022, number=1, years=5)
    new = rules(
        title="云湖市工业和信息化局关于印发《云湖市技术改造补助办法（2026年版）》的通知",
        number=9,
        last="《云湖市技术改造补助办法》（云工信规〔2022〕1号）同时废止。",
    )
    shelf.put("new.txt", new)
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "published", "repealed"]
    assert {policy.doc_number: policy.status for policy in shelf.policies()} == {
        "云工信规〔2022〕1号": "repealed",
        "云工信规〔2026〕9号": "active",
    }
    assert shelf.told() == ["published", "repealed"]


def test_a_notice_that_extends_a_call_moves_the_window_of_that_call(shelf: Shelf) -> None:
    """The call's own page says nothing of it: its deadline moves all the same, and says by which notice."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.put("extension.txt", EXTENSION)
    shelf.check()
    with shelf.database.read() as tx:
        call = next(
            p for p in policies.list_policies(tx, Filter()) if p.doc_number == "云工信〔2026〕20号"
        )
        dates = [(d.kind, d.closes) for d in deadlines.of_policy(tx, call.id)]
    assert dates == [("application", date(2026, 4, 30))]
    assert ("deadline_moved", call.title) in shelf.log()


def test_a_policy_first_seen_after_its_repeal_is_repealed_from_the_start(shelf: Shelf) -> None:
    """The repealing text came first; the repealed one turns up later."""
    started(
        shelf,
        title="云湖市工业和信息化局关于印发《云湖市技术改造补助办法（2026年版）》的通知",
        number=9,
        last="《云湖市技术改造补助办法》（云工信规〔2022〕1号）同时废止。",
    )
    shelf.put("old.txt", rules(year=2022, number=1))
    shelf.check()
    assert {policy.doc_number: policy.status for policy in shelf.policies()}[
        "云工信规〔2022〕1号"
    ] == "repealed"
    assert shelf.told() == ["repealed"]


def test_a_file_that_leaves_a_folder_withdraws_nothing(shelf: Shelf) -> None:
    """Somebody moved it, or a mount was lost: neither says anything of the policy."""
    started(shelf)
    shelf.take("rules.txt")
    for _ in range(6):
        shelf.check()
    assert shelf.told() == []
    shelf.put("rules.txt", rules())
    shelf.check()
    assert shelf.told() == []
    assert [kind for kind, _ in shelf.log()] == ["published"]


def test_the_last_day_of_validity_is_reminded_of_and_its_end_told_once(shelf: Shelf) -> None:
    """Valid for one year from 10 February 2026: reminders before, expired on the day after, once."""
    started(shelf, years=1)
    shelf.check(days=337)  # from 2026-03-02 to 2027-02-02, seven days before 2027-02-09
    assert shelf.told() == ["reminder"]
    shelf.check(days=6)
    shelf.check(days=1)
    shelf.check(days=1)
    shelf.check(days=1)
    assert shelf.told() == ["reminder", "reminder", "expired"]
    assert shelf.policies()[0].status == "expired"


def test_a_text_that_cannot_be_read_leaves_the_policy_as_it_was(shelf: Shelf) -> None:
    """A file overwritten with nothing readable is no amendment and no withdrawal that day."""
    started(shelf)
    (shelf.folder / "city" / "rules.txt").write_bytes(b"\x00\x01\x02" * 50)
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published"]
    assert shelf.policies()[0].status == "active"


def test_a_repeal_from_a_later_day_is_told_once_and_ends_the_policy_on_that_day(
    shelf: Shelf,
) -> None:
    """Told when it is seen; no "expired" on top of it when the day comes."""
    started(shelf, year=2022, number=1, years=5)
    last = "《云湖市技术改造补助办法》（云工信规〔2022〕1号）自2026年4月1日起废止。"
    new_title = "云湖市工业和信息化局关于印发《云湖市技术改造补助办法（2026年版）》的通知"
    shelf.put("new.txt", rules(title=new_title, number=9, last=last))
    shelf.check()
    shelf.check(days=60)
    old = next(policy for policy in shelf.policies() if policy.doc_number == "云工信规〔2022〕1号")
    assert old.status == "repealed"
    assert [kind for kind, _ in shelf.log()] == ["published", "published", "repealed"]


def test_a_draft_sets_no_last_day_of_validity(shelf: Shelf) -> None:
    """What a draft says of its term does not run."""
    shelf.put(
        "draft.txt",
        rules(
            title="云湖市工业和信息化局关于公开征求《云湖市技术改造补助办法（征求意见稿）》意见的通知"
        ),
    )
    shelf.check()
    with shelf.database.read() as tx:
        draft = policies.list_policies(tx, Filter())[0]
        assert [deadline.kind for deadline in deadlines.of_policy(tx, draft.id)] == []


def test_a_changed_rate_is_told_in_a_line_of_its_own(shelf: Shelf) -> None:
    """12% → 15%, beside the redline."""
    text = rules().replace("单个项目最高200万元", "按设备投入的{rate}%给予补助")
    shelf.put("rules.txt", text.replace("{rate}", "12"))
    shelf.check()
    shelf.put("rules.txt", text.replace("{rate}", "15"))
    shelf.check()
    with shelf.database.read() as tx:
        newest = changes.history(tx, Filter(limit=1))[0]
    assert "12% → 15%" in in_words(newest, "zh")


def test_who_asked_for_a_word_of_the_text_hears_of_the_end_too(shelf: Shelf) -> None:
    """A word that stands in the text only matches when the policy goes as it did when it came."""
    one = shelf.service.settings.subscribers[0]
    shelf.listen(replace(one, keywords=("符合条件的项目",)))
    started(shelf)
    body = "决定废止《云湖市技术改造补助办法》，自印发之日起执行。"
    shelf.put("end.txt", notice("关于废止部分文件的通知", "云工信〔2026〕60号", body))
    shelf.check()
    assert shelf.told() == ["repealed"]


@ON_A_FILE
def test_a_torn_text_keeps_nobody_else_from_being_reminded(shelf: Shelf, tmp_path: Path) -> None:
    """One version is damaged on disk: the window of another policy is reminded of all the same."""
    shelf.listen(replace(shelf.service.settings.subscribers[0], keywords=("通知",)))
    shelf.put("torn.txt", CALL.replace("绿色工厂", "数字车间").replace("20号", "21号"))
    shelf.put("call.txt", CALL)
    shelf.check()
    torn = next(policy for policy in shelf.policies() if policy.doc_number == "云工信〔2026〕21号")
    with sqlite3.connect(tmp_path / "test.db") as raw:
        raw.execute("UPDATE version SET body = x'00' WHERE policy_id = ?", (torn.id,))
    shelf.check(days=37)  # from 2026-03-02 to 2026-04-08, seven days before the window closes
    assert "reminder" in shelf.told()


def test_a_notice_that_moved_and_was_amended_in_one_look_is_told_with_its_new_place(
    shelf: Shelf,
) -> None:
    """Its old file is gone in the same look: the date moves, and the dead place goes."""
    shelf.put("call.txt", CALL)
    shelf.check()
    shelf.take("call.txt")
    shelf.put("call-2.txt", CALL.replace("4月15日", "5月20日").replace("2月20日", "3月2日"))
    shelf.check()
    (policy,) = shelf.policies()
    assert shelf.told() == ["deadline_moved"]
    assert policy.url.endswith("call-2.txt")
    with shelf.database.read() as tx:
        assert [one.closes for one in deadlines.of_policy(tx, policy.id)] == [date(2026, 5, 20)]
    for _ in range(6):
        shelf.check()
    assert shelf.told() == ["deadline_moved"]


def test_a_file_replaced_by_its_newer_edition_under_another_name_is_amended(shelf: Shelf) -> None:
    """No number is printed; the title is marked （更新版） and the day of issue is new too."""
    first = CALL.replace("云工信〔2026〕20号\n\n", "")
    shelf.put("call.txt", first)
    shelf.check()
    shelf.take("call.txt")
    newer = first.replace("的通知\n", "的通知（更新版）\n").replace("4月15日", "5月20日")
    shelf.put("newer.txt", newer.replace("2月20日", "3月2日"))
    shelf.check()
    assert len(shelf.policies()) == 1
    assert shelf.told() == ["deadline_moved"]


def test_an_address_reused_for_the_second_batch_shows_another_policy(shelf: Shelf) -> None:
    """The first batch keeps its number and its date."""
    first = CALL.replace("申报绿色工厂", "申报第一批绿色工厂")
    shelf.put("call.txt", first)
    shelf.check()
    second = first.replace("第一批", "第二批").replace("〕20号", "〕61号")
    shelf.put("call.txt", second.replace("4月15日", "9月15日").replace("2月20日", "8月3日"))
    shelf.check()
    numbers = [policy.doc_number for policy in shelf.policies()]
    assert sorted(map(str, numbers)) == ["云工信〔2026〕20号", "云工信〔2026〕61号"]
    assert shelf.told() == ["published"]


def test_a_clock_that_was_wrong_leaves_nothing_expired_or_put_off(shelf: Shelf) -> None:
    """One look in the year 2036, then the right day again: the rules live, and remind in time."""
    started(shelf, years=1)
    shelf.check(days=3650)
    assert shelf.told() == ["expired"]
    shelf.moment[0] -= timedelta(days=3649)
    assert [source.key for source in shelf.service.due()] == ["city", "province"]
    assert shelf.policies()[0].status == "active"
    assert sorted(shelf.told()) == ["expired", "restored"]  # listed by their day
    shelf.check(days=336)
    assert sorted(shelf.told()) == ["expired", "reminder", "restored"]
