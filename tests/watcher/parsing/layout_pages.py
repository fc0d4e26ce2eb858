"""Invented pages in the layouts that real sites emit, with what each must give: loads layouts/*.txt. Tests nothing.

A record is `=== name`, its expected values as `field: value` lines (a field left out must stay unknown), `---`, then
the page. `{{A|<p>%</p>}}` stands for text A of texts.txt, a paragraph in each wrapper, and
`[[…]]` marks the body: what the page's lines must hold. Places, offices and texts are invented.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "layouts"
_RECORD = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_TEXT = re.compile(r"\{\{(\w)\|(.*?)\}\}", re.DOTALL)
_BODY = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
START, END = "<!--body-->", "<!--/body-->"
_UNSEEN = re.compile(r"<!--.*?-->|<script.*?</script>|<style.*?</style>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """One page and its truth; dates are ISO texts, `body` the visible text without white space."""

    name: str
    expected: dict[str, str]
    marked: str  # the page with START and END, comments, around each part of its body
    body: str

    @property
    def html(self) -> str:
        return self.marked.replace(START, "").replace(END, "")


def layout_pages() -> list[LayoutPage]:
    """Every page of layouts/, in the order of the files."""
    texts = dict(_records((_FOLDER / "texts.txt").read_text(encoding="utf-8")))
    files = sorted(path for path in _FOLDER.glob("*.txt") if path.name != "texts.txt")
    return [
        _page(name, record, texts)
        for path in files
        for name, record in _records(path.read_text(encoding="utf-8"))
    ]


def _records(text: str) -> Iterator[tuple[str, str]]:
    parts = _RECORD.split(text)[1:]
    yield from zip(parts[::2], parts[1::2], strict=True)


def _page(name: str, record: str, texts: dict[str, str]) -> LayoutPage:
    head, _, markup = record.partition("\n---\n")
    expected = dict(line.split(": ", 1) for line in head.splitlines())
    markup = _TEXT.sub(lambda macro: _set_in(macro[2], texts[macro[1]]), markup)
    body = "".join(_visible(part) for part in _BODY.findall(markup))
    return LayoutPage(name, expected, markup.replace("[[", START).replace("]]", END), body)


def _set_in(wrapper: str, text: str) -> str:
    return "\n".join(wrapper.replace("%", line) for line in text.splitlines())


def _visible(markup: str) -> str:
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", _UNSEEN.sub("", markup))))
