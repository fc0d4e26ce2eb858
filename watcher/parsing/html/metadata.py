"""Collects what a page states about its document: meta tags, metadata table, stamp line, status
mark. Values stay as printed.
"""

from collections.abc import Collection, Iterable, Sequence
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.html.blocks import SEAM, FlowLine, tidy_space
from watcher.parsing.html.furniture import lone_date, stamp_date
from watcher.parsing.html.label_pairs import Pair
from watcher.parsing.html.page_title import page_title, untruncated_title
from watcher.parsing.html.sites import site_tables
from watcher.parsing.parsed import SiteMeta
from watcher.patterns import deferred

_INDEX = deferred(r"[0-9A-Za-z]{6,20}/\d{4}-\d{3,8}")
_YEAR = r"(?:19|20)\d{2}"
# 青政发〔2026〕3号; 财政部 税务总局公告2023年第30号; 青岚市人民政府令第5号; 青政办规〔202615
_NUMBER_ALONE = deferred(
    rf"[（(]?(?P<number>[一-鿿]{{1,16}}\s?[〔\[［【（(]\s?{_YEAR}\s?[〕\]］】）)]\s?第?\d{{1,5}}\s?号"
    rf"|[一-鿿][一-鿿、\s]{{1,40}}(?:公告|令|通告)\s?(?:[〔\[（(]?{_YEAR}[年〕\])）]\s?)?"
    r"第?\s?\d{1,5}\s?号"
    rf"|[一-鿿]{{2,12}}(?:[〔\[［【]\s?{_YEAR}\s?[〕\]］】]?|{_YEAR}\s?[〕\]］】]"
    rf"|(?<=[规发字函]){_YEAR})\s?\d{{1,4}}号?)[）)]?"
)
_MARKED_ABOVE = 12  # lines above the body that may print a status mark
_MARKED_BELOW = 3  # lines of the body, the same
_NUMBER_LAST = deferred(
    rf"[（(](?P<number>[一-鿿]{{1,16}}\s?[〔\[［【]\s?{_YEAR}\s?[〕\]］】]\s?\d{{1,5}}\s?号)[）)]$"
)
_MARK = deferred(
    r"[（(【\[]\s?(?:该|本|此)?(?:文件|公文)?(?:现)?已(?:被)?(?P<mark>废止|失效|修改|修订)\s?[】\])）]"
)
_PART = deferred(rf"[{SEAM}\s|｜：:]+")
_BARS = deferred(rf"\s*[{SEAM}|｜]\s*")
_NEAR = 8  # lines above the body that may be its stamp
_PART_OF_TITLE = 7  # characters: a title may be set in several lines
_COMPACT = deferred(rf"{_YEAR}\d{{8,10}}")  # 20260409103000
_STANDARD_TAGS = frozenset(
    {"sitename", "siteidcode", "columnname", "articletitle", "pubdate", "contentsource"}
)


def site_meta(
    tree: LexborHTMLParser,
    pairs: Sequence[Pair],
    *,
    heading: Sequence[FlowLine],
    stamps: Sequence[FlowLine],
    body: Sequence[FlowLine],
) -> SiteMeta:
    """All that the page says; a field takes the best label that fills it.

    `pairs` were found on the page, `heading` are the lines before the body, `stamps` the furniture
    taken out of the body, `body` its own lines.
    """
    tags = _meta_tags(tree)
    title, head_title = page_title(tree, tags.get("title"), heading, body)
    index = _best_value(pairs, "index_number")
    published = _best_value(pairs, "published_on")
    if not published:
        answered = {pair.value for pair in pairs}
        published = _date_in(heading, stamps, head_title, answered) or tags.get("published_on")
    near = [*heading[-_MARKED_ABOVE:], *body[:_MARKED_BELOW]]
    every = [(pair.label, pair.value) for pair in pairs]
    return SiteMeta(
        title=untruncated_title(_best_value(pairs, "title")) or title,
        doc_number=_doc_number(pairs, index) or _number_in(heading, title),
        issuer=_best_value(pairs, "issuer"),
        issued_on=_best_value(pairs, "issued_on"),
        published_on=published,
        status=_status_mark(pairs, near, head_title),
        index_number=index,
        pairs=tuple(dict.fromkeys(_tag_pairs(tree) + every)),
    )


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Field → content of the best meta tag or custom element (`<publishtime>`) that fills it."""
    best: dict[str, tuple[int, str]] = {}
    for name, content in _named_contents(tree):
        meaning = site_tables().meta_tags.get(name.lower())
        if not meaning or not content:
            continue
        known = best.get(meaning.field)
        if known is None or meaning.rank < known[0]:
            day = content[:8] if _COMPACT.fullmatch(content) else content
            best[meaning.field] = (meaning.rank, day)
    return {field: content for field, (_, content) in best.items()}


def _named_contents(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name:
            # some sites escape twice
            content = tidy_space(unescape(attributes.get("content") or ""))
            found.append((name.strip(), content))
    for tag in ("ucaptitle", "publishtime"):
        element = tree.css_first(tag)
        if element is not None:
            found.append((tag, tidy_space(element.text())))
    return found


def _tag_pairs(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    known = site_tables().meta_tags
    return [
        (name, content)
        for name, content in _named_contents(tree)
        if content and (name.lower() in _STANDARD_TAGS or name.lower() in known)
    ]


def _best_value(pairs: Iterable[Pair], field: str) -> str | None:
    """The value of the best label of a field that states something."""
    nothing = site_tables().no_values
    named = (pair for pair in pairs if pair.meaning.field == field)
    filled = [pair for pair in named if "".join(pair.value.split()) not in nothing]
    return min(filled, key=lambda pair: pair.meaning.rank).value if filled else None


def _doc_number(pairs: Sequence[Pair], index: str | None) -> str | None:
    """The 文号 cell; some sites print the 索引号 there, which is none."""
    value = _best_value(pairs, "doc_number")
    return None if value is None or value == index or _INDEX.fullmatch(value) else value


def _number_in(heading: Sequence[FlowLine], title: str | None) -> str | None:
    """A 文号 alone on a line, or in a piece of one, between title and body; else in brackets after
    the title.
    """
    for line in reversed(heading[-_NEAR:]):
        for piece in (*_line_pieces(line), *line.text.split()):
            if alone := _NUMBER_ALONE.fullmatch(piece):
                return alone["number"]
    for text in (title or "", *(line.text for line in heading)):
        if behind := _NUMBER_LAST.search(text):
            return behind["number"]
    return None


def _line_pieces(line: FlowLine) -> list[str]:
    """The parts of a line that the page sets apart: cells, bars, inline elements."""
    return [line.text, *line.cells, *filter(None, _BARS.split(line.seamed or line.text))]


def _date_in(
    heading: Sequence[FlowLine],
    stamps: Sequence[FlowLine],
    title: str | None,
    stated: Collection[str],
) -> str | None:
    """The date of the stamp line nearest to the body, else a date alone between title and body.

    A date that answers a label of its own (`stated`) is another date.
    """
    near = [*heading[-_NEAR:], *stamps]
    if stamped := _first(stamp_date(line.text) for line in reversed(near)):
        return stamped
    if alone := _first(lone_date(line.text) for line in stamps):
        return alone
    if behind := _first(_date_behind(line.text, title) for line in heading):
        return behind
    at = _last_title_line(heading, title or "")
    if at is None:  # a body that prints its title itself: its date stands right above, alone
        return _first(lone_date(line.text) for line in reversed(heading[-2:]))
    return _first(map(lone_date, reversed(_pieces_below(heading[at + 1 :], stated))))


def _first(found: Iterable[str | None]) -> str | None:
    """The first that is something."""
    return next(filter(None, found), None)


def _date_behind(text: str, title: str | None) -> str | None:
    """The date in brackets behind the title: …的通知(2026年5月6日)."""
    if not title or not text.startswith(title):
        return None
    return lone_date(text[len(title) :])


def _last_title_line(heading: Sequence[FlowLine], title: str) -> int | None:
    """The last of the lines that print the title, or part of it."""
    for at in range(len(heading) - 1, -1, -1):
        text = heading[at].text
        if len(text) >= _PART_OF_TITLE and text in title:
            return at
    return None


def _pieces_below(lines: Sequence[FlowLine], stated: Collection[str]) -> list[str]:
    """The pieces of the lines below a title that no label has stated."""
    pieces: list[str] = []
    for line in lines[-_NEAR:]:
        if line.text not in stated:
            pieces += [piece for piece in _line_pieces(line) if piece not in stated]
    return pieces


def _status_mark(pairs: Sequence[Pair], near: Sequence[FlowLine], title: str | None) -> str | None:
    """An official mark (有效, 已废止): by its label, alone in a piece of a line, or in brackets."""
    marks = site_tables().marks
    stated = _best_value(pairs, "status")
    if stated and any(mark in stated for mark in marks):
        return stated
    return _mark_alone(near) or _mark_in_brackets([title or "", *(line.text for line in near)])


def _mark_alone(near: Sequence[FlowLine]) -> str | None:
    """A mark that a line, or a piece of one, is."""
    for line in near:
        for part in _PART.split(line.seamed or line.text):
            if (alone := part.strip("【】[]（）() ")) in site_tables().marks:
                return alone
    return None


def _mark_in_brackets(texts: Iterable[str]) -> str | None:
    """A mark in brackets within a line: …的通知（已废止）."""
    for text in texts:
        if marked := _MARK.search(text):
            return f"已{marked['mark']}"
    return None
