"""All words stand in the language files; each file is whole, and nothing in it is left unused."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest

from store.records import (
    AlertKind,
    Basis,
    ChangeKind,
    DeadlineKind,
    DeadlineStatus,
    DocumentKind,
    LookStatus,
    Saying,
    WindowChannel,
)
from watcher import rendering
from watcher.diffing.clause_changes import ClauseKind
from watcher.reading.facts import table
from watcher.rendering.clause_words import BY_WEIGHT, ONLY_ELSEWHERE, TYPOGRAPHIC
from watcher.rendering.languages import (
    CODES,
    FIRST,
    LanguageError,
    compare_wording,
    read_wording,
    wording,
)

ROOM = Path(rendering.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? +[A-Za-z]{2,}")
NOT_KEYS = {"redline.html", "watcher.rendering"}
KEY = re.compile(r"[a-z_]+\.[a-z_]+")
STYLES = {"red strike", "green underline"}  # of Rich, no words for a reader
UNDATED = {*DeadlineStatus} - {DeadlineStatus.DATED}
WINDOWS = {*DeadlineKind} - {DeadlineKind.EXPIRY}
# a look that went well is no trouble
WELL = {LookStatus.FETCHED, LookStatus.UNCHANGED}

# the groups that are asked for by a value, each with the closed set of its values
GROUPS: dict[str, set[Any]] = {
    "kind": {*ChangeKind, *AlertKind},
    "new": {*DocumentKind},
    "deadline": {*DeadlineKind},
    "undated": UNDATED,
    "basis": {*Basis} - {Basis.STATED},
    "trouble": {*LookStatus} - WELL,
    "fact_label": {kind.label for kind in table.KINDS if kind.label},
    "fact": {kind.telling.what for kind in table.TOLD if kind.telling} | {"opens", "percent"},
    "fact_window": WINDOWS,
    "fact_channel": {*WindowChannel},
    "fact_value": UNDATED | {"on_issue"},
    "beside": {kind.label for kind in table.BESIDE_WINDOWS},
    "clause": {*get_args(ClauseKind), TYPOGRAPHIC},
    "redline_minor": {*ONLY_ELSEWHERE, TYPOGRAPHIC},
}


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for file in FILES:
        yield str(file.relative_to(ROOM)), ast.parse(file.read_text(encoding="utf-8"))


def _docstrings(tree: ast.Module) -> set[int]:
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _faults(tree: ast.Module) -> set[int]:
    """The texts of exceptions, which speak to whoever runs the program."""
    told = (
        ast.walk(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "msg"
    )
    return {id(node) for node in chain.from_iterable(told)}


def _literals() -> Iterator[tuple[str, str]]:
    """Every text in the code of the room, but for docstrings and the texts of exceptions."""
    for name, tree in _trees():
        passed_over = _docstrings(tree) | _faults(tree)
        for node in ast.walk(tree):
            text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in passed_over:
                yield name, text


def _labels_asked_for() -> set[str]:
    """The labels of lines: `labelled_line("number", …)`."""
    asked = set()
    for _, tree in _trees():
        for node in ast.walk(tree):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in ("labelled_line", "_section_label"):
                asked |= set(re.findall(r"\('([a-z]+)'", ast.unparse(node)))
    return asked


def test_no_code_speaks() -> None:
    """A sentence in code could be told in one language only."""
    spoken = [
        f"{name}: {text}"
        for name, text in _literals()
        if CHINESE.search(text) or (WORDS.search(text) and text not in STYLES)
    ]
    assert spoken == []


def test_no_template_speaks() -> None:
    """Words between the tags of a page come from the language."""
    for file in sorted((ROOM / "templates").glob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&#\d+;", "", file.read_text(), flags=re.DOTALL
        )
        assert not re.search(r"\w", text), text


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_whole(code: str) -> None:
    """It has the words of the first one, with the same blanks."""
    assert wording(code).code == code


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_names_every_value_of_its_set_and_no_other(group: str) -> None:
    assert set(wording(FIRST).group(group)) == GROUPS[group]


def test_every_other_word_is_asked_for_by_its_key_and_every_key_has_a_word() -> None:
    known = {*wording(FIRST).words, *wording(FIRST).counted}
    asked = {text for _, text in _literals() if KEY.fullmatch(text)} - NOT_KEYS
    asked |= {f"label.{name}" for name in _labels_asked_for()}
    by_value = {key for key in known if key.partition(".")[0] in GROUPS}
    assert known - by_value - asked == set()
    assert asked - known == set()


def test_every_saying_of_the_log_has_its_words() -> None:
    from watcher.rendering.summary import _PUT  # noqa: PLC0415 -- the table under test

    assert set(_PUT) == set(Saying) - {Saying.DIFFERENCE}


def test_kinds_of_clause_changes_are_all_counted() -> None:
    assert set(BY_WEIGHT) == GROUPS["clause"]


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(LanguageError, match="no language “xx”; there are zh, en"):
        wording("xx")


ZH = """
[a]
b = "{x}有"
c = { other = "{count}个" }
[date]
same_year = "{month}月{day}日"
"""
EN = """
[a]
b = "has {x}"
c = { one = "one", other = "{count} of them" }
[date]
same_year = "{year}-{month}-{day}"
"""


def test_a_language_may_say_one_thing_without_its_number_and_the_year_or_not() -> None:
    compare_wording(read_wording("en", EN), read_wording("zh", ZH))


@pytest.mark.parametrize(
    ("there", "here", "fault"),
    [
        ('b = "has {x}"\n', "", "differ in: a.b"),
        ('b = "has {x}"', 'b = "has {x}"\nd = "more"', "differ in: a.d"),
        ('b = "has {x}"', 'b = "has"', r"a\.b has the blanks \['x'\]"),
        ('b = "has {x}"', 'b = "has {x} {y}"', r"not \['y'\]"),
        ('c = { one = "one", other = "{count} of them" }', 'c = "x"', "differ in: a.c"),
        ("{count} of them", "some of them", r"a\.c\.other has the blanks"),
        ("{year}-{month}-{day}", "{hour}", r"date\.same_year .* not \['hour'\]"),
    ],
)
def test_a_language_that_is_not_whole_is_refused(there: str, here: str, fault: str) -> None:
    assert there in EN
    with pytest.raises(LanguageError, match=rf"^en\.toml.*{fault}"):
        compare_wording(read_wording("en", EN.replace(there, here)), read_wording("zh", ZH))


@pytest.mark.parametrize("forms", ['{ one = "x" }', '{ other = "x", few = "y" }'])
def test_the_forms_of_a_number_are_one_and_other(forms: str) -> None:
    with pytest.raises(LanguageError, match=r"^en\.toml: a\.c needs the form “other”"):
        read_wording("en", EN.replace('{ one = "one", other = "{count} of them" }', forms))


def test_a_number_takes_its_form() -> None:
    speech = read_wording("en", EN)
    assert [speech.count("a.c", number) for number in (0, 1, 2)] == [
        "0 of them",
        "one",
        "2 of them",
    ]
    assert read_wording("zh", ZH).count("a.c", 1) == "1个"


def test_a_value_is_named_or_stands_for_itself() -> None:
    speech = wording("en")
    assert speech.name_in("kind", "amended") == "Amended"
    assert speech.name_or("undated", "rolling", "?") == "open all year"
    assert speech.name_or("undated", None, "?") == "?"
    assert speech.count_in("redline_minor", "moved", 2) == "2 clauses moved, words unchanged"
