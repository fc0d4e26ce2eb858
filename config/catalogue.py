"""The catalogues that come with the program: regions, industries, agencies, working days, known
sources.

Reads, never judges.

Rows are facts in `config/data/*.json` (origins in `config/data/ORIGIN.md`); each table is read once
a process.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

NATION = "000000"


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One administrative division.

    `level` is country, province, city or county; `parent` is None for the nation only.

    `short` lists the names people write, longest use first (柳州 for 柳州市); the one-character 简称
    printed in 发文字号 come last and are not unique (宁 is 宁夏 and 南京).
    """

    code: str
    name: str
    level: str
    parent: str | None
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A functional zone (开发区, 新区) by the code of its main host; `codes` names all hosts."""

    name: str
    code: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndustryLabel:
    """A label people subscribe to, the GB/T 4754-2017 classes it covers (a class covers those below
    it), its words.
    """

    label: str
    gb_codes: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GbtClass:
    """One class of GB/T 4754-2017; `level` is 门类 (a letter), 大类, 中类 or 小类 (2, 3, 4 digits)."""

    code: str
    name: str
    level: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Agency:
    """An issuing organ (发文机关): official name, usual short names, code of the region it acts for."""

    name: str
    short: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class CalendarOverrides:
    """Holidays off and make-up days worked (调休), as announced.

    After `last_year` nothing has been announced.
    """

    off: frozenset[date]
    work: frozenset[date]
    last_year: int


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """A list page known from public crawlers, never fetched by us.

    Selectors are as found, alternatives split by `|`.

    `tier` A: list and detail known; B: list address known; C: address only. `facts` holds what only
    some rows have (method, params, json_fields, date_format, detail_meta, pagination, charset,
    quirks).
    """

    id: str
    agency: str
    region: str | None
    level: str
    column: str
    kind: str
    url: str
    list_type: str
    tier: str
    items: str | None = None
    title: str | None = None
    link: str | None = None
    date: str | None = None
    body: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words in the order they are tried; one that `unless` names does not count before any of those
    given there.
    """

    words: tuple[str, ...]
    unless: Mapping[str, tuple[str, ...]]


def _read(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("config").joinpath("data", name).read_bytes())
    return table


@cache
def regions() -> tuple[RegionRow, ...]:
    """All divisions down to the county, the nation first, in order of their codes."""
    return tuple(
        RegionRow(c, name, level, up, tuple(short))
        for c, name, level, up, short in _read("regions.json")["rows"]
    )


@cache
def _regions_by_code() -> dict[str, RegionRow]:
    return {row.code: row for row in regions()}


def region(code: str) -> RegionRow | None:
    """The division of that six-digit code, or None."""
    return _regions_by_code().get(code)


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a division, nearest first, ending in the nation: 450203 → (450200, 450000,
    000000).
    """
    row, above = region(code), []
    while row is not None and row.parent is not None:
        above.append(row.parent)
        row = region(row.parent)
    return tuple(above)


def full_name(code: str) -> str:
    """The name with those above it, the nation left out: 450200 → 广西壮族自治区柳州市.

    Unknown codes come back as given.
    """
    names = [row.name for c in (code, *ancestors(code)) if c != NATION and (row := region(c))]
    if names:
        return "".join(reversed(names))
    row = region(code)
    return row.name if row else code


@cache
def zones() -> tuple[Zone, ...]:
    """Functional zones with the divisions that host them."""
    return tuple(Zone(name, codes[0], tuple(codes)) for name, *codes in _read("zones.json")["rows"])


@cache
def industries() -> tuple[IndustryLabel, ...]:
    """The labels a subscriber may name."""
    rows = _read("industries.json")["rows"]
    return tuple(IndustryLabel(label, tuple(codes), tuple(words)) for label, codes, words in rows)


@cache
def gbt_classes() -> tuple[GbtClass, ...]:
    """GB/T 4754-2017 (国民经济行业分类) from 门类 down to 小类."""
    return tuple(GbtClass(*row) for row in _read("gbt4754.json")["rows"])


@cache
def agencies() -> tuple[Agency, ...]:
    """Issuing organs, national ones first."""
    return tuple(
        Agency(name, tuple(short), code) for name, short, code in _read("agencies.json")["rows"]
    )


@cache
def words(name: str) -> dict[str, tuple[str, ...]]:
    """The word lists of `config/data/<name>.json`, such as the parts of a 机关代字 (doc_codes) or
    facets of an audience.
    """
    return {key: tuple(value) for key, value in _read(f"{name}.json").items() if key != "origin"}


@cache
def wordings(name: str) -> dict[str, str]:
    """The lists of `config/data/wordings/<name>.toml`, each as alternatives of a pattern: a|b|c."""
    text = files("config").joinpath("data/wordings", f"{name}.toml").read_text(encoding="utf-8")
    return {key: "|".join(table["words"]) for key, table in tomllib.loads(text).items()}


@cache
def word_lists(name: str) -> dict[str, WordList]:
    """The lists of whole words in `config/data/wordings/<name>.toml`, by name, with the words that
    must not follow some of them.
    """
    text = files("config").joinpath("data/wordings", f"{name}.toml").read_text(encoding="utf-8")
    lists: dict[str, WordList] = {}
    for key, table in tomllib.loads(text).items():
        unless = {word: tuple(behind) for word, behind in table.get("unless", {}).items()}
        lists[key] = WordList(tuple(table["words"]), unless)
    return lists


@cache
def rule_file(name: str) -> dict[str, Any]:
    """The tables of `config/data/rules/<name>.toml`: rows of rules, and pieces of wordings."""
    text = files("config").joinpath("data/rules", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def workday_overrides() -> CalendarOverrides:
    """The announced holidays and make-up days."""
    table = _read("workdays.json")
    off, work = (frozenset(map(date.fromisoformat, table[key])) for key in ("off", "work"))
    return CalendarOverrides(off, work, table["last_year"])


_FACTS = (
    "method",
    "params",
    "json_fields",
    "date_format",
    "detail_meta",
    "pagination",
    "charset",
    "quirks",
)


@cache
def sources() -> tuple[CatalogueSource, ...]:
    """List pages of governments and their agencies, tier A first within an agency as gathered."""
    return tuple(_source(row) for row in _read("sources.json")["rows"])


def _source(row: dict[str, Any]) -> CatalogueSource:
    return CatalogueSource(
        id=row["id"],
        agency=row["agency"],
        region=row.get("region_code"),
        level=row["level"],
        column=row["column"],
        kind=row["kind"],
        url=row["list_url"],
        list_type=row["list_type"],
        tier=row["tier"],
        items=row.get("list_item"),
        title=row.get("title"),
        link=row.get("link"),
        date=row.get("date"),
        body=row.get("detail_body"),
        facts={key: row[key] for key in _FACTS if key in row},
    )
