"""Folders of texts, lived with for years: they end as they did, section by section.

The texts of our own are those that the tests of the reader and the parser are made of. The texts of others lie beside the repository, and only digests are kept.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from store.database.opening import Database
from tests.golden.house.comparing import seen_sections
from tests.golden.house.dumping import dump
from tests.golden.house.lives import live_with
from tests.watcher.parsing.layout_pages import layout_pages
from tests.watcher.reading.redteam import samples

TESTS = Path(__file__).parents[2]
OTHERS = TESTS.parent / "../shared/corpus"


def _files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def _documents() -> dict[str, str]:
    some = list(samples())[::3]
    return {f"{number:03}.md": "\n".join(one.lines) for number, one in enumerate(some)}


def _pages() -> dict[str, str]:
    return {f"{page.name}.html": page.html for page in layout_pages()[::2]}


MANY: dict[str, Callable[[], dict[str, str]]] = {"documents": _documents, "pages": _pages}


def test_a_handful_of_texts_ends_as_it_did(
    new_store: Database, tmp_path: Path, golden: Callable[[str], None]
) -> None:
    """Every alert, every date, every version's facts; and every message that was sent."""
    texts = _files(TESTS / "journey/samples")
    golden(_lived(texts, new_store, tmp_path, deliver=True))


@pytest.mark.parametrize("new_store", ["sqlite"], indirect=True)  # they take long
@pytest.mark.parametrize("texts", MANY)
def test_many_texts_end_as_they_did(
    new_store: Database, tmp_path: Path, golden: Callable[[str], None], texts: str
) -> None:
    """A third of the documents and half of the pages: all would take a minute."""
    golden(_lived(MANY[texts](), new_store, tmp_path, deliver=False))


@pytest.mark.skipif(not OTHERS.is_dir(), reason="the real documents are not beside this checkout")
def test_texts_of_others_end_as_they_did(
    new_store: Database, tmp_path: Path, golden: Callable[[str], None]
) -> None:
    """The digest of each section names the one that differs."""
    golden(_digests(_lived(_files(OTHERS), new_store, tmp_path, deliver=False)))


def _lived(texts: Mapping[str, str], store: Database, tmp_path: Path, *, deliver: bool) -> str:
    folder = tmp_path / "texts"
    folder.mkdir()
    sent = live_with(texts, store, folder, deliver=deliver)
    return dump(store, {str(folder): "FOLDER"}, sent)


def _digests(text: str) -> str:
    """For each section how many entries it has, and the digest of their text."""
    kept = {}
    for name, entries in seen_sections(text).items():
        packed = json.dumps(entries, ensure_ascii=False)
        kept[name] = [{"entries": len(entries), "sha256": sha256(packed.encode()).hexdigest()}]
    return json.dumps(kept, indent=1) + "\n"
