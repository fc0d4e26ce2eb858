"""Bytes to text with a map back to the original lines: the table of parsers.

Judges nothing that the text says.

One line a form: adding a parser is one file and its line here. What is recognised but not read
stands in unread.py.
"""

from collections.abc import Callable

from watcher.parsing.files.docx import parse_docx
from watcher.parsing.files.pdf import parse_pdf
from watcher.parsing.files.text_files import parse_markdown, parse_plain
from watcher.parsing.files.unread_forms import parse_unread
from watcher.parsing.files.xlsx import parse_xlsx
from watcher.parsing.html.page_parser import parse_html
from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.parsing.sniff import kind_of
from watcher.parsing.source import RawSource

__all__ = ["PARSERS", "Parsed", "SiteMeta", "parse"]

PARSERS: dict[str, Callable[[RawSource], Parsed]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "plain": parse_plain,
    "pdf": parse_pdf,
    "docx": parse_docx,
    "xlsx": parse_xlsx,
}


def parse(
    data: bytes, *, name: str, content_type: str | None = None, body: str | None = None
) -> Parsed:
    """The text of one file or page and what its container states; never raises on bad input.

    `name` is a file name or an address, `content_type` the header as sent, `body` a CSS selector of
    a page's body. An outcome other than "readable" carries a note that says what was found and what
    to do.
    """
    source = RawSource(data, name, content_type, body)
    kind = kind_of(data, name, content_type)
    return PARSERS.get(kind, parse_unread)(source)
