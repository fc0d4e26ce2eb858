"""Reads sites.toml once: selectors, labels and furniture words, in the shapes the page modules look
them up.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# field of a label that only ends the value before it (浏览次数): it says nothing of the document
UNKEPT = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a metadata label: the SiteMeta field ("" for none of its own), and how good a
    name of it this is.
    """

    field: str
    rank: int


@dataclass(frozen=True, slots=True)
class Sites:
    """The tables of sites.toml. `meta_tags` maps a lower-case tag name to its label."""

    bodies: tuple[str, ...]
    furniture_blocks: frozenset[str]
    labels: Mapping[str, Label]
    meta_tags: Mapping[str, Label]
    marks: tuple[str, ...]
    stamps: Mapping[str, bool]  # word → whether it may make a stamp line on its own
    furniture_lines: frozenset[str]
    menus: frozenset[str]
    registrations: tuple[str, ...]
    site_words: tuple[str, ...]
    no_values: frozenset[str]
    longest_label: int


@cache
def site_tables() -> Sites:
    """The tables, read on first use."""
    raw = tomllib.loads(Path(__file__).with_name("sites.toml").read_text(encoding="utf-8"))
    weak = set(raw["furniture"]["weak"])
    counters = {word: Label(UNKEPT, 0) for word in raw["furniture"]["stamps"]}
    labels = counters | _ranked_labels(raw["labels"])
    return Sites(
        bodies=tuple(raw["bodies"]),
        furniture_blocks=frozenset(raw["furniture_blocks"]),
        labels=labels,
        meta_tags=_ranked_labels(raw["meta_tags"]),
        marks=tuple(sorted(raw["status"]["marks"], key=len, reverse=True)),
        stamps={word: word not in weak for word in raw["furniture"]["stamps"]},
        furniture_lines=frozenset(raw["furniture"]["lines"]),
        menus=frozenset(raw["furniture"]["menus"]),
        registrations=tuple(raw["furniture"]["registrations"]),
        site_words=tuple(raw["titles"]["site_words"]),
        no_values=frozenset(raw["values"]["none"]),
        longest_label=max(map(len, labels)),
    )


def _ranked_labels(table: Mapping[str, Any]) -> dict[str, Label]:
    return {
        name: Label("" if field == "other" else field, rank)
        for field, names in table.items()
        for rank, name in enumerate(names)
    }
