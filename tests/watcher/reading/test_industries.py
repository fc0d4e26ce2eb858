"""Which industries a document names, strongly or in passing, and whom it is for."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.document import Evidence, Paragraph
from watcher.reading.facts import audience, industry_labels
from watcher.reading.segment import Segment


def labels(title: str, *lines: str) -> tuple[set[str], set[str], bool]:
    found, general = industry_labels.find_industries(segment_of(title, *lines))
    return (
        {i.label for i in found if i.strength == "strong"},
        {i.label for i in found if i.strength == "weak"},
        general,
    )


@pytest.mark.parametrize(
    ("title", "strong"),
    [
        ("关于支持新能源汽车产业发展的若干措施", {"新能源汽车"}),
        ("关于促进汽车产业发展的若干措施", {"汽车及零部件"}),
        ("关于支持智能网联汽车道路测试的通知", {"新能源汽车"}),
        ("关于加快新能源产业发展的意见", {"新能源与储能"}),
        ("关于提高集成电路和工业母机企业加计扣除比例的公告", {"集成电路", "高端装备与机器人"}),
        ("关于促进建筑业企业发展的意见", {"建筑业"}),
        ("关于推进中国（某某）跨境电子商务综合试验区建设的方案", {"商贸与电商"}),
        ("某某螺蛳粉电子商务产业园扶持政策", {"食品与农产品加工", "商贸与电商"}),
        ("教育部关于做好某某工作的通知", set()),
        ("关于完善研发费用加计扣除政策的公告", set()),
        ("关于强化金融支持举措助力民营经济发展的通知", set()),
        ("关于加强建筑物外立面管理的通知", set()),
        ("农业农村局关于开展某某检查的通知", set()),
        ("关于调整车辆通行费的批复", set()),
        ("关于建设空中丝绸之路的规划", set()),
        ("关于做好普通高等学校毕业生就业工作的通知", set()),
        ("关于调整液化石油气最高零售价格的通知", set()),
    ],
)
def test_the_title_names_the_target(title: str, strong: set[str]) -> None:
    """The longest wording wins; an organ's name and a tool of policy are no industry."""
    assert labels(title)[0] == strong


def test_a_list_of_what_is_supported_is_strong() -> None:
    """Behind 重点支持 to the end of the sentence, and before 等重点产业; elsewhere weak."""
    strong, weak, general = labels(
        "关于实施贷款贴息的通知",
        "重点支持新能源汽车、工业母机、低空装备等相关产业链，科技服务、物流服务等领域。",
        "针对集成电路、生物制造等七大重点产业开展服务。",
        "鼓励金融机构与纺织业协会合作。",
    )
    assert strong == {
        "新能源汽车",
        "高端装备与机器人",
        "科技服务",
        "物流运输",
        "集成电路",
        "生物医药",
    }
    assert weak == {"纺织服装"}
    assert not general


def test_what_a_policy_does_not_apply_to_is_no_target() -> None:
    """不适用于房地产开发企业 names 房地产 in passing only."""
    strong, weak, general = labels("关于改制重组税收政策的公告", "上述政策不适用于房地产开发企业。")
    assert (strong, weak, general) == (set(), {"房地产"}, True)


@pytest.mark.parametrize(
    ("title", "line", "general"),
    [
        ("关于支持中小微企业融资的措施", "加大信贷投放。", True),
        ("关于支持集成电路企业的措施", "给予奖励。", False),
        ("关于推动人工智能应用的措施", "面向各行业企业给予补贴。", True),
        ("关于加强煤矿安全生产的通知", "各煤矿企业要落实责任。", False),
    ],
)
def test_a_policy_without_an_industry_is_general(title: str, line: str, general: bool) -> None:
    """General: it says so, or names no industry as its target; another sector in the title is not everybody."""
    assert labels(title, line)[2] is general


def test_evidence_is_the_wording() -> None:
    """A weak label points at the words it was read from."""
    found, _ = industry_labels.find_industries(
        segment_of("关于某某的通知", "正文。", "涉及光伏发电的按规定办理。")
    )
    assert [(i.label, i.evidence and (i.evidence.text, i.evidence.lines)) for i in found] == [
        ("新能源与储能", ("光伏", (3, 3)))
    ]


def test_the_audience_is_who_is_addressed() -> None:
    """Facets of the title and of sentences that support or admit somebody; a mention in passing is none."""
    segment = segment_of(
        "国家级专精特新“小巨人”企业申报指南",
        "一、申报条件：须为高新技术企业或科技型中小企业。",
        "二、对首次上规的工业企业给予奖励，鼓励个体工商户转型为企业。",
        "三、去年本市民营企业数量增长。",
    )
    assert audience.find_audience(segment) == (
        "专精特新“小巨人”",
        "高新技术企业",
        "科技型中小企业",
        "小升规",
        "个体工商户",
    )


def test_a_title_that_stands_only_in_the_metadata_is_no_line_of_the_text() -> None:
    """The label is cited where the body says it, else nowhere: never at a line that says something else."""
    lines = (Paragraph("各有关单位：", (1, 1)), Paragraph("机器人企业可以申报。", (2, 2)))
    found, _ = industry_labels.find_industries(
        Segment("policy_text", "关于支持机器人产业发展的通知", (1, 2), lines)
    )
    assert [industry.evidence for industry in found] == [Evidence("机器人", (2, 2))]
    silent, _ = industry_labels.find_industries(
        Segment("policy_text", "关于支持机器人产业发展的通知", (1, 1), lines[:1])
    )
    assert [(industry.strength, industry.evidence) for industry in silent] == [("strong", None)]
