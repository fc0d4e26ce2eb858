"""Compares the reader's version with what it makes of the golden texts; says what to do where they do not fit.

    python -m tests.golden.reader.pinning

The texts are invented. A `.txt` or `.md` file holds many, each behind a line `==== number`; a page is one.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from watcher.parsing import parse
from watcher.reading import Context, contract, facts_record, read
from watcher.reading.version import PINNED, READER_VERSION, Pinned

FOLDER = Path(__file__).parent
FORMS = (".txt", ".md", ".html")
# what is known of the texts before they are read
CONTEXT = {"region": "450200", "as_of": date(2026, 11, 1)}
_PLACE = "watcher/reading/version.py"


def golden_texts() -> Iterator[tuple[str, bytes]]:
    """Every text under a name that ends like its file."""
    for path in sorted(FOLDER.iterdir()):
        if path.suffix == ".html":
            yield path.name, path.read_bytes()
        elif path.suffix in FORMS:
            parts = re.split(r"^==== (\d+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            for number, text in zip(parts[1::2], parts[2::2], strict=True):
                yield f"{path.stem} {number}{path.suffix}", text.encode()


def read_golden(name: str, body: bytes) -> str:
    """All that is read from one text, as JSON: the contract's object, the record and the paragraphs of each document."""
    documents = read(parse(body, name=name), Context(source=name, **CONTEXT))
    found = [
        (
            contract(one, name),
            facts_record(one),
            [(each.text, each.lines) for each in one.paragraphs],
        )
        for one in documents
    ]
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def pin(version: int) -> Pinned:
    """The digests of today's texts and of what is read from them, as a version of the reader."""
    texts, output = hashlib.sha256(), hashlib.sha256(f"version {version}\n".encode())
    for name, body in golden_texts():
        texts.update(f"{name}\n".encode() + body)
        output.update(f"{name}\n{read_golden(name, body)}\n".encode())
    return Pinned(version, texts.hexdigest(), output.hexdigest())


def advice(pinned: Pinned, version: int) -> str:
    """What to do so that the version and what is pinned fit; "" where they do."""
    now = pin(version)
    if now == pinned:
        return ""
    if version == pinned.version and now.texts == pinned.texts:
        meant = pin(version + 1)
        return (
            f"The reader reads the golden texts otherwise than version {version} did. Where that is not meant, undo it."
            f" Where it is, raise READER_VERSION to {version + 1} in {_PLACE}, and pin what it reads:\n{_lines(meant)}"
        )
    if version == pinned.version:
        return (
            "The golden texts changed. With a reader that did not change, READER_VERSION stays; pin what it reads of"
            f" them in {_PLACE}:\n{_lines(now)}"
        )
    return f"READER_VERSION is {version}; pin what it reads of the golden texts in {_PLACE}:\n{_lines(now)}"


def _lines(pinned: Pinned) -> str:
    return (
        f"PINNED: Final = Pinned(\n    version={pinned.version},\n"
        f'    texts="{pinned.texts}",\n    output="{pinned.output}",\n)'
    )


def main() -> int:
    said = advice(PINNED, READER_VERSION)
    if said:
        sys.stderr.write(f"{said}\n")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
