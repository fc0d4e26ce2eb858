"""Shapes of real collections: a week's news, several notices in one file, guides, papers without their heading."""

import pytest

from tests.watcher.reading import documents as samples
from watcher.reading.segmenting.document_titles import without_number


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
    assert [(kind, title) for kind, title, _, _ in samples.found(text)] == [
        ("policy_text", "“不见面审批”标准化指引")
    ]


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
    assert samples.titles(text) == [
        "澄江市人民政府办公室关于印发澄江市进一步加大力度支持民间投资实施方案的通知"
    ]


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


def test_a_number_behind_a_title_is_no_part_of_it_without_brackets_either() -> None:
    """A space parts them; a paper named within a title keeps its number."""
    assert (
        without_number("云岭省人民政府关于湿地的通知 云政发〔2026〕20号")
        == "云岭省人民政府关于湿地的通知"
    )
    assert without_number("云岭省人民政府关于废止云政发〔2026〕20号文件的通知").endswith(
        "文件的通知"
    )


def test_a_title_about_several_systems_is_whole_over_its_lines() -> None:
    """A word that titles end in may be what one is about; the line above the number ends it."""
    text = """云岭省人民政府办公厅关于全面推行行政执法公示制度
执法全过程记录制度
重大执法决定审核制度的指导意见
云政办发〔2026〕118号
各市人民政府：
为全面推行三项制度，提出以下意见。
"""
    assert samples.titles(text) == [
        "云岭省人民政府办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定审核制度的指导意见"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("云岭省人民政府办公厅关", "于印发云岭省重点镇建设", "示范工程实施方案的通知"),
        (
            "云岭省人民政府办公厅关于印",
            "发云岭省深化简政放权放管结",
            "合优化服务改革电视电话会议",
            "有关措施及分工方案的通知",
        ),
        ("上海市发展和改革委员会、上", "海市财政局关于阶段性降低有", "关行政事业性收费标准的通知"),
    ],
)
def test_a_title_cut_at_its_width_is_whole(lines: tuple[str, ...]) -> None:
    """Wherever the lines break, in 关于 or in an organ's name, the number beneath ends the title."""
    text = "\n".join(
        [*lines, "云政办发〔2026〕7号", "各市人民政府：", "现就有关事项通知如下，请认真贯彻执行。"]
    )
    assert samples.titles(text) == ["".join(lines)]


def test_notices_without_number_and_addressee_set_one_after_the_other_are_as_many() -> None:
    """Each names its issuer or says 现将有关事项通知如下; what one encloses, and a list of titles, stay with it."""
    text = """云岭省人民政府办公厅关于印发污染物治理方案的通知

为贯彻落实有关部署，经省人民政府同意，各市要结合实际认真贯彻执行，加强组织领导，明确责任分工，确保落到实处。

云岭省人民政府关于表彰科学技术奖获奖人员的决定

为进一步调动科技人员的积极性，省人民政府决定授予一百个项目云岭省科学技术奖，希望获奖人员再接再厉，再创佳绩。

关于参加园林博览会的通知

为做好参展工作，经研究，现将有关事项通知如下，请认真组织实施。

关于加强参展管理的意见

做好参展管理是办好博览会的重要内容，近年来参展管理不断加强，水平逐步提升，现提出以下意见。

附件所列文件：

云岭省人民政府关于湿地的通知

云岭省人民政府关于水库的通知

以上文件自本通知印发之日起停止执行，由省人民政府办公厅负责解释，各市要抓紧清理本级文件并于年底前报告结果。
"""
    assert samples.titles(text) == [
        "云岭省人民政府办公厅关于印发污染物治理方案的通知",
        "云岭省人民政府关于表彰科学技术奖获奖人员的决定",
        "关于参加园林博览会的通知",
    ]
