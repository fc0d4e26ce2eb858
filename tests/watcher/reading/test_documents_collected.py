"""Shapes of real collections: a week's news, several notices in one file, guides, papers without their heading."""

from tests.watcher.reading import documents as samples
from watcher.reading.titles import without_number


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


def test_entries_of_a_guide_are_papers_of_their_own_in_a_collection() -> None:
    """A collection says that it is one; each measure stands under its heading, told under labels."""
    text = """# 澄江市惠企政策汇编

## 首次认定高新技术企业奖励

**政策依据**：《澄江市科技创新办法》（澄政发〔2026〕3号）第五条

**奖励标准**：对首次认定的高新技术企业，一次性奖励20万元。

## 稳岗返还

**适用对象**：参加失业保险、上年度未裁员的企业。

**办理流程**：免申即享，由市人力资源社会保障局直接发放。
"""
    assert [(kind, title) for kind, title, _, _ in samples.found(text)] == [
        ("policy_text", "首次认定高新技术企业奖励"),
        ("policy_text", "稳岗返还"),
    ]


def test_measures_of_one_paper_told_under_labels_stay_in_it() -> None:
    """Without a collection's name the same shape is a paper's own."""
    text = """《关于鼓励企业持续发展的若干意见》实施细则
来源:澄江市经信局
2026-02-22

为落实《关于鼓励企业持续发展的若干意见》，制订本实施细则。

设备投资补助

申报条件:企业增购设备扩大产能，正常生产和销售。

申报材料:申请表、营业执照、备案文件。
"""
    assert len(samples.found(text)) == 1


def test_an_entry_of_a_handbook_told_under_labels_is_a_paper() -> None:
    """【享受主体】【优惠内容】【政策依据】 tell a measure, whatever its heading says."""
    text = """澄江市办事指南
目 录
1. 小微企业增值税减免 ........ 1
2. 研发费用加计扣除 ........ 2
3. 就业见习补贴 ........ 3
1. 小微企业增值税减免
【享受主体】
月销售额10万元以下的小规模纳税人。
【优惠内容】
免征增值税。
2. 研发费用加计扣除
【享受主体】
除烟草制造业等以外的企业。
【政策依据】
《财政部 税务总局公告》（财政部 税务总局公告2026年第7号）
3. 就业见习补贴
【适用对象】吸纳毕业生的见习单位。
【办理流程】向市人力资源社会保障局申请，审核后拨付。
"""
    assert [(kind, title) for kind, title, _, _ in samples.found(text)] == [
        ("policy_text", "小微企业增值税减免"),
        ("policy_text", "研发费用加计扣除"),
        ("policy_text", "就业见习补贴"),
    ]


def test_an_article_under_its_day_and_hour_keeps_its_headline() -> None:
    """The stamp between headline and dateline parts them no more than a day does."""
    text = """本页位置:首页>>新闻大观>>国内新闻

澄江实施新闻发言人制 堵塞“小道消息”

2026年03月13日 09:30

  中新网3月13日电 从12日开始,澄江市政府政务信息有了正规渠道——政府新闻发言人制度在该市开始实施。
"""
    ((_, title, first, _),) = samples.found(text)
    assert (title, first) == ("澄江实施新闻发言人制 堵塞“小道消息”", "澄江实施新闻发言人制 堵塞“小道消息”")


def test_blank_lines_below_every_line_change_nothing() -> None:
    """A text set with double spacing has the same titles and items."""
    for text in (samples.DIGEST, samples.BRIEFING, samples.INTERPRETATION):
        set_apart = text.replace("\n", "\n\n\n")
        assert samples.titles(set_apart) == samples.titles(text)


def test_a_register_below_a_title_does_not_part_it_from_its_number() -> None:
    """Some provinces print a registration of normative papers above the 文号."""
    text = """澄江市人民政府办公室关于印发《支持消费实施方案》的通知
发布时间:2026-03-15 09:28信息来源:澄江市人民政府办公室
CJCR-2026-01005
澄政办发〔2026〕9号
澄江市人民政府办公室
关于印发《支持消费实施方案》的通知
各县人民政府：
现将《支持消费实施方案》印发给你们，请认真组织实施。
"""
    ((_, title, first, _),) = samples.found(text)
    assert first.startswith(title)


def test_whom_to_call_stands_apart_from_the_next_heading() -> None:
    """Lines that end in a telephone number are not wrapped text, however alike their widths."""
    text = """澄江市工业和信息化局关于组织申报项目的通知
各县工业和信息化局：
请认真组织申报。
澄江市工业和信息化局：阮某，0100-8095253
澄江市财政局办公室：彭某，0100-5334977
澄江市人力资源和社会保障局办公室
澄江市教育局关于做好扩岗补助工作的通知
澄人社发〔2026〕63号
各县人力资源和社会保障局：
请认真落实。
"""
    assert next(last[-7:] for _, _, _, last in samples.found(text)) == "5334977"


def test_a_broadcast_s_items_begin_at_their_headlines() -> None:
    """Its own dateline opens each; the credit that ends one closes it, full stop or not."""
    text = """澄江联播 2026年7月11日

[视频]【走基层】老护士的志愿服务队
　　澄江电视台消息(澄江联播)：84岁的退休护士章某，依然带着她的志愿者团队，免费为别人提供护理服务。
　　志愿者从最初的十多人增加到3500人，已无偿为1500多名病患送去健康。(视频编辑：王某 文字编辑：李某)

[视频]市政府常务会议召开
　　澄江电视台消息(澄江联播)：市长今天主持召开市政府常务会议，讨论通过《澄江市节能减排规划》。
　　会议指出，流通产业取得长足发展，交易规模快速增长。(视频编辑：王某 文字编辑：李某)
"""
    assert samples.titles(text) == ["【走基层】老护士的志愿服务队", "市政府常务会议召开"]
    marked = text.replace("[视频]", "## ").replace("澄江联播 2026", "# 澄江联播 2026", 1)
    assert samples.titles(marked) == samples.titles(text)


def test_a_number_behind_a_title_is_no_part_of_it_without_brackets_either() -> None:
    """A space parts them; a paper named within a title keeps its number."""
    assert without_number("云岭省人民政府关于湿地的通知 云政发〔2026〕20号") == "云岭省人民政府关于湿地的通知"
    assert without_number("云岭省人民政府关于废止云政发〔2026〕20号文件的通知").endswith("文件的通知")
