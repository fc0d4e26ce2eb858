"""Sources: SourceSettings, and a [[sources]] table read into one. Knows no kind by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from config.durations import duration
from config.faults import nearest, one_of
from config.places import describe, place, similar
from config.secret_parts import NO_SECRETS, SecretParts, take_out
from config.toml_table import Table

DEFAULT_EVERY = timedelta(hours=2)
_COMMON = frozenset({"key", "kind", "name", "every", "region", "enabled"})


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
    # what the placeholders of `url` stand for
    secrets: SecretParts = field(default=NO_SECRETS, repr=False)


class Keys(Protocol):
    """The keys that a kind of source needs and takes besides the common ones."""

    @property
    def required(self) -> frozenset[str]: ...

    @property
    def optional(self) -> frozenset[str]: ...


# kind, key, value → what is wrong with the value (a selector that is none, say), or None
OptionCheck = Callable[[str, str, str | int], str | None]


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads [[sources]] tables: against the kinds there are, relative to a folder."""

    kinds: Mapping[str, Keys]
    folder: Path
    check_option: OptionCheck | None = None

    def read(self, table: Table) -> SourceSettings | None:
        """The source, or None where a key that names it is missing; faults go to the table's
        report.
        """
        key = table.text("key")
        if key is None and "key" not in table.values:
            table.missing("key", 'give the source a short unique name: key = "…"')
        kind = self._kind(table)
        region = region_of(table, "region", table.text("region"))
        every = _every(table)
        if kind is None:  # what no kind knows is wrong whatever kind was meant
            table.known(_COMMON.union(*map(_keys, self.kinds.values())))
            _url(table)
            return None
        self._check_keys(table, kind)
        if key is None:
            return None
        url, secrets = _url(table) or (None, NO_SECRETS)
        return SourceSettings(
            key=key,
            kind=kind,
            name=table.text("name") or key,
            every=every,
            region=region,
            url=url,
            path=self._path(table),
            enabled=table.flag("enabled", default=True),
            options=self._options(table, kind),
            secrets=secrets,
        )

    def _kind(self, table: Table) -> str | None:
        kind = table.text("kind")
        if kind is None:
            if "kind" not in table.values:
                table.missing("kind", f"say what it is: kind = {one_of(self.kinds)}")
            return None
        if kind not in self.kinds:
            near = nearest(kind, self.kinds)
            table.fault(
                "kind", f"unknown kind “{kind}”", f'write "{near}"' if near else one_of(self.kinds)
            )
            return None
        return kind

    def _check_keys(self, table: Table, kind: str) -> None:
        spec = self.kinds[kind]
        owners: dict[str, list[str]] = {}
        for other, its in sorted(self.kinds.items()):
            for key in _keys(its):
                owners.setdefault(key, []).append(other)
        elsewhere = {
            key: f"remove it: only kind {', '.join(kinds)} knows it"
            for key, kinds in owners.items()
        }
        table.known(_COMMON | _keys(spec), elsewhere)
        for key in sorted(spec.required - table.values.keys()):
            table.missing(key, f'kind "{kind}" needs it: {key} = "…"')

    def _path(self, table: Table) -> str | None:
        written = table.text("path")
        text = None if written is None else table.filled("path", written)
        return None if text is None else str((self.folder / Path(text).expanduser()).resolve())

    def _options(self, table: Table, kind: str) -> dict[str, str | int | bool]:
        options: dict[str, str | int | bool] = {}
        for key in sorted((_keys(self.kinds[kind]) - {"url", "path"}) & table.values.keys()):
            value = table.values[key]
            if not isinstance(value, str | int):  # a bool is an int
                table.fault(
                    key, "expected text, a whole number, true or false", f'write {key} = "…"'
                )
            elif self.check_option and (wrong := self.check_option(kind, key, value)):
                table.fault(
                    key,
                    f"“{value}”: {wrong}",
                    "correct it, then look at what it finds: policywatch sources test KEY",
                )
            else:
                options[key] = value
        return options


def _keys(spec: Keys) -> frozenset[str]:
    return spec.required | spec.optional


def region_of(table: Table, key: str, text: str | None) -> str | None:
    """The code of the region that `text` means, or None and a fault with what it may have meant."""
    if text is None:
        return None
    found = place(text)
    if isinstance(found, str):
        return found
    if found and text.isascii():
        table.fault(key, f"no region has the code “{text}”", f"the nearest is {describe(found)}")
    elif found:
        table.fault(
            key,
            f"“{text}” is the name of several regions",
            f"write the code of the one meant: {describe(found)}",
        )
    elif near := similar(text):
        table.fault(
            key, f"unknown region “{text}”", f"write one of these, if meant: {describe(near)}"
        )
    else:
        table.fault(
            key,
            f"unknown region “{text}”",
            'write a six-digit code or an official name: "450200", "柳州市", "全国"',
        )
    return None


def _every(table: Table) -> timedelta:
    text = table.text("every")
    if text is None:
        return DEFAULT_EVERY
    value = duration(text)
    if isinstance(value, str):
        table.fault(
            "every", value, 'write days, hours, minutes: "30m", "6h", "1d", "1h30m" (1m to 31d)'
        )
        return DEFAULT_EVERY
    return value


def _url(table: Table) -> tuple[str, SecretParts] | None:
    """The address with placeholders for its secrets, and these."""
    text = table.text("url")
    whole = None if text is None else table.filled("url", text)
    if text is None or whole is None:
        return None
    if wrong := _url_fault(whole):
        table.fault(
            "url", wrong, 'write the whole address as a browser shows it: "https://host/path"'
        )
        return None
    return take_out(text, lambda part: table.filled("url", part) or "")


def _url_fault(url: str) -> str | None:
    if any(ord(c) <= 32 for c in url):
        return "the address has a blank in it"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:  # its message repeats a part of the address, which may be a password
        return "the address cannot be read: a port is a number, and /, ?, # and @ are codes (%40)"
    if parts.scheme not in ("http", "https"):
        return "the address does not begin with http:// or https://"
    if "@" in parts.path and "@" not in parts.netloc and ":" in parts.netloc:
        return "a / stands in its password: write it as %2F"
    return None if parts.hostname else "the address names no host"
