"""Lines of Chinese and Latin text for a terminal of any width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from watcher.cli.wrapping import wrapped

TEXT = st.text(alphabet="政策（申报）《办法》，。「」2026-03/ab.: \n", max_size=120)


@given(TEXT, st.integers(min_value=2, max_value=60))
def test_loses_and_adds_nothing(text: str, width: int) -> None:
    """Only blanks at the edges of lines go."""
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(TEXT, st.integers(min_value=2, max_value=60))
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    """A word that is longer than the line is cut rather than run over."""
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("申报截止三月，逾期不予受理", 12, ["申报截止三", "月，逾期不予", "受理"]),
        ("见《办法》", 4, ["见", "《办", "法》"]),
        ("原文 http://a.test/b 结束", 16, ["原文", "http://a.test/b", "结束"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("", 10, [""]),
    ],
)
def test_breaks_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    """No closing mark begins a line, no opening one ends it, an address stays whole, empty lines stay."""
    assert wrapped(text, width) == lines
