"""Whole inputs that the reader was not written for: every document, from first to last line, with its identity."""

import pytest

from tests.watcher.reading.redteam import Sample, differences, samples


@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
def test_every_document_is_found_as_a_careful_reader_finds_it(sample: Sample) -> None:
    """Span, kind, title, number, issuers, region and date of each; none too many."""
    assert differences(sample) == []
