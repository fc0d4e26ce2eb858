"""Who is told, and through what: the subscribers of one configuration, indexed for matching, with their channels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.settings import Settings, SubscriberSettings
from watcher.telling.channels import fingerprint
from watcher.telling.matching import Index


@dataclass(frozen=True, slots=True)
class Teller:
    """The subscribers with their index, their channels (fingerprint → masked label) and the zone of their days."""

    subscribers: tuple[SubscriberSettings, ...]
    index: Index
    channels: Mapping[str, Mapping[str, str]]
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: Settings, mask: Callable[[str], str]) -> "Teller":
        """The teller of one configuration; `mask` hides the secrets of a channel's address."""
        channels = {
            one.name: {fingerprint(address): mask(address) for address in one.channels}
            for one in settings.subscribers
        }
        return cls(settings.subscribers, Index(settings.subscribers), channels, settings.timezone)

    @property
    def longest_lead(self) -> int:
        """The most days ahead that any subscriber is reminded; 0 where nobody is."""
        return max((lead for one in self.subscribers for lead in one.remind_days), default=0)
