"""Lines that pass with the hour or the visitor are hidden by rule; whatever else a text says is told."""

import pytest

from watcher.diffing.noise.hidden_rules import Page, find_hidden
from watcher.diffing.noise.passing_lines import passing_lines, rule_of_line, without_passing

PASSING = [
    ("距报名结束还有3天", "countdown"),
    ("离申报截止仅剩 12 天 4 小时", "countdown"),
    ("♥ 点赞 31　收藏 4", "view counter"),
    ("阅读：3,021 次 | 分享 6", "view counter"),
    ("Views: 1201", "view counter"),
    ("1.2万阅读", "view counter"),
    ("在线人数：52人", "view counter"),
    ("发布于1天前", "page clock"),
    ("5分钟前更新", "page clock"),
    ("本页最后更新时间：2026-04-02 08:30:11", "publication stamp"),
    ("更新时间：2026年4月2日", "publication stamp"),
    ("今日天气：晴转多云 3℃~14℃", "page clock"),
    ("今天是2026年4月2日 星期四", "page clock"),
    ("广告：临川茶叶节，满百减十", "advert"),
    ("全部评论（3条）", "comments"),
    ("【广告】临川茶叶节，满百减十", "advert"),
]
TOLD = [
    "申报截止还有12天，请各企业抓紧报送",
    "距申报截止还有12天的企业应当补报材料",
    "更新时间：每季度末月25日前",
    "目录更新时间：2026年4月2日",
    "在线人数不少于200人的平台给予补助",
    "收藏单位不超过3家",
    "广告费补助最高20万元",
    "评论类作品每人限报2件",
    "分享会于2026年4月2日举行",
    "最后更新的目录见附件1",
    "申报时间：2026年4月2日",
    "下载量达到10000次的应用奖励5万元",
    "天气晴好时施工",
    "3天前提交申请",
    "还有12个名额",
    "推广：新品种每亩补助30元",
    "留言",
]


@pytest.mark.parametrize(("line", "rule"), PASSING)
def test_passing_line_has_its_rule(line: str, rule: str) -> None:
    assert rule_of_line(line) == rule


@pytest.mark.parametrize("line", TOLD)
def test_line_of_a_document_is_told(line: str) -> None:
    assert rule_of_line(line) is None


def test_every_wording_understands_its_sample() -> None:
    assert [one.sample for one in passing_lines() if rule_of_line(one.sample) != one.rule] == []


def test_comments_go_with_what_visitors_wrote() -> None:
    """All below their heading, but only below a text: a document may be about 评论."""
    text = ["关于征集的通知", "一、对象", "二、时间"]
    assert without_passing([*text, "网友评论（2）", "支持！", "何时报名？"]) == text
    assert without_passing(["网友评论", *text]) == text


def test_ledger_names_the_rule() -> None:
    """With what stood there before and what stands there now."""
    page = (
        "<h1>关于征集的通知</h1><p>一、对象为企业。</p><p>距报名结束还有%s天</p><p>二、方式。</p>"
    )
    (found,) = find_hidden(
        Page(page % 3, "utf-8", markup=True), Page(page % 2, "utf-8", markup=True)
    )
    assert found.rule == "countdown"
    assert "3" in found.old
    assert "2" in found.new
