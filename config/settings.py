"""The operator's settings, as frozen values. Reading the file is in loading.py; no disk here."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.retention_table import KEEP_ALL, Retention
from config.source_tables import SourceSettings
from config.subscribers import SubscriberSettings

__all__ = ["Retention", "Settings", "SourceSettings", "SubscriberSettings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One configuration file, checked. Paths are absolute."""

    file: str
    database: str
    timezone: ZoneInfo
    listen: str = "127.0.0.1:8000"
    sources: tuple[SourceSettings, ...] = ()
    subscribers: tuple[SubscriberSettings, ...] = ()
    retention: Retention = KEEP_ALL
