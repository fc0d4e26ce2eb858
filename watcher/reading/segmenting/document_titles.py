"""A document's title: joined over line breaks and heading levels, labels cut off, agreed with the
page's metadata.
"""

import unicodedata
from itertools import pairwise

from watcher.patterns import deferred, one_of
from watcher.reading.names import organs, place_names
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.headings import (
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
_OPEN = deferred(lambda: rf"(?:{one_of('paper_words.title_open')})$")
# Words that only go on: "关于…", "的通知", "服务行动的通知" under a heading that is no title yet
_REST = deferred(lambda: rf"(?:{one_of('paper_words.title_rest')})")
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
# A title may be about these as well as end in them: "…关于全面推行行政执法公示制度" /
# "执法全过程记录制度" / "…的指导意见"
_SUBJECT = deferred(lambda: rf"(?:{one_of('paper_words.subjects')})$")
_ALIKE = 4  # characters by which centred lines differ
_NARROW = 12  # characters that a line of a wrapped title has at least
_SUBTITLE = deferred(r"[—–-]{1,2}")
_TAILS = deferred(lambda: one_of("paper_words.title_tails"))
_WORDS = deferred(lambda: one_of("paper_words.title_verbs"))
_VERBS = ("关于", "印发", "转发")  # begin the rest of a title whose organs stand above
# A space before 《 or after 》 is a line break's; elsewhere it may separate names ("财政部 税务总局关于…") and
# stays.
_BESIDE_QUOTES = deferred(r" (?=[《（(“])|(?<=[》”]) ")


_BRACKETS = (("〔", "["), ("〕", "]"), ("【", "["), ("】", "]"))
_LONGEST_GAP = 2  # blank lines inside one heading
_FEWEST_CHARACTERS = 8  # by which a title cut short is known


def squash_title(text: str) -> str:
    """The form titles are compared in: no spaces, quotes or dashes, full-width forms as ASCII,
    brackets alike.
    """
    text = unicodedata.normalize("NFKC", text)
    for bracket, plain in _BRACKETS:
        text = text.replace(bracket, plain)
    return _LOOSE.sub("", text)


def strip_labels(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without its labels and without the spaces a line break left beside 《》; the labels."""
    marks = list(line_patterns.LABEL.finditer(fold(title)))
    labels = tuple(mark[0].strip("()（）[]【】〔〕 ") for mark in marks)
    for mark in reversed(marks):
        title = title[: mark.start()] + title[mark.end() :]
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

    Samples: "# 澄江市人民政府办公室" + "## 关于印发《澄江市…办法》的" + "### 通知"; four bold lines;
    "《…》" + "解读".
    """
    title, count = blocks[start].text, 1
    for at in range(start + 1, min(start + _MOST_LINES, len(blocks))):
        if not _can_go_on(blocks[at]):
            break
        listed = _is_listed(title, blocks[at : at + _MOST_LINES], last=at + 1 == len(blocks))
        if not (listed or _is_unfinished(title, blocks[at - 1], blocks[at])):
            break
        title, count = _glue_line(title, blocks[at].text), count + 1
    return title, count


def _is_listed(title: str, below: tuple[Block, ...], *, last: bool) -> bool:
    """True where the lines together are a title that the line break tells nothing of."""
    if not last and _is_organ_list(title, below):
        return True
    return _is_split_in_word(title, below[:2]) or _is_centred(title, below)


def _is_organ_list(title: str, below: tuple[Block, ...]) -> bool:
    """Organs on a line each, and then what they issue: "省发展改革委" / "省财政厅" / "关于调整…的通知"."""
    if not (_is_organ_names(title) and _is_organ_names(below[0].text)):
        return False
    for block in below[1:]:
        text = block.text
        if text.startswith(_VERBS):
            return is_official(text) or bool(_OPEN.search(text)) or len(text) >= _NARROW
        if not _is_organ_names(text) or not _can_go_on(block):
            return False
    return False


def _is_split_in_word(title: str, below: tuple[Block, ...]) -> bool:
    """A centred title broken anywhere: "云岭省小型" / "水库管理办法" / "云政令第3号"."""
    rest = below[0].text
    if is_official(title) or not is_official(rest) or below[0].gap:
        return False
    if line_patterns.ABOUT.match(rest) or _begins_title(rest):
        return False
    if len(below) < 2 or not _stands_below_title(below[1]):
        return False
    return _begins_title(title)


def _stands_below_title(block: Block) -> bool:
    return is_number_line(block) or is_addressee(block)


def _is_centred(title: str, below: tuple[Block, ...]) -> bool:
    """A title centred over lines that each say part of it: "…关于印发云岭省" / "进一步支持民间投资" /
    "实施方案的通知" / 文号.
    """
    if is_official(title) and not _SUBJECT.search(title):
        return False
    if not (line_patterns.ABOUT.search(title) or _is_torn_word(title, below[0])):
        return False
    for block, after in pairwise(below):
        if not _can_go_on(block):
            return False
        subject = _SUBJECT.search(block.text) is not None and _can_go_on(after)
        if is_official(block.text) and not subject:
            return _stands_below_title(after)
    return False


def _is_torn_word(title: str, below: Block) -> bool:
    """A first line cut at its width, within a word: "…人民政府办公厅关" / "于印发…",
    "…发展改革委员会、云" / "岭省财政厅关于…".
    """
    text = below.text
    if _WORDS.fullmatch(title[-1] + text[0]):
        return True
    alike = below.gap == 0 and abs(len(title) - len(text)) <= _ALIKE
    if not alike or line_patterns.ABOUT.search(text) is None:
        return False
    return _begins_title(title) and not _begins_title(text)


def _begins_title(text: str) -> bool:
    """True where a title begins with an organ or a place, or with 关于."""
    if text.startswith("关于") or organs.known_prefix(text):
        return True
    return place_names.leading_place(text[:16]) is not None


def glue_lines(lines: list[str]) -> str:
    """The lines of one heading as one title, with a space where names of organs meet."""
    title = lines[0]
    for line in lines[1:]:
        title = _glue_line(title, line)
    return title


def _glue_line(title: str, more: str) -> str:
    separate = _is_organ_names(title) and not more.startswith(_VERBS)
    return f"{title} {more}" if separate else title + more


def _is_organ_names(text: str) -> bool:
    """Only names of organs so far: "工业和信息化部 国家发展改革委"."""
    return bool(_ORGAN_END.search(text)) and not (
        line_patterns.ABOUT.search(text) or _CLAUSE.search(text)
    )


def _can_go_on(block: Block) -> bool:
    """True where a paragraph can be a further line of a heading at all."""
    if block.gap > _LONGEST_GAP:
        return False
    if _SUBTITLE.match(block.text) or _TAILS.fullmatch(block.text):
        return True
    if is_running(block, 60) or is_label_line(block) or _stands_below_title(block):
        return False
    return is_headline(block)


def _is_unfinished(title: str, last: Block, following: Block) -> bool:
    """True where a title goes on in the next line of the heading: it is open, or that line can only
    be its rest.
    """
    text = following.text
    if _is_cut_short(title, text):
        return False
    if _is_open_inside(title) or _SUBTITLE.match(text) or _TAILS.fullmatch(text):
        return True
    if len(title) + len(text) > _LONGEST:
        return False
    if is_official(title) and not _is_organ_names(title):
        return _is_rest_of_official(title, text)
    return _leads_on(title, text, set_alike=_are_set_alike(last, following))


def _is_rest_of_official(title: str, text: str) -> bool:
    """True for a line that can go on a title which might well end here: "及实施细则的通知"."""
    if line_patterns.ABOUT.search(title) is None or not is_official(text):
        return False
    return _MORE.match(text) is not None


def _leads_on(title: str, text: str, *, set_alike: bool) -> bool:
    """True where a title that cannot end here goes on in `text`; `set_alike` says that both are
    printed alike.
    """
    if _is_organ_names(title) and _issues_or_lists(text, set_alike=set_alike):
        return True
    left_open = _OPEN.search(title) is not None
    if line_patterns.ABOUT.search(title) and (left_open or is_official(text)):
        return True
    return set_alike and (left_open or _REST.match(text) is not None)


def _is_cut_short(title: str, text: str) -> bool:
    """A link's text cut short, and then the title itself."""
    cut = title.startswith("《") and "关于" in text and "》" not in text
    return cut and _begins_title(text)


def _is_open_inside(title: str) -> bool:
    """True where a 《 or a bracket is not closed yet."""
    folded = fold(title)
    return title.count("《") > title.count("》") or folded.count("(") > folded.count(")")


def _are_set_alike(one: Block, other: Block) -> bool:
    """Both bold, or both headings of some level."""
    return (one.bold and other.bold) or (one.paragraph.level > 0 and other.paragraph.level > 0)


def _issues_or_lists(text: str, *, set_alike: bool) -> bool:
    """True for what stands below organs: the thing they issue, or more of them."""
    return line_patterns.ABOUT.search(text) is not None or (set_alike and _is_organ_names(text))


def agreed_title(printed: str, listed: str) -> str:
    """A printed title with only the spaces that the contents list prints too: a line break leaves
    one in one of them.

    "澄江市工信局关于印发 《办法》的通知" listed as "澄江市工信局关于印发《办 法》的通知" has none.
    """
    own, other = printed.replace(" ", ""), fold(listed).replace(" ", "")
    if len(own) != len(other):
        return printed
    places = _space_places(printed)
    verbs = [at for word in ("关于", "印发") if (at := own.find(word)) >= 0]
    about = min(verbs, default=0)
    kept = places & _space_places(listed)
    # between organs a space stands in any case
    kept |= {at for at in places if at < about and _ORGAN_END.search(own[:at])}
    return "".join(f" {mark}" if at in kept else mark for at, mark in enumerate(own))


def _space_places(title: str) -> set[int]:
    return {at - title.count(" ", 0, at) for at, mark in enumerate(title) if mark == " "}


def same_title(one: str, other: str) -> bool:
    """True where two titles say the same, a cut-off end (…) allowed."""
    a, b = squash_title(one).rstrip(".…"), squash_title(other).rstrip(".…")
    if a == b:
        return True
    long = min(len(a), len(b)) >= _FEWEST_CHARACTERS
    return long and (a.startswith(b) or b.startswith(a))
