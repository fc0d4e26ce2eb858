"""The phrase index finds what a plain search finds, the longest at each place."""

from hypothesis import given
from hypothesis import strategies as st

from watcher.reading.paragraphs.phrases import PhraseIndex

WORDS = st.text(alphabet="新能源汽车产业材料", min_size=2, max_size=5)


def plainly(words: set[str], text: str) -> list[tuple[int, str]]:
    """At each place the longest word, from left to right."""
    found, at = [], 0
    while at < len(text):
        here = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if here:
            found.append((at, here))
        at += len(here) or 1
    return found


@given(
    words=st.sets(WORDS, max_size=12), text=st.text(alphabet="新能源汽车产业材料，", max_size=60)
)
def test_it_finds_what_a_plain_search_finds(words: set[str], text: str) -> None:
    """For any words and text."""
    assert [(hit.start, hit.phrase) for hit in PhraseIndex(words).find_phrases(text)] == plainly(
        words, text
    )


def test_a_part_of_a_text_is_a_text() -> None:
    """A phrase that reaches past the part is not in it."""
    index = PhraseIndex({"新能源", "汽车"})
    assert [hit.phrase for hit in index.find_phrases("新能源汽车", 1)] == ["汽车"]
    assert [hit.phrase for hit in index.find_phrases("新能源汽车", 0, 4)] == ["新能源"]
