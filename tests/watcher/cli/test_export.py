"""`history --export`: the log as a file for people elsewhere."""

import csv
import json
from pathlib import Path

from tests.watcher.cli.calling import Call


def test_a_csv_opens_in_a_spreadsheet(call: Call, played: Path, tmp_path: Path) -> None:
    """Every entry, a header, a BOM for Chinese."""
    assert call("-c", played, "history", "--export", "log.csv").status == 0
    data = (tmp_path / "log.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    entries = call("-c", played, "history", "--json").objects
    assert [(row["id"], row["title"]) for row in rows] == [
        (str(e["id"]), e["policy"]["title"]) for e in entries
    ]


def test_json_and_markdown_hold_the_same_entries(call: Call, played: Path, tmp_path: Path) -> None:
    """One object, or one row, an entry; filters apply."""
    call("-c", played, "history", "--kind", "published", "--export", "log.json")
    call("-c", played, "history", "--kind", "published", "--export", "log.md")
    objects = [
        json.loads(line)
        for line in (tmp_path / "log.json").read_text(encoding="utf-8").splitlines()
    ]
    table = (tmp_path / "log.md").read_text(encoding="utf-8").splitlines()
    assert {entry["kind"] for entry in objects} == {"published"}
    assert len(table) == len(objects) + 2


def test_an_unknown_ending_is_refused_before_anything_is_written(
    call: Call, played: Path, tmp_path: Path
) -> None:
    """A sentence that names the endings, exit status 2."""
    said = call("-c", played, "history", "--export", "log.xls")
    assert said.status == 2
    assert ".csv" in said.err
    assert list(tmp_path.iterdir()) == []
