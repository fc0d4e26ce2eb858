"""Whole inputs written for the reader to fail on, with what a careful reader finds in each; no tests here.

A file of `redteam_documents` holds inputs, each behind a line `==== name`. In an input, a line
`>> kind | title | number | issuers | region | issued` stands above the first line of every document and `<<` below its last;
both are taken out before reading. `=` is the first line itself, `-` nothing, `*` not looked at; issuers are parted by 、.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from watcher.parsing.files.text_files import heading_levels
from watcher.parsing.parsed import Parsed
from watcher.reading import Document, contract, read

FOLDER = Path(__file__).parent / "redteam_documents"
FIELDS = ("kind", "title", "number", "issuers", "region", "issued")


@dataclass(slots=True)
class Sample:
    """An input and, for each of its documents, the first and last line (1-based) and the expected fields."""

    name: str
    lines: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    expected: list[dict[str, str]] = field(default_factory=list)

    def documents(self) -> tuple[Document, ...]:
        lines = tuple(self.lines)
        levels = heading_levels(lines) if any(line.startswith("#") for line in lines) else ()
        return read(Parsed(lines, "markdown" if levels else "plain", levels=levels))


def samples() -> Iterator[Sample]:
    """Every input of the folder."""
    for path in sorted(FOLDER.glob("*.txt")):
        sample: Sample | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("==== "):
                if sample:
                    yield sample
                sample = Sample(f"{path.stem}: {line[5:]}")
            elif sample:
                _add(sample, line)
        if sample:
            yield sample


def _add(sample: Sample, line: str) -> None:
    if line.startswith(">> "):
        values = [value.strip() for value in line[3:].split(" | ")]
        sample.expected.append(dict(zip(FIELDS, values, strict=False)))
        sample.spans.append((len(sample.lines) + 1, 0))
    elif line == "<<":
        sample.spans[-1] = sample.spans[-1][0], len(sample.lines)
    else:
        sample.lines.append(line)


def differences(sample: Sample) -> list[str]:
    """What was read otherwise than expected: one line a field, `field: expected ≠ found`."""
    documents = sample.documents()
    found = [document.lines for document in documents]
    wrong = [f"documents: missed {span}" for span in sample.spans if span not in found]
    wrong += [f"documents: extra {span}" for span in found if span not in sample.spans]
    for span, expected in zip(sample.spans, sample.expected, strict=True):
        document = next((each for each in documents if each.lines == span), None)
        if document is None:
            continue
        got = _fields(document)
        want = expected | ({"title": sample.lines[span[0] - 1]} if expected["title"] == "=" else {})
        wrong += [
            f"{name}: {value} ≠ {got[name]}"
            for name, value in want.items()
            if value not in ("*", got[name])
        ]
    return wrong


def _fields(document: Document) -> dict[str, str]:
    record = contract(document, "")
    region = document.region
    return {
        "kind": document.kind,
        "title": document.title,
        "number": str(record["doc_number"] or "-"),
        "issuers": "、".join(fact.value for fact in document.issuers) or "-",
        "region": region.value.code if region else "-",
        "issued": str(record["issued_on"] or "-"),
    }
