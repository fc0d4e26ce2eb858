"""Two wordings are compared clause by clause; noise is nothing, and what follows a renumbering is no amendment."""

import pytest

from watcher.diffing import ClauseChange, ClauseFact, compare

LAW = [
    "云海市企业扶持条例",
    "第一章 总 则",
    "第一条 为了促进本市企业发展，优化营商环境，根据有关法律、行政法规，制定本条例。",
    "第二条 本条例适用于在本市注册并依法纳税的企业。",
    "第三条 市人民政府应当加强对企业扶持工作的领导，建立部门协调机制。",
    "第二章 扶持措施",
    "第四条 对首次认定的专精特新企业，给予最高200万元奖励。",
    "第五条 企业贷款用于技术改造的，按照贷款利息的百分之三十给予贴息，期限不超过二年。",
    "申请贴息应当提交下列材料：",
    "（一）贷款合同；",
    "（二）付息凭证。",
    "第六条 企业应当于每年6月30日前向县级经济主管部门提出申请。",
    "第三章 法律责任",
    "第七条 违反本条例第五条规定，提供虚假材料骗取贴息的，责令退回，并处五万元以下的罚款。",
    "第八条 工作人员滥用职权、玩忽职守、徇私舞弊的，依法给予处分。",
    "第九条 本条例自2024年1月1日起施行。",
]


def _with(changes: dict[int, str | list[str]]) -> list[str]:
    """LAW with some of its lines replaced, by index."""
    lines: list[str] = []
    for at, line in enumerate(LAW):
        given = changes.get(at, line)
        lines += [given] if isinstance(given, str) else given
    return lines


def _told(changes: tuple[ClauseChange, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(change.kind, change.old, change.new) for change in changes]


def _marked(change: ClauseChange) -> str:
    forms = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(forms[mark].format(text) for mark, text in change.words)


def test_an_amount_in_an_article() -> None:
    """One article amended, its number as a whole, its amount told as a fact."""
    (change,) = compare(LAW, _with({6: "第四条 对首次认定的专精特新企业，给予最高300万元奖励。"}))
    assert (change.kind, change.old, change.new) == ("amended", "第四条", "第四条")
    assert _marked(change) == "对首次认定的专精特新企业，给予最高[-200-][+300+]万元奖励。"
    assert change.facts == (ClauseFact("amount", "最高200万元", "最高300万元"),)


def test_an_inserted_article_renumbers_the_rest_and_its_references() -> None:
    """第七条 refers to 第五条, which is now 第六条: that follows the renumbering and is no amendment."""
    new = _with(
        {
            4: [LAW[4], "第四条 市人民政府设立企业服务中心，为企业提供政策咨询、申报辅导等服务。"],
            6: LAW[6].replace("第四条", "第五条"),
            7: LAW[7].replace("第五条", "第六条", 1),
            11: LAW[11].replace("第六条", "第七条"),
            13: LAW[13].replace("第七条", "第八条").replace("第五条", "第六条"),
            14: LAW[14].replace("第八条", "第九条"),
            15: LAW[15].replace("第九条", "第十条"),
        }
    )
    assert _told(compare(LAW, new)) == [
        ("added", None, "第四条"),
        ("renumbered", "第四条", "第五条"),
        ("renumbered", "第五条", "第六条"),
        ("renumbered", "第六条", "第七条"),
        ("renumbered", "第七条", "第八条"),
        ("renumbered", "第八条", "第九条"),
        ("renumbered", "第九条", "第十条"),
    ]


def test_a_reference_that_does_not_follow_is_an_amendment() -> None:
    """第七条 now punishes what 第六条 forbids, though no article was renumbered."""
    (change,) = compare(LAW, _with({13: LAW[13].replace("第五条", "第六条")}))
    assert (change.kind, _marked(change)) == (
        "amended",
        "违反本条例[-第五条-][+第六条+]规定，提供虚假材料骗取贴息的，责令退回，并处五万元以下的罚款。",
    )


def test_a_reference_to_a_divided_article_may_follow_either_part() -> None:
    """第二条 was divided in two: who cited it may cite one or the other."""
    old = [
        "第一条 甲乙丙丁戊己庚辛。",
        "第二条 企业可以申请贷款贴息，贴息比例不超过百分之三十。企业可以申请设备补助，补助按照设备投资额的一定比例发放。",
        "第三条 违反第二条规定的，责令退回，并处五万元以下的罚款。",
    ]
    new = [
        old[0],
        "第二条 企业可以申请贷款贴息，贴息比例不超过百分之三十。",
        "第三条 企业可以申请设备补助，补助按照设备投资额的一定比例发放。",
        "第四条 违反第三条规定的，责令退回，并处五万元以下的罚款。",
    ]
    assert _told(compare(old, new))[-1] == ("renumbered", "第三条", "第四条")


def test_a_reference_into_another_law_has_to_stay() -> None:
    """《…法》第四条 is not ours: its number may not follow our renumbering."""
    old = [
        "第一条 甲乙丙丁戊己庚辛。",
        "第二条 依照《登记法》第三条办理登记手续。",
        "第三条 子丑寅卯辰巳午未。",
    ]
    new = [
        "第一条 甲乙丙丁戊己庚辛。",
        "第二条 全新的内容与其他条文毫不相干。",
        "第三条 依照《登记法》第四条办理登记手续。",
        "第四条 子丑寅卯辰巳午未。",
    ]
    assert _told(compare(old, new)) == [
        ("added", None, "第二条"),
        ("amended", "第二条", "第三条"),
        ("renumbered", "第三条", "第四条"),
    ]


def test_a_removed_article_stands_after_its_old_neighbour() -> None:
    """Removed clauses are told where they stood."""
    new = _with(
        {
            11: [],
            13: LAW[13].replace("第七条", "第六条"),
            14: LAW[14].replace("第八条", "第七条"),
            15: LAW[15].replace("第九条", "第八条"),
        }
    )
    assert _told(compare(LAW, new)) == [
        ("removed", "第六条", None),
        ("renumbered", "第七条", "第六条"),
        ("renumbered", "第八条", "第七条"),
        ("renumbered", "第九条", "第八条"),
    ]


def test_an_article_in_another_place_is_moved() -> None:
    """Same words elsewhere; the articles it passed are renumbered."""
    new = _with(
        {
            4: [],
            6: LAW[6].replace("第四条", "第三条"),
            7: [LAW[4].replace("第三条", "第四条"), LAW[7]],
        }
    )
    assert sorted(_told(compare(LAW, new))) == [
        ("moved", "第三条", "第四条"),
        ("renumbered", "第四条", "第三条"),
    ]


def test_a_split_article() -> None:
    """The part that keeps most is the successor; the other part says where it came from."""
    old = [
        "第一条 企业可以申请贷款贴息，贴息比例不超过百分之三十。企业可以申请设备补助，补助按照设备投资额的一定比例发放。"
    ]
    new = [
        "第一条 企业可以申请设备补助，补助按照设备投资额的一定比例发放。",
        "第二条 企业可以申请贷款贴息，贴息比例不超过百分之三十。",
    ]
    changes = compare(old, new)
    assert _told(changes) == [("split", "第一条", "第一条"), ("split", "第一条", "第二条")]
    assert [change.old_text is None for change in changes] == [False, True]


def test_merged_articles() -> None:
    """The mirror of a split: the further origin says where it went."""
    old = [
        "第一条 企业可以申请设备补助，补助按照设备投资额的一定比例发放。",
        "第二条 企业可以申请贷款贴息，贴息比例不超过百分之三十。",
    ]
    new = [
        "第一条 企业可以申请设备补助，补助按照设备投资额的一定比例发放。企业可以申请贷款贴息，贴息比例不超过百分之三十。"
    ]
    changes = compare(old, new)
    assert sorted(_told(changes)) == [
        ("merged", "第一条", "第一条"),
        ("merged", "第二条", "第一条"),
    ]
    assert [change.new_text for change in changes if change.old == "第二条"] == [None]


def test_what_only_changed_its_article_is_neither_deleted_nor_inserted() -> None:
    """Merged or split, the redline holds all parts: the edits in it are the real ones, and so are its facts."""
    apart = [
        "第一条 设备补助最高500万元。",
        "第二条 贷款贴息，比例不超过10%，期限两年，最高50万元。",
    ]
    whole = ["第一条 设备补助最高500万元。贷款贴息，比例不超过20%，期限两年，最高50万元。"]
    for old, new, marks in ((apart, whole, "[-10%-][+20%+]"), (whole, apart, "[-20%-][+10%+]")):
        (change,) = (change for change in compare(old, new) if change.words)
        told = _marked(change).replace("[-\n-]", "").replace("[+\n+]", "")
        assert told == f"设备补助最高500万元。贷款贴息，比例不超过{marks}，期限两年，最高50万元。"
        assert [fact.what for fact in change.facts] == ["percent"]


def test_a_rewritten_article_between_unchanged_ones_is_amended() -> None:
    """第八条修改为 leaves little of the old words, and is the same article."""
    text = "第八条 国家机关工作人员在扶持工作中滥用职权、徇私舞弊，构成犯罪的，依法追究刑事责任。"
    assert _told(compare(LAW, _with({14: text}))) == [("amended", "第八条", "第八条")]


def test_an_unrelated_article_in_the_same_place_is_removed_and_added() -> None:
    """Nothing but the place is the same."""
    text = "第八条 数据目录由大数据机构统一编制，并且每季度更新一次。"
    assert sorted(_told(compare(LAW, _with({14: text})))) == [
        ("added", None, "第八条"),
        ("removed", "第八条", None),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "第四条 补助200万元（含税），详见“指南”。",
            '第四条\u3000补助２００万元(含税),详见"指南"。',
        ),
        ("第四条 补 助 200 万元。", "第四条 补助200万元。"),
        ("第四条 依照《关于修改〈条例〉的决定》执行：", "第四条 依照《关于修改<条例>的决定》执行:"),
        ("第四条 补助\u200b200万元\ufeff。", "第四条 补助200万元。"),
        ("第四条 自治区⼯业和信息化⼚。", "第四条 自治区工业和信息化厂。"),
        ("第四条 市人⺠政府、⻄部办公室。", "第四条 市人民政府、西部办公室。"),
        ("云府发〔2026〕5号", "云府发[2026]5号"),
        ("一○二四——试点", "一〇二四--试点"),
    ],
)
def test_noise_is_nothing(old: str, new: str) -> None:
    """Widths, white space, zero-width characters, kinds of quotes and look-alike characters are no change."""
    assert compare([old], [new]) == ()


def test_reflowed_paragraphs_of_an_article_are_nothing() -> None:
    """Where an article's paragraphs break is layout."""
    assert (
        compare(["第一条 甲：", "（一）乙；", "（二）丙。"], ["第一条 甲：（一）乙；（二）丙。"])
        == ()
    )


def test_a_paragraph_broken_elsewhere_is_nothing() -> None:
    """Outside of articles too, and beside a paragraph that did change."""
    old = [
        "各有关单位：",
        "现将办法印发给你们，请认真贯彻执行。",
        "联系电话：0000-1111。",
        "第一条 甲。",
    ]
    new = [
        "各有关单位：",
        "现将办法印发给你们，",
        "请认真",
        "贯彻执行。",
        "联系电话：0000-2222。",
        "第一条 甲。",
    ]
    assert compare(old, old[:1] + new[1:4] + old[2:]) == ()
    assert compare(old[:1] + new[1:4] + old[2:], old) == ()
    assert [(change.kind, change.new_text) for change in compare(old, new)] == [
        ("amended", "联系电话：0000-2222。")
    ]


def test_corrections_of_spelling_and_stops_are_typographic() -> None:
    """帐 → 账 and ， → 、 are told, but marked as changing no meaning."""
    changes = compare(
        ["第一条 设置会计帐簿，总帐。", "第二条 甲，乙。"],
        ["第一条 设置会计账簿，总账。", "第二条 甲、乙。"],
    )
    assert [(change.kind, change.typographic) for change in changes] == [
        ("amended", True),
        ("amended", True),
    ]
    changes = compare(
        ["第一条 依据《甲法》、《乙法》，制定办法。"], ["第一条 依据《甲法》《乙法》制定办法。"]
    )
    assert [(change.kind, change.typographic) for change in changes] == [("amended", True)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第一条 设置会计帐簿。", "第一条 设置会计账簿三本。"),
        ("第一条 上浮1.5个百分点。", "第一条 上浮15个百分点。"),
    ],
)
def test_what_changes_the_meaning_is_not_typographic(old: str, new: str) -> None:
    """More than spelling, and a point inside a number."""
    assert [change.typographic for change in compare([old], [new])] == [False]


def test_a_renumbered_chapter_is_told_without_its_articles() -> None:
    """第三章 becomes 第二章: the heading is renumbered, the articles under it are the same."""
    old = [
        "第一章 总则",
        "第一条 甲乙丙丁。",
        "第二章 特别规定",
        "第三章 监督",
        "第二条 戊己庚辛。",
    ]
    new = ["第一章 总则", "第一条 甲乙丙丁。", "第二章 监督", "第二条 戊己庚辛。"]
    changes = compare(old, new)
    assert [(c.kind, c.old, c.new, c.old_text, c.new_text) for c in changes] == [
        ("removed", None, None, "第二章 特别规定", None),
        ("renumbered", None, None, "第三章 监督", "第二章 监督"),
    ]


def test_items_of_a_notice() -> None:
    """A notice's items are compared like articles; a section that moves down takes its items along."""
    old = [
        "一、申报条件",
        "（一）在本市注册满一年。",
        "（二）营业收入500万元以上。",
        "二、申报时间",
        "2026年6月30日前。",
    ]
    new = [
        "一、支持方向", "重点支持智能制造和绿色制造项目。",
        "二、申报条件", "（一）在本市注册满一年。", "（二）营业收入300万元以上。",
        "三、申报时间", "2026年7月31日前。",
    ]  # fmt: skip
    changes = compare(old, new)
    assert _told(changes) == [
        ("added", None, "一、"),
        ("renumbered", "一、", "二、"),
        ("renumbered", "一、（一）", "二、（一）"),
        ("amended", "一、（二）", "二、（二）"),
        ("amended", "二、", "三、"),
    ]
    assert changes[-1].facts == (ClauseFact("date", "2026年6月30日", "2026年7月31日"),)


def test_repeated_paragraphs_pair_in_order() -> None:
    """A document that says the same line many times loses exactly the line that was dropped."""
    old = ["特此公告。", "甲项目公示如下。", "特此公告。", "乙项目公示如下。", "特此公告。"]
    assert _told(compare(old, old[:-1])) == [("removed", None, None)]


def test_equal_and_empty_texts() -> None:
    """Nothing to tell."""
    assert compare(LAW, LAW) == ()
    assert compare([], []) == ()
    assert [c.kind for c in compare([], ["甲"])] == ["added"]


def test_the_form_of_a_number_is_noise() -> None:
    """(一) or （一）, 1. or １．: an item is not renumbered by its brackets."""
    old = [
        "一、条件",
        "（一）在本市注册。",
        "1.满一年。",
        "（1）书面证明。",
        "【申报 时间】六月。",
        "第九条 完。",
    ]
    new = [
        "一. 条件",
        "( 一 ) 在本市注册。",
        "１．满一年。",
        "(1)书面证明。",
        "【申报时间】六月。",
        "\u200b第 九 条\u3000完。",
    ]
    assert compare(old, new) == ()
