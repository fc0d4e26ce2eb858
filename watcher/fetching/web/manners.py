"""The manners in which a source approaches its site: TLS profile, gap, robots, what the operator
trusts.

Reads settings only.
"""

from dataclasses import dataclass
from ipaddress import ip_address

from config.settings import SourceSettings
from watcher.fetching.web.tls import PROFILES, Profile
from watcher.fetching.web.veil import NO_VEIL, Veil
from watcher.fetching.web.web_address import origin

# the configuration keys that every kind which speaks http(s) knows
KEYS = frozenset({"tls", "robots", "gap", "private"})


@dataclass(frozen=True, slots=True)
class Manners:
    """`gap` is in seconds, None for the policy's default.

    `home` is host and port of the configured address.

    The port of `home` is allowed whatever it is. Its address may be private only when `private`
    says so: the operator wrote a numeric address or localhost, or `private = true`. A public name
    that suddenly resolves to a private address is refused like any other (rebinding).
    """

    tls: Profile = "default"
    gap: float | None = None
    robots: bool = True
    home: tuple[str, int] | None = None
    private: bool = False
    veil: Veil = NO_VEIL

    def trusts(self, place: tuple[str, int]) -> bool:
        """True where host and port were named by the operator as ones that may be private."""
        return self.private and place == self.home


def manners(source: SourceSettings) -> Manners:
    """The manners of a source.

    Raises ValueError with what to write, where an option has no such value.
    """
    home = origin(source.url or "")
    return Manners(
        tls=_profile(source.options.get("tls", "default")),
        gap=_seconds(source.options.get("gap")),
        robots=_flag("robots", source.options.get("robots", True)),
        home=home,
        private=_flag("private", source.options.get("private", False))
        or (home is not None and is_numeric(home[0])),
        veil=Veil(source.secrets),
    )


def manner_fault(key: str, value: object) -> str | None:
    """The fault in the value of one of KEYS, with what to write, or None."""
    try:
        if key == "tls":
            _profile(value)
        elif key == "gap":
            _seconds(value)
        else:
            _flag(key, value)
    except ValueError as error:
        return str(error)
    return None


def is_numeric(host: str) -> bool:
    """True for an IP address or localhost: names nobody else can point elsewhere."""
    if host == "localhost":
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """True for this machine itself, named by address or as localhost."""
    return host == "localhost" or (is_numeric(host) and ip_address(host).is_loopback)


def _profile(value: object) -> Profile:
    for profile in PROFILES:
        if value == profile:
            return profile
    raise ValueError(f'tls = "{value}" is no profile; write one of: {", ".join(PROFILES)}')


def _flag(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{key} must be true or false")


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(str(value).removesuffix("s"))
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 600 or isinstance(value, bool):
        raise ValueError(
            "gap is the pause between two requests to the host: write seconds, 0 to 600,"
            ' as in gap = "2s"'
        )
    return seconds
