"""Where a paper applies when its title is all that tells: same-named places, offices of ministries, zones, 盟 and 地区."""

from pathlib import Path

import pytest

from watcher.parsing.parsed import Parsed
from watcher.reading import read

_BODY = ("", "各有关单位：", "", "为做好相关工作，现就有关事项通知如下，请认真贯彻执行。")
# title | every code that is taken as right (-: the title does not tell)
ROWS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "redteam_documents/regions.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize(("title", "codes"), ROWS)
def test_the_title_s_organ_or_place_tells_the_region(title: str, codes: str) -> None:
    (document,) = read(Parsed((title, *_BODY), "plain"))
    found = document.region.value.code if document.region else "-"
    assert found in codes.split(",")
