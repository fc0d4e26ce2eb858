"""Which documents a text holds: each once, from its first line to its last, with its title and kind."""

import pytest

from tests.watcher.reading import documents as samples
from watcher.parsing.parsed import Parsed, SiteMeta
from watcher.reading import Context, read
from watcher.reading.segmenting.document_titles import strip_labels
from watcher.reading.segmenting.text_kinds import text_kind


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
        (
            "policy_text",
            "澄江市发展改革委等部门关于印发《关于加强政府投资基金规划的工作办法(试行)》的通知",
        ),
        ("policy_text", "澄江市人民政府办公室印发《关于支持科创走廊建设的若干措施》的通知"),
        ("policy_news", "低空经济概念首提“成果走向市场”提速"),
    ]
    assert [last.strip()[:8] for _, _, _, last in found] == [
        "第三条 本办法自",
        "本措施自2026",
        "来源:云岭经营报",
    ]


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
    assert (
        "省金融监管局、省财政厅等八部门联合印发《支持小微企业融资的若干措施》（以下简称"
        in second.paragraphs[0].text
    )


def test_an_interpretation_is_one_document_with_its_subtitle() -> None:
    """The subtitle belongs to the title; a subheading with the article's own 《简称》 begins nothing."""
    assert [(kind, title) for kind, title, _, _ in samples.found(samples.INTERPRETATION)] == [
        (
            "interpretation",
            "突出制度安排 支持中小企业发展—《关于健全支持中小企业发展制度的若干意见》解读",
        )
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
        (
            "澄江市关于支持低空经济的意见",
            ("澄江市关于支持", "低空经济的意见"),
            "澄江市关于支持低空经济的意见",
        ),
        (
            "澄江市关于支持低空…",
            ("澄江市关于支持", "低空经济的意见"),
            "澄江市关于支持低空经济的意见",
        ),
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
    (document,) = read(
        Parsed(lines, "html", single=True, meta=SiteMeta(title="澄江市关于开展质量提升行动的通知"))
    )
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
    assert strip_labels(printed) == (title, labels)


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
    assert text_kind(title, (), numbered=False) == kind


def test_a_number_beneath_makes_a_reported_heading_the_policy_itself() -> None:
    """ "X印发《Y》" with its own 文号 is the paper, not a report of it."""
    assert text_kind("省委办公厅 省政府办公厅印发《若干措施》", (), numbered=True) == "policy_text"


def test_an_interpretations_number_stands_first_in_the_brackets_below_its_title() -> None:
    """（法释〔2026〕4号，…会议通过，自…起施行）is the document's own, no citation."""
    note = "（法释〔2026〕4号，2026年1月8日最高人民法院审判委员会第1911次会议通过，自2026年3月20日起施行）"
    lines = (
        "最高人民法院关于办理某类案件的解释",
        note,
        "",
        "为依法办理此类案件，根据有关规定，现就适用法律的若干问题解释如下：",
    )
    (found,) = read(Parsed(lines, "plain"), Context())
    assert found.doc_number is not None
    assert (found.doc_number.value, found.cites) == ("法释〔2026〕4号", ())


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


@pytest.mark.parametrize(
    "title",
    ["澄江市人民政府专题会议纪要（第12期）", "云岭省药监局关于发布检验规定的公告（2026年第126号）"],
)
def test_a_paper_that_is_counted_in_brackets_has_a_title_all_the_same(title: str) -> None:
    """第12期 makes no masthead of 会议纪要, and no number is a title that says 关于."""
    lines = (
        "澄江市人民政府文件",
        "",
        "澄政会纪〔2026〕12号",
        "",
        title,
        "",
        "各县人民政府：",
        "",
        "　　现将有关事项通知如下，请认真贯彻执行。",
    )
    (found,) = read(Parsed(lines, "plain"), Context())
    assert found.title == title
