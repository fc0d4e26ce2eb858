"""News in many dresses: a week's review, a broadcast, an account's digest, a news site's page."""

from tests.watcher.reading import documents as samples


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
    assert [title for _, title, _, _ in samples.found(text)] == [
        "省能源局召开保供座谈会",
        "省能源局召开安全生产会议",
    ]


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
    assert (kind, title, first) == (
        "policy_news",
        "实施“头条工程”记者要深入基层",
        "实施“头条工程” 记者要深入基层",
    )
    assert last.startswith("  本报讯")


def test_an_article_under_its_day_and_hour_keeps_its_headline() -> None:
    """The stamp between headline and dateline parts them no more than a day does."""
    text = """本页位置:首页>>新闻大观>>国内新闻

澄江实施新闻发言人制 堵塞“小道消息”

2026年03月13日 09:30

  中新网3月13日电 从12日开始,澄江市政府政务信息有了正规渠道——政府新闻发言人制度在该市开始实施。
"""
    ((_, title, first, _),) = samples.found(text)
    assert (title, first) == (
        "澄江实施新闻发言人制 堵塞“小道消息”",
        "澄江实施新闻发言人制 堵塞“小道消息”",
    )


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


def test_an_account_s_digest_is_its_headlines_and_their_reports() -> None:
    """A headline that says what was issued is a report, not the paper; its 关于 makes no paper of it."""
    text = """政策速递丨3月第1周

【国家】

国家能源局等部门印发《关于加快场景培育的实施意见》

3月2日，国家能源局等部门联合印发《关于加快场景培育的实施意见》，提出到2027年建成100个以上示范场景。

国家能源局公开征求《储能标准体系建设指南》意见

3月3日，国家能源局就《储能标准体系建设指南（征求意见稿）》公开征求意见。

【地方】

澄江市公积金贷款额度上调

▼

3月4日，澄江市住房公积金管理中心发布通知，最高贷款额度上调至80万元，自2026年3月10日起执行。

素材来源：国家能源局、澄江市政府网站

长按识别二维码关注
"""
    found = samples.found(text)
    assert [(kind, title) for kind, title, _, _ in found] == [
        ("policy_news", "国家能源局等部门印发《关于加快场景培育的实施意见》"),
        ("policy_news", "国家能源局公开征求《储能标准体系建设指南》意见"),
        ("policy_news", "澄江市公积金贷款额度上调"),
    ]
    assert [last[:5] for _, _, _, last in found] == ["3月2日，", "3月3日，", "3月4日，"]


def test_questions_and_answers_keep_the_headline_above_them() -> None:
    """ "Q1：" begins the text, not the document."""
    text = """一文读懂！澄江市浮动费率怎么算？

澄江人社 2026-03-06 09:30

Q1：什么是浮动费率？

答：浮动费率是在行业基准费率基础上，根据使用情况确定的费率。
"""
    ((kind, title, _, _),) = samples.found(text)
    assert (kind, title) == ("interpretation", "一文读懂！澄江市浮动费率怎么算？")
