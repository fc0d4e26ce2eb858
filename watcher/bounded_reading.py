"""Reads a text within a budget of time and memory: an ordinary one here, a large or odd one in a
process that is ended.

Such a process is started for the first text that needs one and kept for those after it. Nothing is
stored here.
"""

import atexit
import io
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from watcher.parsing.files.unread_forms import ended_reading
from watcher.reading_process import (
    Budget,
    Job,
    Result,
    next_message,
    read_job,
    write_message,
)

# Measured: the worst shape of this size takes less than the budget, and nine pages of ten are
# smaller.
ORDINARY_BYTES = 300_000
ORDINARY_TAGS = 6_000
# Seconds by the clock, where the machine is busy with other things or has no limit of its own; a
# PDF may take 90 s in
# a process of its own.
PATIENCE = 120.0
# -P and the path: the folder that the service was started in must not stand before the packages it
# runs with
_ROOT = str(Path(__file__).parents[1])
_MAIN = (
    "import sys; sys.path.insert(0, sys.argv[1]); from watcher.reading_process import main; main()"
)


def read_bounded(job: Job) -> Result:
    """The documents of a text; one that costs more than the budget has the outcome "over_budget"
    and no documents.

    Raises what the reader raises.
    """
    return read_job(job) if is_ordinary(job.data) else _PROCESSES.read(job)


def is_ordinary(data: bytes) -> bool:
    """Tell whether a text is so small, and of so few tags, that it cannot cost the budget."""
    if data.startswith(b"PK\x03\x04"):
        return _unpacked_size(data) <= ORDINARY_BYTES
    if data.startswith(b"%PDF-"):
        return len(data) <= ORDINARY_BYTES
    return len(data) <= ORDINARY_BYTES and data.count(b"<") <= ORDINARY_TAGS


def _unpacked_size(data: bytes) -> int:
    """The bytes that a zip says its parts of text have, or that it has itself; one that cannot be
    opened has none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return 0
    return sum(part.file_size for part in parts if part.filename.endswith(".xml"))


class _Helper:
    """One process that reads, and the pipes to it."""

    def __init__(self, budget: Budget) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-P",
                "-c",
                _MAIN,
                _ROOT,
                str(budget.seconds),
                str(budget.memory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, job: Job) -> object | None:
        """Its answer; None where it ended, or had to be ended, before it gave one."""
        assert self._process.stdin
        assert self._process.stdout
        patience = threading.Timer(PATIENCE, self._process.kill)
        patience.daemon = True
        patience.start()
        try:
            write_message(self._process.stdin, job)  # type: ignore[arg-type]
            return next_message(self._process.stdout)  # type: ignore[arg-type]
        except OSError:  # it ended while it was written to
            return None
        finally:
            patience.cancel()

    def end(self) -> int:
        """End the process, if it still runs, and close what leads to it; its status, negative for a
        signal.
        """
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader any more
                    continue
        return self._process.returncode


@dataclass(slots=True)
class ReadingProcesses:
    """The processes that wait for a text: never more than were needed at once."""

    budget: Budget = Budget()  # noqa: RUF009 -- frozen, no state
    waiting: list[_Helper] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, job: Job) -> Result:
        """The documents of a text, read in one of the processes.

        Raises RuntimeError with what the reader raised.
        """
        helper = self._take()
        answer = helper.ask(job)
        if answer is None or isinstance(answer, MemoryError):
            if helper.end() > 0 and answer is None:  # no limit ended it: it never began
                msg = "the process that reads large texts cannot be started"
                raise RuntimeError(msg)
            return ended_reading(self.budget.seconds, self.budget.memory), ()
        with self.lock:
            self.waiting.append(helper)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, tuple)
        return answer

    def end_all(self) -> None:
        """End those that wait."""
        with self.lock:
            ended = list(self.waiting)
            self.waiting.clear()
        for helper in ended:
            helper.end()

    def _take(self) -> _Helper:
        with self.lock:
            if self.waiting:
                return self.waiting.pop()
        return _Helper(self.budget)


_PROCESSES = ReadingProcesses()
atexit.register(_PROCESSES.end_all)
