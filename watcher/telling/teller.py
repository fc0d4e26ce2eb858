"""Everybody who may be told, and through which channels: one configuration, ready for matching."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.settings import Settings, SubscriberSettings
from watcher.telling.channels import fingerprint
from watcher.telling.subscription_index import Index


@dataclass(frozen=True, slots=True)
class Teller:
    """The subscribers with their index, and the zone of their days.

    `channels` are those of each subscriber by name: fingerprint → label without secrets.
    """

    subscribers: tuple[SubscriberSettings, ...]
    index: Index
    channels: Mapping[str, Mapping[str, str]]
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: Settings, mask: Callable[[str], str]) -> "Teller":
        """The teller of one configuration; `mask` hides the secrets of a channel's address."""
        channels: dict[str, dict[str, str]] = {}
        for one in settings.subscribers:
            channels[one.name] = {fingerprint(address): mask(address) for address in one.channels}
        index = Index(settings.subscribers)
        return cls(settings.subscribers, index, channels, settings.timezone)

    @property
    def longest_lead(self) -> int:
        """The most days ahead that any subscriber is reminded; 0 where nobody is."""
        return max((lead for one in self.subscribers for lead in one.remind_days), default=0)
