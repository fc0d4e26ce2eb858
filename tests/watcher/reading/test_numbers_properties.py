"""Reading a number survives noise, and hostile text costs no more than its length."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bounds import ends
from watcher.reading.numbers.document_numbers import find_numbers

CODES = st.sampled_from(
    ["国发", "国办发", "工信部联原", "财税", "沪府办规", "桂政办发", "柳人社规", "豫政", "苏工信规"]
)
OPEN_CLOSE = st.sampled_from(
    ["〔〕", "[]", "［］", "【】", "（）", "()", "〈〉", "《》", "〖〗", "﹝﹞"]
)
NOISE = st.sampled_from(["", " ", "\u00a0", "\u3000", "\u200b", "\ufeff"])


@given(
    code=CODES,
    pair=OPEN_CLOSE,
    year=st.integers(1980, 2039),
    n=st.integers(1, 9999),
    noise=NOISE,
    wide=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_noise_does_not_change_a_number(
    code: str, pair: str, year: int, n: int, noise: str, *, wide: bool
) -> None:
    """Any bracket, blank, zero-width character and digit width between the parts: one number, its raw form at its offsets."""
    digits = str.maketrans("0123456789", "０１２３４５６７８９") if wide else {}
    printed = f"{code}{noise}{pair[0]}{noise}{year}{noise}{pair[1]}{noise}{n}{noise}号".translate(
        digits
    )
    text = f"依据{printed}文件办理。"
    found = find_numbers(text)
    assert [number.canonical for number in found] == [f"{code}〔{year}〕{n}号"]
    assert text[found[0].start : found[0].end] == found[0].raw


@given(
    st.text(
        alphabet="国发办财税部局令公告第号年〔〕[]（）《》20123二〇○十、和按 \u200b\n", max_size=300
    )
)
@settings(max_examples=150, deadline=None)
def test_numbers_stand_where_they_say(text: str) -> None:
    """Whatever the text, the numbers are in order, do not overlap, and are canonical forms of what stands there."""
    found = find_numbers(text)
    assert all(text[n.start : n.end] == n.raw for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [find_numbers(n.canonical)[0].canonical for n in found if n.kind == "bracket"] == [
        n.canonical for n in found if n.kind == "bracket"
    ]


HOSTILE = (
    "国" * 20_000 + "〔2024〕7号",
    "〔2024" * 8_000,
    "国发〔2024〕7号、" * 6_000,
    "财政部 " * 12_000 + "公告2024年第7号",
    "第" * 20_000 + "号令",
    "二〇" * 20_000,
    "2 0 " * 15_000,
    "令" * 20_000 + "第7号",
    "《" * 20_000 + "（国发〔2024〕7号）",
)


def test_hostile_text_does_not_run_away() -> None:
    """Sixty thousand characters made to confuse are read to the end."""
    for text in HOSTILE:
        with ends(text):
            find_numbers(text)
