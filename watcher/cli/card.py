"""One policy for people: facts with their sentences, dates, versions, places, relations.

Prints only.
"""

from collections.abc import Mapping
from typing import Any

from store.records import Basis, RelationKind
from watcher.cli import screen
from watcher.cli.session import minute
from watcher.reading.facts import table
from watcher.reading.facts.fact_kind import FactKind
from watcher.rendering.fact_labels import label_of

Record = Mapping[str, Any]

# a relation as the other end says it
PASSIVE = {
    RelationKind.REPEALS: "repealed by",
    RelationKind.EXTENDS: "extended by",
    RelationKind.AMENDS: "amended by",
    RelationKind.FORWARDS: "forwarded by",
    RelationKind.INTERPRETS: "interpreted by",
    RelationKind.DRAFTS: "was drafted as",
    RelationKind.BASED_ON: "basis of",
    RelationKind.CONCERNS: "may be concerned by",
}

ACTIVE = {RelationKind.CONCERNS: "may concern"}  # where the noun does not say it


def show(record: Record) -> None:
    """Prints the record of `show --json`."""
    region = record["region"]
    screen.heading(f"#{record['id']}  {record['title']}")
    screen.pairs(
        [
            ("status", record["status"]),
            ("region", f"{region['name']} ({region['code']})" if region else None),
            ("industries", "、".join(_industry(one) for one in record["industries"])),
            ("address", record["url"]),
        ]
    )
    for kind in table.IN_SHOW:
        screen.pairs((label_of(kind, "en"), _fact(kind, one)) for one in _entries(record, kind))
    screen.pairs(("conflict", one) for one in record["facts"].get("conflicts") or ())
    screen.pairs((one["kind"], _deadline(one)) for one in record["deadlines"])
    _lists(record)


def _lists(record: Record) -> None:
    versions = [
        (one["number"], minute(one["at"]), _version(one), None) for one in record["versions"]
    ]
    sightings = [
        (one["source"], minute(one["first_seen_at"]), one["address"], _missing(one))
        for one in record["sightings"]
    ]
    relations = [
        (_relation(one), _number(one), one["title"], one["doc_number"])
        for one in record["relations"]
    ]
    changes = [(minute(one["at"]), one["kind"], one["summary"], None) for one in record["changes"]]
    for columns, rows in (
        (("version", "read at", "of"), versions),
        (("source", "seen since", "address"), sightings),
        (("relation", "id", "policy"), relations),
        (("at", "change", "what"), changes),
    ):
        if rows:
            screen.line()
            screen.entries(columns, rows, whole=True)


def _entries(record: Record, kind: FactKind) -> list[Any]:
    """All that a record has of a kind; one read before there was such a kind has nothing."""
    fact = record["facts"].get(kind.name)
    given = fact if isinstance(fact, list) else [fact]
    return [one for one in given if one]


def _fact(kind: FactKind, one: Record) -> str:
    evidence = one.get("evidence")
    basis = "" if one.get("basis", Basis.STATED) == Basis.STATED else f" ({one['basis']})"
    said = f"  line {evidence['lines'][0]}「{evidence['text']}」" if evidence else ""
    return f"{kind.said(one)}{basis}{said}"


def _deadline(one: Record) -> str:
    span = f"{one['opens']} – {one['closes']}" if one["opens"] else one["closes"]
    said = f"「{one['evidence']}」" if one["evidence"] else ""
    return "  ".join(part for part in (span or one["status"], one["batch"], said) if part)


def _version(one: Record) -> str:
    said = (
        "DAMAGED: see `policywatch doctor`" if one["damaged"] else f"{one['paragraphs']} paragraphs"
    )
    return f"{said}, snapshot {one['snapshot_id']}"


def _missing(one: Record) -> str | None:
    return f"missing since {minute(one['missing_since'])}" if one["missing_since"] else None


def _relation(one: Record) -> str:
    return str(
        ACTIVE.get(one["relation"], one["relation"])
        if one["direction"] == "to"
        else PASSIVE.get(one["relation"], one["relation"])
    )


def _number(one: Record) -> str:
    return f"#{one['policy_id']}" if one["policy_id"] else "unseen"


def _industry(one: Record) -> str:
    return str(one["label"]) + ("" if one["strength"] == "strong" else " (mentioned)")
