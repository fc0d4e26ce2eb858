"""The cells of a table's row are read apart: a tab ends a sentence, and a label's cell belongs to the one beside it."""

from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import Context, contract, read
from watcher.reading.paragraphs.cleaned_lines import clean_text

_TITLE = "岚岗市财政局关于申报项目的通知"


def facts(*lines: str) -> dict[str, object]:
    parsed = Parsed(
        lines=(_TITLE, "各县财政局：", *lines),
        form="html",
        single=True,
        meta=SiteMeta(title=_TITLE),
    )
    (document,) = read(parsed, Context())
    return dict(contract(document, "page.html"))


def test_the_text_of_two_cells_never_joins() -> None:
    assert (
        clean_text(" 2026 年 3 月 1 日\t2026年4月15日 \t\t 附　件")
        == "2026年3月1日\t2026年4月15日\t附件"
    )


def test_letters_set_apart_by_tabs_are_one_word() -> None:
    assert clean_text("财\t政\t部") == "财政部"


def test_a_label_s_cell_belongs_to_the_next() -> None:
    found = facts("有效期\t2026年1月1日至2027年12月31日")
    assert (found["effective_from"], found["valid_until"]) == ("2026-01-01", "2027-12-31")


def test_a_list_in_a_table_names_what_it_repeals() -> None:
    rows = (
        "1\t关于印花税核定征收的公告\t岚税发〔2013〕2号",
        "2\t关于契税征收的公告\t岚税发〔2014〕3号",
    )
    repealed = facts("下列文件予以废止：", *rows)["repeals"]
    assert repealed == [
        {"title": "关于印花税核定征收的公告", "doc_number": "岚税发〔2013〕2号"},
        {"title": "关于契税征收的公告", "doc_number": "岚税发〔2014〕3号"},
    ]
