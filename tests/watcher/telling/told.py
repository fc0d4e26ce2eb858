"""Values that tests of telling are made of: an invented policy, its dates, and those who follow it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from config.settings import SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from store.records import (
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    DocumentKind,
    Policy,
    PolicyStatus,
    Said,
    Saying,
)
from watcher.deciding.news import News, Subject
from watcher.telling.subscription_index import Index
from watcher.telling.teller import Teller

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)  # Thursday, 10:00 in the zone
CLOSES = date(2026, 4, 4)
POLICY = Policy(
    id=5,
    title="云湖市工业和信息化局关于组织申报技术改造项目的通知",
    kind=DocumentKind.POLICY_TEXT,
    doc_number="云工信〔2026〕15号",
    issuers=("云湖市工业和信息化局",),
    issued_on=date(2026, 3, 2),
    published_on=None,
    region_code="450200",
    region_level="city",
    region_name="广西壮族自治区柳州市",
    industries=(),
    general=True,
    status=PolicyStatus.ACTIVE,
    source_key="notices",
    url="https://gxj.example.cn/1.html",
    first_seen_at=NOW,
)
WINDOW = Deadline(
    5,
    DeadlineKind.APPLICATION,
    DeadlineStatus.DATED,
    closes=CLOSES,
    evidence="请于2026年4月4日前提交。",
    known_since=datetime(2026, 1, 1, tzinfo=UTC),
)
SUBJECT = Subject(POLICY.title, region=POLICY.region_code, general=True)


def person(name: str = "one", **wanted: object) -> SubscriberSettings:
    """A subscriber to everything that is told by default."""
    one = SubscriberSettings(name, (f"log://{name}",), events=DEFAULT_EVENTS)
    return replace(one, **wanted)  # type: ignore[arg-type]  # test data


def teller(*people: SubscriberSettings) -> Teller:
    """Everybody with one channel, whose address is masked."""
    channels = {one.name: {f"print-{one.name}": "log"} for one in people}
    return Teller(people, Index(people), channels, ZONE)


def change(kind: ChangeKind, number: int = 9, *, baseline: bool = False) -> Change:
    """An entry of the log that says nothing of its own."""
    return Change(
        id=number,
        at=NOW,
        kind=kind,
        policy_id=POLICY.id,
        source_key="notices",
        summary="",
        from_version=1,
        to_version=2,
        clauses=0,
        facts=(),
        baseline=baseline,
        hash="",
        said=Said(Saying.RESTORED, {"title": POLICY.title}),
    )


def news(changes: Sequence[Change]) -> News:
    """What happened to the policy."""
    return News(POLICY, SUBJECT, tuple(changes), (WINDOW,))
