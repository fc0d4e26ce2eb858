"""The table of facts says of each kind all that other rooms ask."""

from dataclasses import fields

from watcher.diffing.comparing_facts import COMPARED
from watcher.parsing.parsed import Parsed
from watcher.reading import Document, contract, facts_record, read
from watcher.reading.facts import table
from watcher.reading.facts.fact_kind import Comparison
from watcher.rendering.languages import CODES, wording

MADE_WITH = {"lines", "kind", "title", "paragraphs", "others"}  # no kind finds these


def test_every_field_of_a_document_has_its_kind() -> None:
    """A kind that has no field stands in `others`."""
    names = [kind.name for kind in table.KINDS]
    assert len(names) == len(set(names))
    assert {each.name for each in fields(Document)} - MADE_WITH <= set(names)


def test_each_kind_is_found_behind_those_it_needs() -> None:
    """Whatever their order in the table."""
    found: list[str] = []
    for kind in table.IN_ORDER:
        assert set(kind.needs) <= set(found)
        found.append(kind.name)


def test_each_kind_is_kept_and_printed_under_its_name() -> None:
    """The record has what is kept, the contract what has a form for it."""
    (document,) = read(
        Parsed(("澄江市科技局关于开展申报工作的通知", "请于2026年5月1日前申报。"), "plain")
    )
    assert list(facts_record(document)) == ["lines", "kind", *(kind.name for kind in table.KEPT)]
    printed = [kind.name for kind in table.PRINTED]
    assert list(contract(document, "a.txt")) == ["source", "lines", "kind", *printed]


def test_each_way_of_comparing_is_known() -> None:
    """`diffing` has a function for each."""
    assert set(COMPARED) == set(Comparison)


def test_every_language_has_the_words_of_every_kind() -> None:
    """What it is called on cards, and in the line of a change."""
    labels = {kind.label for kind in table.KINDS if kind.label}
    told = {kind.telling.what for kind in table.TOLD if kind.telling}
    for language in CODES:
        assert labels == set(wording(language).group("fact_label"))
        assert told <= set(wording(language).group("fact"))
