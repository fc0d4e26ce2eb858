"""What must hold of every reading: evidence stands at its lines, noise changes nothing, hostile text costs little."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bounds import ends
from tests.watcher.reading import documents as samples
from watcher.reading import Document, contract, read
from watcher.reading.document import Evidence

TEXTS = {
    "digest": samples.DIGEST,
    "briefing": samples.BRIEFING,
    "newspaper": samples.NEWSPAPER,
    "interpretation": samples.INTERPRETATION,
    "handbook": samples.HANDBOOK,
}


def evidence_in(value: object) -> Iterator[Evidence]:
    """Every piece of evidence anywhere in a value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from evidence_in(getattr(value, each.name))


def bare(text: str) -> str:
    """Text as evidence is compared: one form, no white space, no invisible characters, no marks of markdown."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(mark for mark in text if not mark.isspace() and mark not in "*#\u200b\ufeff")


@pytest.mark.parametrize("name", TEXTS)
def test_evidence_occurs_at_its_lines(name: str) -> None:
    lines = TEXTS[name].split("\n")
    documents = read(samples.plain(TEXTS[name]))
    pieces = [piece for document in documents for piece in evidence_in(document)]
    assert pieces
    for piece in pieces:
        first, last = piece.lines
        assert bare(piece.text) in bare("".join(lines[first - 1 : last])), piece


def facts(documents: tuple[Document, ...], *, spans: bool) -> list[dict[str, object]]:
    """The contract's objects without evidence texts, whose punctuation is the input's; without lines where they moved."""
    found = []
    for document in documents:
        record: dict[str, object] = dict(contract(document, "x"))
        record["title"] = bare(document.title)
        record["doc_number_raw"] = bare(document.doc_number_raw or "")
        record["windows"] = [
            (each.kind, each.opens, each.closes, each.status, each.batch, each.actor)
            for each in document.windows
        ]
        record["cites"] = [(bare(each.title or ""), each.doc_number) for each in document.cites]
        record["repeals"] = [(bare(each.title or ""), each.doc_number) for each in document.repeals]
        if not spans:
            del record["lines"]
        found.append(record)
    return found


WIDE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "0123456789ABCDEFGabcdefg"})
NARROW = str.maketrans(
    {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "！": "!", "？": "?"}
)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("table", [WIDE, NARROW], ids=["full-width", "half-width"])
def test_reading_is_the_same_in_full_and_half_width(name: str, table: dict[int, int]) -> None:
    text = TEXTS[name]
    assert facts(read(samples.plain(text.translate(table))), spans=True) == facts(
        read(samples.plain(text)), spans=True
    )


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_reading_is_the_same_with_invisible_noise(name: str, data: st.DataObject) -> None:
    """Zero-width characters anywhere, NBSP for spaces and carriage returns at line ends change nothing."""
    text = TEXTS[name]
    places = data.draw(st.sets(st.integers(0, len(text) - 1), max_size=80))
    noise = data.draw(st.sampled_from(["\u200b", "\ufeff", "\u00ad", "\u2060"]))
    noisy = "".join(
        noise + mark if at in places and mark not in "#* \n" else mark
        for at, mark in enumerate(text)
    )
    noisy = noisy.replace(" ", "\u00a0").replace("# ", "#\u00a0").replace("\n", "\r\n")
    assert facts(read(samples.plain(noisy)), spans=True) == facts(
        read(samples.plain(text)), spans=True
    )


@pytest.mark.parametrize("name", ["digest", "briefing", "interpretation", "handbook"])
@pytest.mark.parametrize("width", [32, 40, 61])
def test_reading_is_the_same_after_wrapping_lines(name: str, width: int) -> None:
    """The newspaper is left out: it was wrapped already, at another width."""
    lines = TEXTS[name].split("\n")
    wrapped = [line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width)]
    assert facts(read(samples.plain("\n".join(wrapped))), spans=False) == facts(
        read(samples.plain(TEXTS[name])), spans=False
    )


HOSTILE = [
    *(
        "《",
        "》",
        "（",
        "(",
        "[",
        "〔",
        "1",
        "9月",
        "2026年",
        "第一条",
        "关于",
        "，",
        "。",
        "*",
        "#",
        " ",
        "\u200b",
        "“",
        "-",
        "的",
    ),
    *(
        "一、",
        "2026年3月4日至",
        "本通知",
        "申报",
        "〔2026〕",
        "根据《",
        "印发",
        "附件1",
        "【",
        "记者",
        "近日，",
        "有效期",
        "A",
        "—",
    ),
]


@pytest.mark.parametrize("mark", HOSTILE)
def test_no_pattern_runs_away_on_a_long_repeat(mark: str) -> None:
    """20,000 characters of one thing, in one line or in many, are read to the end."""
    run = mark * (20_000 // len(mark))
    for text in (run, "\n".join([run[:200]] * 100), f"澄江市关于{run}的通知\n{run}。"):
        with ends(mark):
            read(samples.plain(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*HOSTILE, "\n", "x", "12", "省", "市"]), min_size=1, max_size=400))
def test_any_mixture_is_read_without_an_error(parts: list[str]) -> None:
    read(samples.plain("".join(parts)))


def test_importing_the_reader_loads_nothing_heavy() -> None:
    """Parsers of office files, the calendar and the numerals are loaded when a text needs them."""
    code = "import sys, watcher.reading; print([m for m in ('pypdf', 'docx', 'openpyxl', 'chinese_calendar', 'cn2an', 'rapidfuzz', 'httpx', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
