"""The words of a page that tell a document from what is served in its place. Pure; judges nothing.

Links are taken away first: a home page prints the titles of the newest documents, as links.
"""

import html
import re
from dataclasses import dataclass

from watcher.fetching.expected import squeeze
from watcher.parsing.charset import decode_bytes

_UNSEEN = frozenset({"script", "style", "noscript", "template", "select"})
_TITLES = frozenset({"title", "h1", "h2", "h3"})
_INLINE = frozenset(
    {"b", "em", "font", "i", "o:p", "span", "strong", "u"}
)  # within a word, or a number
_TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9:]{0,20})")
_META = re.compile(r"<meta\s[^<>]{1,1000}>", re.IGNORECASE)
_ARTICLE_TITLE = re.compile(r"=\s?[\"']?(?:ArticleTitle|og:title)\b", re.IGNORECASE)
_CONTENT = re.compile(r"content\s?=\s?[\"']([^\"'<>]{1,500})", re.IGNORECASE)
# letters only of ASCII: the length must stay as it is
_LOW = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_HEAD = 64 * 1024  # characters in which metadata is looked for
_PASSWORD = re.compile(r"type\s?=\s?[\"']?password", re.IGNORECASE)
_PARTS = re.compile(r"[_|｜]|\s[-–—]+\s|--+")
_NUMBER = re.compile(r"[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?第?\s?\d{1,5}\s?号")
_ENDS = re.compile(rb"</(?:html|body)\b", re.IGNORECASE)
_BEGINS = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page as a reader would meet it, squeezed (see `expected.squeeze`).

    `titles` are those of the page itself, its metadata and headings; `text` is what stands outside
    of links, `linked` counts the letters of links. `numbered` says that a 发文字号 stands in the
    text. `cut` says that the page opens and never closes.
    """

    titles: tuple[str, ...]
    text: str
    linked: int
    numbered: bool = False
    asks_password: bool = False
    cut: bool = False

    @property
    def length(self) -> int:
        """All letters that are seen."""
        return len(self.text) + self.linked


def read_page_words(body: bytes, content_type: str | None = None) -> PageWords:
    """The words of an HTML page; linear in its length, however broken it is."""
    page = decode_bytes(body, content_type).text
    walk = _PageWalk(page, page.translate(_LOW))
    walk.read()
    printed = "".join(walk.outside)
    text, linked = squeeze(printed), squeeze("".join(walk.inside))
    return PageWords(
        titles=_title_parts([*_metadata_titles(page), *walk.titles()]),
        text=text,
        linked=len(linked),
        numbered=_NUMBER.search(printed) is not None,
        asks_password=_PASSWORD.search(page) is not None,
        cut=is_cut(body),
    )


class _PageWalk:
    """Reads a page from its first tag to its last: what stands in links, outside of them, in
    titles.

    A scanner of its own: no tree is needed, and a page made to be slow must not be.
    """

    def __init__(self, page: str, low: str) -> None:
        self.page, self.low = page, low
        self.outside: list[str] = []
        self.inside: list[str] = []
        self._headings: list[list[str]] = []
        self._in_link = False
        self._heading = ""
        self._endless: set[str] = set()

    def read(self) -> None:
        """Walks the page."""
        at = 0
        while at < len(self.page):
            tag = self.page.find("<", at)
            tag = len(self.page) if tag < 0 else tag
            self._take_text(self.page[at:tag])
            at = self._after_tag(tag)

    def titles(self) -> list[str]:
        """The page's title and its headings, without links."""
        return ["".join(heading) for heading in self._headings]

    def _take_text(self, text: str) -> None:
        if not text.strip():
            return
        text = html.unescape(text)
        if self._heading == "title":
            self._headings[-1].append(text)
        elif self._in_link:
            self.inside.append(text)
        else:
            self.outside.append(text)
            if self._heading:
                self._headings[-1].append(text)

    def _after_tag(self, tag: int) -> int:
        """The place where text goes on after the tag at `tag`, past all of an element that shows
        nothing.
        """
        if self.low.startswith("<!--", tag):
            return self._behind("-->", tag)
        found = _TAG_NAME.match(self.low, tag)
        end = self._behind(">", tag)
        if found is None:
            return end
        name = found[2]
        if name in _UNSEEN and not found[1]:
            closing = self._place_of(f"</{name}", end)
            return len(self.page) if closing < 0 else self._behind(">", closing)
        if name != "a":
            self._note_tag(name, closes=bool(found[1]))
        elif found[1] or "href" in self.low[tag:end]:  # <a name=…> is a place, no link
            self._in_link = not found[1]
        return end

    def _note_tag(self, name: str, *, closes: bool) -> None:
        if name in _TITLES:
            self._heading = "" if closes else name
            if not closes:
                self._headings.append([])
        elif name not in _INLINE:
            self.outside.append("\n")

    def _behind(self, mark: str, start: int) -> int:
        found = self._place_of(mark, start)
        return len(self.page) if found < 0 else found + len(mark)

    def _place_of(self, mark: str, start: int) -> int:
        """The next place of a mark, -1 for none; what was not found once is not looked
        for again.
        """
        if mark in self._endless:
            return -1
        found = self.low.find(mark, start)
        if found < 0:
            self._endless.add(mark)
        return found


def _metadata_titles(page: str) -> list[str]:
    found = []
    for tag in _META.findall(page[:_HEAD]):
        content = _CONTENT.search(tag)
        if content and _ARTICLE_TITLE.search(tag):
            found.append(html.unescape(content[1]))
    return found


def is_cut(body: bytes) -> bool:
    """True for a page that opens and never closes."""
    return _BEGINS.search(body) is not None and _ENDS.search(body) is None


def _title_parts(named: list[str]) -> tuple[str, ...]:
    """Each title whole, and its parts: the document's name and the site's."""
    found: dict[str, None] = {}
    for title in named:
        for part in (title, *_PARTS.split(title)):
            found.setdefault(squeeze(part))
    found.pop("", None)
    return tuple(found)
