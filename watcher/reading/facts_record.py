"""A document as JSON: the contract's `read` object, and the full record that versions store.

Derives nothing new.
"""

from watcher.reading.document import Document
from watcher.reading.facts import table
from watcher.reading.json_forms import JSON, as_json


def contract(document: Document, source: str) -> dict[str, JSON]:
    """The object `policywatch read --json` prints; its keys are a contract.

    Every key present, null where unknown.
    """
    printed: dict[str, JSON] = {
        "source": source,
        "lines": list(document.lines),
        "kind": document.kind,
    }
    for kind in table.PRINTED:
        if kind.contract:
            printed[kind.name] = kind.contract(document.value_of(kind.name))
    return printed


def facts_record(document: Document) -> dict[str, JSON]:
    """Every fact with value, basis, evidence (text and lines) and note, JSON-ready.

    Paragraphs are left out.
    """
    record: dict[str, JSON] = {"lines": list(document.lines), "kind": document.kind}
    for kind in table.KEPT:
        record[kind.name] = as_json(document.value_of(kind.name))
    return record
