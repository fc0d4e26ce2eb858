"""Zone and language that records are spoken in; instants, days and hours as JSON speaks them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from watcher.rendering.languages import FIRST


@dataclass(frozen=True, slots=True)
class Spoken:
    """The zone of instants and the language of sentences."""

    zone: ZoneInfo
    language: str = FIRST


def spoken_instant(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with offset, in the service's zone, to the second."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def spoken_day(day: date | None) -> str | None:
    """YYYY-MM-DD."""
    return day.isoformat() if day else None


def spoken_hour(hour: time | None) -> str | None:
    """HH:MM."""
    return hour.strftime("%H:%M") if hour else None
