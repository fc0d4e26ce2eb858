"""How many small faults the tests would catch: a sample of single mutations, drawn by a seed.

    python -m benchmarks.mutants [ROOM ...] [--sample 60] [--seed 1] [--least 0.9]

Each mutation (a comparison turned, `and` and `or` exchanged, a `not` dropped, a number moved by one)
is made in a copy of the tree, and the tests of its room are run on it. What survives is printed:
a test is missing there, or the code says nothing. Not part of CI: a mutation takes seconds.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import apply_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec

PROJECT = Path(__file__).parents[1]
TURNED = {
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
    *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
}
OPERATORS = {
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in TURNED),
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/NumberReplacer",
    "core/ReplaceUnaryOperator_Delete_Not",
}
# room → the tests that must catch a fault in it; a folder that is absent is left out
TESTS = {
    "watcher/deciding": ("tests/watcher/deciding",),
    "watcher/telling": ("tests/watcher/telling", "tests/watcher/recording"),
    "watcher/rendering": ("tests/watcher/rendering", "tests/watcher/recording"),
    "watcher/diffing": ("tests/watcher/diffing",),
    "watcher/reading": ("tests/watcher/reading",),
    "watcher/parsing": ("tests/watcher/parsing",),
    "watcher/fetching": ("tests/watcher/fetching",),
    "watcher/recording": ("tests/watcher/recording", "tests/watcher/upkeep"),
    "watcher/upkeep": ("tests/watcher/upkeep", "tests/watcher/recording"),
    "watcher/asking": ("tests/watcher/asking", "tests/watcher/cli"),
    "store": ("tests/store", "tests/watcher/recording"),
    "config": ("tests/config",),
    "notifiers": ("tests/notifiers",),
}
LONGEST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutation that no test noticed."""

    place: str
    operator: str
    code: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the share caught a room and what survived; 1 where a room stays below `--least`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", default=["watcher/deciding", "watcher/telling"])
    parser.add_argument("--sample", type=int, default=60, help="mutations a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=0.9, help="share that must be caught")
    chosen = parser.parse_args(arguments)
    missed = [room for room in chosen.rooms if not _try_room(room, chosen)]
    return int(bool(missed))


def _try_room(room: str, chosen: argparse.Namespace) -> bool:
    mutations = sampled_mutations(room, chosen.sample, chosen.seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = _copied_tree(Path(folder))
        tests = [name for name in TESTS[room] if (copy / name).exists()]
        if not _tests_pass(copy, tests):
            print(f"{room}: its tests fail before anything is mutated", file=sys.stderr)
            return False
        survivors = _survivors(copy, tests, mutations)
    caught = len(mutations) - len(survivors)
    share = caught / max(len(mutations), 1)
    print(
        f"{room}: {caught} of {len(mutations)} mutations caught ({share:.0%}), seed {chosen.seed}"
    )
    for one in survivors:
        print(f"  survived  {one.place}  {one.operator}\n            {one.code}")
    return share >= chosen.least


def sampled_mutations(room: str, sample: int, seed: int) -> list[MutationSpec]:
    """So many of the mutations that a room offers, the same for the same seed and code."""
    place = PROJECT / room
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    relative = [file.relative_to(PROJECT) for file in files if "migrations" not in file.parts]
    with (
        tempfile.TemporaryDirectory() as folder,
        use_db(f"{folder}/work.sqlite", WorkDB.Mode.create) as database,
    ):
        init(relative, database, {})
        found = [item.mutations[0] for item in database.work_items]
    offered = [one for one in found if one.operator_name in OPERATORS]
    offered.sort(key=lambda one: (str(one.module_path), one.operator_name, one.occurrence))
    return random.Random(seed).sample(offered, min(sample, len(offered)))


def _copied_tree(folder: Path) -> Path:
    copy = folder / "tree"
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    shutil.copytree(PROJECT, copy, ignore=left_out)
    return copy


def _survivors(copy: Path, tests: list[str], mutations: list[MutationSpec]) -> list[Survivor]:
    survivors = []
    for number, mutation in enumerate(mutations, 1):
        file = copy / mutation.module_path
        before = file.read_text(encoding="utf-8")
        operator = get_operator(mutation.operator_name)()
        _, mutated = apply_mutation(file, operator, mutation.occurrence)
        if mutated is None:
            continue
        print(f"\r{number} of {len(mutations)}", end="", file=sys.stderr, flush=True)
        try:
            if _tests_pass(copy, tests):
                survivors.append(_survivor(mutation, before, mutated))
        finally:
            file.write_text(before, encoding="utf-8")
    print(file=sys.stderr)
    return survivors


def _survivor(mutation: MutationSpec, before: str, mutated: str) -> Survivor:
    pairs = zip(before.splitlines(), mutated.splitlines(), strict=False)
    number, code = next((n, new) for n, (old, new) in enumerate(pairs, 1) if old != new)
    place = f"{mutation.module_path}:{number}"
    return Survivor(place, mutation.operator_name.removeprefix("core/"), code.strip())


def _tests_pass(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
