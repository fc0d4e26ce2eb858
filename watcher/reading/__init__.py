"""Text to policies and their facts. Pure: no I/O, no clock, no randomness."""

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Document
from watcher.reading.facts_record import contract, facts_record
from watcher.reading.reader import read
from watcher.reading.version import READER_VERSION

__all__ = ["READER_VERSION", "Context", "Document", "Parsed", "contract", "facts_record", "read"]
