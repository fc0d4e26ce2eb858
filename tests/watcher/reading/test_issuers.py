"""Who issued a document: 主管部门, else the signature, else the title, else the number, else running text."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.parsing.parsed import SiteMeta
from watcher.reading.facts import issuers
from watcher.reading.names import organs
from watcher.reading.segment import Segment


def names(segment: Segment) -> list[str]:
    return [fact.value for fact in issuers.find_issuers(segment)]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("河南省人民政府办公厅关于印发某某方案的通知", ["河南省人民政府办公厅"]),
        ("上海市民政局、上海市财政局关于开展某某行动的通知", ["上海市民政局", "上海市财政局"]),
        (
            "中共海南省委办公厅 海南省人民政府办公厅印发《某某意见》",
            ["中共海南省委办公厅", "海南省人民政府办公厅"],
        ),
        ("国务院、中央军委关于某某机场建设问题的批复", ["国务院", "中央军委"]),
        ("财政部税务总局关于某某政策的公告", ["财政部", "税务总局"]),
        (
            "柳州市财政局柳州市教育局国家税务总局柳州市税务局关于某某政策的公告",
            ["柳州市财政局", "柳州市教育局", "国家税务总局柳州市税务局"],
        ),
        (
            "上海市浦东新区人民政府上海市科学技术委员会关于某某的通知",
            ["上海市浦东新区人民政府", "上海市科学技术委员会"],
        ),
        ("国家税务总局上海市税务局关于某某的通知", ["国家税务总局上海市税务局"]),
        ("国家能源局综合司关于某某的通知", ["国家能源局综合司"]),
        (
            "中国（上海）自由贸易试验区临港新片区管理委员会关于某某的通知",
            ["中国（上海）自由贸易试验区临港新片区管理委员会"],
        ),
        ("澄江市人民政府专题会议纪要（第12期）", ["澄江市人民政府"]),
        ("澄江储能有限公司关于某某的公告", []),
        ("市人民政府关于公布丹江口市名录的通知", ["丹江口市人民政府"]),
        ("工业和信息化部等七部门关于印发某某方案的通知", ["工业和信息化部"]),
        ("上海市科学技术委员会等关于印发某某方案的通知", ["上海市科学技术委员会"]),
        ("国家税务总局上海市税务局关于某某事项的公告", ["国家税务总局上海市税务局"]),
        ("国务院办公厅转发财政部关于某某意见的通知", ["国务院办公厅"]),
        ("上海市药品监督管理局2019年行政检查情况通告", ["上海市药品监督管理局"]),
        (
            "国务院应对某某疫情联防联控机制关于印发某某指南的通知",
            ["国务院应对某某疫情联防联控机制"],
        ),
        ("国家发改委：鼓励龙头企业组建创新中心", ["国家发改委"]),
        (
            "澄江市市场监督管理局（澄江市知识产权局）关于某某的通知",
            ["澄江市市场监督管理局（澄江市知识产权局）"],
        ),
        ("四川省道路运输处罚实施办法", []),
        ("再生资源企业如何备案？操作指南来了", []),
        ("市政府新闻发布会介绍有关情况", []),
    ],
)
def test_the_title_names_them(title: str, found: list[str]) -> None:
    """The organs before 关于/印发/转发; 等N部门 gives only those named; a forwarded document's organ is not the issuer."""
    assert names(segment_of(title)) == found


def test_the_signature_counts_more_than_the_title() -> None:
    """All organs above the date, in printed order, letter-spaced ones joined."""
    found = names(
        segment_of(
            "工业和信息化部等18部门办公厅（室）关于开展某某行动的通知",
            "各省、自治区、直辖市工业和信息化主管部门：",
            "现通知如下。",
            "工业和信息化部办公厅  财政部 办公厅",
            "商  务  部",
            "中国证监会办公厅",
            "2024年3月5日",
            "附件正文由柳州市财政局解释。",
        )
    )
    assert found == ["工业和信息化部办公厅", "财政部办公厅", "商务部", "中国证监会办公厅"]


def test_the_authority_line_counts_more_than_the_signature() -> None:
    """【主管部门】 is the editors' own statement; a misprint in it gives way to the title's organ."""
    found = names(
        segment_of(
            "自治区工业和信息化厅关于印发某某办法的通知",
            "桂工信规范〔2024〕3号",
            "**【主管部门】**广西壮族自治区工业和信息化办公厅、广西壮族自治区财政厅",
        )
    )
    assert found == ["广西壮族自治区工业和信息化厅", "广西壮族自治区财政厅"]


@pytest.mark.parametrize(
    ("title", "line", "region", "found"),
    [
        ("自治区财政厅关于某某的通知", "桂财规〔2024〕3号", None, "广西壮族自治区财政厅"),
        ("市政府关于某某的通知", "沪府发〔2010〕6号", None, "上海市人民政府"),
        ("省科技厅关于某某的通知", "正文。", "440000", "广东省科技厅"),
        ("省科技厅关于某某的通知", "正文。", "440300", "广东省科技厅"),
        ("市财政局关于某某的通知", "正文。", "450200", "柳州市财政局"),
        ("市财政局关于某某的通知", "正文。", None, "市财政局"),
        ("市场监管总局关于某某的通知", "正文。", "450200", "市场监管总局"),
    ],
)
def test_relative_names_are_spelled_out(
    title: str, line: str, region: str | None, found: str
) -> None:
    """自治区, 省, 市 are those of the number, else of the source; where nothing tells, the name stays as printed."""
    assert names(segment_of(title, line, region=region)) == [found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("近日,国家数据局发布的《某某意见》首次提出某概念。", ["国家数据局"]),
        (
            "记者1月7日从工业和信息化部获悉,工业和信息化部、中央网信办等八部门日前联合印发《某某意见》。",
            ["工业和信息化部", "中央网信办"],
        ),
        (
            "近日，工业和信息化部联合发展改革委、财政部等17个部门共同印发了《某某意见》。",
            ["工业和信息化部", "发展改革委", "财政部"],
        ),
        ("近日，商务部和工业和信息化部发布《某某意见》。", ["商务部", "工业和信息化部"]),
        ("1月20日，云南出台《某某行动计划》。", []),
        ("会议由柳州市工商业联合会主办，柳州市财政局承办。", []),
    ],
)
def test_running_text_names_them_in_a_report(line: str, found: list[str]) -> None:
    """The organs before 印发/发布; a source of news, an organiser and a place are none."""
    assert names(segment_of("某某政策发布", line, kind="policy_news")) == found


def test_an_announcement_is_issued_by_those_it_is_numbered_by() -> None:
    """财政部 税务总局公告2023年第51号 says who, and 粤府办 is the office of 广东's government."""
    assert names(
        segment_of("关于某某政策的公告", "财政部 税务总局公告2023年第51号", "现公告如下：")
    ) == [
        "财政部",
        "税务总局",
    ]
    (fact,) = issuers.find_issuers(segment_of("印发某某规划的通知", "粤府办〔2010〕4号"))
    assert (fact.value, fact.basis) == ("广东省人民政府办公厅", "inferred")


def test_metadata_is_read_first() -> None:
    """The page's 发文机关 wins, and a signature that lists more organs completes it."""
    meta = SiteMeta(issuer="国务院办公厅、中央军委办公厅")
    assert names(segment_of("关于某某的通知", meta=meta)) == ["国务院办公厅", "中央军委办公厅"]
    signed = segment_of(
        "关于某某的通知", "正文。", "财政部 商务部", "2024年3月5日", meta=SiteMeta(issuer="财政部")
    )
    assert names(signed) == ["财政部", "商务部"]


def test_evidence_is_where_the_name_stands() -> None:
    """Each organ of a signature points at its own line."""
    found = issuers.find_issuers(
        segment_of("关于某某的通知", "正文。", "财政部", "税务总局", "2024年3月5日")
    )
    assert [fact.evidence and (fact.evidence.text, fact.evidence.lines) for fact in found] == [
        ("财政部", (3, 3)),
        ("税务总局", (4, 4)),
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "全市经济社会",
        "本办法由财政部",
        "广大干部",
        "各有关单位",
        "组织开展申报工作的部门",
        "召开大会",
    ],
)
def test_a_clause_is_no_organ(clause: str) -> None:
    """Words that end like an organ's name, or hold a verb, are none."""
    assert not organs.looks_like_organ(clause)


def test_a_city_under_a_city_is_its_own_city() -> None:
    """澄江市 lies under 玉溪市; its 市卫生健康委 is not 玉溪市's."""
    segment = segment_of(
        "澄江市人民政府办公室关于某事的通知", "请遵照执行。", "市卫生健康委", "2024年3月2日"
    )
    assert names(segment) == ["澄江市卫生健康委"]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (
            "（2026年3月4日云岭省第十三届人民代表大会常务委员会第八次会议通过 根据2028年5月6日云岭省第十四届人民代表大会常务委员会第二次会议修正）",
            "云岭省人民代表大会常务委员会",
        ),
        ("（2026年3月4日第十四届全国人民代表大会第四次会议通过）", "全国人民代表大会"),
        (
            "（2026年3月4日云岭省人民政府令第12号公布 根据2028年5月6日云岭省人民政府令第20号修正）",
            "云岭省人民政府",
        ),
    ],
)
def test_the_brackets_below_a_laws_title_name_who_made_it(note: str, found: str) -> None:
    """It passed it, or made it known; who amended it later did not issue it."""
    assert names(segment_of("云岭省湿地办法", note, "第一条　为了保护湿地，制定本办法。")) == [
        found
    ]
