"""The real pages beside the project, where they are present: metadata exact, body complete."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from watcher.parsing import parse
from watcher.parsing.html.list_links import read_links

PAGES = Path(__file__).parents[3] / "../shared/pages"
MANIFEST = PAGES / "manifest.json"
CASES: list[dict[str, Any]] = (
    json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else []
)

pytestmark = pytest.mark.skipif(not CASES, reason="the real pages (../shared/pages) are not here")


def bigrams(text: str) -> Counter[str]:
    text = re.sub(r"\s+", "", text)
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def numbers(date: str | None) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", date or "")[:3]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["file"]))
def test_page_gives_its_truth(case: dict[str, Any]) -> None:
    """标题, 发文字号, 成文日期 and 发布日期 exactly; the body's character bigrams with F1 of 0.97 or more."""
    data, truth = (PAGES / case["file"]).read_bytes(), case["truth"]
    parsed = parse(data, name=case["file"])
    for label, got in (("标题", parsed.meta.title), ("发文字号", parsed.meta.doc_number)):
        if label in truth:
            assert got == truth[label]
    if "发布日期" in truth:
        assert numbers(parsed.meta.published_on) == numbers(truth["发布日期"])
    if "成文日期" in truth:
        assert numbers(parsed.meta.issued_on) == numbers(truth["成文日期"])
    if "body_text" in truth:
        want, got_text = bigrams(truth["body_text"]), bigrams("".join(parsed.lines))
        assert 2 * (want & got_text).total() / (want.total() + got_text.total()) >= 0.97
    assert {address for _, address in parsed.attachments} == set(truth.get("附件", []))


def test_list_page_gives_its_entries() -> None:
    """Five entries, protocol-relative addresses, dates in a block of their own."""
    data = (PAGES / "xiz_cac-list.html").read_bytes()
    found = read_links(data, base="http://www.cac.gov.cn/wxzw/A0937index_1.htm")
    assert [link.listed_on.isoformat() for link in found if link.listed_on] == [
        "2026-09-07", "2026-08-31", "2026-08-28", "2026-08-06", "2026-08-04",
    ]  # fmt: skip
    assert found == read_links(
        data,
        base="http://www.cac.gov.cn/wxzw/A0937index_1.htm",
        items="ul.newsList li",
        title="h5 a",
        date=".times",
    )
