"""A document's title: joined over line breaks and heading levels, labels cut off, agreed with the page's metadata."""

import re
import unicodedata

from watcher.reading import headings
from watcher.reading.headings import LABEL, addressee, headline, label_line, number_line, official, running
from watcher.reading.joining import Block
from watcher.reading.segment import fold

MOST = 6  # a heading of eight issuing bodies takes five lines
_LOOSE = re.compile(r"[\s《》“”\"'‘’<>〈〉*#—–\-·,，。:：]+")
# Only names of organs so far: the title goes on. "工业和信息化部 国家发展改革委 / 商务部 / 关于…"
_ORGANS = re.compile(
    r"[^关于印发《》,。:]{2,60}(?:部|委|局|厅|办|会|院|府|行|室|署|办公室|部门|委员会|总局|总署|中央|工商联|总工会|贸促会|[)])"
)
# Words a title cannot end on: "…的 / 通知", "关于 / …"
_OPEN = re.compile(
    r"(?:的|关于|和|及|与|暨|、|印发|转发|修订|开展|做好|推动|促进|加强|支持|实施|进一步|全面|加快|关于印发|组织)$"
)
_REST = re.compile(r"^(?:的?通知|关于|印发|的|申报|实施|管理|及|和|—|服务行动)")
_SUBTITLE = re.compile(r"^[—–-]{1,2}")


def squash(text: str) -> str:
    """The form titles are compared in: no spaces, quotes or dashes, full-width forms as ASCII, brackets alike."""
    text = (
        unicodedata.normalize("NFKC", text).replace("〔", "[").replace("〕", "]").replace("【", "[").replace("】", "]")
    )
    return _LOOSE.sub("", text)


def tidy(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without its labels and the spaces a line break left beside 《》; the labels beside it."""
    labels = tuple(found[0].strip("()（）[]【】〔〕 ") for found in LABEL.finditer(fold(title)))
    spans = [found.span() for found in LABEL.finditer(fold(title))]
    for start, stop in reversed(spans):
        title = title[:start] + title[stop:]
    return _BESIDE_QUOTES.sub("", title.strip()), labels


# A space before 《 or after 》 is a line break's; elsewhere it may separate names ("财政部 税务总局关于…") and stays.
_BESIDE_QUOTES = re.compile(r" (?=[《（(“])|(?<=[》”]) ")
_ORGAN_END = (
    "部",
    "委",
    "局",
    "厅",
    "办",
    "会",
    "院",
    "府",
    "行",
    "室",
    "署",
    "央",
    "联",
    "区",
    "）",
    ")",
    "社",
    "法院",
    "检察院",
)


def heading_at(blocks: tuple[Block, ...], start: int) -> tuple[str, int]:
    """The title that begins at a paragraph, and how many paragraphs it takes.

    Samples: "# 澄江市人民政府办公室" + "## 关于印发《澄江市…办法》的" + "### 通知"; four bold lines; "《…》" + "解读".
    """
    title = blocks[start].text
    count = 1
    while count < MOST and start + count < len(blocks):
        following = blocks[start + count]
        if not _goes_on(title, blocks[start + count - 1], following):
            break
        title = _glue(title, following.text)
        count += 1
    return title, count


def glued(lines: list[str]) -> str:
    """The lines of one heading as one title, with a space where names of organs meet."""
    title = lines[0]
    for line in lines[1:]:
        title = _glue(title, line)
    return title


def _glue(title: str, more: str) -> str:
    organs = title.endswith(_ORGAN_END) and not headings.ABOUT.search(title)
    separate = organs and not more.startswith(("关于", "印发", "转发"))
    return f"{title} {more}" if separate else title + more


def _goes_on(title: str, last: Block, following: Block) -> bool:
    text = following.text
    if following.gap > 2 or len(text) > 120 or running(following, 60) and not _SUBTITLE.match(text):
        return False
    if number_line(following) or label_line(following) or addressee(following) or not _phrase(following):
        return False
    if _SUBTITLE.match(text) or text in ("解读", "政策解读", "的通知", "通知"):
        return True
    folded = fold(title)
    if title.count("《") > title.count("》") or folded.count("(") > folded.count(")"):
        return True
    if official(title):
        return False
    same = (last.bold and following.bold) or (last.paragraph.level > 0 and following.paragraph.level > 0)
    if _ORGANS.fullmatch(folded) and (headings.ABOUT.search(text) or (same and _ORGANS.fullmatch(fold(text)))):
        return True
    if headings.ABOUT.search(title) and (_OPEN.search(title) or official(text)) and len(title + text) <= 200:
        return True
    return bool(_OPEN.search(title) and same) or bool(same and _REST.match(text))


def _phrase(block: Block) -> bool:
    return headline(block) or (
        len(block.text) <= 4 and block.text in ("通知", "的通知", "公告", "解读", "决定", "意见", "方案")
    )


def agreed(printed: str, listed: str) -> str:
    """A printed title with only the spaces that the contents list prints too: a line break leaves one in one of them.

    "澄江市工信局关于印发 《办法》的通知" listed as "澄江市工信局关于印发《办 法》的通知" has none.
    """
    own, other = printed.replace(" ", ""), fold(listed).replace(" ", "")
    if len(own) != len(other):
        return printed
    about = min((at for word in ("关于", "印发") if (at := own.find(word)) >= 0), default=0)
    organs = {at for at in _space_places(printed) if at < about and own[:at].endswith(_ORGAN_END)}
    both = organs | (_space_places(printed) & _space_places(listed))
    return "".join(f" {mark}" if at in both else mark for at, mark in enumerate(own))


def _space_places(title: str) -> set[int]:
    return {at - title.count(" ", 0, at) for at, mark in enumerate(title) if mark == " "}


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same, a cut-off end (…) allowed."""
    a, b = squash(one).rstrip(".…"), squash(other).rstrip(".…")
    return a == b or (min(len(a), len(b)) >= 8 and (a.startswith(b) or b.startswith(a)))
