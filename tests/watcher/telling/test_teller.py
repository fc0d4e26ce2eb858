"""Everybody who may be told, made of a configuration."""

from zoneinfo import ZoneInfo

from config.settings import Settings, SubscriberSettings
from tests.watcher.telling.told import person, teller
from watcher.telling.channels import fingerprint
from watcher.telling.teller import Teller

ZONE = ZoneInfo("Asia/Shanghai")


def test_channels_are_known_by_their_fingerprint_and_shown_without_secrets() -> None:
    """Nobody reads an address out of the store."""
    people = (SubscriberSettings("one", ("json://secret@host", "log://")), person("two"))
    settings = Settings("", "sqlite://", ZONE, subscribers=people)
    made = Teller.of(settings, lambda address: address[:4] + "…")
    assert made.channels == {
        "one": {fingerprint("json://secret@host"): "json…", fingerprint("log://"): "log:…"},
        "two": {fingerprint("log://two"): "log:…"},
    }
    assert made.subscribers == people
    assert made.zone == ZONE


def test_the_longest_lead_is_that_of_anybody() -> None:
    """Dates are loaded so many days ahead; none where nobody is reminded."""
    assert (
        teller(person("a", remind_days=(7, 30)), person("b", remind_days=(45,))).longest_lead == 45
    )
    assert teller(person(remind_days=())).longest_lead == 0
    assert teller().longest_lead == 0
