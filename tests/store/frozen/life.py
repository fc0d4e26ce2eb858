"""A life that leaves something in every table: what a frozen store is made of.

The demo's fortnight first, then five weeks of two folders: amendments, an extension, repeals, a
repost, a merge, noise, a page that went and one that came back, a source that fell silent; and at
the end what a bad day leaves behind: mail that waits, failed or is given up, a send that nobody
settled, a snapshot that nobody read, a text that is torn.
"""

from collections.abc import Callable
from contextlib import ExitStack, chdir, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import EVENTS
from store import deliveries, policies, suppressions
from store.care.joining_policies import merge
from store.database.opening import Database
from store.lists.walks import Filter
from store.records import SuppressionRule
from tests.golden.house.lives import ZONE, play_fortnight, refuse
from tests.watcher.recording.texts import CALL, extension, notice, rules
from watcher.demo.loopback import Receiver, served
from watcher.engine.service import Service
from watcher.upkeep.replaying import tell

FIRST_DAY = datetime(2026, 3, 16, 10, tzinfo=ZONE)
SOURCES = ("city", "province")
PAGE = (
    '<html><head><meta charset="utf-8"><title>通知</title></head><body>'
    '<div class="views">今日访问：{views}</div><div id="zoom"><h1>云湖市商务局关于开展消费季活动的通知</h1>'
    "<p>云商〔2026〕3号</p><p>各有关企业：</p><p>现就开展消费季活动有关事项通知如下{stop}"
    "请认真组织实施。</p><p>云湖市商务局</p><p>2026年3月2日</p></div></body></html>"
)
HIRING = notice("关于组织申报技能大赛的通知", "云工信〔2026〕31号", "请于2026年5月10日前报名。")
TWIN = notice("关于报送绿色制造名单的通知", "云工信〔2026〕33号", "请于2026年5月20日前报送。")
SAME = notice("关于报送绿色制造名单的补充通知", "云工信函〔2026〕33号", "名单请按时报送。")
ENDING = notice(
    "关于废止部分文件的通知",
    "云工信〔2026〕40号",
    "决定废止《云湖市工业奖补办法》（云工信规〔2019〕7号）。",
)
LATE = notice("关于开展能效对标的通知", "云工信〔2026〕50号", "请于2026年6月30日前提交材料。")


class StoppedError(BaseException):
    """The process is gone: nothing may catch this."""


@dataclass
class Weeks:
    """Two folders, a clock of their own, and the service that watches them."""

    folder: Path
    database: Database
    settings: Settings
    moment: datetime = FIRST_DAY

    def service(self, on_step: Callable[[str], None] = lambda _: None) -> Service:
        return Service.of(self.settings, self.database, lambda: self.moment, on_step)

    def put(self, name: str, words: str, source: str = "city") -> None:
        (self.folder / source / name).write_text(words, encoding="utf-8")

    def take(self, name: str) -> None:
        (self.folder / "city" / name).unlink()

    def look(self, service: Service) -> None:
        for source in self.settings.sources:  # one by one: ids follow from their order
            service.check([source])

    def pass_days(self, days: int = 1) -> None:
        """Each day a look, what time brings, and a delivery."""
        service = self.service()
        for _ in range(days):
            self.moment += timedelta(days=1)
            self.look(service)
            service.keep_time()
            service.deliver()
        service.close()

    def number(self, doc_number: str) -> int:
        with self.database.read() as tx:
            known = policies.list_policies(tx, Filter())
        return next(policy.id for policy in known if policy.doc_number == doc_number)


def live(database: Database, folder: Path) -> None:
    """Fills an empty store."""
    play_fortnight(database, folder / "fortnight.toml", "zh")
    receiver = Receiver()
    for key in SOURCES:
        (folder / key).mkdir()
    with ExitStack() as stack:
        well, unwell = (stack.enter_context(served(one)) for one in (receiver.answer, refuse))
        stack.enter_context(chdir(folder))  # a store that names no folder of this machine
        weeks = Weeks(folder, database, settings(well, unwell))
        weeks.service().start()
        _live_weeks(weeks)
        _end_badly(weeks)


def settings(well: str, unwell: str) -> Settings:
    """Two folders, and subscribers with a receiver that is well and one that is not."""
    sources = tuple(
        SourceSettings(key, "folder", key, timedelta(hours=1), region="450200", path=key)
        for key in SOURCES
    )
    people = (
        SubscriberSettings("keen", (f"json://{well}/keen",), events=tuple(EVENTS)),
        SubscriberSettings("slow", (f"json://{well}/slow",), events=tuple(EVENTS), cadence="daily"),
        SubscriberSettings("lost", (f"json://{unwell}/lost",), events=("published", "amended")),
    )
    return Settings("", "", ZONE, sources=sources, subscribers=people)


def _live_weeks(weeks: Weeks) -> None:
    weeks.put("rules.txt", rules(year=2022, number=1))
    weeks.put("rules.txt", rules(year=2022, number=1), source="province")
    weeks.put("call.txt", CALL)
    weeks.put("page.html", PAGE.format(views=12, stop="，"))
    weeks.pass_days()
    weeks.put("rules.txt", rules(year=2022, number=1, amount=300))
    weeks.put("page.html", PAGE.format(views=13, stop="，"))
    weeks.put("hiring.txt", HIRING)
    weeks.pass_days()
    weeks.put("rules.txt", rules(year=2022, number=1))
    weeks.put("extension.txt", extension("2026年4月30日"))
    weeks.put("page.html", PAGE.format(views=13, stop=","))
    weeks.pass_days()
    weeks.put("new.txt", rules(last="《云湖市技术改造补助办法》（云工信规〔2022〕1号）同时废止。"))
    weeks.put("ending.txt", ENDING)
    weeks.put("twin.txt", TWIN)
    weeks.put("same.txt", SAME)
    weeks.pass_days()
    with weeks.database.write() as tx:
        gone, stays = (
            weeks.number(name) for name in ("云工信函〔2026〕33号", "云工信〔2026〕33号")
        )
        merge(tx, gone, stays, weeks.moment)
    weeks.take("hiring.txt")
    weeks.take("new.txt")
    weeks.pass_days(12)
    weeks.put("hiring.txt", HIRING)
    weeks.pass_days()
    _tell_after_all(weeks)


def _tell_after_all(weeks: Weeks) -> None:
    """What was hidden for its width should have been told."""
    with weeks.database.write() as tx:
        hidden = suppressions.list_entries(tx, suppressions.Wanted(rule=SuppressionRule.WIDTH))
        tell(tx, weeks.service().teller, hidden, weeks.moment)


def _end_badly(weeks: Weeks) -> None:
    service = weeks.service()
    service.index()
    (weeks.folder / "province" / "rules.txt").unlink()
    (weeks.folder / "province").rmdir()
    weeks.pass_days(3)
    weeks.put("late.txt", LATE)
    weeks.pass_days()
    weeks.put("call.txt", CALL.replace("提交申报材料", "在线提交申报材料"))
    weeks.moment += timedelta(hours=2)
    weeks.look(service)
    with weeks.database.write() as tx:
        claimed = next(one for one in deliveries.list_due(tx, weeks.moment) if not one.digest)
        deliveries.claim(tx, claimed, weeks.moment)
    _stop_before_reading(weeks)
    _tear(weeks, weeks.number("云工信〔2026〕33号"))
    service.keep_house(10**6)
    service.close()


def _tear(weeks: Weeks, policy_id: int) -> None:
    """The text of a policy and the file that it was read from: nothing can mend it."""
    find = "SELECT id, snapshot_id FROM version WHERE policy_id = :policy"
    with weeks.database.write() as tx:
        version, snapshot = tx.connection().execute(sql(find), {"policy": policy_id}).first() or (
            0,
            0,
        )
        values: dict[str, Any] = {"torn": b"\0", "version": version, "snapshot": snapshot}
        tx.connection().execute(sql("UPDATE version SET body = :torn WHERE id = :version"), values)
        torn = "UPDATE snapshot_body SET body = :torn WHERE snapshot_id = :snapshot"
        tx.connection().execute(sql(torn), values)


def _stop_before_reading(weeks: Weeks) -> None:
    weeks.put("rules.txt", rules(year=2022, number=1, amount=250))

    def stop(step: str) -> None:
        if step == "snapshots kept":
            raise StoppedError

    service = weeks.service(stop)
    with suppress(StoppedError):
        weeks.look(service)
    service.close()
