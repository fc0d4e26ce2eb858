"""The demo's fortnight leaves the same store and sends the same messages as it always did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.database.opening import Database
from tests.golden.house.dumping import dump
from tests.golden.house.lives import play_fortnight


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_fortnight_ends_as_it_did(
    new_store: Database, tmp_path: Path, golden: Callable[[str], None], language: str
) -> None:
    """In both languages, on both databases."""
    sent = play_fortnight(new_store, tmp_path / "policywatch.toml", language)
    golden(dump(new_store, {str(tmp_path): "FOLDER"}, sent))
