"""Which documents a text holds: each once, from its first line to its last, with its title and kind."""

import pytest

from tests.watcher.reading import documents as samples
from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import Context, read
from watcher.reading.kinds import kind_of
from watcher.reading.titles import tidy, without_number


def test_a_digest_is_its_items_without_masthead_and_section_labels() -> None:
    """Headline and paragraphs make one item; 时政要闻, 地方行动 and 典型案例 are none, but tell a case."""
    found = samples.found(samples.DIGEST)
    assert [(kind, title) for kind, title, _, _ in found] == [
        ("policy_news", "财政厅等三部门：支持中小企业技术改造，给予年化1.5个百分点贴息"),
        ("policy_news", "澄江市：打造“一业一亮点”品牌，到2028年建成10个园区"),
        ("case", "澄江经开区：创新审批服务，颁发全市首个共线生产许可"),
    ]
    assert [first for _, title, first, _ in found] == [title for _, title, _, _ in found]
    assert [last[-5:] for _, _, _, last in found] == ["贴息政策。", "落地效率。", "技术要求。"]


def test_a_briefing_keeps_a_notice_and_what_it_issues_together() -> None:
    """通知 and 办法 are one document; an article's subheading begins none; its source line ends it."""
    found = samples.found(samples.BRIEFING)
    assert [(kind, title) for kind, title, _, _ in found] == [
        ("policy_text", "澄江市发展改革委等部门关于印发《关于加强政府投资基金规划的工作办法(试行)》的通知"),
        ("policy_text", "澄江市人民政府办公室印发《关于支持科创走廊建设的若干措施》的通知"),
        ("policy_news", "低空经济概念首提“成果走向市场”提速"),
    ]
    assert [last.strip()[:8] for _, _, _, last in found] == ["第三条 本办法自", "本措施自2026", "来源:云岭经营报"]


def test_a_newspaper_page_gives_each_article_its_torn_headline() -> None:
    """Photo captions, teasers and page numbers are none; the headline is the one whose words the article repeats."""
    found = samples.found(samples.NEWSPAPER)
    assert [(kind, title) for kind, title, _, _ in found] == [
        ("news", "一季度全省高新区工业增加值1.7万亿"),
        ("policy_news", "八部门联合发文支持小微企业融资"),
    ]
    assert [(first[:7], last[-5:]) for _, _, first, last in found] == [
        ("本报讯（记者 ", "十分亮眼。"),
        ("本报讯（记者 ", "成绩明显。"),
    ]


def test_newspaper_lines_are_joined_in_the_middle_of_words() -> None:
    """A hard break inside a word leaves no space and no gap."""
    first, second = read(samples.plain(samples.NEWSPAPER))
    assert first.paragraphs[0].text.endswith("全省高新区实现工业增加值1.7万亿元，同比增长7.1%。")
    assert "省金融监管局、省财政厅等八部门联合印发《支持小微企业融资的若干措施》（以下简称" in second.paragraphs[0].text


def test_an_interpretation_is_one_document_with_its_subtitle() -> None:
    """The subtitle belongs to the title; a subheading with the article's own 《简称》 begins nothing."""
    assert [(kind, title) for kind, title, _, _ in samples.found(samples.INTERPRETATION)] == [
        ("interpretation", "突出制度安排 支持中小企业发展—《关于健全支持中小企业发展制度的若干意见》解读")
    ]


def test_a_handbook_follows_its_contents_list() -> None:
    """Headings are joined over levels and bold lines, spaces of line breaks dropped; preface and videos are none."""
    found = samples.found(samples.HANDBOOK)
    assert [(kind, title) for kind, title, _, _ in found] == [
        ("policy_text", "云岭省人民政府关于印发《推动设备更新行动方案》的通知"),
        ("policy_text", "省工业厅 省财政厅关于印发低空产业稳增长工作方案（2026—2027年）的通知"),
        ("policy_news", "云岭银行设立技术改造再贷款 支持技术改造和设备更新"),
        ("interpretation", "《云岭省创业担保贷款实施办法（试行）》解读"),
        ("policy_text", "省工业厅 省银保监局关于开展中小企业融资促进行动的通知"),
    ]
    assert found[0][3] == "扫码阅读政策原文"


@pytest.mark.parametrize("shape", samples.OTHER_SHAPES)
def test_other_shapes_of_input(shape: str) -> None:
    """Shapes that digests and bulletins also come in, each with the titles of its documents."""
    text, expected = samples.OTHER_SHAPES[shape]
    assert samples.titles(text) == expected


def test_a_red_head_belongs_to_the_paper_beneath_it() -> None:
    """文件 head and 文号 above the title are the document's first lines."""
    text = (
        "澄江市人民政府办公室文件\n\n澄府办〔2026〕12号\n\n澄江市人民政府办公室关于印发《澄江市低空\n经济促进办法》的通知\n\n"
        "各县（区）人民政府，市直各有关单位：\n\n现将《澄江市低空经济促进办法》印发给你们，请认真贯彻执行。\n"
    )
    document = samples.one(text)
    assert document.lines == (1, 10)
    assert document.title == "澄江市人民政府办公室关于印发《澄江市低空经济促进办法》的通知"
    assert document.doc_number is not None
    assert document.doc_number.value == "澄府办〔2026〕12号"


BODY = ("为推动低空经济发展，制定本办法，请认真贯彻执行，确保各项任务落到实处。",)


def test_a_detail_page_is_exactly_one_document() -> None:
    """Whatever its body looks like, a `single` container is one document with the whole body."""
    lines = tuple(samples.DIGEST.splitlines())
    document = read(Parsed(lines, "html", single=True, meta=SiteMeta(title="澄江市三月要闻")))
    assert [(each.title, each.lines) for each in document] == [("澄江市三月要闻", (1, len(lines)))]


@pytest.mark.parametrize(
    ("stated", "printed", "title"),
    [
        ("澄江市关于支持低空经济的意见", ("澄江市关于支持", "低空经济的意见"), "澄江市关于支持低空经济的意见"),
        ("澄江市关于支持低空…", ("澄江市关于支持", "低空经济的意见"), "澄江市关于支持低空经济的意见"),
        (None, ("澄江市关于支持", "低空经济的意见"), "澄江市关于支持低空经济的意见"),
        ("关于任免王某 李某职务的通知", (), "关于任免王某 李某职务的通知"),
    ],
)
def test_a_page_title_is_the_stated_one_completed_from_the_body(
    stated: str | None, printed: tuple[str, ...], title: str
) -> None:
    """Split over two lines, cut short or absent: the title comes out whole, as printed."""
    (document,) = read(Parsed((*printed, *BODY), "html", single=True, meta=SiteMeta(title=stated)))
    assert (document.title, document.conflicts) == (title, ())


def test_a_title_that_disagrees_with_the_page_is_kept_as_a_conflict() -> None:
    """The metadata wins, and people are shown both."""
    lines = ("澄江市关于支持低空经济的意见", *BODY)
    (document,) = read(Parsed(lines, "html", single=True, meta=SiteMeta(title="澄江市关于开展质量提升行动的通知")))
    assert document.title == "澄江市关于开展质量提升行动的通知"
    assert document.conflicts == (
        "标题：页面信息为“澄江市关于开展质量提升行动的通知”，正文为“澄江市关于支持低空经济的意见”",
    )


def test_a_link_text_stands_in_for_a_missing_title() -> None:
    (document,) = read(Parsed(BODY, "html", single=True), Context(title="澄江市低空经济若干措施"))
    assert document.title == "澄江市低空经济若干措施"


def test_an_unreadable_container_holds_no_document() -> None:
    assert read(Parsed(BODY, "pdf", outcome="scanned")) == ()


@pytest.mark.parametrize(
    ("printed", "title", "labels"),
    [
        ("澄江市低空经济促进办法（政策解读）", "澄江市低空经济促进办法", ("政策解读",)),
        ("澄江市低空经济促进办法（试行）", "澄江市低空经济促进办法（试行）", ()),
        ("关于印发 《办法》 的通知（原文节选）", "关于印发《办法》的通知", ("原文节选",)),
        ("财政厅 税务局关于延续政策的公告", "财政厅 税务局关于延续政策的公告", ()),
    ],
)
def test_labels_are_cut_off_a_title(printed: str, title: str, labels: tuple[str, ...]) -> None:
    """（政策解读） is a label; （试行） and the space between organs belong to the title."""
    assert tidy(printed) == (title, labels)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("澄江市人民政府关于支持低空经济发展的意见", "policy_text"),
        ("澄江市低空经济促进办法（试行）", "policy_text"),
        ("低空企业申报指南", "policy_text"),
        ("云岭省人民政府关于表彰先进单位的通报", "policy_text"),
        ("《澄江市低空经济促进办法》解读", "interpretation"),
        ("一图读懂《澄江市低空经济促进办法》", "interpretation"),
        ("企业如何备案？操作指南来了", "interpretation"),
        ("澄江市工信局印发《低空经济行动方案》", "policy_news"),
        ("澄江银行设立技术改造再贷款", "policy_news"),
    ],
)
def test_the_heading_decides_the_kind(title: str, kind: str) -> None:
    assert kind_of(title, (), numbered=False) == kind


def test_a_number_beneath_makes_a_reported_heading_the_policy_itself() -> None:
    """ "X印发《Y》" with its own 文号 is the paper, not a report of it."""
    assert kind_of("省委办公厅 省政府办公厅印发《若干措施》", (), numbered=True) == "policy_text"


def test_a_week_s_news_behind_circled_numbers_are_items() -> None:
    """A headline whose paragraph says the same and when is an item, whether or not anything was issued."""
    text = """本周能源领域有哪些大事要闻？“本周要闻回顾”栏目帮您快速浏览。
本周要闻回顾
■ 省政府常务会议审议通过《储能电池回收利用行动方案》
■ 李某到澄江市调研
①省政府常务会议审议通过《储能电池回收利用行动方案》
省长张某2月21日主持召开省政府常务会议，审议通过《储能电池回收利用行动方案》。会议指出，要强化全链条管理。
链接>>
② 李某到澄江市调研
10月10日，省能源局局长李某到澄江市调研。在澄江市，李某强调，要着力打通堵点，在创新上集智攻关，探索新模式。
"""
    assert [(kind, title) for kind, title, _, _ in samples.found(text)] == [
        ("policy_news", "省政府常务会议审议通过《储能电池回收利用行动方案》"),
        ("news", "李某到澄江市调研"),
    ]


def test_numbered_articles_of_a_policy_are_no_items_though_they_repeat_their_headings() -> None:
    """Without a day in their first words they report nothing."""
    text = """澄江市人民政府关于支持企业扩大生产的若干措施
澄政发〔2026〕7号
各县人民政府：
1. 支持企业扩大生产
支持企业扩大生产，建立重点企业清单，积极帮助企业解决原材料、用工、资金等困难问题。
2. 稳定重点行业增长
稳定重点行业增长，发挥重点行业带动作用，以提高产能利用率为着力点，建立监测台账。
"""
    assert len(samples.found(text)) == 1


def test_a_paper_run_together_on_one_line_has_its_title() -> None:
    """The title ends where the number begins; what only a notice says makes it the paper itself."""
    text = "澄江市总工会关于印发《劳动争议处理办法》的通知澄总发〔2026〕23号来源：法律部各县总工会：《劳动争议处理办法》已经审议通过，现印发给你们，请认真贯彻执行。澄江市总工会2026年3月2日第一条为规范处理工作，制定本办法。"
    ((kind, title, _, _),) = samples.found(text)
    assert (kind, title) == ("policy_text", "澄江市总工会关于印发《劳动争议处理办法》的通知")


def test_a_number_printed_before_the_title_is_not_part_of_it() -> None:
    """ "文号《title》" is how some sites head their copies."""
    assert (
        without_number("云政发〔2026〕20号《云岭省人民政府关于预算管理的实施意见》")
        == "云岭省人民政府关于预算管理的实施意见"
    )


def test_a_number_of_notices_in_one_file_are_as_many_documents() -> None:
    """A notice without addressee or number is known by what only notices say; a list beneath a signature is annexed."""
    text = """澄江市卫生局关于修订诊疗科目名录的通知（2026）
各县卫生局：
为加强医疗服务管理，经研究决定，修订《诊疗科目名录》部分二级科目，增补若干项目。
本通知自下发之日起执行。
二〇二六年五月三十一日
修订增补后的诊疗科目
04.外科
04.01普通外科专业
关于下发《诊疗科目名录》的通知
为了贯彻执行《云岭省医疗机构管理条例》，我局制定了《诊疗科目名录》，现发给你们，请遵照执行。
诊疗科目名录
01. 预防保健科
02. 全科医疗科
"""
    assert [(title, last) for _, title, _, last in samples.found(text)] == [
        ("澄江市卫生局关于修订诊疗科目名录的通知（2026）", "04.01普通外科专业"),
        ("关于下发《诊疗科目名录》的通知", "02. 全科医疗科"),
    ]


def test_an_introduction_that_lists_the_items_is_no_document() -> None:
    """However long it is, what it announces stands below."""
    text = """能源应用不断走深向实，在稳投资、强产业、促消费、助升级等方面发挥重要作用，为赋能数字化转型、提升产业链韧性、推动高质量发展注入强劲动力。
本周（2026年7月6日—7月12日）能源领域发布了哪些重要政策？发生了哪些大事要闻？“本周要闻回顾”栏目带您一起快速浏览，请看以下八条内容。
■ 省能源局召开保供座谈会
■ 省能源局召开安全生产会议
①省能源局召开保供座谈会
省能源局近日召开保供座谈会。会议指出，要围绕高质量完成保供任务的总体目标，强化产需对接。
②省能源局召开安全生产会议
7月9日，省能源局召开安全生产会议，通报近期情况，部署下一阶段安全生产工作。
"""
    assert [title for _, title, _, _ in samples.found(text)] == ["省能源局召开保供座谈会", "省能源局召开安全生产会议"]


def test_a_notice_printed_without_its_heading_is_named_by_what_it_makes_known() -> None:
    """An addressee and 《…》已经…同意，现转发给你们 are how it begins."""
    text = """各县人民政府，市直各单位：
市审改办《“不见面审批”标准化指引》已经市人民政府同意，现转发给你们，请结合实际认真贯彻落实。
澄江市人民政府办公室
2026年9月8日
“不见面审批”标准化指引
一、总则
本指引规定了“不见面审批”的概念、事项范围、基本原则、审批过程。
"""
    assert [(kind, title) for kind, title, _, _ in samples.found(text)] == [("policy_text", "“不见面审批”标准化指引")]


def test_a_link_cut_short_above_a_title_is_no_part_of_it() -> None:
    """An open 《 does not take in a heading that begins with its own issuer."""
    text = """您的位置:主页 > 公告动态

《澄江市进一步加大力度支持民间投资实施

澄江市人民政府办公室关于印发澄江市

进一步加大力度支持民间投资

实施方案的通知

澄府办〔2026〕5号

各县人民政府：

方案已经市人民政府同意，现印发给你们，请认真组织实施。
"""
    assert samples.titles(text) == ["澄江市人民政府办公室关于印发澄江市进一步加大力度支持民间投资实施方案的通知"]


def test_an_article_under_an_address_line_keeps_its_headline() -> None:
    """A news site prints its address, the day and the paper between headline and text."""
    text = """新闻中心首页 > 新闻中心 > 综合 > 正文

实施“头条工程” 记者要深入基层

http://www.example.com.cn 2026年12月21日07:06 澄江时报

  本报讯市委宣传部近日制定下发《关于改进新闻宣传工作的实施意见(试行)》(以下简称《意见》)。《意见》要求，鼓励记者深入基层。

收藏此页】【 】【打印】【关闭

网站简介 | 广告服务 | 招聘信息 | 网站律师

Copyright © 1996-2026 CJ Corporation, All Rights Reserved

澄江公司 版权所有
"""
    ((kind, title, first, last),) = samples.found(text)
    assert (kind, title, first) == ("policy_news", "实施“头条工程”记者要深入基层", "实施“头条工程” 记者要深入基层")
    assert last.startswith("  本报讯")


def test_the_brackets_below_a_laws_title_are_neither_a_title_nor_a_citation() -> None:
    """The order that makes it known is its number; the one that amended it later is cited."""
    text = (
        "关于修改《云岭省湿地办法》的决定\n（2026年3月4日云岭省人民政府令第12号公布 根据2028年5月6日云岭省人民政府令第20号修正）\n\n"
        "　　云岭省人民政府决定对《云岭省湿地办法》作如下修改：\n　　一、删去第三条。\n"
    )
    (found,) = read(Parsed(tuple(text.split("\n")), "plain"), Context())
    assert found.title == "关于修改《云岭省湿地办法》的决定"
    assert found.doc_number is not None
    assert found.doc_number.value == "云岭省人民政府令第12号"
    assert [cited.doc_number for cited in found.cites] == ["云岭省人民政府令第20号"]
