"""Times every list of the store over generated rows, and measures what versions cost to keep. Nothing here is real.

    python -m benchmarks.store                                  20,000 changes in a temporary SQLite file
    python -m benchmarks.store --changes 1000000 --policies 400000 --database postgresql+psycopg://…/empty

The rows lie as they come to lie: a long baseline, source by source, so that a place's entries stand together and may
be the oldest of all; then the days, mixed. The database must be empty; what is generated stays in it.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from store import alerts, changes, checks, deadlines, deliveries, policies
from store.database.opening import Database
from store.database.tables import (
    GENERAL,
    AlertRow,
    ChangeIndustryRow,
    ChangeRow,
    DeadlineIndustryRow,
    DeadlineRow,
    DeliveryRow,
    PolicyIndustryRow,
    PolicyRow,
    SourceRow,
)
from store.lists.filing import NEVER
from store.lists.walks import Filter

TODAY = date(2026, 11, 22)
START = datetime(2026, 1, 1, tzinfo=UTC)
LABELS = [f"行业{number}" for number in range(32)]
RARE = "稀土"
KINDS = (
    ["published"] * 12
    + ["amended"] * 5
    + ["deadline_set", "deadline_moved", "metadata", "technical", "expired"]
)
PAGE = 50
ROUNDS = 5


class Dice:
    """The invented policies, one after another: where they apply, what they are about."""

    def __init__(self, count: int) -> None:
        self.random = random.Random(7)
        self.count = count
        share = self.random.random
        self.regions = sorted(self._region(share()) for _ in range(count))
        self.labels = [self._labels() for _ in range(count)]

    def _region(self, value: float) -> str:
        if value < 0.1:
            return "000000"
        province = 11 + int(40 * self.random.random() ** 2)
        city = self.random.randrange(15)
        return f"{province}{city:02}{self.random.randrange(12):02}"

    def _labels(self) -> list[str]:
        if self.random.random() < 0.3:
            return [GENERAL]
        if self.random.random() < 0.0001:
            return [RARE]
        return list(
            {LABELS[int(32 * self.random.random() ** 2)] for _ in range(self.random.randint(1, 2))}
        )


def fill(database: Database, dice: Dice, wanted: argparse.Namespace) -> None:
    """Stores all generated rows, in bulk."""
    logged = list(_log(dice, wanted.changes))
    due = [(number, _due(dice)) for number in range(wanted.deadlines)]
    for table, rows in (
        (
            SourceRow,
            (
                {"key": f"s{n}", "last_reason": "", "locator": "", "failures": 0, "checks": 9}
                for n in range(1000)
            ),
        ),
        (PolicyRow, (_policy(dice, number) for number in range(dice.count))),
        (
            PolicyIndustryRow,
            _filed(dice, ((number, {"policy_id": number + 1}) for number in range(dice.count))),
        ),
        (ChangeRow, (_change(dice, *entry) for entry in logged)),
        (
            ChangeIndustryRow,
            _filed(
                dice, ((p, {"at": at, "change_id": n, "kind": kind}) for n, p, at, kind in logged)
            ),
        ),
        (DeadlineRow, (_deadline(dice, number, closes) for number, closes in due)),
        (
            DeadlineIndustryRow,
            _filed(
                dice,
                ((n % dice.count, {"due_on": d or NEVER, "deadline_id": n + 1}) for n, d in due),
            ),
        ),
        (AlertRow, (_alert(number, wanted) for number in range(wanted.alerts))),
        (DeliveryRow, (_delivery(number) for number in range(wanted.alerts))),
    ):
        _store(database, table, rows)
    with database.write() as tx:
        tx.connection().execute(text("ANALYZE"))


def measure(database: Database) -> list[tuple[str, float]]:
    """Milliseconds of the first page of every list, the median of a few rounds."""
    newest = START + timedelta(days=325)
    lists: dict[str, Callable[[Any], object]] = {}
    for name, wanted in {
        "history": Filter(limit=PAGE),
        "history, page 1000": Filter(limit=PAGE, before_id=500),
        "history, a county": Filter(regions=["110305"], limit=PAGE),
        "history, a city with what is above and below": Filter(
            regions=["000000", "450000"], below="4502", limit=PAGE
        ),
        "history, a province": Filter(regions=["000000"], below="11", limit=PAGE),
        "history, the nation": Filter(regions=["000000"], limit=PAGE),
        "history, the nation, a rare kind": Filter(
            regions=["000000"], kinds=["repealed"], limit=PAGE
        ),
        "history, an industry": Filter(industries=["行业31"], limit=PAGE),
        "history, a rare industry": Filter(industries=[RARE], limit=PAGE),
        "history, a rare industry in a county": Filter(
            regions=["110305"], industries=[RARE], limit=PAGE
        ),
        "history, an industry in a province": Filter(below="45", industries=["行业3"], limit=PAGE),
        "history, a kind": Filter(kinds=["amended"], limit=PAGE),
        "history, two rare kinds": Filter(kinds=["repealed", "withdrawn"], limit=PAGE),
        "history, a policy": Filter(policy_id=7, limit=PAGE),
        "history, since yesterday": Filter(since=newest - timedelta(days=1), limit=PAGE),
        "history, until the first days": Filter(until=START + timedelta(days=3), limit=PAGE),
        "history, an industry's kind in a week": Filter(
            since=START + timedelta(days=9),
            until=START + timedelta(days=16),
            industries=["行业9"],
            kinds=["expired"],
            limit=PAGE,
        ),
    }.items():
        lists[name] = lambda tx, wanted=wanted: changes.history(tx, wanted)
    for name, wanted in {
        "all": Filter(limit=PAGE),
        "a county": Filter(regions=["110305"], limit=PAGE),
        "a province": Filter(regions=["000000"], below="11", limit=PAGE),
        "a rare industry": Filter(industries=[RARE], limit=PAGE),
        "an industry in a province": Filter(below="45", industries=["行业3"], limit=PAGE),
    }.items():
        month = TODAY + timedelta(days=30)
        lists[f"deadlines, {name}"] = lambda tx, wanted=wanted: deadlines.list_ahead(
            tx, wanted, today=TODAY, last=None
        )
        lists[f"deadlines in 30 days, {name}"] = lambda tx, wanted=wanted, month=month: (
            deadlines.list_ahead(tx, wanted, today=TODAY, last=month)
        )
        lists[f"policies, {name}"] = lambda tx, wanted=wanted: policies.list_policies(tx, wanted)
    lists["policies lapsed since yesterday"] = lambda tx: deadlines.list_lapsed(
        tx, TODAY + timedelta(days=1)
    )
    for state in (None, "sent", "dead", "pending"):
        lists[f"alerts, {state or 'all'}"] = lambda tx, state=state: alerts.list_alerts(
            tx, state=state, limit=PAGE
        )
        lists[f"alerts of one, {state or 'all'}"] = lambda tx, state=state: alerts.list_alerts(
            tx, state=state, subscriber="u3", limit=PAGE
        )
    lists["deliveries due"] = lambda tx: deliveries.list_due(tx, newest)
    lists["sources"] = checks.states
    return [(name, _median(database, run)) for name, run in lists.items()]


def _median(database: Database, run: Callable[[Any], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with database.read() as tx:
            run(tx)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _store(database: Database, table: type, rows: Iterable[dict[str, Any]]) -> None:
    remaining = iter(rows)
    while chunk := list(islice(remaining, 20_000)):
        with database.write() as tx:
            tx.connection().execute(insert(table), chunk)


def _log(dice: Dice, count: int) -> Iterator[tuple[int, int, datetime, str]]:
    """(id, policy index, instant, kind): everything once as it was found, then what happens day by day."""
    for number in range(count):
        first = number < dice.count
        policy = number if first else dice.random.randrange(dice.count)
        at = (
            START + timedelta(seconds=number)
            if first
            else START + timedelta(days=6 + 319 * number / count)
        )
        yield number + 1, policy, at, "published" if first else dice.random.choice(KINDS)


def _due(dice: Dice) -> date | None:
    return (
        None
        if dice.random.random() < 0.05
        else TODAY + timedelta(days=dice.random.randrange(-900, 900))
    )


def _policy(dice: Dice, number: int) -> dict[str, Any]:
    return {
        "title": f"云州市关于支持产业发展的第{number}号若干措施",
        "kind": "policy_text",
        "issuers": ["云州市人民政府"],
        "industries": [[label, "strong"] for label in dice.labels[number] if label != GENERAL],
        "general": GENERAL in dice.labels[number],
        "region_code": dice.regions[number],
        "province": dice.regions[number][:2],
        "status": "active",
        "source_key": "s1",
        "url": f"https://yunzhou.example/{number}",
        "first_seen_at": START,
        "version_number": 1,
    }


def _change(dice: Dice, number: int, policy: int, at: datetime, kind: str) -> dict[str, Any]:
    return {
        "id": number,
        "at": at,
        "kind": kind,
        "policy_id": policy + 1,
        "source_key": "s1",
        "summary": "申报截止日期由6月30日改为7月31日",
        "clauses": 1,
        "facts": [],
        "baseline": False,
        "hash": "0" * 64,
        "region_code": dice.regions[policy],
        "province": dice.regions[policy][:2],
    }


def _deadline(dice: Dice, number: int, closes: date | None) -> dict[str, Any]:
    return {
        "policy_id": number % dice.count + 1,
        "slot": f"w{number}",
        "kind": "expiry" if number % 2 and closes and closes >= TODAY else "application",
        "status": "dated" if closes else "rolling",
        "closes": closes,
        "basis": "stated",
        "known_since": START,
        "announced": True,
        "due_on": closes or NEVER,
        "region_code": dice.regions[number % dice.count],
        "province": dice.regions[number % dice.count][:2],
        "alive": True,
    }


def _filed(dice: Dice, rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for policy, row in rows:
        for label in dice.labels[policy]:
            yield {"label": label, "region_code": dice.regions[policy], **row}


def _alert(number: int, wanted: argparse.Namespace) -> dict[str, Any]:
    return {
        "id": f"a{number:09}",
        "subscriber": f"u{number % 200}",
        "key": f"a{number:09}",
        "kind": "published",
        "created_at": START + timedelta(seconds=number),
        "title": "新政策",
        "body": "正文" * 50,
        "reason": "行业",
        "payload": {},
        "policy_id": number % wanted.policies + 1,
        "change_id": number % wanted.changes + 1,
    }


def _delivery(number: int) -> dict[str, Any]:
    state = "dead" if number < 300 else "pending" if number % 5000 == 0 else "sent"
    at = START + timedelta(seconds=number)
    return {
        "alert_id": f"a{number:09}",
        "created_at": at,
        "subscriber": f"u{number % 200}",
        "channel": "c",
        "label": "json://…",
        "state": state,
        "attempts": 1,
        "next_attempt_at": at if state == "pending" else None,
        "digest": False,
    }


def main() -> None:
    """Fills the database, times the lists and prints a table; exit status 1 where one takes longer than --limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=20_000)
    parser.add_argument("--policies", type=int, default=8_000)
    parser.add_argument(
        "--deadlines", type=int, default=None, help="default: one and a half a policy"
    )
    parser.add_argument("--alerts", type=int, default=None, help="default: as many as changes")
    parser.add_argument(
        "--limit", type=float, default=100, help="milliseconds a first page may take"
    )
    parser.add_argument(
        "--database", help="address of an empty database; default: a temporary SQLite file"
    )
    parser.add_argument(
        "--filled", action="store_true", help="the database holds the rows of an earlier run"
    )
    wanted = parser.parse_args()
    wanted.deadlines = wanted.deadlines or wanted.policies * 3 // 2
    wanted.alerts = wanted.alerts or wanted.changes
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wanted.database or f"sqlite:///{Path(folder) / 'bench.db'}")
        start = time.perf_counter()
        if not wanted.filled:
            fill(database, Dice(wanted.policies), wanted)
        print(
            f"{database.dialect}: {wanted.changes:,} changes, filled in {time.perf_counter() - start:.0f} s"
        )
        found = measure(database)
        database.close()
    for name, taken in found:
        print(f"{taken:9.2f} ms  {'OVER ' if taken > wanted.limit else ''}{name}")
    sys.exit(any(taken > wanted.limit for _, taken in found))


if __name__ == "__main__":
    main()
