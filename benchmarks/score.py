"""What the reader finds in ../shared's real inputs, scored against its hand labels. Prints tables; stores nothing.

    python -m benchmarks.score [-v]

Corpus: every fact's precision, recall and F1 (../shared/tools/score.py, `-v` lists the misses). Pages: title, 发文字号
and both dates exact, the body's character-bigram F1. Without ../shared there is nothing to score, and it says so.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from watcher.parsing import parse
from watcher.reading import Context, contract, read
from watcher.reading.dates.civil_dates import read_whole_day as parse_day

SHARED = Path(__file__).resolve().parents[1] / "../shared"


def predictions(folder: Path) -> list[dict[str, object]]:
    """The contract's objects for every file of a folder, in order."""
    found = []
    for path in sorted(folder.iterdir()):
        parsed = parse(path.read_bytes(), name=path.name)
        found += [
            contract(document, path.name) for document in read(parsed, Context(source=path.name))
        ]
    return found


def corpus_table(shared: Path, *, verbose: bool) -> str:
    """The table of ../shared/tools/score.py over the corpus."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for found in predictions(shared / "corpus"):
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
        file.flush()
        command = [
            sys.executable,
            str(shared / "tools/score.py"),
            str(shared / "gold/visible.jsonl"),
            file.name,
        ]
        return subprocess.run(
            command + ["-v"] * verbose, capture_output=True, text=True, check=True
        ).stdout


def f1_by_column(table: str) -> dict[str, float]:
    """Field to F1, read from that table."""
    rows = (
        line.rsplit(maxsplit=6)
        for line in table.splitlines()[1:]
        if line and line[-1].isdigit() and ":" not in line
    )
    return {row[0].strip(): float(row[6]) for row in rows if len(row) == 7}


def bigram_f1(want: str, got: str) -> float:
    """How far two texts share their pairs of adjacent characters, white space aside: 0 to 1."""
    one, other = ("".join(text.split()) for text in (want, got))
    a, b = (Counter(pairwise(text)) for text in (one, other))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0


def page_rows(shared: Path) -> list[tuple[str, dict[str, bool | float | None]]]:
    """For each detail page: whether each printed fact is exact (None where the page prints none), and the body's F1."""
    rows = []
    for page in json.loads((shared / "pages/manifest.json").read_text(encoding="utf-8")):
        truth = page["truth"]
        if page.get("list_page"):
            continue
        parsed = parse((shared / "pages" / page["file"]).read_bytes(), name=page["file"])
        documents = read(parsed, Context(source=page["file"]))
        found = contract(documents[0], page["file"]) if documents else {}
        row: dict[str, bool | float | None] = {
            "title": found.get("title") == truth["标题"],
            "number": _same(truth.get("发文字号"), found.get("doc_number")),
            "issued": _same(_day(truth.get("成文日期")), found.get("issued_on")),
            "published": _same(_day(truth.get("发布日期")), found.get("published_on")),
            "body F1": bigram_f1(truth["body_text"], "\n".join(parsed.lines))
            if "body_text" in truth
            else None,
        }
        rows.append((page["file"], row))
    return rows


def _same(want: str | None, got: object) -> bool | None:
    return "".join(want.split()) == got if want else None


def _day(printed: str | None) -> str | None:
    day = parse_day(printed) if printed else None
    return day.isoformat() if day else None


def main() -> int:
    if not SHARED.is_dir():
        print(
            f"Nothing to score: {SHARED} is absent. It holds the labelled inputs and is not part of this repository."
        )
        return 0
    print(corpus_table(SHARED, verbose="-v" in sys.argv))
    for name, row in page_rows(SHARED):
        cells = (
            "-"
            if value is None
            else f"{value:.3f}"
            if isinstance(value, float)
            else "yes"
            if value
            else "NO"
            for value in row.values()
        )
        print(
            f"{name:<24}", *(f"{column} {cell:<6}" for column, cell in zip(row, cells, strict=True))
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
