"""The channels: which file speaks for which scheme.

Every other scheme is Apprise's. Sends nothing itself.
"""

from importlib import import_module

from notifiers.address import AddressError, mask, parse
from notifiers.base import Notifier

__all__ = ["CHANNELS", "OTHERS", "AddressError", "check_channel", "mask", "open_channel"]

# scheme → file in this folder; each has open_channel(address) -> Notifier
CHANNELS = {
    "log": "log",
    "json": "webhook",
    "jsons": "webhook",
    "mailto": "email",
    "mailtos": "email",
    "wecombot": "wecom",
    "dingtalk": "dingtalk",
    "feishu": "feishu",
    "lark": "feishu",
}
OTHERS = "apprise"


def open_channel(address: str) -> Notifier:
    """The channel of an address. Raises AddressError where it cannot work."""
    scheme = parse(address).scheme
    file = import_module(f"notifiers.{CHANNELS.get(scheme, OTHERS)}")
    notifier: Notifier = file.open_channel(address)
    return notifier


def check_channel(address: str) -> str | None:
    """The fault of an address, without its secrets, or None. Reaches nobody."""
    try:
        open_channel(address)
    except AddressError as error:
        return str(error)
    return None
