"""The title of a detail page is what the page states; a sentence of its body never is."""

import pytest

from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import Context, contract, read

_ADOPTED = "《云岭省湿地办法》已经2024年3月2日省人民政府第5次常务会议审议通过，现予公布，自2024年5月1日起施行。"
_BODY = ("云岭省湿地办法", "第一条　为了保护湿地，制定本办法。", "第二条　本办法自2024年5月1日起施行。")


def identity(*lines: str, title: str | None = None) -> tuple[object, object]:
    parsed = Parsed(lines=lines, form="html", single=True, meta=SiteMeta(title=title))
    (document,) = read(parsed, Context())
    found = contract(document, "page.html")
    return found["title"], found["doc_number"]


@pytest.mark.parametrize("title", [None, "云岭省湿地办法"])
@pytest.mark.parametrize(
    "sentence", [_ADOPTED, "现将《云岭省湿地办法》印发给你们，请认真贯彻执行。", "《云岭省湿地办法》已于近日公布。"]
)
def test_a_sentence_is_no_title(title: str | None, sentence: str) -> None:
    """A sentence that names the paper holds its title; it is not the title, however alike the two are."""
    assert identity(sentence, *_BODY, title=title)[0] == "云岭省湿地办法"


@pytest.mark.parametrize("title", [None, "云岭省湿地办法", "岚岗市人民政府令"])
def test_an_order_s_head_over_two_lines_gives_the_number(title: str | None) -> None:
    lines = ("岚岗市人民政府令", "第58号", _ADOPTED, *_BODY)
    assert identity(*lines, title=title) == ("云岭省湿地办法", "岚岗市人民政府令第58号")


def test_a_body_s_title_completes_one_cut_short() -> None:
    whole = "岚岗市人民政府关于支持低空经济发展的若干措施"
    assert identity(whole, "各县人民政府：", "现通知如下。", title="岚岗市人民政府关于支持低空…")[0] == whole
