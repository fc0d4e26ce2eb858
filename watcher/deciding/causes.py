"""The document that does something to others, and when it was read."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from watcher.deciding.identity import Card
from watcher.deciding.read_document import ReadDocument, Reading

CIVIL = ZoneInfo("Asia/Shanghai")  # where the documents' dates are dates


@dataclass(frozen=True, slots=True)
class Cause:
    """The document that states relations, and when it was read. Of a `baseline` nobody is told."""

    card: Card
    at: datetime
    source_key: str
    baseline: bool

    @property
    def today(self) -> date:
        """The civil day on which it was read."""
        return self.at.astimezone(CIVIL).date()


def cause_of(reading: Reading, read: ReadDocument, policy_id: int) -> Cause:
    """A document that was just read, as the cause of what it does to others."""
    card = replace(read.card, policy_id=policy_id)
    return Cause(card, reading.at, reading.snapshot.source_key, baseline=reading.quiet)
