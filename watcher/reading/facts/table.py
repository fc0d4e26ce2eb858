"""Every kind of fact, a line each: how it is found, kept, printed, compared and told.

A new fact is a file beside this one and a line of KINDS, with its words in the language files and
its golden cases. The reader, the record, the comparison of versions, the lines of alerts and the
cards loop over KINDS; none of them names a fact that needs nothing special. The order of KINDS is
that of records and cards; the order of finding follows from `needs`.
"""

from graphlib import TopologicalSorter
from typing import Any, Final

from watcher.reading.document import Fact
from watcher.reading.facts import (
    amounts,
    audience,
    citations,
    contacts,
    disagreements,
    duties,
    effective_day,
    industry_labels,
    issue_dates,
    issuers,
    official_status,
    regions,
    stated_relations,
    unclear_dates,
    validity,
    windows,
)
from watcher.reading.facts.fact_kind import Comparison, FactKind, Telling, Weight
from watcher.reading.json_forms import (
    as_json,
    bare_value,
    bare_values,
    industry_objects,
    names_only,
    region_object,
    windows_object,
)
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment
from watcher.reading.segmenting import drafts


def _first(_: Segment, pair: tuple[Any, Any] | None) -> Any:
    return pair[0] if pair else None


def _second(_: Segment, pair: tuple[Any, Any] | None) -> Any:
    return pair[1] if pair else None


def _bare(_: Segment, fact: Fact[Any] | None) -> Any:
    return fact.value if fact else None


_WRITTEN = ("issued_on", "published_on")
# every fact that states a date: what none of them was read from is unclear
_DATED = (
    *_WRITTEN, "effective_from", "valid_until", "validity_years", "windows", "relative_deadlines",
    "relations",
)  # fmt: skip
_METADATA, _STAMP = Weight.METADATA, Weight.STAMP
_VALUE, _DAY = Comparison.VALUE, Comparison.DAY

# fmt: off
KINDS: Final[tuple[FactKind, ...]] = (
    FactKind("title", None, contract=as_json, telling=Telling("title", _VALUE, 5, _METADATA)),
    FactKind("own_number", document_numbers.own_number, kept=False),
    FactKind("canonical", _bare, ("doc_number",), kept=False),
    FactKind("doc_number", _first, ("own_number",), contract=bare_value, label="number", place=2,
             in_show=True,
             telling=Telling("doc_number", _VALUE, 5, _METADATA)),
    FactKind("doc_number_raw", _second, ("own_number",), contract=as_json),
    FactKind("issuers", issuers.find_issuers, contract=bare_values, label="issuer", place=1,
             in_show=True,
             telling=Telling("issuer", Comparison.NAMES, 3, _METADATA)),
    FactKind("issued_on", issue_dates.find_issued_on, contract=bare_value, label="issued", place=3,
             in_show=True,
             telling=Telling("issued_on", _VALUE, 6, _METADATA)),
    FactKind("published_on", issue_dates.find_published_on, contract=bare_value, label="published",
             place=3, in_show=True,
             telling=Telling("published_on", _VALUE, 6, _STAMP)),
    FactKind("effective_from", effective_day.find_effective_day, _WRITTEN, contract=bare_value,
             label="effective", place=3, in_show=True,
             telling=Telling("effective", _DAY, 4)),
    FactKind("validity", validity.find_validity, ("effective_from", *_WRITTEN), kept=False),
    FactKind("valid_until", _first, ("validity",), contract=bare_value, label="valid_until",
             place=3, in_show=True,
             telling=Telling("validity", Comparison.TERM, 1)),
    FactKind("validity_years", _second, ("validity",), contract=bare_value, label="valid_years",
             place=3, in_show=True),
    FactKind("validity_basis", None, kept=False, contract=as_json),
    FactKind("windows", windows.find_windows, _WRITTEN, contract=windows_object, place=5,
             telling=Telling("deadline", Comparison.WINDOWS, 0)),
    FactKind("relative_deadlines", duties.find_duties, _WRITTEN, label="within", place=5),
    FactKind("repeals", stated_relations.repealed_documents, ("relations",), contract=names_only,
             label="repeals", place=6),
    FactKind("cites", citations.find_citations, ("canonical",), contract=names_only,
             label="cites", place=7),
    FactKind("relations", stated_relations.find_relations, ("canonical", "effective_from",
             "issued_on"),
             place=6),
    FactKind("region", regions.find_region, ("issuers",), contract=region_object, label="region",
             place=8,
             telling=Telling("region", _VALUE, 5, _METADATA)),
    FactKind("sectors", industry_labels.find_industries, kept=False),
    FactKind("industries", _first, ("sectors",), contract=industry_objects, label="industry",
             place=8),
    FactKind("general", _second, ("sectors",), label="industry", place=8),
    FactKind("audience", audience.find_audience, contract=as_json),
    FactKind("amounts", amounts.find_amounts, label="amount", place=8,
             telling=Telling("amount", Comparison.SUMS, 2)),
    FactKind("contacts", contacts.find_contacts, contract=contacts.contract_of,
             said=contacts.contact_line,
             label="contact", place=8, in_show=True, beside_windows=True,
             telling=Telling("contact", Comparison.ENTRIES, 7, _METADATA, key="office")),
    FactKind("status", official_status.find_status, label="mark", place=4, in_show=True,
             telling=Telling("status", _VALUE, 5, _METADATA)),
    FactKind("draft", drafts.is_draft),
    FactKind("conflicts", disagreements.find_disagreements, ("doc_number", "issued_on"),
             label="conflict",
             place=9),
    FactKind("unclear", unclear_dates.find_unread, _DATED, label="not_understood", place=9),
)
# fmt: on


def _finding_order() -> tuple[FactKind, ...]:
    """The kinds that are found, each behind those it needs.

    Raises CycleError where kinds need each other.
    """
    found = {kind.name: kind for kind in KINDS if kind.find}
    order = TopologicalSorter({kind.name: kind.needs for kind in found.values()}).static_order()
    return tuple(found[name] for name in order)


def _telling_rank(kind: FactKind) -> int:
    return kind.telling.rank if kind.telling else 0


def _place(kind: FactKind) -> int:
    return kind.place


IN_ORDER: Final = _finding_order()
KEPT: Final = tuple(kind for kind in KINDS if kind.kept)
PRINTED: Final = tuple(kind for kind in KINDS if kind.contract)
TOLD: Final = tuple(sorted((kind for kind in KINDS if kind.telling), key=_telling_rank))
IN_READ: Final = tuple(sorted((kind for kind in KINDS if kind.place), key=_place))
IN_SHOW: Final = tuple(kind for kind in KINDS if kind.in_show)
BESIDE_WINDOWS: Final = tuple(kind for kind in KINDS if kind.beside_windows)


def told_with(weight: Weight) -> frozenset[str]:
    """The names under which differences of that weight are told."""
    return frozenset(
        kind.telling.what for kind in TOLD if kind.telling and kind.telling.weight is weight
    )
