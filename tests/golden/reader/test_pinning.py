"""The reader's version and what it reads change together, or `make check` says what to do."""

from dataclasses import replace

from tests.golden.reader import pinning
from watcher.parsing import parse
from watcher.reading import facts_record, read
from watcher.reading.facts import table
from watcher.reading.version import PINNED, READER_VERSION


def test_the_version_is_pinned_to_what_is_read() -> None:
    """The message is what to do."""
    assert pinning.advice(PINNED, READER_VERSION) == ""


def test_another_reading_asks_for_a_new_version() -> None:
    """It says which, and what that version reads, so that the old number with the new digest does not fit."""
    other = replace(PINNED, output="0" * 64)
    said = pinning.advice(other, READER_VERSION)
    assert f"raise READER_VERSION to {READER_VERSION + 1}" in said
    assert pinning.pin(READER_VERSION + 1).output in said
    assert PINNED.output not in said


def test_a_new_version_asks_for_its_reading() -> None:
    """Raised without a pin: the number alone is not enough."""
    said = pinning.advice(PINNED, READER_VERSION + 1)
    assert said.startswith(f"READER_VERSION is {READER_VERSION + 1}")


def test_other_texts_ask_for_no_new_version() -> None:
    """A golden text more is no other reader."""
    said = pinning.advice(replace(PINNED, texts="0" * 64), READER_VERSION)
    assert "READER_VERSION stays" in said


def test_the_golden_texts_hold_every_kind_of_fact() -> None:
    """So that a change of any of them is seen."""
    found: set[str] = set()
    for name, body in pinning.golden_texts():
        for document in read(parse(body, name=name)):
            found |= {kind for kind, value in facts_record(document).items() if value}
    assert {kind.name for kind in table.KEPT} <= found
