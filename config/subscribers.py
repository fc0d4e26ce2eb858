"""Subscribers: SubscriberSettings, and a [[subscribers]] table read into one. Sends nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from config.catalogue import IndustryLabel, gbt_classes, industries
from config.faults import nearest, one_of
from config.source_tables import region_of
from config.toml_table import Table

# kinds of change a subscriber may ask for; the same words as in `history`
EVENTS = (
    "published",
    "amended",
    "attachment_changed",
    "deadline_set",
    "deadline_moved",
    "repealed",
    "expired",
    "withdrawn",
    "restored",
    "metadata",
    "technical",
)
ALSO = {"extended": "deadline_moved"}  # another word for one of them: an extension moves a date
DEFAULT_EVENTS = tuple(event for event in EVENTS if event not in ("metadata", "technical"))
CADENCES = ("immediate", "daily", "weekly")
LONGEST_LEAD = 366  # days

_KEYS = frozenset(
    {
        "name",
        "regions",
        "districts",
        "industries",
        "keywords",
        "exclude",
        "events",
        "cadence",
        "remind_days",
        "language",
        "channels",
    }
)

_CHANNEL_FIX = (
    'write one such as "log://", "mailtos://user:password@host?to=you@host" or "jsons://host/hook"'
)

# a channel's address → what is wrong with it (no secrets in it), or None
ChannelCheck = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class SubscriberSettings:
    """One subscriber's wishes and channels. Empty `industries` and `keywords` mean any."""

    name: str
    channels: tuple[str, ...]
    regions: tuple[str, ...] = ()
    districts: bool = False
    industries: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # filled with the default set when the file gives none
    cadence: str = "immediate"
    remind_days: tuple[int, ...] = (30, 7, 1)
    language: str = "zh"


def read_subscriber(
    table: Table, check_channel: ChannelCheck, languages: Sequence[str]
) -> SubscriberSettings | None:
    """The subscriber, or None where it has no name; faults go to the table's report."""
    table.known(_KEYS)
    name = table.text("name")
    if name is None and "name" not in table.values:
        table.missing("name", 'give the subscriber a unique name: name = "…"')
    settings = SubscriberSettings(
        name=name or "",
        channels=_read_channels(table, check_channel),
        regions=_read_regions(table),
        districts=table.flag("districts", default=False),
        industries=_read_industries(table),
        keywords=table.texts("keywords"),
        exclude=table.texts("exclude"),
        events=_read_events(table) or DEFAULT_EVENTS,
        cadence=_known_word(table, "cadence", table.text("cadence") or "immediate", CADENCES),
        remind_days=_read_remind_days(table),
        language=_known_word(table, "language", table.text("language") or "zh", languages),
    )
    return settings if name else None


def _read_regions(table: Table) -> tuple[str, ...]:
    codes = [region_of(table, "regions", text) for text in table.texts("regions")]
    return tuple(dict.fromkeys(code for code in codes if code))


def _read_events(table: Table) -> tuple[str, ...]:
    events = []
    for written in table.texts("events"):
        event = ALSO.get(written, written)
        events.append(_known_word(table, "events", event, EVENTS))
    return tuple(dict.fromkeys(events))


def _known_word(table: Table, key: str, word: str, known: Sequence[str]) -> str:
    if word not in known:
        near = nearest(word, known)
        table.fault(key, f"“{word}” is not known", f'write "{near}"' if near else one_of(known))
    return word


def _read_remind_days(table: Table) -> tuple[int, ...]:
    days = table.whole_numbers("remind_days", (30, 7, 1))
    wrong = [day for day in days if not 1 <= day <= LONGEST_LEAD]
    if wrong:
        listed = ", ".join(map(str, wrong))
        table.fault(
            "remind_days",
            f"{listed}: not a number of days before a deadline",
            f"write days from 1 to {LONGEST_LEAD}",
        )
    return tuple(sorted(set(days), reverse=True))


def _read_industries(table: Table) -> tuple[str, ...]:
    labels = {industry.label for industry in industries()}
    named = table.texts("industries")
    unknown = [word for word in named if word not in labels]
    if unknown:
        codes = {row.code for row in gbt_classes()}
        for word in unknown:
            if word not in codes:
                table.fault("industries", f"unknown industry “{word}”", _industry_fix(word))
    return named


def _industry_fix(word: str) -> str:
    """Labels that hold the word come before labels that only look alike; then GB/T classes."""
    found = [f'"{label}"' for label in _labels_like(word)[:4]]
    found += [f'"{code}" ({name})' for code, name in _classes_like(word)[:3]]
    if found:
        return "write " + " or ".join(found)
    labels = ", ".join(industry.label for industry in industries())
    return f"write a GB/T 4754 code or one of the labels: {labels}"


def _labels_like(word: str) -> list[str]:
    labels = [industry.label for industry in industries() if _speaks_of(industry, word)]
    if not labels:
        near = nearest(word, (industry.label for industry in industries()))
        labels = [near] if near else []
    return labels


def _speaks_of(industry: IndustryLabel, word: str) -> bool:
    if word in industry.label:
        return True
    return any(word in keyword or keyword in word for keyword in industry.keywords)


def _classes_like(word: str) -> list[tuple[str, str]]:
    """Code and name of the classes whose name holds the word; of equal names the widest."""
    codes = {row.name: row.code for row in reversed(gbt_classes()) if word in row.name}
    return sorted((code, name) for name, code in codes.items())


def _read_channels(table: Table, check_channel: ChannelCheck) -> tuple[str, ...]:
    if "channels" not in table.values:
        table.missing(
            "channels",
            'say where alerts go: channels = ["log://"] or ["mailto://…"], ["json://host/hook"]',
        )
        return ()
    addresses = table.texts("channels")
    if not addresses and table.values["channels"] == []:
        table.fault(
            "channels",
            "the list is empty, so nobody would be told",
            'write at least one: channels = ["log://"]',
        )
    channels = []
    for number, address in enumerate(addresses, start=1):
        filled = table.filled("channels", address)
        if filled is None:
            continue
        if wrong := check_channel(filled):
            table.fault("channels", f"channel {number}: {wrong}", _CHANNEL_FIX)
        else:
            channels.append(filled)
    return tuple(channels)
