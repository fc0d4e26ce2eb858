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

_NOTHING = frozenset(
    {
        "",
        "无",
        "-",
        "--",
        "/",
        "暂无",
        "null",
        "undefined",
        "无文号",
        "—",
        "——",
        "无发文字号",
        "None",
        "空",
    }
)
_INDEX = deferred(r"[0-9A-Za-z]{6,20}/\d{4}-\d{3,8}")
_YEAR = r"(?:19|20)\d{2}"
_NUMBER_ALONE = deferred(
    rf"[（(]?(?P<number>[一-鿿]{{1,16}}\s?[〔\[［【（(]\s?{_YEAR}\s?[〕\]］】）)]\s?第?\d{{1,5}}\s?号"
    rf"|[一-鿿][一-鿿、\s]{{1,40}}(?:公告|令|通告)\s?(?:[〔\[（(]?{_YEAR}[年〕\])）]\s?)?第?\s?\d{{1,5}}\s?号"
    rf"|[一-鿿]{{2,12}}(?:[〔\[［【]\s?{_YEAR}\s?[〕\]］】]?|{_YEAR}\s?[〕\]］】]|(?<=[规发字函]){_YEAR})\s?\d{{1,4}}号?)[）)]?"
)  # 青政发〔2026〕3号; 财政部 税务总局公告2023年第30号; 青岚市人民政府令第5号; 青政办规〔202615
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
    stated = {
        "title": untruncated_title(_best_value(pairs, "title")) or title,
        "doc_number": _doc_number(pairs, index) or _number_in(heading, title),
        "issuer": _best_value(pairs, "issuer"),
        "issued_on": _best_value(pairs, "issued_on"),
        "published_on": _best_value(pairs, "published_on")
        or _date_in(heading, stamps, head_title, {pair.value for pair in pairs})
        or tags.get("published_on"),
        "status": _status_mark(pairs, heading, body, head_title),
        "index_number": index,
    }
    every = [(pair.label, pair.value) for pair in pairs]
    return SiteMeta(**stated, pairs=tuple(dict.fromkeys(_tag_pairs(tree) + every)))


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Field → content of the best meta tag or custom element (`<publishtime>`) that fills it."""
    best: dict[str, tuple[int, str]] = {}
    for name, content in _named_contents(tree):
        meaning = site_tables().meta_tags.get(name.lower())
        if (
            meaning
            and content
            and (meaning.field not in best or meaning.rank < best[meaning.field][0])
        ):
            best[meaning.field] = (
                meaning.rank,
                content[:8] if _COMPACT.fullmatch(content) else content,
            )
    return {field: content for field, (_, content) in best.items()}


def _named_contents(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name:
            found.append(
                (name.strip(), tidy_space(unescape(attributes.get("content") or "")))
            )  # some sites escape twice
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
    filled = [
        pair
        for pair in pairs
        if pair.meaning.field == field and "".join(pair.value.split()) not in _NOTHING
    ]
    return min(filled, key=lambda pair: pair.meaning.rank).value if filled else None


def _doc_number(pairs: Sequence[Pair], index: str | None) -> str | None:
    """The 文号 cell; some sites print the 索引号 there, which is none."""
    value = _best_value(pairs, "doc_number")
    return None if value is None or value == index or _INDEX.fullmatch(value) else value


def _number_in(heading: Sequence[FlowLine], title: str | None) -> str | None:
    """A 文号 alone on a line, or in a piece of one, between title and body; else in brackets after
    the title.
    """
    pieces = (
        piece
        for line in reversed(heading[-_NEAR:])
        for piece in [*_line_pieces(line), *line.text.split()]
    )
    alone = next(filter(None, map(_NUMBER_ALONE.fullmatch, pieces)), None)
    found = alone or next(
        filter(None, map(_NUMBER_LAST.search, [title or "", *(line.text for line in heading)])),
        None,
    )
    return found["number"] if found else None


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
    stamped = next(filter(None, (stamp_date(line.text) for line in reversed(near))), None)
    stamped = stamped or next(filter(None, (lone_date(line.text) for line in stamps)), None)
    if stamped:
        return stamped
    behind = (
        lone_date(line.text[len(title) :])
        for line in heading
        if title and line.text.startswith(title)
    )
    if dated := next(filter(None, behind), None):
        return dated  # …的通知(2026年5月6日)
    titled = (
        at
        for at, line in enumerate(heading)
        if len(line.text) >= _PART_OF_TITLE and line.text in (title or "")
    )
    at = max(titled, default=-1)
    if at < 0:  # a body that prints its title itself: its date stands right above, alone
        return next(filter(None, (lone_date(line.text) for line in reversed(heading[-2:]))), None)
    below = [
        piece
        for line in heading[at + 1 :][-_NEAR:]
        for piece in _line_pieces(line)
        if line.text not in stated
    ]
    return next(
        filter(None, map(lone_date, (piece for piece in reversed(below) if piece not in stated))),
        None,
    )


def _status_mark(
    pairs: Sequence[Pair], heading: Sequence[FlowLine], body: Sequence[FlowLine], title: str | None
) -> str | None:
    marks = site_tables().marks
    stated = _best_value(pairs, "status")
    if stated and any(mark in stated for mark in marks):
        return stated
    near = [*heading[-12:], *body[:3]]
    parts = (
        part.strip("【】[]（）() ")
        for line in near
        for part in _PART.split(line.seamed or line.text)
    )
    alone = next((part for part in parts if part in marks), None)
    marked = next(
        filter(None, map(_MARK.search, [title or "", *(line.text for line in near)])), None
    )
    return alone or (f"已{marked['mark']}" if marked else None)
