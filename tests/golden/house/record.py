"""Records golden stories anew, from the code that is checked out: `python -m tests.golden.house.record`.

Without arguments every story is recorded, and those that no test tells any more are deleted. With
arguments (files, -k and other options of pytest) only what they name. Look at what changed with
`git status`, and at what it is by running the tests on the files of the commit before.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.golden.house.keeping import RECORD, STORIES

TESTS = Path(__file__).parents[2]
TOLD_IN = ("golden", "journey", "watcher/cli", "watcher/recording")


def main(arguments: list[str]) -> int:
    """Runs the tests that tell stories; returns the exit status of pytest."""
    if not arguments:
        shutil.rmtree(STORIES, ignore_errors=True)
        arguments = [str(TESTS / name) for name in TOLD_IN]
    os.environ[RECORD] = "1"
    return int(pytest.main(["-q", "-p", "no:cacheprovider", *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
