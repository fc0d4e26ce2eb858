"""Original lines to paragraphs: what is joined, what stays apart, and the way back to the lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.reading.paragraphs.cleaned_lines import clean_text
from watcher.reading.paragraphs.joined_lines import join_lines
from watcher.reading.segment import cite_paragraph, fold, line_at


def texts(text: str) -> list[str]:
    return [block.text for block in join_lines(text.split("\n"))]


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("2025 年 3 月 1 日", "2025年3月1日"),
        ("“ 赋 能 可 持 续 未 来 ”", "“赋能可持续未来”"),
        ("附　件", "附件"),
        ("财　政　厅", "财政厅"),
        ("１２３ＡＢＣ", "123ABC"),
        ("澄\u200b江\ufeff市\u00ad", "澄江市"),
        ("省财政厅\u00a0省税务局", "省财政厅 省税务局"),
        ("⼀季度", "一季度"),
        ("澄江市人⺠政府⻄部办公室", "澄江市人民政府西部办公室"),
        ("（试行），“一链一策”", "（试行），“一链一策”"),
    ],
)
def test_noise_is_removed_and_printed_punctuation_kept(printed: str, cleaned: str) -> None:
    assert clean_text(printed) == cleaned


def test_a_column_of_newspaper_text_is_joined_though_blank_lines_stand_between() -> None:
    """The lines share a width, none ends a sentence, and there are commas."""
    column = "近日，省金融监管局等八部\n\n门联合印发《支持小微企业\n\n融资的若干措施》，旨在改\n\n善小微企业融资状况。"
    assert texts(column) == [
        "近日，省金融监管局等八部门联合印发《支持小微企业融资的若干措施》，旨在改善小微企业融资状况。"
    ]


def test_a_labels_line_begins_a_paragraph_below_a_title() -> None:
    assert texts("澄江市公益岗位补贴办事指南\n申请期限:全年受理。") == [
        "澄江市公益岗位补贴办事指南",
        "申请期限:全年受理。",
    ]


def test_a_signature_and_a_list_stay_apart() -> None:
    """Lines of one width without commas or full stops are no running text."""
    signature = "省地方金融局 省科技厅 省商务厅\n省工业信息厅 省财政厅 省教育厅\n省发展改革委 省税务局 省统计局"
    assert texts(signature) == signature.split("\n")


def test_headings_and_articles_begin_their_own_paragraphs() -> None:
    text = "第一条 为了规范管理，制定本办法\n第二条 本办法适用于本市\n（一）企业；\n（二）个人。\n【申报时间】3月4日"
    assert texts(text) == text.split("\n")


def test_a_paragraph_torn_by_a_page_end_is_joined() -> None:
    """An open 《, or long text that stops in the middle of a sentence, goes on below."""
    assert texts("今年印发《云岭省应用示范园区试点方案\n\n（2026—2028年）》，加快推进转型。") == [
        "今年印发《云岭省应用示范园区试点方案（2026—2028年）》，加快推进转型。"
    ]
    torn = "各地要坚持改革方向。要健全法规体系，完善配套措施，强化监督检查，坚持公平"
    assert texts(f"{torn}\n\n竞争制度，完善统计监测，优化环境。") == [
        f"{torn}竞争制度，完善统计监测，优化环境。"
    ]


def test_every_character_leads_back_to_its_line() -> None:
    """Evidence that crosses a hard break names both lines; evidence within one line names that line."""
    (block,) = join_lines(
        ["近日，省金融监管局等八部", "", "门联合印发《支持小微企业", "", "融资的若干措施》，很好。"]
    )
    assert [
        line_at(block.paragraph, block.text.index(word)) for word in ("近日", "联合", "融资")
    ] == [1, 3, 5]
    at = block.text.index("八部门")
    assert cite_paragraph(block.paragraph, at, at + 3).lines == (1, 3)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "为支持小微企业发展，省政府印发了若干措施，自2026年3月1日起施行，有效期至2028年12月31日，请各地认真贯彻执行，确保落到实处。",
            "《通知》明确，对符合条件的企业给予最高200万元奖励，同一项目不得重复享受，申报截止时间为4月30日，逾期不予受理，不再另行通知。",
            "申报材料报送至市工业和信息化局（联系人：王某，电话：0771-1234567），由其会同市财政局组织评审，公示期为7个工作日，无异议后拨付。",
        ]
    ),
    min_size=4,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(min_value=20, max_value=48), st.booleans())
def test_wrapping_at_any_width_changes_no_paragraph(
    paragraphs: list[str], width: int, blank: bool
) -> None:
    """Cut at any column, with or without a blank line after every line, the paragraphs come back."""
    lines: list[str] = []
    for paragraph in paragraphs:
        for at in range(0, len(paragraph), width):
            lines += [paragraph[at : at + width], *([""] if blank else [])]
    # a paragraph that ends exactly at the limit cannot be told from one that goes on
    if any(len(paragraph) % width == 0 for paragraph in paragraphs):
        return
    assert [block.text for block in join_lines(lines)] == [
        clean_text(paragraph) for paragraph in paragraphs
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=20))
def test_any_text_keeps_its_characters_in_order_and_its_lines(lines: list[str]) -> None:
    """Joining loses nothing but noise: each character of a paragraph stands on the line that it is mapped to."""
    lines = [line.replace("\n", " ") for line in lines]
    for block in join_lines(lines):
        for at, mark in enumerate(block.text):
            if not mark.isspace():
                assert mark in clean_text(lines[line_at(block.paragraph, at) - 1].replace("**", ""))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ("关于印发\n2026\n年春节期间响应细则的通知", ["关于印发2026年春节期间响应细则的通知"]),
        ("特此通知。\n2026\n年\n2\n月\n2\n日", ["特此通知。", "2026年2月2日"]),
        ("依据前文（澄工信〔\n2026\n〕\n2\n号）等文件", ["依据前文（澄工信〔2026〕2号）等文件"]),
        ("关于印发\n<\n局部电网建设方案> 的通知", ["关于印发<局部电网建设方案> 的通知"]),
        ("发文字号：\n澄工信〔2026〕3号", ["发文字号：澄工信〔2026〕3号"]),
        ("成文日期：\n发文日期：\n有 效 性 ：\n有效", ["成文日期：", "发文日期：", "有效性：有效"]),
        ("来源：\n打印", ["来源：", "打印"]),
        (
            "最大\n最小\n22153\n17277\n5853\n12月7日负荷",
            ["最大", "最小", "22153", "17277", "5853", "12月7日负荷"],
        ),
        ("1\n试结算期间电网运行概况", ["1", "试结算期间电网运行概况"]),
    ],
)
def test_lines_torn_apart_by_a_page_s_markup_are_mended(lines: str, paragraphs: list[str]) -> None:
    """A number, a mark or a label alone on its line joins what can only be its rest; a table's numbers stay apart."""
    assert texts(lines) == paragraphs
