"""When a message goes: at once or with a digest, and when it is tried again. Pure; is given now, reads no clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGEST_HOUR = time(9)
MONDAY = 0
# waits after the first try, the second …; together about two days, longer than a weekend night and shorter than most
# windows
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
LONGEST_WISH = timedelta(days=1)  # a receiver may ask to be left alone for so long and no longer
STALE_AFTER = timedelta(minutes=15)  # a claim that was not settled by then is nobody's any more


def next_digest(cadence: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When the digest goes out that an event of now belongs to: 09:00 of the day, or of Monday, in the zone."""
    local = now.astimezone(zone)
    moment = datetime.combine(local.date(), DIGEST_HOUR, zone)
    if moment < local:
        moment += timedelta(days=1)
    while cadence == "weekly" and moment.weekday() != MONDAY:
        moment += timedelta(days=1)
    return moment


def send_at(
    cadence: str, now: datetime, zone: ZoneInfo, *, closes: date | None = None
) -> datetime | None:
    """The digest's hour; None for at once. A reminder does not wait for a digest that comes on its last day.

    `closes` is the day that a reminder is about.
    """
    if cadence == "immediate":
        return None
    moment = next_digest(cadence, now, zone)
    if closes is not None and moment.astimezone(zone).date() >= closes:
        return None
    return moment


def next_attempt(
    now: datetime, attempts: int, *, permanent: bool, retry_after: float | None
) -> datetime | None:
    """When a send that failed is tried again after so many attempts; None where it is given up.

    `retry_after` is the receiver's own wish in seconds: it may lengthen the wait, not shorten it.
    """
    if permanent or attempts > len(BACKOFF):
        return None
    wait = BACKOFF[attempts - 1]
    if retry_after:
        wished = timedelta(seconds=min(retry_after, LONGEST_WISH.total_seconds()))
        wait = max(wait, wished)
    return now + wait
