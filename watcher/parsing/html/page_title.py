"""A page's title: by what `<title>`, meta tag and heading agree on, without the site's name.

Reads no other fact.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.html.blocks import FlowLine, tidy_space
from watcher.patterns import deferred

_CUT = deferred(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<=[^\d\s])[-–—](?=[一-鿿])|--+")
_SITE_WORD = deferred(
    r"(?:网|网站|门户|平台|专栏|频道|首页|栏目|政府|厅|局|委员会|部|文件|法规库|公开|政策法规|委|中心|管委会|办公室|大队|支队|法院|检察院|学院|医院|协会|集团|公司|(?:通知|公示|政策)公告)$"
)
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
_NEAR = (
    5  # lines above a body: among them 2026年公租房配租公告 is its title, higher up a column's name
)
_FACT = deferred("[：:]|号$")
_HEADING_LEVELS = {1, 2, 3}


def page_title(
    tree: LexborHTMLParser, tag: str | None, heading: Sequence[FlowLine], body: Sequence[FlowLine]
) -> tuple[str | None, str | None]:
    """The title by the page's own tag (`ArticleTitle`), else by `<title>` and the headings; and the
    latter alone.

    `heading` are the lines before the body. None where the page names nothing but the site.
    """
    node = tree.css_first("title")
    whole = tidy_space(node.text()) if node is not None else ""
    near = [*heading[-20:], *body[:4]]
    runs = (list(run) for _, run in groupby(near, key=lambda line: line.box))
    printed = [line.text for line in near] + [
        one_title([line.text for line in run]) for run in runs
    ]
    by_page = _head_title(whole, printed, heading)
    told = _MARKUP.sub("", tag or "").strip()
    if not told or is_site_name(told) or (len(told) <= _SHORTEST and by_page):
        return by_page, by_page
    if " " in told and _ORGAN_END.search(told.partition(" ")[0]):
        return told, by_page  # names of organs, not a site's and a title
    return max(_parts_printed(printed, told), key=len, default=told), by_page


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
    long = [line for line in heading if len(line.text) > _SHORTEST and not line.linked]
    proper = [line for line in long if not is_site_name(line.text)]
    headed = next((line for line in reversed(proper) if line.level in _HEADING_LEVELS), None)
    if headed:  # a heading may be set in several lines
        return one_title(
            [line.text for line in long if (line.box, line.level) == (headed.box, headed.level)]
        )
    worded = next((line.text for line in reversed(proper) if names_document(line.text)), None)
    offices = tuple(
        part for part in _CUT.split(whole) if part
    )  # 澄江市财政局 / 澄江市财政局印发会议费管理规定
    plain = [
        line
        for line in proper
        if not line.cells and _DOCUMENT.search(line.text) and not _FACT.search(line.text)
    ]
    near = [
        line.text for line in plain if line.text.startswith(offices) or line in heading[-_NEAR:]
    ]
    only = [line.text for line in plain] if len(plain) == 1 else []
    return worded or next(iter(near + only), None)


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
