"""A configuration file on disk, read with kinds and checks of the test's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.faults import ConfigError, Fault
from config.loading import load
from config.settings import Settings


@dataclass(frozen=True)
class KindSpec:
    """A kind of source as far as the configuration asks: its keys."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


KINDS = {
    "folder": KindSpec(frozenset({"path"})),
    "page": KindSpec(frozenset({"url"}), frozenset({"body"})),
    "list": KindSpec(frozenset({"url", "items"}), frozenset({"title", "date", "body", "pages"})),
}


def check_channel(address: str) -> str | None:
    """Stands for the channels there are: everything but bad://."""
    return "no channel speaks bad://" if address.startswith("bad://") else None


def check_option(kind: str, key: str, value: str | int) -> str | None:
    """Stands for a kind's own check."""
    return "this is no selector" if (kind, key, value) == ("list", "items", "a[") else None


LANGUAGES = ("zh", "en")
Load = Callable[..., Settings]
Faults = Callable[..., list[Fault]]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Writes the text to policywatch.toml in a fresh folder and reads it."""

    def read(text: str | bytes, env: Mapping[str, str] | None = None) -> Settings:
        file = tmp_path / "policywatch.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(
            file,
            env or {},
            kinds=KINDS,
            check_channel=check_channel,
            languages=LANGUAGES,
            check_option=check_option,
        )

    return read


@pytest.fixture
def faults(loaded: Load) -> Faults:
    """The faults of a text that must have some."""

    def read(text: str | bytes, env: Mapping[str, str] | None = None) -> list[Fault]:
        with pytest.raises(ConfigError) as caught:
            loaded(text, env)
        return list(caught.value.faults)

    return read
