"""From what an operator writes for a region to its code."""

import pytest

from config.catalogue import full_name, regions
from config.places import place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("450200", "450200"),
        ("柳州市", "450200"),
        ("柳州", "450200"),
        ("广西柳州", "450200"),
        ("广西壮族自治区柳州市鱼峰区", "450203"),
        ("广西鱼峰区", "450203"),
        ("广西", "450000"),
        ("北京朝阳", "110105"),
        ("长沙", "430100"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("恩施州", "422800"),
        ("全国", "000000"),
        ("中央", "000000"),
    ],
)
def test_one_place(text: str, code: str) -> None:
    """Codes, official names, short names and names under their province."""
    assert place(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("朝阳区", ("110105", "220104")),
        ("朝阳", ("110105", "211300", "220104")),
        ("450299", ("450200",)),
        ("广东柳州", ()),
        ("桂", ()),
        ("", ()),
        ("柳州" * 50, ()),
    ],
)
def test_no_one_place(text: str, codes: tuple[str, ...]) -> None:
    """Shared names give all who bear them; a wrong province, a bare 简称 or nonsense gives nobody."""
    assert place(text) == codes


def test_every_full_name_is_its_own_place() -> None:
    """The name we print for a code always leads back to it."""
    assert {row.code: place(full_name(row.code)) for row in regions()} == {
        row.code: row.code for row in regions()
    }
