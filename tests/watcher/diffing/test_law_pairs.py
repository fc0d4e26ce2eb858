"""Real laws before and after an amendment: the clauses found are the ones that were officially announced."""

import json
import re
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest

from watcher.diffing import compare
from watcher.diffing.clauses.ordinals import read_ordinal
from watcher.diffing.compare_record import clause_record

PAIRS = Path(__file__).parents[3] / "../shared/law_pairs"
FOLDERS = sorted(PAIRS.glob("*/truth.json")) if PAIRS.is_dir() else []
Event = tuple[str, str | None, str | None]

pytestmark = pytest.mark.skipif(not FOLDERS, reason="the law pairs are not beside this checkout")


def _article(label: str | None) -> str | None:
    """第四十六条 → "46", 第九条之一 → "9之一"; None for what is no article."""
    found = re.match(r"第(.+?)条(.*)$", label or "")
    return f"{read_ordinal(found[1])}{found[2]}" if found else None


def _found(folder: Path) -> set[Event]:
    old, new = (
        (folder / name).read_text(encoding="utf-8").splitlines() for name in ("old.txt", "new.txt")
    )
    objects = [clause_record(change) for change in compare(old, new)]
    events = {(o["kind"], _article(o["old"]), _article(o["new"])) for o in objects}
    return {e for e in events if e[0] in ("added", "removed", "amended") and (e[1] or e[2])}


def _announced(truth: dict[str, Any]) -> set[Event]:
    """The decision's changes, else the automatic alignment's. A correction of 帐 to 账 throughout is announced too."""
    stated = truth.get("truth") or truth["auto_alignment"]
    amended = [*stated["modified"], *stated.get("minor_modified", [])]
    return {
        *(("amended", str(pair[0]), str(pair[1])) for pair in amended),
        *(("added", None, str(new)) for new in stated["added"]),
        *(("removed", str(old), None) for old in stated["removed"]),
    }


def _f1(found: AbstractSet[object], announced: AbstractSet[object]) -> float:
    return 2 * len(found & announced) / (len(found) + len(announced))


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.parent.name)
def test_every_pair_is_close_to_its_announcement(path: Path) -> None:
    """F1 of amended, added and removed articles, paired as announced."""
    found, announced = _found(path.parent), _announced(json.loads(path.read_text(encoding="utf-8")))
    assert _f1(found, announced) >= 0.97, (found - announced, announced - found)


def test_all_pairs_together() -> None:
    """The same over all articles of all pairs."""
    found: set[tuple[str, Event]] = set()
    announced: set[tuple[str, Event]] = set()
    for path in FOLDERS:
        found |= {(path.parent.name, event) for event in _found(path.parent)}
        announced |= {
            (path.parent.name, event)
            for event in _announced(json.loads(path.read_text(encoding="utf-8")))
        }
    assert _f1(found, announced) >= 0.99


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.parent.name)
def test_a_law_does_not_differ_from_itself_with_noise(path: Path) -> None:
    """Half-width stops, other spaces and other quotes throughout a real law: nothing."""
    lines = (path.parent / "new.txt").read_text(encoding="utf-8").splitlines()
    noisy = [
        line.replace("，", ",").replace("（", "(").replace(" ", "\u3000").replace("“", '"')
        + "\u200b"
        for line in lines
    ]
    assert compare(lines, noisy) == ()
