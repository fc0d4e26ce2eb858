"""A text may cost so much and no more: reading it is ended, said, and the next one is read."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from store.records import Snapshot, SnapshotOutcome
from watcher.bounded_reading import ORDINARY_BYTES, ReadingProcesses, is_ordinary, read_bounded
from watcher.reading.document import Context
from watcher.reading_process import Budget, Job, read_job
from watcher.upkeep.recovering import ordinary_first

NOTICE = (
    "<html><head><title>关于组织申报技术改造项目的通知</title></head><body><div class=article>"
    "<h1>关于组织申报技术改造项目的通知</h1><p>澄工信通〔2026〕12号</p><p>各县（市、区）工业和信息化局：</p>"
    "<p>一、申报时间：2026年6月3日至2026年7月31日。</p><p>澄江市工业和信息化局</p>"
    "<p>2026年6月1日</p></div></body></html>"
)


@pytest.fixture
def processes() -> Iterator[ReadingProcesses]:
    made = ReadingProcesses(Budget(seconds=1.0))
    yield made
    made.end_all()


def _job(text: str, name: str = "notice.html") -> Job:
    context = Context(source=name, as_of=date(2026, 6, 5))
    return Job(text.encode(), name, None, None, context)


def test_same_documents_in_both_processes(processes: ReadingProcesses) -> None:
    """A text says the same, whichever process reads it."""
    assert processes.read(_job(NOTICE)) == read_job(_job(NOTICE)) == read_bounded(_job(NOTICE))


def test_costly_text_is_ended_and_the_next_is_read(processes: ReadingProcesses) -> None:
    """A text over the budget is said to be, and harms no text before or after it."""
    assert processes.read(_job(NOTICE))[0].outcome == "readable"
    costly = "2026年6月3日至2026年7月31日，" * 60_000
    parsed, documents = processes.read(_job(costly, "costly.txt"))
    assert (parsed.outcome, documents) == ("over_budget", ())
    assert "more than 1 s of work" in parsed.note
    assert len(processes.read(_job(NOTICE))[1]) == 1
    assert len(processes.waiting) == 1


def test_memory_is_part_of_the_budget() -> None:
    """A text that asks for more memory than the process may have is over the budget."""
    processes = ReadingProcesses(Budget(seconds=20.0, memory=400_000_000))
    parsed, _ = processes.read(_job("<p>字" * 1_500_000))
    processes.end_all()
    assert parsed.outcome == "over_budget"


def test_every_outcome_of_parsing_is_one_of_a_snapshot() -> None:
    assert SnapshotOutcome("over_budget") is SnapshotOutcome.OVER_BUDGET


@pytest.mark.parametrize(
    ("data", "ordinary"),
    [
        (NOTICE.encode(), True),
        (b"<p>x" * 5_000, True),
        (b"<p>x" * 7_000, False),
        (b"x" * ORDINARY_BYTES, True),
        (b"x" * (ORDINARY_BYTES + 1), False),
        (b"%PDF-1.4" + b"x" * 1_000, True),
    ],
)
def test_which_texts_are_ordinary(data: bytes, *, ordinary: bool) -> None:
    assert is_ordinary(data) is ordinary


def test_packed_file_counts_as_it_unpacks() -> None:
    """A Word file of many empty words is small only while it is packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", "x" * 2_000_000)
    assert len(packed.getvalue()) < 10_000
    assert not is_ordinary(packed.getvalue())


def test_large_snapshots_are_read_late_last() -> None:
    """A large one lets the others go first; the snapshots of its address keep their order."""
    sizes = [("a", 10), ("b", 10), ("b", ORDINARY_BYTES + 1), ("b", 20), ("c", 10)]
    left = [
        Snapshot(number, "澄江", place, datetime(2026, 6, 1, tzinfo=UTC), "", size)
        for number, (place, size) in enumerate(sizes)
    ]
    assert [one.id for one in ordinary_first(left)] == [0, 4, 1, 2, 3]
