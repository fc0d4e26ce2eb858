"""The change log as a file for people elsewhere: CSV, JSON lines or Markdown, by its ending."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

COLUMNS = (
    "id",
    "at",
    "kind",
    "policy_id",
    "title",
    "doc_number",
    "region",
    "source",
    "summary",
    "alerted",
)
Entries = Iterable[Mapping[str, Any]]


def write(entries: Entries, file: Path) -> int:
    """Writes entries as `change_shape` gives them; returns how many.

    Raises KeyError for an ending it does not know.

    The file appears when it is complete: one that was there stays until then.
    """
    form = FORMS[file.suffix.lower()]
    partial = file.with_name(file.name + ".partial")
    # a BOM, because spreadsheets take a CSV without one for the machine's own charset
    with partial.open("w", encoding="utf-8-sig" if form is _csv else "utf-8", newline="") as stream:
        count = form(entries, stream)
    partial.replace(file)
    return count


def _csv(entries: Entries, stream: TextIO) -> int:
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    return _each(
        entries, lambda entry: writer.writerow([_harmless(cell) for cell in _cells(entry)])
    )


def _json(entries: Entries, stream: TextIO) -> int:
    return _each(entries, lambda entry: stream.write(json.dumps(entry, ensure_ascii=False) + "\n"))


def _markdown(entries: Entries, stream: TextIO) -> int:
    stream.write(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n")
    return _each(
        entries, lambda entry: stream.write(f"| {' | '.join(map(_plain, _cells(entry)))} |\n")
    )


FORMS: Mapping[str, Callable[[Entries, TextIO], int]] = {
    ".csv": _csv,
    ".json": _json,
    ".ndjson": _json,
    ".md": _markdown,
}


def _each(entries: Entries, put: Callable[[Mapping[str, Any]], object]) -> int:
    count = 0
    for entry in entries:
        put(entry)
        count += 1
    return count


def _cells(entry: Mapping[str, Any]) -> list[str]:
    policy = entry["policy"] or {}
    region = policy.get("region") or {}
    cells = (
        entry["id"],
        entry["at"],
        entry["kind"],
        policy.get("id"),
        policy.get("title"),
        policy.get("doc_number"),
        region.get("name"),
        entry["source"],
        entry["summary"],
        entry["alerted"],
    )
    return ["" if cell is None else str(cell) for cell in cells]


def _harmless(cell: str) -> str:
    """A title that begins like a formula must not be run by a spreadsheet.

    The source of the rule is OWASP, CSV injection.
    """
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _plain(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
