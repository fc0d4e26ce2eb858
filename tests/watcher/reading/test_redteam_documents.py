"""Whole inputs that the reader was not written for: every document, from first to last line, with its identity."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.watcher.reading.redteam import Sample, differences, samples
from watcher.parsing.parsed import Parsed
from watcher.reading import read


@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
def test_every_document_is_found_as_a_careful_reader_finds_it(sample: Sample) -> None:
    """Span, kind, title, number, issuers, region and date of each; none too many."""
    assert differences(sample) == []


LINES = sorted({line for sample in samples() for line in sample.lines} | {"", "目录", "附件"})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=50))
def test_lines_in_any_order_give_documents_one_behind_the_other(lines: list[str]) -> None:
    """Whatever is mixed up, nothing breaks, and no line belongs to two documents."""
    spans = [document.lines for document in read(Parsed(tuple(lines), "plain"))]
    assert all(1 <= first <= last <= len(lines) for first, last in spans)
    assert all(above[1] < below[0] for above, below in pairwise(spans))


@pytest.mark.parametrize(
    "line",
    [
        "标题：关于开展绿色建材下乡活动的通知",
        "关于开展绿色建材下乡活动，做好有关工作的",
        "云岭省人民政府令第12号",
        "◆澄江市出台低空经济办法",
        "- 3 -",
        "澄政发〔2026〕9号　各县人民政府：",
        "关于开展活动的通知 澄政发〔2026〕9号",
    ],
)
def test_many_lines_alike_cost_no_more_each(line: str) -> None:
    """Four times the lines take about four times the time: no rule looks back over all that came before."""
    few, many = (cost([f"{line}{number % 7}" for number in range(count)]) for count in (400, 1600))
    assert many < few * 4 * 2.5 + 0.02


def cost(lines: list[str]) -> float:
    """The least CPU seconds of two readings."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        read(Parsed(tuple(lines), "plain"))
        spent.append(time.process_time() - start)
    return min(spent)


def test_a_page_that_is_called_only_an_order_takes_the_title_of_what_it_makes_known() -> None:
    lines = (
        "云南省人民政府令",
        "第12号",
        "《云南省湿地办法》已经省人民政府第3次常务会议通过，现予公布，自2026年5月1日起施行。",
        "2026年3月4日",
        "云南省湿地办法",
        "第一条 为了保护湿地，制定本办法。",
    )
    (document,) = read(Parsed(lines, "html", single=True))
    assert document.title == "云南省湿地办法"
    assert document.doc_number is not None
    assert document.doc_number.value == "云南省人民政府令第12号"
