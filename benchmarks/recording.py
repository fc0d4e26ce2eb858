"""What it costs to record documents: from what was read to committed rows, and how many statements that takes.

    python -m benchmarks.recording [--pages 500] [--rounds 3] [--database postgresql+psycopg://…/empty]

The pages of benchmarks/pipeline.py are kept and read first, which is not counted. Then CPU seconds of this process: all
of them recorded for the first time, and after that with one clause amended in each. Beside it the time in which the
same pages are hashed and packed, because a slow machine is slow at both. The database must be empty; without one it is
a temporary SQLite file.
"""

import argparse
import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import zstandard
from sqlalchemy import Engine, event

from benchmarks.pipeline import page
from config.settings import Settings, SourceSettings, SubscriberSettings
from store.database.opening import Database
from watcher.deciding.read_document import Reading, Source
from watcher.fetching.results import Answer, Look
from watcher.recording import looks
from watcher.recording.document_batch import absorb
from watcher.recording.outbox import tell_all
from watcher.telling.teller import Teller
from watcher.understanding import understand

KEY = "site"
BATCH = 50
START = datetime(2026, 3, 3, tzinfo=UTC)
SOURCE = SourceSettings(key=KEY, kind="list", name=KEY, every=timedelta(hours=1), region="450200")


def settings(database: str) -> Settings:
    """A hundred subscribers of the place, whom nothing concerns: matching is part of it, telling is not."""
    people = (
        SubscriberSettings(f"s{n}", ("log://",), regions=("450200",), keywords=("不会出现的词",))
        for n in range(100)
    )
    return Settings(
        "", database, ZoneInfo("Asia/Shanghai"), sources=(SOURCE,), subscribers=tuple(people)
    )


def read_all(database: Database, pages: range, version: int) -> list[Reading]:
    """Keeps every page as a snapshot and reads it."""
    at = START + timedelta(days=version)
    answers = tuple(
        Answer(f"https://yunhu.example/{n}.html", "fetched", page(n, version), "text/html")
        for n in pages
    )
    with database.write() as tx:
        kept = looks.keep(tx, KEY, Look("fetched", answers=answers), at, baseline=False)
    found = []
    for snapshot, body in kept:
        parsed, documents = understand(body, snapshot, SOURCE, at)
        found.append(Reading(snapshot, documents, at, source=Source(body, parsed.form)))
    return found


def record(database: Database, teller: Teller, readings: Sequence[Reading]) -> int:
    """The transactions that store what was read; returns the changes."""
    done = 0
    for start in range(0, len(readings), BATCH):
        with database.write() as tx:
            recorded = absorb(tx, readings[start : start + BATCH])
            found = [news for one in recorded for news in one.news]
            tell_all(tx, teller, found, readings[start].at)
        done += sum(len(news.changes) for news in found)
    return done


def pack(pages: range) -> None:
    """What the time is compared with: the pages hashed and packed."""
    for number in pages:
        body = page(number, 0)
        hashlib.sha256(body).digest()
        zstandard.ZstdCompressor(level=6).compress(body)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that go to a database meanwhile."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield said
    event.remove(Engine, "before_cursor_execute", note)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(address: str, pages: range, rounds: int) -> None:
    """Records the pages and prints a line for each pass."""
    database = Database(address)
    teller = Teller.of(settings(address), str)
    floor = statistics.median(cpu(lambda: pack(pages)) for _ in range(3))
    for version in range(rounds + 1):
        readings = read_all(database, pages, version)
        with counted() as said:
            taken = cpu(partial(record, database, teller, readings))
        name = "amended" if version else "new"
        print(
            f"{database.dialect:11}{name:9}{1000 * taken / len(pages):6.2f} ms a page"
            f"{taken / floor:7.2f} × packing them{len(said) / len(pages):7.1f} statements a document"
        )
    database.close()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3, help="amendments of every page")
    parser.add_argument("--database", help="address of an empty database")
    asked = parser.parse_args()
    pages = range(1, asked.pages + 1)
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.database or f"sqlite:///{Path(folder) / 'bench.db'}", pages, asked.rounds)


if __name__ == "__main__":
    main()
