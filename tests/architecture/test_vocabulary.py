"""Words out of closed sets are members of enums: no code compares a field with a literal of them."""

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from store import records

PROJECT = Path(__file__).parents[2]
# the fields that hold such words; a literal beside another name is another word
FIELDS = {
    "kind",
    "status",
    "last_status",
    "state",
    "relation",
    "actor",
    "basis",
    "channel",
    "rule",
    "outcome",
}
SETS = [
    each
    for each in vars(records).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
]
WORDS = {str(member) for one in SETS for member in one}
# rooms with closed words of their own that read like those, which the type checker knows
OTHER_WORDS = {
    "watcher/parsing/": {str(member) for member in records.SnapshotOutcome},
    "watcher/diffing/": {"amended", "merged"},  # of clauses
    "watcher/rendering/clause_words.py": {"amended", "merged"},
}


def _files() -> list[Path]:
    found = []
    for room in ("watcher", "store"):
        found += sorted((PROJECT / room).rglob("*.py"))
    return [file for file in found if "migrations" not in file.parts and file.name != "records.py"]


def _id(file: Path) -> str:
    return str(file.relative_to(PROJECT))


def _name(node: ast.AST) -> str:
    """The field that an expression reads: of `change.kind` kind, of `col(Row.kind)` kind."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Call(args=[first, *_]):
            return _name(first)
        case _:
            return ""


def _literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts that stand in an expression as they are: alone, in a tuple, in either branch."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=yes, orelse=no):
            yield from _literals(yes)
            yield from _literals(no)


def _beside_a_field(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                sides = [left, *others]
                if any(_name(side) in FIELDS for side in sides):
                    for side in sides:
                        yield from _literals(side)
            case ast.keyword(arg=str(name), value=value) if name in FIELDS:
                yield from _literals(value)


@pytest.mark.parametrize("file", _files(), ids=_id)
def test_a_field_is_compared_with_members_only(file: Path) -> None:
    """A misspelt member is an error at once; a misspelt literal is a branch that is never taken."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    words = set(WORDS)
    for room, others in OTHER_WORDS.items():
        if _id(file).startswith(room):
            words -= others
    found = [one for one in _beside_a_field(tree) if one.value in words]
    assert [f"line {one.lineno}: {one.value!r}" for one in found] == []
