"""Articles that leave their place and change at once are found; those that merely sound alike are not."""

from watcher.diffing import ClauseChange, compare

FRAME = [
    "第一条 为了保障供水安全，规范用水行为，制定本办法。",
    "第二条 市水务主管部门负责本市供水用水的监督管理工作。",
    "第三条 供水企业应当每日检测出厂水质，并将检测结果留存三年。",
    "第四条 用户新装水表的，应当向供水企业提交书面申请和房屋权属证明。",
]


def _numbered(*texts: str) -> list[str]:
    return [
        f"第{'一二三四五六七八九'[at]}条 {text.split(' ', 1)[-1]}" for at, text in enumerate(texts)
    ]


def _amended(changes: tuple[ClauseChange, ...]) -> list[tuple[str | None, str | None]]:
    return [(change.old, change.new) for change in changes if change.kind == "amended"]


def test_an_article_that_went_elsewhere_and_was_half_rewritten() -> None:
    """Half of the words are left, and nothing else comes near: the same article."""
    old = "对在节约用水、保护水源等方面成绩显著的单位和个人，由市人民政府给予精神的或者物质的奖励。"
    new = "对在节约用水、推广再生水利用以及传播节水文化等方面成绩显著的单位和个人，按照国家有关规定给予表彰、奖励。"
    changes = compare(_numbered(old, *FRAME), _numbered(*FRAME, new))
    assert _amended(changes) == [("第一条", "第五条")]


def test_alike_by_their_form_only() -> None:
    """Two penalties share their form with those that stayed and no word of their own: one went and another came."""
    penalty = "违反本办法规定，{}的，由市水务主管部门责令限期改正，处一千元以上五千元以下的罚款。"
    stay = [
        penalty.format(what)
        for what in ("擅自启用公共消火栓", "损坏水表铅封", "在取水口附近捕鱼游泳")
    ]
    went = penalty.format("拒绝抄表人员入户查验或者阻挠管道检修维护作业")
    came = penalty.format("未按时清洗二次供水蓄水池并且没有留存消毒记录")
    changes = compare(
        _numbered(went, *FRAME, *stay), _numbered(*FRAME[:2], came, *FRAME[2:], *stay)
    )
    assert [
        (change.old, change.new)
        for change in changes
        if change.kind in ("added", "removed", "amended")
    ] == [
        ("第一条", None),
        (None, "第三条"),
    ]


def test_an_article_that_left_another_on_its_subject_behind() -> None:
    """第一条 moved to the end, and a new article on the same subject stands in its place: not its successor."""
    old = "供水企业应当按照市水务主管部门的规定，采取措施，保证供水设施和人员的安全。"
    place = "供水企业应当按照市水务主管部门的规定，设置必要设备，维护供水秩序，保障管网运行通畅。"
    end = "供水企业应当按照市水务主管部门的规定，采取措施保障供水设施和人员的安全。"
    changes = compare(_numbered(old, *FRAME), _numbered(place, *FRAME, end))
    assert _amended(changes) == [("第一条", "第六条")]
    assert [change.new for change in changes if change.kind == "added"] == ["第一条"]


def test_one_of_two_rewritten_articles_is_known_by_what_is_left() -> None:
    """Two went and one came in the same place: it is the one that it is far liker."""
    old = [
        "县级人民政府统计机构应当根据供水需要，准确及时地向水务主管部门提供有关用水统计资料。",
        "市建立供水应急预案的评估检查制度。",
    ]
    new = (
        "市将用水统计纳入政府统计调查体系，制定统计项目，加强统计结果的分析运用。县级人民政府统计机构应当真实、完整、及时地"
        "向水务主管部门提供用水统计资料。用水单位应当如实填报所需的资料，不得虚报、瞒报、拒报。"
    )
    changes = compare(
        _numbered(*FRAME[:2], *old, *FRAME[2:]), _numbered(*FRAME[:2], new, *FRAME[2:])
    )
    assert _amended(changes) == [("第三条", "第三条")]
    assert [change.old for change in changes if change.kind == "removed"] == ["第四条"]
