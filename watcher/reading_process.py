"""The process that reads large or odd texts, one after the other; it is ended where one costs too
much.

A job comes on standard input, its answer goes to standard output, both pickled and led by their
length. It ends with its input. What a text may cost is set anew for each; the system ends the
process at the limit, whatever it is in.
"""

import contextlib
import logging
import pickle
import struct
import sys
from dataclasses import dataclass
from typing import BinaryIO

from watcher.parsing import parse
from watcher.parsing.parsed import Parsed
from watcher.reading import read
from watcher.reading.document import Context, Document

LENGTH = struct.Struct(">Q")

Result = tuple[Parsed, tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one text may cost.

    A notice takes some hundredths of a second of work, a collection of 500 pages about two; with
    the start of the process the default keeps within five. The process itself takes some 200 MB of
    address space.
    """

    seconds: float = 4.0
    memory: int = 1_500_000_000  # bytes of address space


@dataclass(frozen=True, slots=True)
class Job:
    """One text to read: its bytes, what `parse` is told of them, and what `read` is told of the
    documents.
    """

    data: bytes
    name: str
    content_type: str | None
    body: str | None
    context: Context


def read_job(job: Job) -> Result:
    """Bytes to documents, in whichever process this is called."""
    parsed = parse(job.data, name=job.name, content_type=job.content_type, body=job.body)
    return parsed, read(parsed, job.context)


def write_message(stream: BinaryIO, value: object) -> None:
    """One value with its length before it."""
    packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(packed)) + packed)
    stream.flush()


def next_message(stream: BinaryIO) -> object | None:
    """The next value; None where the stream ended before it was whole."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    packed = stream.read(length)
    # written by this module, in our own process
    return pickle.loads(packed) if len(packed) == length else None  # noqa: S301


def limit_memory(memory: int) -> None:
    """Refuse this process more memory than a text may take; does nothing where the
    system cannot.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - absent on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def used_memory() -> int:
    """The most bytes this process has used; a library in C that gets no more fails in words of its
    own.
    """
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - absent on Windows

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return 0


def limit_seconds(seconds: float) -> None:
    """End this process by a signal once it has worked so long; 0 takes the limit away."""
    import signal  # noqa: PLC0415 - where there is no such timer, the parent's patience ends it

    with contextlib.suppress(AttributeError, ValueError, OSError):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def serve(asked: BinaryIO, answered: BinaryIO, budget: Budget) -> None:
    """Answer every job until the input ends: with its result, or with the fault that the reader
    met.
    """
    while (job := next_message(asked)) is not None:
        assert isinstance(job, Job)
        limit_seconds(budget.seconds)
        answer: Result | Exception
        try:
            answer = read_job(job)
        except Exception as error:  # noqa: BLE001 -- it is the asker's, who marks the text
            full = isinstance(error, MemoryError) or used_memory() > budget.memory / 2
            answer = MemoryError() if full else RuntimeError(repr(error))
        limit_seconds(0)
        write_message(answered, answer)


def main() -> None:
    """The life of the process."""
    logging.disable(logging.CRITICAL)
    budget = Budget(float(sys.argv[2]), int(sys.argv[3]))
    limit_memory(budget.memory)
    serve(sys.stdin.buffer, sys.stdout.buffer, budget)
