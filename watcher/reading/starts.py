"""Where documents begin in a digest, a briefing or a newspaper page that has no contents list.

A heading begins a document when enough speaks for it. What speaks is a table, `SIGNS`: one sign, its weight, an
invented sample. The weights were set so that one strong sign, or two weak ones, are enough, and that a subheading
inside an article (no sign, or its first sentence uses the article's own 《简称》) never is.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from watcher.reading import headings
from watcher.reading.headings import (
    addressee,
    byline,
    headline,
    label_line,
    number_line,
    official,
    running,
    source_line,
)
from watcher.reading.joining import Block
from watcher.reading.segment import fold
from watcher.reading.titles import heading_at, squash

ENOUGH = 3
ENOUGH_INSIDE_A_POLICY = 4
_ALIAS = re.compile(r"(?:以?下简?称|简称)[\"“]?《([^》]{2,16})》")
_PREFIX = re.compile(r"^([^:,。《\s]{2,16}):\s*\S{4,}")
_PROVINCE = re.compile(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|国务院|全国"
)
_PLACE_OR_ORGAN = re.compile(r"(?:省|市|区|县|州|盟|旗|镇|新区|部门?|委|局|厅|院|办|会|行|府|署|中心|央行)$")
_WORD = re.compile(r"[0-9A-Za-z.]+|[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Start:
    """A document: first block, blocks of its heading (0 when the headline is torn off), title."""

    first: int
    heads: int
    title: str
    body: int  # its first paragraph of running text
    section: str = ""
    policy: bool = False


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

    @property
    def above(self) -> Block | None:
        return self.blocks[self.at - 1] if self.at else None

    @property
    def below(self) -> tuple[Block, ...]:
        return self.blocks[self.at + self.count : self.body + 1]

    @property
    def lead(self) -> str:
        return fold(self.blocks[self.body].text)[:200] if self.body < len(self.blocks) else ""


@dataclass(frozen=True, slots=True)
class Sign:
    """`holds(place)` adds `weight`. `sample` is invented."""

    name: str
    weight: int
    sample: str
    holds: Callable[[Place], bool] = field(repr=False)


def _numbered(place: Place) -> bool:
    return any(number_line(block) or addressee(block) for block in place.below[:3])


def _colon(place: Place) -> bool:
    found = _PREFIX.match(fold(place.title))
    return bool(found and (_PLACE_OR_ORGAN.search(found[1]) or _PROVINCE.match(found[1])))


def _isolated(place: Place) -> bool:
    after = place.at + place.count
    gaps = [block.gap for block in (place.blocks[place.at], *place.blocks[after : after + 1])]
    return len(gaps) == 2 and min(gaps) > place.usual_gap


SIGNS = (
    Sign("a 文号 or an addressee beneath", 5, "关于印发《…办法》的通知 / 澄府办〔2026〕12号", _numbered),
    Sign(
        "a label such as （政策解读） beneath",
        3,
        "…实施意见 / （原文节选）",
        lambda p: any(label_line(b) for b in p.below[:2]),
    ),
    Sign(
        "an official title",
        2,
        "澄江市人民政府关于支持低空经济的意见",
        lambda p: official(p.title) and "关于" in p.title,
    ),
    Sign("a place or organ and a colon", 3, "澄江市：发展低空经济，…", _colon),
    Sign(
        "another phrase and a colon",
        1,
        "再制造：一场技术革命",
        lambda p: bool(_PREFIX.match(fold(p.title))) and not _colon(p),
    ),
    Sign("a newspaper's dateline", 3, "本报讯（记者 李某）3月4日，…", lambda p: bool(headings.DATELINE.match(p.lead))),
    Sign(
        "a report's first words", 2, "近日，澄江市印发…", lambda p: bool(headings.LEAD.match(p.lead)) or _dated_issue(p)
    ),
    Sign(
        "a date first",
        1,
        "3月4日，落户澄江的中心获批",
        lambda p: bool(headings.DATED.match(p.lead)) and not _dated_issue(p),
    ),
    Sign("a byline beneath", 1, "澄江市工业和信息化局", lambda p: any(byline(b) for b in p.below[:2])),
    Sign(
        "an article's source line above",
        2,
        "来源：澄江日报 2026-03-04",
        lambda p: p.above is not None and source_line(p.above),
    ),
    Sign("the first heading", 2, "", lambda p: p.at == 0),
    Sign("a section label above", 1, "地方行动", lambda p: p.above is not None and _section(p.above)),
    Sign("set apart by more blank lines than paragraphs are", 2, "", _isolated),
    Sign(
        "one of several first-level headings",
        2,
        "# …",
        lambda p: p.blocks[p.at].paragraph.level == 1 and p.heads_of_level_one > 1,
    ),
    Sign("its words come again in the first paragraph", 1, "", lambda p: shared(p.title, p.lead) >= 0.35),
)


def _dated_issue(place: Place) -> bool:
    return bool(headings.DATED.match(place.lead) and headings.ISSUING.search(place.lead[:120]))


def _section(block: Block) -> bool:
    """A short label of the page (地方行动, 典型案例), not a signature."""
    return section_label(block) and block.gap >= 1


def section_label(block: Block) -> bool:
    return headline(block) and len(block.text) <= 14 and not byline(block)


def shared(title: str, text: str) -> float:
    """The share of the title's character pairs that come again in the text: 0 to 1."""
    marks = _WORD.findall(fold(title))
    pairs = set(zip(marks, marks[1:], strict=False))
    others = _WORD.findall(text)
    return len(pairs & set(zip(others, others[1:], strict=False))) / len(pairs) if pairs else 0.0


def starts(blocks: tuple[Block, ...]) -> list[Start]:
    """Every document start in order."""
    usual = _usual_gap(blocks)
    level_one = sum(1 for block in blocks if block.paragraph.level == 1)
    found: list[Start] = []
    at = 0
    while at < len(blocks):
        start = _start(blocks, at, found[-1] if found else None, (usual, level_one))
        if start:
            found.append(start)
        at = (start.body if start else at) + 1
    return found


def _start(blocks: tuple[Block, ...], at: int, current: Start | None, layout: tuple[int, int]) -> Start | None:
    block = blocks[at]
    if headings.DATELINE.match(fold(block.text[:40])) and running(block):
        return Start(at, 0, "", at)
    if not headline(block):
        return None
    title, count = heading_at(blocks, at)
    body = _body(blocks, at + count)
    if body is None or (current is not None and _belongs(title, current, blocks, at)):
        return None
    place = Place(blocks, at, count, title, body, *layout)
    weight = sum(sign.weight for sign in SIGNS if sign.holds(place))
    policy = _numbered(place)
    needed = ENOUGH_INSIDE_A_POLICY if current is not None and current.policy else ENOUGH
    if weight < needed:
        return None
    section = blocks[at - 1].text if at and section_label(blocks[at - 1]) else ""
    return Start(at, count, title, body, section or (current.section if current else ""), policy or official(title))


def _body(blocks: tuple[Block, ...], at: int) -> int | None:
    """The first paragraph of running text below a heading; None where only other headings follow (a label, a teaser)."""
    for index in range(at, min(at + 4, len(blocks))):
        block = blocks[index]
        if running(block) or addressee(block) or headings.PART.match(fold(block.text)):
            return index
        if not (
            number_line(block)
            or label_line(block)
            or byline(block)
            or source_line(block)
            or headings.DATE.fullmatch(fold(block.text))
        ):
            return None
    return None


def _belongs(title: str, current: Start, blocks: tuple[Block, ...], at: int) -> bool:
    """A heading that is part of the current document: the 办法 its notice issues, or a subheading with its 《简称》."""
    if current.title and len(squash(title)) >= 6 and squash(title) in squash(current.title):
        return True
    aliases = {found[1] for block in blocks[current.first : at] for found in _ALIAS.finditer(fold(block.text))}
    after = fold("".join(block.text for block in blocks[at : at + 2]))[:400]
    return any(f"《{alias}》" in after for alias in aliases) and not any(
        f"简称《{alias}》" in after or f"下称《{alias}》" in after for alias in aliases
    )


def _usual_gap(blocks: tuple[Block, ...]) -> int:
    """The blank lines that usually stand between two paragraphs of running text."""
    gaps = [
        after.gap
        for before, after in zip(blocks, blocks[1:], strict=False)
        if running(before, 40) and running(after, 40)
    ]
    return Counter(gaps).most_common(1)[0][0] if len(gaps) >= 4 else 1
