"""A document's title: joined over line breaks and heading levels, labels cut off, agreed with the
page's metadata.
"""

import unicodedata
from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.names import organs, place_names
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import headings
from watcher.reading.segmenting.headings import (
    LABEL,
    is_addressee,
    is_headline,
    is_label_line,
    is_number_line,
    is_official,
    is_running,
)

_MOST_LINES = 6  # a heading of eight issuing bodies takes five lines
_LONGEST = 200  # characters of a title
_LOOSE = deferred(r"[\s《》“”\"'‘’<>〈〉*#—–\-·,，。:：]+")
_ORGAN_END = deferred(r"(?:[部委局厅办会院府行室署社区联](?:等)?|中央|工商联|机制|小组|[)）])$")
_CLAUSE = deferred(r"[《》,，。:：]")
# Words a title cannot end on: "…的 / 通知", "关于 / …"
_OPEN = deferred(
    r"(?:的|关于|和|及|与|暨|、|印发|转发|修订|开展|做好|推动|促进|加强|支持|实施|进一步|全面|加快|组织)$"
)
# Words that only go on: "关于…", "的通知", "服务行动的通知" under a heading that is no title yet
_REST = deferred(r"(?:的?通知|关于|印发|的|申报|实施|管理|及|和|服务行动)")
# "…管理办法 / 及实施细则的通知", "…方案 / 等3个文件的通知"
_MORE = deferred(
    r"(?:以?及|和|与|等|的)[^，。]{1,60}$|[（(][^）)]{2,20}[）)]的?(?:通知|公告|意见|决定)$"
)
_NUMBERED = deferred(r"\s?[（(][^（）()]{1,24}[〔\[［](?:19|20)\d{2}[〕\]］]\s?第?\d{1,5}号[)）]$")
_NUMBER_BEFORE = deferred(
    r"[^\s《》〔]{2,16}[〔\[［](?:19|20)\d{2}[〕\]］]第?\d{1,5}号\s?《(.{6,})》"
)
_NUMBER_BEHIND = deferred(
    r"(?<=[知见定告复函法案施划则]) +[一-龥A-Za-z]{2,16} ?[〔\[［](?:19|20)\d{2}[〕\]］] ?\d{1,5}号$"
)
# What a title may be about as well as end in: "…关于全面推行行政执法公示制度" / "执法全过程记录制度" / "…的指导意见"
_SUBJECT = deferred(r"(?:制度|机制|标准|规范|清单|目录|计划|规划|政策|措施|要点)$")
_WORDS = ("关于", "印发", "转发", "批转")
_ALIKE = 4  # characters by which centred lines differ
_NARROW = 12  # characters that a line of a wrapped title has at least
_SUBTITLE = deferred(r"[—–-]{1,2}")
_TAILS = frozenset({"解读", "政策解读", "的通知", "通知", "公告", "决定", "意见", "方案"})
# A space before 《 or after 》 is a line break's; elsewhere it may separate names ("财政部 税务总局关于…") and
# stays.
_BESIDE_QUOTES = deferred(r" (?=[《（(“])|(?<=[》”]) ")


def squash_title(text: str) -> str:
    """The form titles are compared in: no spaces, quotes or dashes, full-width forms as ASCII,
    brackets alike.
    """
    text = (
        unicodedata.normalize("NFKC", text)
        .replace("〔", "[")
        .replace("〕", "]")
        .replace("【", "[")
        .replace("】", "]")
    )
    return _LOOSE.sub("", text)


def strip_labels(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without its labels and the spaces a line break left beside 《》; the labels beside it."""
    labels = tuple(found[0].strip("()（）[]【】〔〕 ") for found in LABEL.finditer(fold(title)))
    spans = [found.span() for found in LABEL.finditer(fold(title))]
    for start, stop in reversed(spans):
        title = title[:start] + title[stop:]
    return _BESIDE_QUOTES.sub("", title.strip()), labels


def without_number(title: str) -> str:
    """A heading without the 文号 beside it: "…实施意见（澄府办〔2026〕9号）", "…的通知 澄府办〔2026〕9号",
    "澄府办〔2026〕9号《…实施意见》".
    """
    title = _NUMBERED.sub("", title)
    if title.endswith("号"):
        title = _NUMBER_BEHIND.sub("", title)
    named = _NUMBER_BEFORE.fullmatch(title)
    return named[1] if named else title


def heading_at(blocks: tuple[Block, ...], start: int) -> tuple[str, int]:
    """The title that begins at a paragraph, and how many paragraphs it takes.

    Samples: "# 澄江市人民政府办公室" + "## 关于印发《澄江市…办法》的" + "### 通知"; four bold lines; "《…》" + "解读".
    """
    title, count = blocks[start].text, 1
    for at in range(start + 1, min(start + _MOST_LINES, len(blocks))):
        last, following = blocks[at - 1], blocks[at]
        listed = at + 1 < len(blocks) and _is_organ_list(title, blocks[at : at + _MOST_LINES])
        listed = (
            listed
            or _is_split_in_word(title, blocks[at : at + 2])
            or _is_centred(title, blocks[at : at + _MOST_LINES])
        )
        if not (_can_go_on(following) and (listed or _is_unfinished(title, last, following))):
            break
        title, count = _glue_line(title, following.text), count + 1
    return title, count


def _is_organ_list(title: str, below: tuple[Block, ...]) -> bool:
    """Organs on a line each, and then what they issue: "省发展改革委" / "省财政厅" / "关于调整…的通知"."""
    if not (_is_organ_names(title) and _is_organ_names(below[0].text)):
        return False
    for block in below[1:]:
        if block.text.startswith(("关于", "印发", "转发")):
            return (
                is_official(block.text)
                or bool(_OPEN.search(block.text))
                or len(block.text) >= _NARROW
            )
        if not _is_organ_names(block.text) or not _can_go_on(block):
            return False
    return False


def _is_split_in_word(title: str, below: tuple[Block, ...]) -> bool:
    """A centred title broken anywhere: "云岭省小型" / "水库管理办法" / "云政令第3号"."""
    rest = below[0].text
    if (
        is_official(title)
        or not is_official(rest)
        or below[0].gap
        or headings.ABOUT.match(rest)
        or _begins_title(rest)
    ):
        return False
    return (
        len(below) > 1
        and (is_number_line(below[1]) or is_addressee(below[1]))
        and _begins_title(title)
    )


def _is_centred(title: str, below: tuple[Block, ...]) -> bool:
    """A title centred over lines that each say part of it: "…关于印发云岭省" / "进一步支持民间投资" / "实施方案的通知" /
    文号.
    """
    if (is_official(title) and not _SUBJECT.search(title)) or not (
        headings.ABOUT.search(title) or _is_torn_word(title, below[0])
    ):
        return False
    for block, after in pairwise(below):
        if not _can_go_on(block):
            return False
        if is_official(block.text) and not (_SUBJECT.search(block.text) and _can_go_on(after)):
            return is_number_line(after) or is_addressee(after)
    return False


def _is_torn_word(title: str, below: Block) -> bool:
    """A first line cut at its width, within a word: "…人民政府办公厅关" / "于印发…", "…发展改革委员会、云" /
    "岭省财政厅关于…".
    """
    text = below.text
    if title[-1] + text[0] in _WORDS:
        return True
    alike = below.gap == 0 and abs(len(title) - len(text)) <= _ALIKE
    return (
        alike
        and headings.ABOUT.search(text) is not None
        and _begins_title(title)
        and not _begins_title(text)
    )


def _begins_title(text: str) -> bool:
    """Tell whether a title begins with an organ or a place, or with 关于."""
    named = organs.known_prefix(text) or place_names.leading_place(text[:16])
    return bool(named) or text.startswith("关于")


def glue_lines(lines: list[str]) -> str:
    """The lines of one heading as one title, with a space where names of organs meet."""
    title = lines[0]
    for line in lines[1:]:
        title = _glue_line(title, line)
    return title


def _glue_line(title: str, more: str) -> str:
    separate = _is_organ_names(title) and not more.startswith(("关于", "印发", "转发"))
    return f"{title} {more}" if separate else title + more


def _is_organ_names(text: str) -> bool:
    """Only names of organs so far: "工业和信息化部 国家发展改革委"."""
    return bool(_ORGAN_END.search(text)) and not (
        headings.ABOUT.search(text) or _CLAUSE.search(text)
    )


def _can_go_on(block: Block) -> bool:
    """Tell whether a paragraph can be a further line of a heading at all."""
    text = block.text
    if _SUBTITLE.match(text) or text in _TAILS:
        return block.gap <= 2
    apart = (
        block.gap > 2
        or is_running(block, 60)
        or is_number_line(block)
        or is_label_line(block)
        or is_addressee(block)
    )
    return is_headline(block) and not apart


def _is_unfinished(title: str, last: Block, following: Block) -> bool:
    """Tell whether a title goes on in the next line of the heading: it is open, or that line can
    only be its rest.
    """
    text, folded = following.text, fold(title)
    open_inside = title.count("《") > title.count("》") or folded.count("(") > folded.count(")")
    if title.startswith("《") and "关于" in text and "》" not in text and _begins_title(text):
        return False  # a link's text cut short, and then the title itself
    if open_inside or _SUBTITLE.match(text) or text in _TAILS:
        return True
    if len(title) + len(text) > _LONGEST:
        return False
    about = headings.ABOUT.search(title) is not None
    if is_official(title) and not _is_organ_names(title):
        return about and _MORE.match(text) is not None and is_official(text)
    set_alike = (last.bold and following.bold) or (
        last.paragraph.level > 0 and following.paragraph.level > 0
    )
    if _is_organ_names(title) and (
        headings.ABOUT.search(text) or (set_alike and _is_organ_names(text))
    ):
        return True
    left_open = _OPEN.search(title) is not None
    return (about and (left_open or is_official(text))) or (
        set_alike and (left_open or _REST.match(text) is not None)
    )


def agreed_title(printed: str, listed: str) -> str:
    """A printed title with only the spaces that the contents list prints too: a line break leaves
    one in one of them.

    "澄江市工信局关于印发 《办法》的通知" listed as "澄江市工信局关于印发《办 法》的通知" has none.
    """
    own, other = printed.replace(" ", ""), fold(listed).replace(" ", "")
    if len(own) != len(other):
        return printed
    about = min((at for word in ("关于", "印发") if (at := own.find(word)) >= 0), default=0)
    organs = {at for at in _space_places(printed) if at < about and _ORGAN_END.search(own[:at])}
    both = organs | (_space_places(printed) & _space_places(listed))
    return "".join(f" {mark}" if at in both else mark for at, mark in enumerate(own))


def _space_places(title: str) -> set[int]:
    return {at - title.count(" ", 0, at) for at, mark in enumerate(title) if mark == " "}


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles say the same, a cut-off end (…) allowed."""
    a, b = squash_title(one).rstrip(".…"), squash_title(other).rstrip(".…")
    return a == b or (min(len(a), len(b)) >= 8 and (a.startswith(b) or b.startswith(a)))
