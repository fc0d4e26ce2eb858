"""Every form of 发文字号 comes out canonical, what only looks like one does not, and a document's own is told from others."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.parsing.parsed import SiteMeta
from watcher.reading.numbers.document_numbers import find_numbers, number_conflicts, own_number

CANONICAL = {
    "国发〔2024〕7号": "国发〔2024〕7号",
    "沪经信规范[2025]3号": "沪经信规范〔2025〕3号",
    "粤府办【2024】16号": "粤府办〔2024〕16号",
    "粤府办﹝2024﹞16号": "粤府办〔2024〕16号",
    "国发〈2024〉7号": "国发〔2024〕7号",
    "国发《2024》7号": "国发〔2024〕7号",
    "国发〖2024〗7号": "国发〔2024〕7号",
    "国发［2024］7号": "国发〔2024〕7号",
    "发改数据规(2025) 27 号": "发改数据规〔2025〕27号",
    "发改数据规（2025）27号": "发改数据规〔2025〕27号",
    "豫政 〔2009〕19号": "豫政〔2009〕19号",
    "国办 发〔2024〕7号": "国办发〔2024〕7号",
    "桂 政 办 发〔2024〕10 号": "桂政办发〔2024〕10号",
    "国发〔 2 0 2 4 〕 7 号": "国发〔2024〕7号",
    "沪府办规〔2025〕第015号": "沪府办规〔2025〕15号",
    "沪府发〔1999〕043号": "沪府发〔1999〕43号",
    "国发〔２０２５〕３号": "国发〔2025〕3号",
    "国发〔二〇二五〕3号": "国发〔2025〕3号",
    "国发〔二○二五〕3号": "国发〔2025〕3号",
    "国发〔二O二五〕十二号": "国发〔2025〕12号",
    "国发〔二零二五〕3号": "国发〔2025〕3号",
    "国\u200b发〔2024〕\u200b7号": "国发〔2024〕7号",
    "国办发明电〔2020〕22号": "国办发明电〔2020〕22号",
    "国务院令第795号": "国务院令第795号",
    "中华人民共和国国务院令 第七百八十三号": "中华人民共和国国务院令第783号",
    "国务院第752号令": "国务院令第752号",
    "国家发展改革委2024年第22号令": "国家发展改革委令2024年第22号",
    "交通运输部令2016年第62号": "交通运输部令2016年第62号",
    "省政府令 第171号": "省政府令第171号",
    "上海市人民政府令第10号": "上海市人民政府令第10号",
    "沪府令14号": "沪府令第14号",
    "财政部 税务总局公告2023年第30号": "财政部 税务总局公告2023年第30号",
    "财政部、税务总局公告 2023 年第 30 号": "财政部 税务总局公告2023年第30号",
    "财政部税务总局公告2023年第30号": "财政部 税务总局公告2023年第30号",
    "财政部 税务总局公告\n2023年第30号": "财政部 税务总局公告2023年第30号",
    "财政部公告（2021 年第 9 号）": "财政部公告2021年第9号",
    "国家税务总局上海市税务局公告2023年第1号": "国家税务总局上海市税务局公告2023年第1号",
    "中国人民银行公告〔2024〕第5号": "中国人民银行公告〔2024〕第5号",
    "农业农村部公告第194号": "农业农村部公告第194号",
    "主席令第四十五号": "主席令第45号",
    "教育部45号令": "教育部令第45号",
    "国务院 292 号令": "国务院令第292号",
    "鲁标定字（2016）3号": "鲁标定字〔2016〕3号",
    "宁发改价格（管理）〔2023〕7 号": "宁发改价格（管理）〔2023〕7号",
    "岚岗市人民代表大会常务委员会公告〔十五届〕第五十七号": "岚岗市人民代表大会常务委员会公告〔十五届〕第57号",
    "澜政办发（2024）7号": "澜政办发〔2024〕7号",
    "宁农（计）发〔2024〕9号": "宁农（计）发〔2024〕9号",
    "黔财(教)[2024]9号": "黔财（教）〔2024〕9号",
    "三江源政发〈2024〉7号": "三江源政发〔2024〕7号",
}
REPAIRED = {
    "沪府办规〔202515": "沪府办规〔2025〕15号",
    "沪府办规〔202515号": "沪府办规〔2025〕15号",
    "沪府办规〔2025 15号": "沪府办规〔2025〕15号",
    "沪府办规2025〕15号": "沪府办规〔2025〕15号",
    "沪府办规202515": "沪府办规〔2025〕15号",
    "国发2024年7号": "国发〔2024〕7号",
    "国发〔2024〕7": "国发〔2024〕7号",
    "澜政办发〔20247号": "澜政办发〔2024〕7号",
}
NONE = (
    "000014349/2017-00110",
    "11441300007187648G/2017-00096",
    "HHCR-2023-01005",
    "HFGS—2017—9",
    "2024年第1号",
    "公告2024年第1号",
    "本公告2024年第1号",
    "地铁（2020）3号线",
    "按35号令执行",
    "东风里（2020）3号楼",
    "机械行业稳增长工作方案（2023）1号文件",
    "合同编号：柳采〔2023〕12号",
    "（2023）京01民初123号",
    "通知(20240515)",
    "规划（2021—2035年）",
    "药品经营企业认证公示公告（第420号）",
    "国办发〔2024〕",
)


@pytest.mark.parametrize(("printed", "canonical"), CANONICAL.items())
def test_a_printed_form_is_canonical(printed: str, canonical: str) -> None:
    """Brackets, spaces, 第, zeros, widths and Chinese digits do not change a number."""
    assert [(n.canonical, n.raw, n.repaired) for n in find_numbers(printed)] == [
        (canonical, printed, False)
    ]


@pytest.mark.parametrize(("printed", "canonical"), REPAIRED.items())
def test_a_damaged_form_is_repaired_and_says_so(printed: str, canonical: str) -> None:
    """A lost bracket or 号 is supplied, and the number says it was."""
    assert [(n.canonical, n.repaired) for n in find_numbers(printed)] == [(canonical, True)]


@pytest.mark.parametrize("printed", NONE)
def test_what_only_looks_like_a_number_is_none(printed: str) -> None:
    """索引号, 统一登记号, contract, case and line numbers, and a number without an agency are no 发文字号."""
    assert find_numbers(printed) == ()


LEAD_INS = (
    "根据{}精神",
    "按照{}的要求",
    "请按{}要求办理",
    "参照{}执行",
    "详见附件{}",
    "贯彻落实{}文件",
    "同时废止{}。",
    "原{}停止执行",
    "对{}予以修改",
    "以{}为准",
    "与{}不一致的，",
    "享受优惠政策和{}规定的政策",
    "依据财政部{}",
    "由市人民政府办公室印发的{}",
    "由市人民政府办公室{}印发",
    "关于印发某某办法的通知{}",
    "《某某办法》（{}）",
    "继续沿用{}",
    "遵从{}的规定",
    "自{}印发之日起",
    "经{}批准设立",
    "即{}确定的",
    "现就{}有关事项调整如下",
    "自本办法施行之日起至{}失效之日",
    "去年已以{}印发",
    "不再执行{}规定",
    "属{}规定的范围",
    "《某某办法》（津府发〔2016〕1号）和{}规定",
    "津府发〔2016〕1号和{}同时废止",
)
CODES = [
    "国发",
    "国办函",
    "国办发明电",
    "发改数据规",
    "发改办高技",
    "工信部联原",
    "工信厅联企业函",
    "财税",
    "财关税",
    "财建",
    "人社部发",
    "人社厅函",
    "国科发火",
    "国市监注",
    "国知发运字",
    "银发",
    "银保监办发",
    "建办市",
    "自然资办函",
    "沪府办规",
    "沪经信装",
    "沪规划资源",
    "沪食药监食生",
    "沪退役军人规",
    "粤府函",
    "粤工信规字",
    "桂政办发",
    "桂工信投融",
    "桂自然资发",
    "桂产业振兴指挥部",
    "柳政规",
    "柳人社规",
    "豫政办",
    "云政任",
    "川办发",
    "苏工信中小企业",
    "赣府厅发",
    "洪府厅发",
    "甘政办发",
    "浙经信投资",
    "渝府办发",
    "穗公积金规字",
    "深发改规",
    "杭政办函",
    "市政办发",
    "厅字",
    "中办发",
    "水防",
    "农办渔",
]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_cut_right_in_running_text(code: str) -> None:
    """The words that introduce a number are no part of its 机关代字."""
    number = f"{code}〔2023〕12号"
    wrong = {
        lead: found
        for lead in LEAD_INS
        if (
            found := [
                n.canonical for n in find_numbers(lead.format(number)) if n.canonical[:2] != "津府"
            ]
        )
        != [number]
    }
    if (
        code == "市政办发"
    ):  # after an organ's name it cannot be told from a 市 that belongs to the name
        wrong.pop("依据财政部{}", None)
        wrong.pop("由市人民政府办公室{}印发", None)
    assert wrong == {}


UNKNOWN = {
    "2020年改发余杭政办发〔2020〕3号": "余杭政办发〔2020〕3号",
    "2020年改发三江政办发〔2020〕3号": "三江政办发〔2020〕3号",
    "2020年改发澜政办发〔2020〕3号": "澜政办发〔2020〕3号",
    "去年澜湖工信〔2020〕3号": "澜湖工信〔2020〕3号",
    "《甲办法》和和政发〔2020〕3号": "和政发〔2020〕3号",
    "原原政办发〔2020〕3号": "原政办发〔2020〕3号",
    "根据乐至府发〔2020〕3号": "乐至府发〔2020〕3号",
    "执行自然资发〔2020〕3号": "自然资发〔2020〕3号",
    "按中央编办发〔2020〕3号": "中央编办发〔2020〕3号",
    "按照财政部（会计司）财会〔2020〕3号": "财会〔2020〕3号",
    "《办法》（试行）国发〔2020〕3号": "国发〔2020〕3号",
}


@pytest.mark.parametrize(("text", "canonical"), UNKNOWN.items())
def test_the_first_character_of_a_place_is_not_cut_off(text: str, canonical: str) -> None:
    """What introduces a number in one text begins a place's code in another."""
    assert [n.canonical for n in find_numbers(text)] == [canonical]


def test_a_word_and_a_year_in_round_brackets_are_no_number_though_alone() -> None:
    """Only an agency's parts make one."""
    assert all(
        not find_numbers(f"办法\n{line}\n各县：")
        for line in ("规划（2021）3号", "附表（2021）3号", "工程（2021）1号")
    )


@pytest.mark.parametrize("code", ["澜湖工信", "晴川科规", "丰泽政办发", "青屏财建"])
def test_a_number_that_stands_alone_keeps_the_place_no_table_knows(code: str) -> None:
    """On a line of its own, in a cell or in brackets, nothing introduces it: all of it is the code."""
    number = f"{code}〔2026〕11号"
    for printed in (
        number,
        f"关于申报的通知\n{number}\n各有关单位：",
        f"《某某办法》（{number}）同时废止",
    ):
        assert [found.canonical for found in find_numbers(printed)] == [number]


def test_a_list_shares_the_code_and_the_year() -> None:
    """What a list leaves out is taken from the number before."""
    found = find_numbers("按财税〔2014〕75号、〔2015〕106号、107号和财税〔2018〕54号执行")
    assert [n.canonical for n in found] == [
        "财税〔2014〕75号",
        "财税〔2015〕106号",
        "财税〔2015〕107号",
        "财税〔2018〕54号",
    ]


def test_offsets_are_those_of_the_text_given() -> None:
    """text[start:end] is the raw form, whatever was folded to find it."""
    text = "见《某办法》（沪府办规［２０２５］第０１５号）及（财政部　税务总局公告２０２３年第３０号）。"
    assert [text[n.start : n.end] for n in find_numbers(text)] == [
        "沪府办规［２０２５］第０１５号",
        "财政部　税务总局公告２０２３年第３０号",
    ]


@pytest.mark.parametrize(
    ("title", "lines", "number"),
    [
        (
            "关于印发某某办法的通知",
            ("柳政规〔2023〕4号", "各县、区人民政府："),
            "柳政规〔2023〕4号",
        ),
        ("关于印发某某办法的通知", ("（柳政规〔2023〕4号）",), "柳政规〔2023〕4号"),
        (
            "关于印发某某办法的通知（柳政规〔2023〕4号）",
            ("各县、区人民政府：",),
            "柳政规〔2023〕4号",
        ),
        ("关于印发某某办法的通知", ("柳政规〔2023〕4号 各县、区人民政府：",), "柳政规〔2023〕4号"),
        ("关于印发某某办法的通知", ("文号：柳政规〔2023〕4号",), "柳政规〔2023〕4号"),
        (
            "关于某某政策的公告",
            ("财政部 税务总局公告", "2023年第44号", "为支持…"),
            "财政部 税务总局公告2023年第44号",
        ),
        (
            "海关总署公告2024年第5号（关于某某事项的公告）",
            ("现公告如下：",),
            "海关总署公告2024年第5号",
        ),
        ("关于修改某某办法的决定（沪府令14号）", (), "沪府令第14号"),
    ],
)
def test_a_documents_own_number(title: str, lines: tuple[str, ...], number: str) -> None:
    """In brackets after the title, alone on a line by it, before the addressee, or behind a label."""
    found = own_number(segment_of(title, *lines))
    assert found is not None
    assert found[0].value == number


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于废止粤府办〔1990〕76号文件的通知", ("各地级以上市人民政府：",)),
        ("关于做好申报工作的通知", ("根据《某某办法》（桂政办发〔2024〕10号），现通知如下：",)),
        ("关于做好申报工作的通知", ("桂政办发〔2024〕10号文件印发以来，各地积极落实。",)),
        ("关于做好申报工作的通知", ("【政策依据】", "《某某办法》（桂政办发〔2024〕10号）")),
    ],
)
def test_a_cited_number_is_not_the_documents_own(title: str, lines: tuple[str, ...]) -> None:
    """A number inside a sentence, or behind a title in 《》, is a citation."""
    assert own_number(segment_of(title, *lines)) is None


def test_the_metadata_cell_comes_first() -> None:
    """The page's own statement wins over the text; a report of a policy has no number of its own without one."""
    meta = SiteMeta(doc_number="豫政 〔2009〕019号")
    stated = own_number(segment_of("某某通知", "豫政〔2009〕20号", meta=meta))
    assert stated is not None
    assert (stated[0].value, stated[0].note, stated[1]) == (
        "豫政〔2009〕19号",
        "page metadata",
        "豫政 〔2009〕019号",
    )
    assert own_number(segment_of("某地出台办法", "豫政〔2009〕20号", kind="policy_news")) is None


def test_a_repaired_number_says_what_was_printed() -> None:
    """沪府办规〔202515 is read as number 15 of 2025, and the note keeps what was printed."""
    found = own_number(segment_of("关于印发某某措施的通知", "沪府办规〔202515", "相关区人民政府："))
    assert found is not None
    assert (found[0].value, found[1], found[0].note) == (
        "沪府办规〔2025〕15号",
        "沪府办规〔202515",
        "repaired from 沪府办规〔202515",
    )


@pytest.mark.parametrize(
    ("cell", "canonical"),
    [
        ("澜湖工信〔2026〕11号", "澜湖工信〔2026〕11号"),
        ("岚财公告〔2024〕2号", "岚财公告〔2024〕2号"),
        ("岚岗建通告[2024]第3号", "岚岗建通告〔2024〕第3号"),
        ("澜湖工信规 (2026) 011 号", "澜湖工信规〔2026〕11号"),
        ("岚政发2026-11号", "岚政发〔2026〕11号"),
        ("文号：岚府办发〔2024〕3号", "岚府办发〔2024〕3号"),
        ("财政部 财税〔2014〕75号", "财税〔2014〕75号"),
        ("2024年第9号", "岚岗市财政局公告2024年第9号"),
        ("第 9 号", "岚岗市财政局公告第9号"),
        ("2024年第9号公告", "岚岗市财政局公告2024年第9号"),
        ("〔2024〕9号", "岚岗市财政局公告〔2024〕9号"),
        ("公告2024年第5号", "岚岗市财政局公告2024年第5号"),
        ("岚岗市人民政府令第58号", "岚岗市人民政府令第58号"),
        ("云岭省人民政府令（第12号）", "云岭省人民政府令第12号"),
    ],
)
def test_a_cell_of_the_metadata_is_read_whole(cell: str, canonical: str) -> None:
    """The cell holds a number and nothing else: no table must know its code, and the title supplies what it leaves out."""
    found = own_number(
        segment_of("岚岗市财政局关于某事项的公告", "现公告如下。", meta=SiteMeta(doc_number=cell))
    )
    assert found is not None
    assert (found[0].value, found[0].basis) == (canonical, "stated")


@pytest.mark.parametrize(
    "cell", ["无", "无文号", "000014349/2017-00110", "2024-9", "总第5号", "附件2号"]
)
def test_a_cell_that_states_no_number_gives_none(cell: str) -> None:
    assert (
        own_number(
            segment_of(
                "岚岗市财政局关于某事项的公告", "现公告如下。", meta=SiteMeta(doc_number=cell)
            )
        )
        is None
    )


def test_a_count_alone_takes_the_metadata_s_issuer_and_the_head_s_order() -> None:
    """第58号 in the cell, 岚岗市人民政府令 above the text: the number is the order's."""
    meta = SiteMeta(doc_number="第58号", issuer="岚岗市人民政府")
    found = own_number(
        segment_of("岚岗市湿地办法", "岚岗市人民政府令", "第一条　为了保护湿地。", meta=meta)
    )
    assert found is not None
    assert (found[0].value, found[1]) == ("岚岗市人民政府令第58号", "第58号")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("根据澄工信规〔2021〕4号", "澄工信规〔2021〕4号"),
        ("依据澄公积金规〔2022〕1号文件", "澄公积金规〔2022〕1号"),
        ("根据澜湖工信〔2020〕3号文件精神", "澜湖工信〔2020〕3号"),
        ("请按澜湖发改价格〔2020〕3号要求", "澜湖发改价格〔2020〕3号"),
        ("由本局印发的澜湖工信规〔2020〕3号", "澜湖工信规〔2020〕3号"),
        ("依据余杭工信规〔2020〕3号", "余杭工信规〔2020〕3号"),
        ("转发岚岗市财政局岚财〔2020〕3号", "岚财〔2020〕3号"),
        ("云地税公告〔2013〕2号", "云地税公告〔2013〕2号"),
        ("根据岚财公告〔2024〕第2号", "岚财公告〔2024〕第2号"),
        ("按照上级国发〔2024〕7号", "国发〔2024〕7号"),
        ("继续沿用财税〔2024〕7号", "财税〔2024〕7号"),
    ],
)
def test_the_code_of_an_unknown_place_is_whole_behind_a_word_that_introduces_one(
    text: str, canonical: str
) -> None:
    """What stands between 根据 and the parts that every code is made of is the place's 简称, unless it is a word."""
    assert [n.canonical for n in find_numbers(text)] == [canonical]


def test_a_place_is_learned_from_a_number_printed_whole() -> None:
    """No word introduces the second number; the first, alone on its line, says where its code begins."""
    text = "澜湖工信〔2026〕11号\n各企业：，澜湖工信规〔2020〕3号同时废止。"
    assert [(n.canonical, n.raw) for n in find_numbers(text)] == [
        ("澜湖工信〔2026〕11号", "澜湖工信〔2026〕11号"),
        ("澜湖工信规〔2020〕3号", "澜湖工信规〔2020〕3号"),
    ]


@pytest.mark.parametrize(
    "text", ["招标公告〔2024〕2号", "本公告〔2024〕2号", "关于某事的公告〔2024〕2号"]
)
def test_an_announcement_without_its_agency_has_no_number(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("云岭省人民政府令第12号", "云岭省人民政府令第12号"),
        ("现将云岭省人民政府令第12号公布", "云岭省人民政府令第12号"),
        ("岚岗市人民政府令\n第58号", "岚岗市人民政府令第58号"),
        ("岚岗市人民政府第58号令", "岚岗市人民政府令第58号"),
        ("根据云岭省岚岗市人民政府令（第3号）", "云岭省岚岗市人民政府令第3号"),
        ("2020年8月2日云岭省人民政府令第301号公布", "云岭省人民政府令第301号"),
        ("原澜湖苗族自治县人民政府令第3号", "澜湖苗族自治县人民政府令第3号"),
        ("执行省人民政府令第3号", "省人民政府令第3号"),
        ("依上海市人民政府令第3号", "上海市人民政府令第3号"),
    ],
)
def test_an_order_keeps_its_government_s_whole_name(text: str, canonical: str) -> None:
    """A place that no table knows is still printed; a word before 省人民政府 is no place."""
    assert [n.canonical for n in find_numbers(text)] == [canonical]


def test_another_number_by_the_title_is_a_conflict() -> None:
    """The page's number stands and the text's is told; a number that is only cited is no conflict."""
    title, meta = "关于组织申报科技项目的通知", SiteMeta(doc_number="芜科〔2026〕8号")
    printed = segment_of(title, "芜科〔2026〕9号", "各有关单位：", meta=meta)
    stated = own_number(printed)
    assert stated is not None
    assert number_conflicts(printed, stated[0]) == (
        "发文字号：页面信息为芜科〔2026〕8号，正文为芜科〔2026〕9号",
    )
    for line in (
        "芜科〔2026〕8号",
        "根据《芜湖市科技计划管理办法》（芜科〔2024〕3号），现通知如下。",
    ):
        assert number_conflicts(segment_of(title, line, meta=meta), stated[0]) == ()
