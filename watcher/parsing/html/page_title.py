"""A page's title: by what `<title>`, meta tag and heading agree on, without the site's name.

Reads no other fact.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.html.blocks import FlowLine, tidy_space
from watcher.parsing.html.sites import site_tables
from watcher.patterns import deferred

_CUT = deferred(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<=[^\d\s])[-–—](?=[一-鿿])|--+")
_SITE_WORD = deferred(lambda: rf"(?:{'|'.join(site_tables().site_words)})$")
_ABOUT = deferred("关于.{2}")
_DOCUMENT = deferred(
    r"(?:通知|公告|通告|通报|意见|办法|方案|规划|计划|纲要|细则|规定|规则|规程|决定|决议|批复|函|条例|报告|措施|公示|指南|指引|目录|"
    r"标准|制度|预案|要点|解读|若干政策|政策措施|命令)\s?(?:[（(【\[〔].{1,30})?$"
)
_OWN_NUMBER = deferred(r"\s?[（(\[【〔][^（）()]{1,30}号[^（）()]{0,12}[）)]")
_ORGAN_END = deferred(r"[部委局厅办会院府行署社室]$")
_VERB = deferred("关于|印发|转发|批转")
_MARKUP = deferred(r"<[a-zA-Z/][^<>]{0,40}>")
_SEPARATORS = " _-|｜—–"
_SHORTEST = 7  # characters: shorter headings name a column
# lines above a body: among them 2026年公租房配租公告 is its title, higher up a column\'s name
_NEAR = 5
_FACT = deferred("[：:]|号$")
_HEADING_LEVELS = {1, 2, 3}
_HEADING_LINES = 20  # before a body, among which its title is printed
_BODY_LINES = 4  # at a body's top, the same


def page_title(
    tree: LexborHTMLParser, tag: str | None, heading: Sequence[FlowLine], body: Sequence[FlowLine]
) -> tuple[str | None, str | None]:
    """The title by the page's own tag (`ArticleTitle`), else by `<title>` and the headings; and the
    latter alone.

    `heading` are the lines before the body. None where the page names nothing but the site.
    """
    node = tree.css_first("title")
    whole = tidy_space(node.text()) if node is not None else ""
    printed = _printed_near([*heading[-_HEADING_LINES:], *body[:_BODY_LINES]])
    by_page = _head_title(whole, printed, heading)
    told = _MARKUP.sub("", tag or "").strip()
    if not told or is_site_name(told) or (len(told) <= _SHORTEST and by_page):
        return by_page, by_page
    if _ORGAN_END.search(told.partition(" ")[0]) and " " in told:
        return told, by_page  # names of organs, not a site's and a title
    return max(_parts_printed(printed, told), key=len, default=told), by_page


def _printed_near(lines: Sequence[FlowLine]) -> list[str]:
    """The lines, and each run of them in one block as one title."""
    printed = [line.text for line in lines]
    for _, run in groupby(lines, key=lambda line: line.box):
        printed.append(one_title([line.text for line in run]))
    return printed


def one_title(lines: Sequence[str]) -> str:
    """A title set in several lines: it goes on without a space, unless names of organs meet."""
    whole, *rest = lines
    for line in rest:
        apart = "关于" not in whole and _ORGAN_END.search(whole) and not _VERB.match(line)
        whole = f"{whole} {line}" if apart else whole + line
    return whole


def untruncated_title(title: str | None) -> str | None:
    """The title, unless the page cut it short."""
    return None if title is None or title.endswith(("…", "...")) else title


def is_site_name(text: str) -> bool:
    """Tell whether a heading names a site, an office or a column instead of a document."""
    return _SITE_WORD.search(text) is not None and _ABOUT.search(text) is None


def names_document(title: str) -> bool:
    """Tell whether a title is worded as one document's: 澄江市财政局关于…的通知."""
    return _DOCUMENT.search(title) is not None and _ABOUT.search(title) is not None


def _head_title(whole: str, printed: Sequence[str], heading: Sequence[FlowLine]) -> str | None:
    both = list(_parts_printed(printed, whole))
    if both:
        return max(both, key=len)
    parts = [part for part in _CUT.split(whole) if part and not is_site_name(part)]
    proper = [part for part in parts if len(part) > _SHORTEST]
    if not proper:
        return _last_heading(heading, whole) or max(
            filter(_DOCUMENT.search, parts), key=len, default=None
        )
    return max(proper, key=lambda part: (_DOCUMENT.search(part) is not None, len(part)))


def _last_heading(heading: Sequence[FlowLine], whole: str) -> str | None:
    """The heading nearest to the body, else the last line there that is worded as a document's
    title.
    """
    long = list(filter(_is_long, heading))
    proper = [line for line in long if not is_site_name(line.text)]
    headed = [line for line in proper if line.level in _HEADING_LEVELS]
    if headed:
        return _whole_heading(long, headed[-1])
    worded = list(filter(names_document, (line.text for line in proper)))
    if worded:
        return worded[-1]
    return _likely_title(list(filter(_may_be_title, proper)), heading, whole)


def _is_long(line: FlowLine) -> bool:
    """Long enough for a title, and no link."""
    return len(line.text) > _SHORTEST and not line.linked


def _likely_title(lines: Sequence[FlowLine], heading: Sequence[FlowLine], whole: str) -> str | None:
    """The first of some lines that names the page's office or stands near the body, else the only
    one.
    """
    # 澄江市财政局 / 澄江市财政局印发会议费管理规定
    offices = tuple(part for part in _CUT.split(whole) if part)
    for line in lines:
        if line.text.startswith(offices) or line in heading[-_NEAR:]:
            return line.text
    return lines[0].text if len(lines) == 1 else None


def _whole_heading(lines: Sequence[FlowLine], part: FlowLine) -> str:
    """A heading with the lines of its block: it may be set in several."""
    place = part.box, part.level
    return one_title([line.text for line in lines if (line.box, line.level) == place])


def _may_be_title(line: FlowLine) -> bool:
    """A line that ends like a document's title, and is no row of a table or a labelled fact."""
    if line.cells or not _DOCUMENT.search(line.text):
        return False
    return _FACT.search(line.text) is None


def _parts_printed(printed: Sequence[str], whole: str) -> Iterator[str]:
    return (
        text
        for text in printed
        if len(text) > _SHORTEST and _is_part(text, whole) and not is_site_name(text)
    )


def _is_part(text: str, whole: str) -> bool:
    """Tell whether `text` stands in `whole` between separators, not as the beginning of a longer
    title.
    """
    at = whole.find(text)
    if at < 0 or f" {whole}"[at] not in _SEPARATORS:
        return False
    rest = whole[at + len(text) :]
    return f"{rest} "[0] in _SEPARATORS or _OWN_NUMBER.match(rest) is not None
