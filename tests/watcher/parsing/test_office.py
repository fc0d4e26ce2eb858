"""PDF, Word, Excel and what is only recognised: text where there is any, else an outcome that says what to do."""

import datetime as dt
import io

import pytest
from pypdf import PdfWriter

from tests.watcher.parsing.office_files import docx_file, pdf_file, xlsx_file, zip_file
from watcher.parsing import parse

NOTICE = ("青岚市财政局关于申报专项资金的通知", "青财规〔2026〕3号")


def test_pdf_lines_know_their_pages() -> None:
    """Page numbers at the foot are no lines."""
    parsed = parse(pdf_file([[*NOTICE, "- 1 -"], ["请于2026年6月30日前申报。", "2"]]), name="a.pdf")
    assert parsed.lines == (*NOTICE, "请于2026年6月30日前申报。")
    assert parsed.pages == (1, 1, 2)


def test_scanned_pdf_says_so() -> None:
    """Pages of images without a text layer."""
    parsed = parse(pdf_file([[], []], image=True), name="a.pdf")
    assert parsed.outcome == "scanned"
    assert "OCR" in parsed.note


def test_encrypted_pdf_says_so() -> None:
    """A PDF that wants a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf_file([NOTICE])))
    writer.encrypt("geheim")
    out = io.BytesIO()
    writer.write(out)
    assert parse(out.getvalue(), name="a.pdf").outcome == "encrypted"


def test_pdf_encrypted_beyond_the_reader_is_not_called_damaged() -> None:
    """AES, without a password: the reader cannot undo it, and fetching the file again would not help."""
    plain = pdf_file([NOTICE]).decode("latin-1")
    key, whole = "<" + "00" * 48 + ">", "<" + "00" * 32 + ">"
    entry = (
        f"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O {key} /U {key} /OE {whole} /UE {whole} "
        f"/Perms <{'00' * 16}> /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >> "
        f"/ID [<{'00' * 16}> <{'00' * 16}>]"
    )
    at = plain.rindex("trailer")
    changed = plain[:at] + plain[at:].replace("<<", f"<< {entry}", 1)
    parsed = parse(changed.encode("latin-1"), name="a.pdf")
    assert (parsed.outcome, "again" in parsed.note) == ("encrypted", False)


def test_word_file_in_reading_order() -> None:
    """Headings with levels, paragraphs, table rows as lines and as a table."""
    parsed = parse(
        docx_file(
            NOTICE[0], ["一、申报时间", "二、材料"], [["批次", "截止"], ["第一批", "4月30日"]]
        ),
        name="a.docx",
    )
    assert parsed.lines == (NOTICE[0], "一、申报时间", "二、材料", "批次\t截止", "第一批\t4月30日")
    assert parsed.levels == (1, 0, 0, 0, 0)
    assert parsed.tables == ((("批次", "截止"), ("第一批", "4月30日")),)


def test_workbook_rows_are_lines() -> None:
    """Dates and whole numbers as a person reads them; empty rows and sheets are left out."""
    rows: list[list[object]] = [
        ["批次", "截止", "金额"],
        ["第一批", dt.date(2026, 4, 30), 200.0],
        [None, None, None],
        ["第二批", "待定", None],
    ]
    parsed = parse(xlsx_file({"窗口": rows, "空": []}), name="a.xlsx")
    assert parsed.lines == ("批次\t截止\t金额", "第一批\t2026-04-30\t200", "第二批\t待定")
    assert parsed.tables == (
        (("批次", "截止", "金额"), ("第一批", "2026-04-30", "200"), ("第二批", "待定")),
    )


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx"])
def test_truncated_file_is_damaged(name: str) -> None:
    """Half a file is named as damaged, with what to do."""
    whole = {
        "a.pdf": pdf_file([NOTICE]),
        "a.docx": docx_file("题", ["文"]),
        "a.xlsx": xlsx_file({"表": [["一"]]}),
    }[name]
    parsed = parse(whole[: len(whole) // 2], name=name)
    assert (parsed.outcome, "again" in parsed.note) == ("damaged", True)


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")]
)
def test_zip_bomb_is_not_opened(name: str, part: str) -> None:
    """A small file that unpacks to 50 MB of XML is refused by size."""
    parsed = parse(zip_file({"[Content_Types].xml": b"<x/>", part: b" " * 50_000_000}), name=name)
    assert parsed.outcome == "too_large"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "Word 97"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "https://x.gov.cn/a.wps", "WPS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.et", "WPS workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "Excel 97"),
        (zip_file({"OFD.xml": b"<x/>"}), "a.bin", "OFD"),
        (zip_file({"申报表.txt": b"x"}), "a.zip", "zip"),
        (b"Rar!\x1a\x07\x00" + bytes(60), "a.rar", "rar"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png", "image"),
        (bytes(range(256)) * 4, "a.dat", "unknown"),
    ],
)
def test_forms_that_are_not_read_are_named(data: bytes, name: str, said: str) -> None:
    """Recognised by their first bytes, whatever the server calls them; the note says what to do."""
    parsed = parse(data, name=name, content_type="text/html")
    assert (parsed.form, parsed.outcome, parsed.lines) == ("unread", "unsupported", ())
    assert said in parsed.note


def test_encrypted_office_file_is_told_from_an_old_word_file() -> None:
    """A docx with a password is an OLE container that holds EncryptedPackage."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert parse(data, name="a.docx").outcome == "encrypted"
