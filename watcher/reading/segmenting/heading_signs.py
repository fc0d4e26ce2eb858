"""The signs that speak for a heading beginning a document: a table, each with a weight and an
invented sample.

The weights were set so that one strong sign, or two weak ones, are enough (`ENOUGH`), and that a
subheading inside an article has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from watcher.patterns import deferred
from watcher.reading.names import organs
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import Block
from watcher.reading.segment import fold
from watcher.reading.segmenting import headings
from watcher.reading.segmenting.headings import (
    is_addressee,
    is_byline,
    is_headline,
    is_label_line,
    is_number_line,
    is_official,
    is_source_line,
)

ENOUGH = 3
ENOUGH_INSIDE_A_POLICY = 4
_PREFIX = deferred(r"^([^:,。《\s]{2,16}):\s*\S{4,}")
_PROVINCE = deferred(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    r"|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|国务院|全国"
)
_PLACE_OR_ORGAN = deferred(
    r"(?:省|市|区|县|州|盟|旗|镇|新区|部门?|委|局|厅|院|办|会|行|府|署|中心|央行)$"
)
# A heading that interprets a paper named in it; a subheading (政策解读) names none
INTERPRETED = deferred(
    r"《[^》]{4,80}》.{0,6}(?:解读|问答|答记者问|图解)|(?:一图读懂|图解).{0,4}《[^》]{4,80}》|就《[^》]{4,80}》.{0,12}答记者问"
    r"|^(?:政策|文件|专家|部门|权威|媒体)?解读之?[一二三四五六七八九十0-9]{1,2}[:|]"
)
_LEAD_SENTENCE = 120  # characters in which a report says what was issued
_WORD = deferred(r"[0-9A-Za-z.]+|[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Place:
    """A heading in its surroundings: what the signs look at."""

    blocks: tuple[Block, ...]
    at: int
    count: int
    title: str
    body: int  # the first paragraph below heading, labels and byline
    usual_gap: int  # blank lines between two paragraphs of running text
    heads_of_level_one: int = 0
    collection: bool = False  # the text says that it is a collection of measures

    @property
    def block_above(self) -> Block | None:
        return self.blocks[self.at - 1] if self.at else None

    @property
    def blocks_below(self) -> tuple[Block, ...]:
        return self.blocks[self.at + self.count : self.body + 1]

    @property
    def lead_text(self) -> str:
        return fold(self.blocks[self.body].text)[:200] if self.body < len(self.blocks) else ""


@dataclass(frozen=True, slots=True)
class Sign:
    """`holds(place)` adds `weight`. `sample` is invented."""

    name: str
    weight: int
    sample: str
    holds: Callable[[Place], bool] = field(repr=False)


def is_numbered(place: Place) -> bool:
    return any(
        is_number_line(block) or is_addressee(block) or _is_identifying_label(block)
        for block in place.blocks_below[:4]
    )


def _is_identifying_label(block: Block) -> bool:
    """A label that only papers have: 发文字号：…, 成文日期：…."""
    return line_breaks.label_field(block.text) in ("doc_number", "issued_on")


_NOTICE_END = deferred(rf"(?:通知|意见|决定|公告|通告|批复|函|通报){headings.TAIL}$")
_LONGEST_LABEL = 14
_SHORTEST_LEAD = 40


def _is_notice_title(title: str) -> bool:
    folded = fold(title)
    return headings.ABOUT.search(folded) is not None and _NOTICE_END.search(folded) is not None


def _has_own_issuer(place: Place) -> bool:
    """One of several notices set one after the other; in a list of titles the line above is a title
    too.
    """
    if (
        not _is_notice_title(place.title)
        or len(place.lead_text) < _SHORTEST_LEAD
        or len(place.blocks_below) > 1
    ):
        return False
    listed = (
        place.block_above is not None
        and is_headline(place.block_above)
        and is_official(place.block_above.text)
    )
    about = headings.ABOUT.search(place.title)
    return (
        not listed and about is not None and organs.looks_like_organ(place.title[: about.start()])
    )


def _has_guide_label(place: Place) -> bool:
    return any(headings.GUIDE.match(fold(block.text[:12])) for block in place.blocks_below[:2])


def _has_head_above(place: Place) -> bool:
    """A 文号 or such labels right above: the paper's head."""
    above = place.blocks[max(place.at - 6, 0) : place.at]
    labels = 0
    for block in reversed(above):
        if line_breaks.label_field(block.text) is None:
            break
        labels += _is_identifying_label(block)
    return labels > 0 or bool(above and is_number_line(above[-1]))


def _has_prefix(place: Place) -> bool:
    return _PREFIX.match(fold(place.title)) is not None


def _opens_with_time(place: Place) -> bool:
    return opens_with_a_time(place.lead_text)


def _has_place_colon(place: Place) -> bool:
    found = _PREFIX.match(fold(place.title))
    return bool(found and (_PLACE_OR_ORGAN.search(found[1]) or _PROVINCE.match(found[1])))


def _is_isolated(place: Place) -> bool:
    after = place.at + place.count
    gaps = [block.gap for block in (place.blocks[place.at], *place.blocks[after : after + 1])]
    return len(gaps) == 2 and min(gaps) > place.usual_gap


def _stands_below_date(place: Place) -> bool:
    """The paper above has been signed: its date stands right above, a rubric between at most."""
    at = place.at - 1
    if at > 0 and is_rubric(place.blocks[at]):
        at -= 1
    elif not (is_official(place.title) and headings.NOTICE.search(fold(place.title))):
        return False  # a signed notice's 办法 stands below its date too
    return at >= 0 and headings.DATE.fullmatch(fold(place.blocks[at].text)) is not None


def _is_level_one(place: Place) -> bool:
    return place.blocks[place.at].paragraph.level == 1 and place.heads_of_level_one > 1


SIGNS = (
    Sign(
        "a 文号 or an addressee beneath",
        5,
        "关于印发《…办法》的通知 / 澄府办〔2026〕12号",
        is_numbered,
    ),
    Sign(
        "a 文号 or its labels right above",
        4,
        "澄府办〔2026〕12号 / 关于印发《…办法》的通知",
        _has_head_above,
    ),
    Sign(
        "a notice's own words beneath",
        3,
        "关于下发《…目录》的通知 / …现发给你们，请遵照执行",
        lambda p: _is_notice_title(p.title) and headings.ISSUES.search(p.lead_text) is not None,
    ),
    Sign(
        "a notice's title with its own issuer, text beneath",
        2,
        "澄江市人民政府关于…的通知 / 为…，",
        _has_own_issuer,
    ),
    Sign(
        "a guide's label beneath, in a collection",
        3,
        "稳岗返还 / 适用对象：…",
        lambda p: p.collection and _has_guide_label(p),
    ),
    Sign(
        "a label beneath",
        3,
        "…实施意见 / （原文节选）",
        lambda p: any(is_label_line(b) for b in p.blocks_below[:2]),
    ),
    Sign(
        "an official title",
        2,
        "澄江市人民政府关于…的意见",
        lambda p: is_official(p.title) and "关于" in p.title,
    ),
    Sign("a place or organ and a colon", 3, "澄江市：发展低空经济，…", _has_place_colon),
    Sign(
        "another phrase and a colon",
        1,
        "再制造：一场技术革命",
        lambda p: _has_prefix(p) and not _has_place_colon(p),
    ),
    Sign(
        "an interpretation's heading",
        4,
        "《澄江市低空办法》解读",
        lambda p: INTERPRETED.search(fold(p.title)) is not None,
    ),
    Sign(
        "a dateline beneath",
        3,
        "本报讯（记者 李某）3月4日，…",
        lambda p: bool(headings.DATELINE.match(p.lead_text)),
    ),
    Sign(
        "a report's first words beneath",
        2,
        "近日，澄江市印发…",
        lambda p: opens_as_report(p.lead_text),
    ),
    Sign(
        "a time beneath, and no issuing",
        1,
        "3月4日，落户澄江的中心获批",
        lambda p: _opens_with_time(p) and not opens_as_report(p.lead_text),
    ),
    Sign(
        "a byline beneath",
        1,
        "澄江市工业和信息化局",
        lambda p: any(is_byline(b) for b in p.blocks_below[:2]),
    ),
    Sign(
        "an article's source line above",
        2,
        "来源：澄江日报 2026-03-04",
        lambda p: bool(p.block_above and is_source_line(p.block_above)),
    ),
    Sign("the first heading", 2, "the first line of the text", lambda p: p.at == 0),
    Sign(
        "a section label above",
        1,
        "地方行动",
        lambda p: bool(p.block_above and is_section_label(p.block_above) and p.block_above.gap),
    ),
    Sign(
        "a rubric above",
        2,
        "【行业观察】",
        lambda p: bool(p.block_above and is_rubric(p.block_above)),
    ),
    Sign(
        "a paper's date above a notice or a rubric",
        2,
        "2026年3月10日 / 工作动态 / …",
        _stands_below_date,
    ),
    Sign(
        "set apart by more blank lines than paragraphs are",
        2,
        "blank / headline / blank / text / text",
        _is_isolated,
    ),
    Sign("one of several first-level headings", 2, "# 澄江市…", _is_level_one),
    Sign(
        "an official title at the first level",
        2,
        "# 澄江市…办法",
        lambda p: _is_level_one(p) and is_official(p.title),
    ),
    Sign(
        "its words come again beneath",
        1,
        "澄江市启动试点 / …澄江市…试点…",
        lambda p: shared_pairs(p.title, p.lead_text) >= 0.35,
    ),
)


def opens_as_report(text: str) -> bool:
    """Tell whether folded text opens as a report of something issued does: "近日，澄江市印发…",
    "3月4日，…发布…".
    """
    return opens_with_a_time(text) and headings.ISSUING.search(text[:_LEAD_SENTENCE]) is not None


def opens_with_a_time(text: str) -> bool:
    """ "近日，…", "3月4日，…", "记者从…获悉": reports do, and so do sections of a longer article."""
    return bool(headings.LEAD.match(text) or headings.DATED.match(text))


def is_section_label(block: Block) -> bool:
    """A short label of the page (地方行动, 典型案例), neither a signature nor a title of a paper."""
    if (
        not is_headline(block)
        or len(block.text) > _LONGEST_LABEL
        or is_byline(block)
        or is_source_line(block)
    ):
        return False
    return not ("关于" in block.text and is_official(block.text))


# A page's rubric, never a paper's own part: "行业动态", "【专家观点】", "三、市场观察"
_RUBRIC = deferred(
    r"(?:[一二三四五六七八九十]{1,3}、|【)?[^,。:;【】\s]{0,6}(?:动态|资讯|速递|速览|要闻|观察|聚焦|快讯|简讯|传真|前沿|视点|视角|观点|论坛|评论|新闻"
    r"|政策(?:解读|法规|文件|转发)|通知公告|典型(?:案例|经验)|经验交流|(?:国家|地方|省市)层面)】?"
)


def is_rubric(block: Block) -> bool:
    """A page's label above the items of one sort, known by its words."""
    return len(block.text) <= 16 and _RUBRIC.fullmatch(fold(block.text)) is not None


# A page's own mark between two documents, none of their text: "【地方】", "02", "二、地方政策", "第二篇 省级政策"
_SECTION_MARK = deferred(
    r"【[^】]{2,12}】|[●■◆★▪▲△○◇□▶►※◎]\s?[^,。;:]{2,12}|0[1-9]|[一二三四五六七八九十]{1,3}、[^,。;:]{2,12}|第[一二三四五六七八九十]{1,3}(?:[篇辑编]|部分)\s?[^,。;:]{0,20}"
)


def is_section_mark(block: Block) -> bool:
    """A numbered or bracketed section label; counts only right above a document."""
    return len(block.text) <= 30 and _SECTION_MARK.fullmatch(fold(block.text)) is not None


def shared_pairs(title: str, text: str) -> float:
    """The share of the title's character pairs that come again in the text: 0 to 1."""
    marks = _WORD.findall(fold(title))
    pairs = set(pairwise(marks))
    others = _WORD.findall(text)
    return len(pairs & set(pairwise(others))) / len(pairs) if pairs else 0.0


def sign_weight(place: Place) -> int:
    return sum(sign.weight for sign in SIGNS if sign.holds(place))
