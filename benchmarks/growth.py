"""What must not grow: a pass with the versions and policies stored, matching with subscriptions, reminders with dates.

    python -m benchmarks.growth [--policies 100000] [--versions 20] [--subscriptions 100000]

CPU of this process. Targets: the 20th version within 10 % of the first ones, 100,000 policies within 25 % of 1,000, one
change among 100,000 subscriptions in 50 ms, a sweep for reminders that finds nothing new as fast as its dates are few.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx

from benchmarks.pipeline import Watch, cpu, site
from config import catalogue
from config.settings import SubscriberSettings
from store.database.inserting import insert_all
from store.database.opening import Database
from store.database.tables import DeadlineRow, PolicyKeyRow, PolicyRow, SightingRow
from store.lists.filing import NEVER
from watcher.deciding.news import Subject
from watcher.telling.subscription_index import Index

PAGES = 60
ROUNDS = 7
CHUNK = 10_000
FEW = 1000  # policies of the store that the large one is held against
AT = datetime(2026, 3, 1, tzinfo=UTC)


def main() -> None:
    """Prints the table; exits 1 where a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--policies", type=int, default=100_000)
    parser.add_argument("--versions", type=int, default=20)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    asked = parser.parse_args()
    rows = [*_versions(asked.versions), *_policies(asked.policies), *_matching(asked.subscriptions)]
    for what, measured, target, unit in rows:
        print(f"{what:58}{measured:9.2f} {unit:3} at most {target}")
    sys.exit(any(measured > target for _, measured, target, _ in rows))


def _versions(count: int) -> Iterator[tuple[str, float, float, str]]:
    """Passes in which every page changed, the last against the first."""
    with site(PAGES) as url, tempfile.TemporaryDirectory() as folder:
        watch = Watch(Path(folder), url, PAGES)
        watch.sweep()
        passes = [_changed(watch, url) for _ in range(count - 1)]
    first, last = statistics.median(passes[1:4]), statistics.median(passes[-3:])
    yield f"a changed pass at version {count} / at version 3", last / first, 1.10, "×"


def _policies(count: int) -> Iterator[tuple[str, float, float, str]]:
    """Two stores side by side, so that what else the machine does falls on both."""
    with (
        site(PAGES) as url,
        tempfile.TemporaryDirectory() as few,
        tempfile.TemporaryDirectory() as many,
    ):
        watches = [Watch(Path(few), url, PAGES), Watch(Path(many), url, PAGES)]
        for watch, known in zip(watches, (FEW, count), strict=True):
            fill(watch.service.database, known)
        first = [cpu(watch.sweep) for watch in watches]
        unchanged: list[list[float]] = [[], []]
        changed: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            httpx.get(f"{url}/changed/{PAGES}")
            for number, watch in enumerate(watches):
                changed[number].append(cpu(watch.sweep))
            for number, watch in enumerate(watches):
                unchanged[number].append(cpu(watch.sweep))
        swept = [min(cpu(watch.service.keep_time) for _ in range(3)) for watch in watches]
    yield f"first pass with {count} policies / with {FEW}", first[1] / first[0], 1.25, "×"
    yield f"changed pass with {count} policies / with {FEW}", _ratio(changed), 1.25, "×"
    yield f"unchanged pass with {count} policies / with {FEW}", _ratio(unchanged), 1.25, "×"
    yield f"sweep for reminders, {count} dates of which 100 come up", swept[1] * 1000, 100, "ms"


def _matching(count: int) -> Iterator[tuple[str, float, float, str]]:
    """One change among all subscriptions: of a city, of a province, of the nation."""
    index = Index(subscriptions(count))
    industries = dict.fromkeys(_labels()[3:5], "strong")
    text = "技术改造补助资金申报" * 800
    for what, region in (("city", "450200"), ("province", "450000"), ("nation", catalogue.NATION)):
        subject = Subject(
            "关于申报技术改造补助资金的通知", region=region, industries=industries, text=text
        )
        taken = min(cpu(lambda s=subject: index.matches(s)) for _ in range(5))
        found = len(index.matches(subject))
        yield f"a change of a {what} among {count}: {found} matches", taken * 1000, 50, "ms"


def fill(database: Database, count: int) -> None:
    """Policies of other places, each with a title, a number, a place and a date; 100 of the dates come up soon."""
    soon = max(count // 100, 1)
    for start in range(1, count + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, count + 1))
        with database.write() as tx:
            insert_all(tx, PolicyRow, [_policy(number) for number in numbers])
            keys = [
                (f"number:云政发|2025|{n}", f"title:policy:关于第{n}号措施的通知") for n in numbers
            ]
            named = [(key, n) for n, pair in zip(numbers, keys, strict=True) for key in pair]
            insert_all(tx, PolicyKeyRow, [{"key": key, "policy_id": n} for key, n in named])
            insert_all(tx, SightingRow, [_sighting(number) for number in numbers])
            insert_all(
                tx, DeadlineRow, [_deadline(number, soon=number % soon == 0) for number in numbers]
            )


def subscriptions(count: int) -> list[SubscriberSettings]:
    """Each with one to three places and industries, a tenth without industries, a fifth with keywords."""
    dice = random.Random(1)
    regions, labels = [row.code for row in catalogue.regions()], _labels()
    return [
        SubscriberSettings(
            f"s{number}",
            ("log://",),
            regions=tuple(dice.sample(regions, dice.randint(1, 3))),
            industries=tuple(dice.sample(labels, dice.randint(1, 3))) if number % 10 else (),
            keywords=("补助", "技改") if number % 5 == 0 else (),
            districts=number % 3 == 0,
        )
        for number in range(count)
    ]


def _changed(watch: Watch, url: str) -> float:
    httpx.get(f"{url}/changed/{PAGES}")
    return cpu(watch.sweep)


def _ratio(pair: list[list[float]]) -> float:
    return statistics.median(many / few for few, many in zip(*pair, strict=True))


def _labels() -> list[str]:
    return [row.label for row in catalogue.industries()]


def _policy(number: int) -> dict[str, object]:
    return {
        "id": number,
        "title": f"关于第{number}号措施的通知",
        "kind": "policy_text",
        "doc_number": f"云政发〔2025〕{number}号",
        "issuers": ["云湖市人民政府"],
        "region_code": f"45{number % 14 + 1:02}00",
        "province": "45",
        "industries": [],
        "general": False,
        "source_key": "elsewhere",
        "url": f"https://yunhu.example/{number}",
        "first_seen_at": AT,
        "version_number": 0,
    }


def _sighting(number: int) -> dict[str, object]:
    place = {"source_key": "elsewhere", "address": f"https://yunhu.example/{number}"}
    return {"policy_id": number, "first_seen_at": AT, "last_seen_at": AT, **place}


def _deadline(number: int, *, soon: bool) -> dict[str, object]:
    closes = date(2026, 4, 1) if soon else NEVER - timedelta(days=number % 1000 + 1)
    return {
        "policy_id": number,
        "slot": "application",
        "kind": "application",
        "status": "dated",
        "closes": closes,
        "due_on": closes,
        "known_since": AT,
        "alive": True,
    }


if __name__ == "__main__":
    main()
