"""The points on which a page's metadata and its text disagree, in words.

Each is decided where it is read.
"""

from datetime import date

from watcher.reading.document import Fact
from watcher.reading.facts import issue_dates
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment


def find_disagreements(
    segment: Segment, number: Fact[str] | None, issued: Fact[date] | None
) -> tuple[str, ...]:
    """Those of the title, then the number's, then the day's; each a sentence for people."""
    return (
        *segment.conflicts,
        *document_numbers.number_conflicts(segment, number),
        *issue_dates.day_conflicts(segment, issued),
    )
