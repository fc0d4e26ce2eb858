"""What a page states about its document: meta tags, metadata table, stamp line, status mark. Values stay as printed."""

import re
from collections.abc import Collection, Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.furniture import lone_date, stamp_date
from watcher.parsing.html_flow import SEAM, Line, tidy
from watcher.parsing.html_pairs import Pair
from watcher.parsing.parsed import SiteMeta
from watcher.parsing.sites import sites

_NOTHING = frozenset(
    {"", "无", "-", "--", "/", "暂无", "null", "undefined", "无文号", "—", "——", "无发文字号", "None", "空"}
)
_INDEX = re.compile(r"[0-9A-Za-z]{6,20}/\d{4}-\d{3,8}")
_NUMBER_ALONE = re.compile(r"[（(]?[一-鿿]{1,16}\s?[〔\[［【（(]\s?(?:19|20)\d{2}\s?[〕\]］】）)]\s?\d{1,5}\s?号[）)]?")
_MARK = re.compile(r"[（(【\[]\s?(?:该|本|此)?(?:文件|公文)?(?:现)?已(?:被)?(?P<mark>废止|失效|修改|修订)\s?[】\])）]")
_PART = re.compile(rf"[{SEAM}\s|｜：:]+")
_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<=[^\d\s])-(?=[一-鿿])|--+")
_SITE_WORD = re.compile(
    r"(?:网|网站|门户|平台|专栏|频道|首页|栏目|政府|厅|局|委员会|部|文件|公开|公告|通知公告|政策法规|委)$"
)
_SEPARATORS = " _-|｜—–"
_SHORTEST = 7  # characters: shorter headings name a column
_STANDARD_TAGS = frozenset({"sitename", "siteidcode", "columnname", "articletitle", "pubdate", "contentsource"})


def site_meta(
    tree: LexborHTMLParser, pairs: Sequence[Pair], heading: Sequence[Line], stamps: Sequence[Line], body: Sequence[Line]
) -> SiteMeta:
    """All that the page says; a field takes the best label that fills it.

    `pairs` were found on the page, `heading` are the lines before the body, `stamps` the furniture taken out of the
    body, `body` its own lines.
    """
    tags = _meta_tags(tree)
    head_title = _head_title(tree, heading, body)
    index = _best(pairs, "index_number")
    stated = {
        "title": _untruncated(_best(pairs, "title")) or tags.get("title") or head_title,
        "doc_number": _doc_number(pairs, index) or _number_in(heading),
        "issuer": _best(pairs, "issuer"),
        "issued_on": _best(pairs, "issued_on"),
        "published_on": _best(pairs, "published_on")
        or _date_in(heading, stamps, head_title, {pair.value for pair in pairs})
        or tags.get("published_on"),
        "status": _status(pairs, heading, body, head_title),
        "index_number": index,
    }
    every = [(pair.label, pair.value) for pair in pairs]
    return SiteMeta(**stated, pairs=tuple(dict.fromkeys(_tag_pairs(tree) + every)))


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    """Field → content of the best meta tag or custom element (`<publishtime>`) that fills it."""
    best: dict[str, tuple[int, str]] = {}
    for name, content in _named_contents(tree):
        meaning = sites().meta_tags.get(name.lower())
        if meaning and content and (meaning.field not in best or meaning.rank < best[meaning.field][0]):
            best[meaning.field] = meaning.rank, content
    return {field: content for field, (_, content) in best.items()}


def _named_contents(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name:
            found.append((name.strip(), tidy(attributes.get("content") or "")))
    for tag in ("ucaptitle", "publishtime"):
        element = tree.css_first(tag)
        if element is not None:
            found.append((tag, tidy(element.text())))
    return found


def _tag_pairs(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    known = sites().meta_tags
    return [
        (name, content)
        for name, content in _named_contents(tree)
        if content and (name.lower() in _STANDARD_TAGS or name.lower() in known)
    ]


def _best(pairs: Iterable[Pair], field: str) -> str | None:
    filled = [pair for pair in pairs if pair.meaning.field == field and pair.value not in _NOTHING]
    return min(filled, key=lambda pair: pair.meaning.rank).value if filled else None


def _untruncated(title: str | None) -> str | None:
    return None if title is None or title.endswith(("…", "...")) else title


def _doc_number(pairs: Sequence[Pair], index: str | None) -> str | None:
    """The 文号 cell; some sites print the 索引号 there, which is none."""
    value = _best(pairs, "doc_number")
    return None if value is None or value == index or _INDEX.fullmatch(value) else value


def _number_in(heading: Sequence[Line]) -> str | None:
    """A 文号 alone on a line between title and body."""
    return next(
        (line.text.strip("（）()") for line in reversed(heading[-8:]) if _NUMBER_ALONE.fullmatch(line.text)), None
    )


def _date_in(heading: Sequence[Line], stamps: Sequence[Line], title: str | None, stated: Collection[str]) -> str | None:
    """The date of the stamp line nearest to the body, else a date alone between title and body.

    A date that answers a label of its own (`stated`) is another date.
    """
    near = [line.text for line in [*heading[-8:], *stamps]]
    stamped = next(filter(None, map(stamp_date, reversed(near))), None)
    if stamped:
        return stamped
    at = max((at for at, line in enumerate(heading) if line.text == title), default=len(heading))
    alone = [line.text for line in heading[at + 1 :][-8:] if line.text not in stated]
    return next(filter(None, map(lone_date, reversed(alone))), None)


def _status(pairs: Sequence[Pair], heading: Sequence[Line], body: Sequence[Line], title: str | None) -> str | None:
    marks = sites().marks
    stated = _best(pairs, "status")
    if stated and any(mark in stated for mark in marks):
        return stated
    near = [*heading[-12:], *body[:3]]
    parts = (part.strip("【】[]（）() ") for line in near for part in _PART.split(line.seamed or line.text))
    alone = next((part for part in parts if part in marks), None)
    marked = next(filter(None, map(_MARK.search, [title or "", *(line.text for line in near)])), None)
    return alone or (f"已{marked['mark']}" if marked else None)


def _head_title(tree: LexborHTMLParser, heading: Sequence[Line], body: Sequence[Line]) -> str | None:
    """The title by what `<title>` and the page both print, else by the last heading, else `<title>` without the site."""
    node = tree.css_first("title")
    whole = tidy(node.text()) if node is not None else ""
    printed = [line.text for line in [*heading[-20:], *body[:4]]]
    both = [text for text in printed if len(text) > _SHORTEST and _is_part(text, whole) and not _SITE_WORD.search(text)]
    if both:
        return max(both, key=len)
    headings = [line.text for line in heading if line.level in {1, 2, 3} and len(line.text) > _SHORTEST]
    parts = [part for part in _CUT.split(whole) if part]
    proper = [part for part in parts if len(part) > _SHORTEST and not _SITE_WORD.search(part)]
    if headings and not proper:
        return headings[-1]
    return max(proper or parts, key=len, default=None)


def _is_part(text: str, whole: str) -> bool:
    """Whether `text` stands in `whole` between separators, not as the beginning of a longer title."""
    at = whole.find(text)
    return at >= 0 and f" {whole}"[at] in _SEPARATORS and f"{whole} "[at + len(text)] in _SEPARATORS
