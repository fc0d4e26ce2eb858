"""The visible hand labels beside the project, where they are present: dates, windows and repeals of the five real inputs."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from watcher.parsing import parse
from watcher.reading import Document, read
from watcher.reading.document import Context

SHARED = Path(__file__).parents[3] / "../shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").exists(), reason="the labelled inputs are not beside this checkout"
)


@cache
def _pairs() -> tuple[tuple[dict[str, Any], Document], ...]:
    labels = [
        json.loads(line) for line in (SHARED / "gold/visible.jsonl").read_text("utf-8").splitlines()
    ]
    found: dict[str, tuple[Document, ...]] = {}
    for name in {label["source_file"] for label in labels}:
        data = (SHARED / "corpus" / name).read_bytes()
        found[name] = read(parse(data, name=name), Context(source=name, as_of=date(2026, 11, 22)))
    return tuple(
        (label, document)
        for label in labels
        for document in found[label["source_file"]]
        if abs(document.lines[0] - label["lines"][0]) <= 2
    )


def _value(fact: Any) -> Any:
    return fact and (fact.value.isoformat() if isinstance(fact.value, date) else fact.value)


@pytest.mark.parametrize(
    "field", ["issued_on", "published_on", "effective_from", "valid_until", "validity_years"]
)
def test_dates_are_as_labelled(field: str) -> None:
    wrong = []
    for label, document in _pairs():
        got = _value(getattr(document, field))
        if got != label[field] and got not in label.get("accept", {}).get(field, ()):
            wrong.append((label["id"], label[field], got))
    assert wrong == []


def test_windows_are_as_labelled() -> None:
    wrong = []
    for label, document in _pairs():
        optional = set(label.get("optional_closes") or ())
        got = Counter(
            str(w.closes) for w in document.windows if w.closes and str(w.closes) not in optional
        )
        want = Counter(w["closes"] for w in label["windows"] if w["closes"])
        opens = (
            {str(w.opens) for w in document.windows if w.opens},
            {w["opens"] for w in label["windows"] if w["opens"]},
        )
        status = (
            {w.status for w in document.windows} - {"dated"},
            {w["status"] for w in label["windows"]} - {"dated"},
        )
        if got != want or opens[0] != opens[1] or status[0] != status[1]:
            wrong.append((label["id"], got, want, opens, status))
    assert wrong == []


def test_repeals_are_as_labelled() -> None:
    wrong = [
        (label["id"], label["repeals"])
        for label, document in _pairs()
        if [each.doc_number or each.title for each in document.repeals] != label["repeals"]
    ]
    assert wrong == []
