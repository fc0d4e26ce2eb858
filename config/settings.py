"""What the operator states, as frozen values. Reading the file is in loading.py; nothing here touches a disk."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One watched place. `options` holds the keys that only its kind knows (selectors, path)."""

    key: str
    kind: str
    name: str
    every: timedelta
    region: str | None = None
    url: str | None = None
    path: str | None = None  # absolute, resolved against the configuration file's folder
    enabled: bool = True
    options: dict[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubscriberSettings:
    """What a subscriber wants to hear of, and where. Empty `industries` and `keywords` mean any."""

    name: str
    channels: tuple[str, ...]
    regions: tuple[str, ...] = ()
    districts: bool = False
    industries: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # filled with the default set when the file gives none
    cadence: str = "immediate"
    remind_days: tuple[int, ...] = (30, 7, 1)
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Settings:
    """One configuration file, checked. Paths are absolute."""

    file: str
    database: str
    timezone: ZoneInfo
    listen: str = "127.0.0.1:8000"
    sources: tuple[SourceSettings, ...] = ()
    subscribers: tuple[SubscriberSettings, ...] = ()
