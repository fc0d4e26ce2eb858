"""Long and senseless text costs issuers, regions, industries and audience no more than its length."""

import pytest

from tests.bounds import ends
from tests.watcher.reading.segment_of import segment_of
from watcher.parsing.parsed import SiteMeta
from watcher.reading.facts import audience, citations, industry_labels, issuers, regions
from watcher.reading.segment import Segment

LINES = {
    "one line of dates": ("财政部2024年3月5日" * 4_000,),
    "one line of organs": ("财政部 " * 20_000,),
    "letters apart": ("财 政 " * 15_000,),
    "labels": ("主管部门 " * 10_000,),
    "many short lines": tuple(["财政部"] * 6_000),
    "dates alone": tuple(["2024年3月5日"] * 4_000),
    "places": ("支持松江区闵行区" * 6_000,),
    "supports": ("重点支持新能源汽车等重点产业" * 4_000,),
    "adverbs": ("近日日前联合正式" * 6_000 + "印发《某某》",),
    "brackets": ("《〈" * 20_000 + "》（国发〔2024〕7号）",),
    "numbers": ("见《某某》（国发〔2024〕7号）、" * 3_000,),
}


def hostile(lines: tuple[str, ...]) -> list[Segment]:
    meta = SiteMeta(issuer=lines[0], doc_number=lines[0])
    return [
        segment_of("上海市人民政府关于某某的通知", *lines, region="310000"),
        segment_of("某某政策发布", *lines, kind="policy_news"),
        segment_of(lines[0][:5_000], *lines, meta=meta),
    ]


@pytest.mark.parametrize("name", LINES)
def test_no_text_runs_away(name: str) -> None:
    """Sixty thousand characters: each document is read to the end."""
    for segment in hostile(LINES[name]):
        with ends(name):
            found = issuers.find_issuers(segment)
            regions.find_region(segment, found)
            industry_labels.find_industries(segment)
            audience.find_audience(segment)
            citations.find_citations(segment, None)
