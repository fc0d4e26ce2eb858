"""Twice the text costs twice the work: no shape of tags or of words makes reading quadratic."""

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from watcher.reading.document import Context
from watcher.reading_process import Job, read_job

TITLE = "关于组织申报技术改造项目的通知"
FEW, RATIO = (
    3_000,
    3.2,
)  # twice is linear, four times quadratic; CPU time, so other work does not count
NEGLIGIBLE = 0.15  # seconds of CPU below which a ratio says nothing

TAGS = ("option", "li")
WORDS = ("2026年6月3日", "《")


def _page(inside: str) -> str:
    return f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>一、条件如下。</p>{inside}"


SHAPES: dict[str, Callable[[int], str]] = {}
for _tag in TAGS:
    SHAPES[f"open {_tag}"] = lambda n, tag=_tag: _page(f"<{tag}>字" * n)
    SHAPES[f"choice {_tag}"] = lambda n, tag=_tag: _page("<select>" + f"<{tag}>字" * n)
    SHAPES[f"closed {_tag}"] = lambda n, tag=_tag: _page(f"<{tag}>字</{tag}>" * n)
for _word in WORDS:
    SHAPES[f"line of {_word}"] = lambda n, word=_word: _page(f"<p>{word * n}</p>")
    SHAPES[f"lines of {_word}"] = lambda n, word=_word: _page(f"<p>{word}</p>" * n)


def _cost(shape: Callable[[int], str], times: int) -> float:
    context = Context(source="page.html", as_of=date(2026, 6, 5))
    job = Job(shape(times).encode(), "page.html", None, None, context)
    began = process_time()
    read_job(job)
    return process_time() - began


@pytest.mark.parametrize("name", SHAPES)
def test_double_costs_double(name: str) -> None:
    """Measured again where it seems not to: the first time a rule is used it is compiled."""
    shape = SHAPES[name]
    for _ in range(3):
        once, twice = _cost(shape, FEW), _cost(shape, 2 * FEW)
        if twice < max(NEGLIGIBLE, RATIO * once):
            return
    pytest.fail(f"{name}: {once:.2f} s, twice as much {twice:.2f} s")
