"""The hour of a message: at once or with a digest, and of its next try after a failure.

Pure: is given now, reads no clock.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGEST_HOUR = time(9)
MONDAY = 0
# waits after the first try, the second …; together about two days: longer than a night of a
# weekend, shorter than most windows
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
LONGEST_WISH = 86_400  # seconds for which a receiver may ask to be left alone
STALE_AFTER = timedelta(minutes=15)  # a claim that was not settled by then is nobody's any more


def next_digest(cadence: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the digest that an event of now goes with: 09:00 of the day, or of Monday."""
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
    """The digest's hour; None for at once.

    `closes` is the day that a reminder is about: it does not wait for a digest of its last day.
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
    """The instant at which a send that failed is tried again; None where it is given up.

    `attempts` counts the one that failed. `retry_after` is the receiver's own wish in seconds: it
    may lengthen the wait, not shorten it.
    """
    if permanent or attempts > len(BACKOFF):
        return None
    wait = BACKOFF[attempts - 1]
    if retry_after:
        wait = max(wait, timedelta(seconds=min(retry_after, LONGEST_WISH)))
    return now + wait
