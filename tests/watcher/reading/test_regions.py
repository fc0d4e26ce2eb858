"""Where a document applies: its beneficiary, else its issuer, else the number's place, else the source's."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.document import Region
from watcher.reading.facts import issuers, organ_divisions, regions
from watcher.reading.names import place_names
from watcher.reading.segment import Segment


def region_of(segment: Segment) -> Region | None:
    found = regions.find_region(segment, issuers.find_issuers(segment))
    return found.value if found else None


def code_of(title: str, *lines: str, source: str | None = None) -> str | None:
    found = region_of(segment_of(title, *lines, region=source))
    return found.code if found else None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("财政部 税务总局关于某某政策的公告", "000000"),
        ("国务院办公厅关于某某的通知", "000000"),
        ("广东省人民政府办公厅关于某某的通知", "440000"),
        ("柳州市财政局关于某某的通知", "450200"),
        ("广西柳州市财政局关于某某的通知", "450200"),
        ("上海市松江区人民政府关于某某的通知", "310117"),
        ("天津市和平区人民政府关于某某的通知", "120101"),
        ("沈阳市和平区人民政府关于某某的通知", "210102"),
        ("国家税务总局上海市税务局关于某某的公告", "310000"),
        ("人民银行广东省分行关于某某的通知", "440000"),
        ("深圳证监局关于某某的通知", "440300"),
        ("新疆生产建设兵团发展改革委关于某某的通知", "650000"),
        ("四川省道路运输处罚实施办法", "510000"),
        ("中华人民共和国某某法实施条例", "000000"),
        ("国家级某某企业申报指南", "000000"),
    ],
)
def test_the_issuer_tells_the_region(title: str, code: str) -> None:
    """A national organ acts for the nation, a local one for its place; same-named districts are told by their city."""
    assert code_of(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        (
            "广西壮族自治区人民政府办公厅关于印发中国（柳州）跨境电子商务综合试验区实施方案的通知",
            "450200",
        ),
        ("上海市人民政府关于支持浦东新区某某改革的意见", "310115"),
        ("上海市人民政府关于支持松江新城发展的意见", "310117"),
        ("国务院关于长沙市城市总体规划的批复", "430100"),
        ("国务院关于同意将黑龙江省齐齐哈尔市列为国家历史文化名城的批复", "230200"),
        ("国务院关于同意设立云南滇中新区的批复", "530100"),
        ("广东省人民政府关于梅州市梅县区某某村保护规划的批复", "441403"),
    ],
)
def test_a_beneficiary_in_the_title_counts_more(title: str, code: str) -> None:
    """The place a title acts for, within the issuer's area, is where it applies."""
    assert code_of(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("河南省人民政府关于表彰新乡市的通报", "410000"),
        ("河南省人民政府关于表彰郑州海关的通报", "410000"),
        ("河南省人民政府办公厅关于印发中国（郑州）国际市长论坛工作方案的通知", "410000"),
        ("四川省人民政府关于批准平武县等30个县退出某某序列的通知", "510000"),
        ("国务院关于江苏、浙江、安徽省和上海市某某问题的批复", "000000"),
        ("广西壮族自治区人力资源和社会保障厅关于加强人力资源服务的通知", "450000"),
        ("辽宁省人民政府关于推进和平发展振兴某某的意见", "210000"),
        ("上海市人民政府关于支持上海证券交易所某某的意见", "310000"),
        ("北京市教育委员会关于北京交通大学某某的批复", "110000"),
        ("上海市交通委员会关于南京路步行街某某的通知", "310000"),
        ("财政部关于支持某某的通知", "000000"),
    ],
)
def test_a_place_that_is_no_beneficiary_does_not_count(title: str, code: str) -> None:
    """Praise, a fair, a list of places, an organisation's name and a common word leave the issuer's region."""
    assert code_of(title) == code


def test_the_place_a_measure_supports_throughout_counts() -> None:
    """A city's measures that support one district, and name no other, apply there; once in passing is not enough."""
    title = "上海市人民政府办公厅印发《关于支持某某策源地建设的若干措施》的通知"
    lines = ("支持松江区建设某某。", "松江区负责落实。", "推动松江区共建某某。")
    assert code_of(title, *lines) == "310117"
    assert code_of(title, *lines, "闵行区、嘉定区、青浦区、奉贤区参照执行。") == "310000"
    assert code_of(title, "支持松江区建设某某。") == "310000"


@pytest.mark.parametrize(
    ("title", "lines", "code"),
    [
        ("云南：发展壮大园区经济", ("1月20日，云南出台《某某计划》。",), "530000"),
        ("上海金山区：打造服务品牌", ("1月20日，金山区发布《某某方案》。",), "310116"),
        ("北京经开区：创新审批服务", ("北京经开区试点某某。",), "110000"),
        ("园区经济再发力", ("1月20日，云南出台《某某计划》。",), "530000"),
    ],
)
def test_a_report_tells_by_its_headline_or_first_line(
    title: str, lines: tuple[str, ...], code: str
) -> None:
    """The place a headline begins with, else the place said to have issued it."""
    found = region_of(segment_of(title, *lines, kind="policy_news"))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("title", "lines", "code"),
    [
        (
            "关于设立新桥综合保税区的批复",
            ("合肥市人民政府：", "你市请示收悉。", "安徽省人民政府", "2026年3月4日"),
            "340100",
        ),
        (
            "关于设立新桥综合保税区的通知",
            ("合肥市人民政府：", "现通知如下。", "安徽省人民政府", "2026年3月4日"),
            "340000",
        ),
        (
            "关于设立新桥综合保税区的批复",
            ("合肥市人民政府、蚌埠市人民政府：", "请示收悉。", "安徽省人民政府", "2026年3月4日"),
            "340000",
        ),
        ("关于支持某某发展的意见", ("中国人民银行 浙江省人民政府", "2026年3月4日"), "330000"),
        ("国务院关于扩大昆山深化合作试验区范围的批复", (), "320583"),
        ("四川省人民政府关于认定四川中江经济开发区的批复", (), "510623"),
        ("国务院关于扩大和平发展示范区范围的批复", (), "000000"),
    ],
)
def test_who_asked_who_signed_and_whose_zone_it_is_tell(
    title: str, lines: tuple[str, ...], code: str
) -> None:
    """A 批复 acts where its one addressee governs; a county's zone is the county's."""
    assert code_of(title, *lines) == code


def test_the_number_and_the_source_fill_the_gap() -> None:
    """Without an organ the number's 简称 tells; without a number the source; 宁 is 南京 or 宁夏 by the source."""
    assert code_of("印发某某规划的通知", "粤府办〔2010〕4号") == "440000"
    assert code_of("关于某某的通知", "正文。", source="450200") == "450200"
    assert code_of("关于某某的通知", "宁政规字〔2020〕4号") == "640000"
    assert code_of("关于某某的通知", "宁政规字〔2020〕4号", source="320100") == "320100"
    assert code_of("关于某某的通知", "正文。") is None


def test_a_full_name_has_all_above_it() -> None:
    """Level and name as `read --json` prints them."""
    assert region_of(segment_of("柳州市财政局关于某某的通知")) == Region(
        "450200", "city", "广西壮族自治区柳州市"
    )
    assert region_of(segment_of("财政部关于某某的通知")) == Region("000000", "national", "全国")
    assert region_of(segment_of("柳州市鹿寨县财政局关于某某的通知")) == Region(
        "450223", "district", "广西壮族自治区柳州市鹿寨县"
    )


def test_a_countys_short_name_needs_its_city() -> None:
    """资源 is a word, 松江 a district only beside 上海."""
    assert [m.row.code for m in place_names.find_places("加强人力资源服务", "450000")] == []
    assert [m.row.code for m in place_names.find_places("支持松江发展", "310000")] == ["310117"]
    assert [m.row.code for m in place_names.find_places("支持松江发展")] == []
    assert [m.row.code for m in place_names.find_places("上海松江")] == ["310000", "310117"]


_OF_THE_NATION = "根据国家有关规定和国务院要求，全国各地开展工作。"


@pytest.mark.parametrize(
    "title",
    [
        "梧溪区市场监督管理局关于开展国家标准工作的通知",
        "云湖市财政局关于落实全国会议的通知",
        "云岭省人民政府关于全国试点的通知",
        "国家税务总局云湖市税务局关于全国试点的通知",
        "中国人民银行云湖市分行关于全国试点的通知",
        "云湖海关关于全国试点的公告",
        "云湖高新技术产业开发区管理委员会关于全国试点的通知",
        "云湖市工业促进条例",
    ],
)
@pytest.mark.parametrize("source", [None, "530000"])
def test_an_unknown_place_is_never_the_nation(title: str, source: str | None) -> None:
    """What its organ issues applies in the source's region, or nobody knows where."""
    assert code_of(title, _OF_THE_NATION, source=source) == source


def test_a_signature_of_an_unknown_place_is_not_the_nation_either() -> None:
    signed = ("云湖市人民政府办公室", "2024年3月2日")
    assert code_of("国家级示范区工作方案", _OF_THE_NATION, *signed) is None


@pytest.mark.parametrize("title", ["城市绿化条例", "证券市场监督管理条例", "上市公司监督管理条例"])
def test_a_word_that_holds_a_level_is_no_place(title: str) -> None:
    assert code_of(title, "第一条　为了某事，制定本条例。") == "000000"


@pytest.mark.parametrize(
    ("organ", "code"),
    [
        ("柳东新区管理委员会", "450200"),
        ("济源产城融合示范区管委会", "419001"),
        ("四川天府新区管理委员会", "510100"),
        ("西咸新区管委会", "610100"),
        ("平潭综合实验区管委会", "350128"),
    ],
)
def test_a_zone_s_committee_acts_for_the_division_that_holds_it(organ: str, code: str) -> None:
    """A zone has no code; config/data/zones.json says where it lies."""
    assert organ_divisions.division_of_organ(organ) == code
    assert code_of("关于开展申报工作的通知", "请遵照执行。", organ, "2024年3月2日") == code
