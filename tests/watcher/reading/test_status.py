"""Official marks: 有效, 失效, 废止, 已修改."""

import pytest

from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import read
from watcher.reading.facts.official_status import RULES
from watcher.reading.segment import fold

BODY = "为推动低空经济发展，制定本办法，请认真贯彻执行，确保各项任务落到实处。"


@pytest.mark.parametrize(
    ("word", "sample"), [(word, each) for word, _, text in RULES for each in text.split(" · ")]
)
def test_every_rule_reads_its_sample(word: str, sample: str) -> None:
    """A mark at the title or in brackets below it is the status."""
    (document,) = read(Parsed((sample, BODY), "html", single=True))
    assert document.status is not None
    assert document.status.value == word


def test_a_mark_is_cut_off_the_title() -> None:
    (document,) = read(
        Parsed((BODY,), "html", single=True, meta=SiteMeta(title="澄江市低空办法【已失效】"))
    )
    assert document.title == "澄江市低空办法"
    assert document.status is not None
    assert document.status.value == "失效"


def test_the_page_s_own_field_comes_first() -> None:
    (document,) = read(
        Parsed(
            (BODY,), "html", single=True, meta=SiteMeta(title="澄江市低空办法", status="部分有效")
        )
    )
    assert document.status is not None
    assert document.status.value == "部分有效"


def test_a_sentence_about_repeal_is_no_mark() -> None:
    """Only the bracketed mark is official; 同时废止 in the text repeals another document."""
    text = "本办法自2026年3月1日起施行，《澄江市航线办法》同时废止。"
    (document,) = read(Parsed(("澄江市低空办法", text), "html", single=True))
    assert document.status is None
    assert not any(pattern.search(fold(text)) for _, pattern, _ in RULES)
