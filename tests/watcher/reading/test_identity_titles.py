"""Six hundred real titles with their printed numbers, where ../shared is present: every number canonical, every place plausible."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.facts import issuers, regions
from watcher.reading.names.place_names import is_within
from watcher.reading.numbers.document_numbers import find_numbers, own_number

TITLES = Path(__file__).parents[3] / "../shared/titles.jsonl"
pytestmark = pytest.mark.skipif(not TITLES.exists(), reason="../shared/titles.jsonl is not here")
GOVERNMENTS = {
    "www.henan.gov.cn": "410000",
    "www.gd.gov.cn": "440000",
    "www.sc.gov.cn": "510000",
    "www.yn.gov.cn": "530000",
    "www.hainan.gov.cn": "460000",
    "www.shanghai.gov.cn": "310000",
}


def rows() -> list[dict[str, str | None]]:
    return [json.loads(line) for line in TITLES.read_text(encoding="utf-8").splitlines()]


def canonical(printed: str) -> str:
    """Spaces and leading zeros gone: all that the printed numbers of these governments need."""
    return re.sub(r"([〕第])0+", r"\1", re.sub(r"\s", "", printed))


def test_every_number_is_canonical_alone_and_below_its_title() -> None:
    """No row excepted."""
    numbered = [
        (str(row["title"]).replace("\n", ""), row["doc_number"])
        for row in rows()
        if row["doc_number"]
    ]
    wrong = []
    for title, printed in numbered:
        found = own_number(segment_of(title, str(printed), "各市、县人民政府：", "现通知如下。"))
        alone = [number.canonical for number in find_numbers(str(printed))]
        if (
            alone != [canonical(str(printed))]
            or found is None
            or found[0].value != canonical(str(printed))
        ):
            wrong.append((title, printed, alone, found))
    assert wrong == []
    assert len(numbered) > 500


def test_a_governments_titles_apply_within_its_province() -> None:
    """What a province's site prints applies in the province, or, where it passes on a national paper, in the nation."""
    wrong = []
    for row in rows():
        province = GOVERNMENTS.get(urlsplit(str(row["url"])).netloc)
        segment = segment_of(
            str(row["title"]).replace("\n", ""), str(row["doc_number"] or ""), region=province
        )
        found = regions.find_region(segment, issuers.find_issuers(segment))
        if province and (
            found is None
            or not (is_within(found.value.code, province) or found.value.code == "000000")
        ):
            wrong.append((row["title"], found and found.value.name))
    assert wrong == []
