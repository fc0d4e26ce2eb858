"""The charset rule, case by case."""

import pytest

from watcher.parsing.charset import decode_bytes

TEXT = "二〇二六年五月六日，㐱家埠、镕炉、﨑"


@pytest.mark.parametrize(
    ("data", "content_type", "charset"),
    [
        (TEXT.encode(), None, "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), None, "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None, "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None, "utf-16-be"),
        (TEXT.encode("gb18030"), None, "gb18030"),
        (TEXT.encode("gb18030"), "text/html; charset=gb2312", "gb18030"),
        (TEXT.encode(), "text/html; charset=gb2312", "utf-8"),
    ],
)
def test_text_survives_whatever_it_is_labelled(
    data: bytes, content_type: str | None, charset: str
) -> None:
    """The bytes decide; a label does not."""
    decoded = decode_bytes(data, content_type)
    assert (decoded.text, decoded.charset, decoded.warning) == (TEXT, charset, "")


@pytest.mark.parametrize("declared", ["header", "meta"])
def test_big5_only_when_declared(declared: str) -> None:
    """Traditional Chinese in big5 also passes for gb18030, so it takes a declaration."""
    text = "關於印發辦法的通知，自發布之日起施行。" * 4
    meta = '<meta charset="big5">' if declared == "meta" else ""
    header = "text/html; charset=Big5" if declared == "header" else None
    assert decode_bytes((meta + text).encode("big5"), header).text == meta + text
    assert decode_bytes(text.encode("big5")).charset != "big5"


def test_a_few_broken_bytes_are_marked_and_the_rest_survives() -> None:
    """A broken byte inside UTF-8, and inside GBK, costs its own character only."""
    for charset in ("utf-8", "gb18030"):
        whole = (TEXT * 20).encode(charset)
        decoded = decode_bytes(whole + b"\xff" + whole)
        assert decoded.charset == charset
        assert "�" in decoded.text
        assert decoded.warning
        assert decoded.text.count(TEXT) >= 38


def test_truncated_file_loses_only_its_torn_character() -> None:
    """The end of a cut file does not turn the rest to gibberish."""
    assert decode_bytes(TEXT.encode()[:-1]).text == TEXT[:-1]


def test_noise_is_still_decoded() -> None:
    """Bytes of no charset give text with a mark, never an error."""
    assert decode_bytes(bytes(range(128, 256)) * 3).warning
