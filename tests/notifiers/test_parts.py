"""Cutting long texts for channels with a limit."""

from hypothesis import given
from hypothesis import strategies as st

from notifiers.parts import MOST, parts

LIMIT = 500


def test_a_short_text_is_left_alone() -> None:
    """What fits goes as it is, blanks and all."""
    assert parts("标题\n\n正文\n", LIMIT) == ["标题\n\n正文\n"]


def test_one_long_line_is_cut_between_characters() -> None:
    """A line longer than a part is cut, and no character is."""
    text = "政" * 400
    assert "".join(parts(text, LIMIT)) == text


def test_beyond_the_most_parts_the_rest_is_named() -> None:
    """A very long alert ends with a note instead of a flood."""
    found = parts("\n".join(["条款" * 40] * 500), LIMIT)
    assert len(found) == MOST
    assert "the rest is in the web app" in found[-1]


@given(st.text(alphabet=st.sampled_from("政策 a\n\n€𠮷"), max_size=3000))
def test_no_part_passes_the_limit(text: str) -> None:
    """Whatever the text, every part has at most LIMIT bytes and is whole characters."""
    assert max(len(part.encode()) for part in parts(text, LIMIT)) <= LIMIT


@given(st.lists(st.text(alphabet="政策a", min_size=1, max_size=60), max_size=25))
def test_nothing_is_lost(lines: list[str]) -> None:
    """Texts within the number of parts keep every line."""
    assert "\n".join(parts("\n".join(lines), LIMIT)).split("\n") == "\n".join(lines).split("\n")
