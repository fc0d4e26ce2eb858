"""The signs that speak for a heading beginning a document: a table, each with a weight and an
invented sample.

The weights were set so that one strong sign, or two weak ones, are enough (`ENOUGH`), and that a
subheading inside an article has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from watcher.reading.segment import fold
from watcher.reading.segmenting import line_patterns
from watcher.reading.segmenting.heading_place import (
    Place,
    has_guide_label,
    has_head_above,
    has_own_issuer,
    has_place_colon,
    has_prefix,
    is_isolated,
    is_level_one,
    is_notice_title,
    is_numbered,
    stands_below_date,
)
from watcher.reading.segmenting.headings import (
    is_byline,
    is_label_line,
    is_official,
    is_source_line,
)
from watcher.reading.segmenting.report_openings import (
    INTERPRETED,
    opens_as_report,
    opens_with_a_time,
    shared_pairs,
)
from watcher.reading.segmenting.section_labels import is_rubric, is_section_label

ENOUGH = 3
ENOUGH_INSIDE_A_POLICY = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """`holds(place)` adds `weight`. `sample` is invented."""

    name: str
    weight: int
    sample: str
    holds: Callable[[Place], bool] = field(repr=False)


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
        has_head_above,
    ),
    Sign(
        "a notice's own words beneath",
        3,
        "关于下发《…目录》的通知 / …现发给你们，请遵照执行",
        lambda p: is_notice_title(p.title) and line_patterns.ISSUES.search(p.lead_text) is not None,
    ),
    Sign(
        "a notice's title with its own issuer, text beneath",
        2,
        "澄江市人民政府关于…的通知 / 为…，",
        has_own_issuer,
    ),
    Sign(
        "a guide's label beneath, in a collection",
        3,
        "稳岗返还 / 适用对象：…",
        lambda p: p.collection and has_guide_label(p),
    ),
    Sign(
        "a label beneath",
        3,
        "…实施意见 / （原文节选）",
        lambda p: any(map(is_label_line, p.blocks_below[:2])),
    ),
    Sign(
        "an official title",
        2,
        "澄江市人民政府关于…的意见",
        lambda p: is_official(p.title) and "关于" in p.title,
    ),
    Sign("a place or organ and a colon", 3, "澄江市：发展低空经济，…", has_place_colon),
    Sign(
        "another phrase and a colon",
        1,
        "再制造：一场技术革命",
        lambda p: has_prefix(p) and not has_place_colon(p),
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
        lambda p: bool(line_patterns.DATELINE.match(p.lead_text)),
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
        lambda p: opens_with_a_time(p.lead_text) and not opens_as_report(p.lead_text),
    ),
    Sign(
        "a byline beneath",
        1,
        "澄江市工业和信息化局",
        lambda p: any(map(is_byline, p.blocks_below[:2])),
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
        stands_below_date,
    ),
    Sign(
        "set apart by more blank lines than paragraphs are",
        2,
        "blank / headline / blank / text / text",
        is_isolated,
    ),
    Sign("one of several first-level headings", 2, "# 澄江市…", is_level_one),
    Sign(
        "an official title at the first level",
        2,
        "# 澄江市…办法",
        lambda p: is_level_one(p) and is_official(p.title),
    ),
    Sign(
        "its words come again beneath",
        1,
        "澄江市启动试点 / …澄江市…试点…",
        lambda p: shared_pairs(p.title, p.lead_text) >= 0.35,
    ),
)


def sign_weight(place: Place) -> int:
    """The weights of all signs that hold of a heading, added up."""
    return sum(sign.weight for sign in SIGNS if sign.holds(place))
