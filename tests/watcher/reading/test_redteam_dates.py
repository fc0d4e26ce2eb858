"""Invented texts labelled before the rules were written (redteam_dates/README.md): what is printed is read, and no more."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.watcher.reading.dated import TITLE, segment
from watcher.reading.document import Context, Fact, Relating, RelativeDeadline, Window
from watcher.reading.facts import (
    amounts,
    duties,
    effective_day,
    issue_dates,
    stated_relations,
    validity,
    windows,
)

CASES = [
    case
    for path in sorted(Path(__file__).with_name("redteam_dates").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def _day(printed: str | None) -> date | None:
    return date(*map(int, re.split("[-/]", printed))) if printed else None


def _value(fact: Fact[Any] | None) -> Any:
    return fact and (fact.value.isoformat() if isinstance(fact.value, date) else fact.value)


def _window(window: Window) -> str:
    if window.status != "dated":
        return f"{window.kind} {window.status}"
    clock = f"@{window.closes_at:%H:%M}" if window.closes_at else ""
    return f"{window.kind} {window.opens or ''}..{window.closes or ''}{clock}"


def _duty(deadline: RelativeDeadline) -> str:
    return " ".join(map(str, filter(None, (deadline.amount, deadline.unit, deadline.due))))


def _target(relating: Relating, named: set[str]) -> str:
    """The number or title, whichever the label uses, with an extension's new last day."""
    other = relating.reference
    name = next(
        (name for name in (other.title, other.doc_number) if name in named),
        other.doc_number or other.title,
    )
    return f"{name} {other.until}" if other.until else str(name)


def _read(case: dict[str, Any]) -> dict[str, Any]:
    known = _day(case.get("published") or case.get("issued_ctx"))
    text = segment(
        *case["text"].strip("\n").split("\n"),
        title=case.get("title", TITLE.replace("组织申报科技计划项目", "有关事项")),
        kind=case.get("kind", "policy_text"),
        context=Context(published_on=known),
    )
    published = issue_dates.find_published_on(text)
    issued = (
        Fact(known, "stated", None)
        if "issued_ctx" in case and known
        else issue_dates.find_issued_on(text)
    )
    in_force = effective_day.find_effective_day(text, issued, published)
    until, years = validity.find_validity(text, in_force, issued, published)
    related = stated_relations.find_relations(text, None, in_force, issued)
    roles = ("repeals", "extends", "amends")
    named = {
        role: {label.split()[0] for labels in _allowed(case, role) for label in labels}
        for role in roles
    }
    return {
        "issued": None if "issued_ctx" in case else _value(issued),
        "effective": _value(in_force),
        "until": _value(until),
        "years": _value(years),
        "windows": sorted(map(_window, windows.find_windows(text, issued, published))),
        "duties": sorted(map(_duty, duties.find_duties(text, issued, published))),
        "amounts": sorted(amount.text for amount in amounts.find_amounts(text)),
        **{
            role: sorted(_target(each, named[role]) for each in related if each.relation == role)
            for role in roles
        },
    }


def _allowed(case: dict[str, Any], key: str) -> list[Any]:
    """Every value taken as right for a key."""
    many = key in ("windows", "repeals", "extends", "amends", "duties", "amounts")
    if f"{key}_any" in case:
        values = case[f"{key}_any"]
        return [sorted(value) for value in values] if many else [None, *values]
    return [sorted(case.get(key, ()))] if many else [case.get(key)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_careful_readers_labels(case: dict[str, Any]) -> None:
    found = _read(case)
    asked = {
        key: value
        for key, value in found.items()
        if key not in ("duties", "amounts") or {key, f"{key}_any"} & {*case}
    }
    wrong = {
        key: (value, _allowed(case, key))
        for key, value in asked.items()
        if value not in _allowed(case, key)
    }
    assert wrong == {}
