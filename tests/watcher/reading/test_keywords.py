"""The words of all readers are found in one pass, and each reader is told of its own."""

from hypothesis import given
from hypothesis import strategies as st

from watcher.reading.paragraphs.rule_words import Keywords

WORDS = st.text(alphabet="延长至继续执行有效", min_size=1, max_size=4)


def plainly(words: set[str], text: str, first: int) -> list[tuple[int, str]]:
    """Every place where a word begins."""
    return sorted(
        (at, word) for at in range(first, len(text)) for word in words if text.startswith(word, at)
    )


@given(
    one=st.sets(WORDS, max_size=6),
    other=st.sets(WORDS, max_size=6),
    text=st.text(alphabet="延长至继续执行有效，", max_size=60),
    first=st.integers(0, 20),
)
def test_each_is_told_of_its_own_words_wherever_they_begin(
    one: set[str], other: set[str], text: str, first: int
) -> None:
    """Also those that begin inside another, and words that were made known after the text was first searched."""
    mine = Keywords(one)
    assert mine.word_places(text, first) == plainly(one, text, first)
    yours = Keywords(other)
    assert yours.word_places(text, first) == plainly(other, text, first)
    assert mine.word_places(text, first) == plainly(one, text, first)
