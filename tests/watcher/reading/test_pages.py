"""The title of a detail page is what the page states; a sentence of its body never is."""

import pytest

from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import Context, contract, read

_ADOPTED = "《云岭省湿地办法》已经2024年3月2日省人民政府第5次常务会议审议通过，现予公布，自2024年5月1日起施行。"
_BODY = (
    "云岭省湿地办法",
    "第一条　为了保护湿地，制定本办法。",
    "第二条　本办法自2024年5月1日起施行。",
)


def identity(*lines: str, title: str | None = None) -> tuple[object, object]:
    parsed = Parsed(lines=lines, form="html", single=True, meta=SiteMeta(title=title))
    (document,) = read(parsed, Context())
    found = contract(document, "page.html")
    return found["title"], found["doc_number"]


@pytest.mark.parametrize("title", [None, "云岭省湿地办法"])
@pytest.mark.parametrize(
    "sentence",
    [
        _ADOPTED,
        "现将《云岭省湿地办法》印发给你们，请认真贯彻执行。",
        "《云岭省湿地办法》已于近日公布。",
    ],
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
    assert (
        identity(whole, "各县人民政府：", "现通知如下。", title="岚岗市人民政府关于支持低空…")[0]
        == whole
    )


def test_a_number_behind_the_title_is_not_part_of_it() -> None:
    """Where it is the page's own; a title may end in the number of another paper."""
    title = "岚岗市人民政府关于划定禁燃区的通告"
    meta = SiteMeta(title=f"{title}（岚政告〔2025〕2号）", doc_number="岚政告〔2025〕2号")
    (document,) = read(Parsed(lines=_BODY, form="html", single=True, meta=meta), Context())
    assert document.title == title


def test_a_file_s_name_does_not_lengthen_the_title() -> None:
    assert (
        identity("2026年5月建筑材料信息价.pdf", title="2026年5月建筑材料信息价")[0]
        == "2026年5月建筑材料信息价"
    )


@pytest.mark.parametrize(
    "line",
    [
        "（2023年12月26日柳政规〔2023〕9号公布）",
        "（2023年12月26日柳政规〔2023〕9号印发 根据2025年1月13日《决定》修订）",
    ],
)
def test_the_line_that_made_it_known_gives_the_number(line: str) -> None:
    """As regulations print it beneath their title; a number named so further down is another paper's."""
    assert (
        identity("云岭省湿地办法", line, *_BODY[1:], title="云岭省湿地办法")[1]
        == "柳政规〔2023〕9号"
    )
    assert identity(*_BODY, "一、依据", "二、范围", line, title="云岭省湿地办法")[1] is None


def test_an_order_s_cell_that_leaves_out_whose_takes_the_issuer() -> None:
    meta = SiteMeta(title="岚岗市供水办法", doc_number="政府令187号", issuer="岚岗市人民政府")
    (document,) = read(Parsed(lines=_BODY, form="html", single=True, meta=meta), Context())
    assert contract(document, "a.html")["doc_number"] == "岚岗市人民政府令第187号"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("云岭省湿地保护办法已经省人民政府同意，现予公布如下：", "云岭省湿地保护办法"),
        ("云岭省湿地保护办法（2024年修订）", "云岭省湿地保护办法"),
        ("云岭省湿地保护办法实施细则", "云岭省湿地保护办法"),
        ("云岭省湿地保护办法及实施细则的通知", "云岭省湿地保护办法及实施细则的通知"),
    ],
)
def test_a_whole_title_is_lengthened_by_its_rest_alone(printed: str, title: str) -> None:
    """The metadata wins; what goes on with 的 or 及 shows that it was cut."""
    assert identity(printed, *_BODY[1:], title="云岭省湿地保护办法")[0] == title
