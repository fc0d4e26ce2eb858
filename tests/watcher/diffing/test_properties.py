"""What holds of every comparison, whatever the texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.diffing import ClauseChange, compare

_WORDS = (
    "企业",
    "申报",
    "补助",
    "最高",
    "200万元",
    "2026年6月30日",
    "第三条",
    "依照本法",
    "，",
    "。",
    "帐",
    "账",
    "“",
    '"',
    " ",
    "\u200b",
    "：",
    ":",
    "百分之五",
)
_SENTENCE = st.lists(
    st.sampled_from(_WORDS) | st.text("甲乙丙丁的了〔〕《》()０1a\n\U000f0001", max_size=4),
    max_size=12,
).map("".join)
_LABEL = st.sampled_from(
    (
        "",
        "第一条 ",
        "第二条 ",
        "第三条 ",
        "第二条之一 ",
        "一、",
        "（一）",
        "1.",
        "【申报时间】",
        "第一章 ",
        "# ",
        "附件1 ",
    )
)
_LINE = st.tuples(_LABEL, _SENTENCE).map("".join)
_TEXT = st.lists(_LINE, max_size=9)
_MIRROR = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


@st.composite
def _edited(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text and another that shares most of its lines, in some order."""
    old = draw(_TEXT)
    new = [line for line in old if draw(st.integers(0, 5))]
    for _ in range(draw(st.integers(0, 3))):
        new.insert(draw(st.integers(0, len(new))), draw(_LINE))
    return old, (draw(st.permutations(new)) if draw(st.booleans()) else new)


def _sides(change: ClauseChange) -> tuple[object, ...]:
    return (
        _MIRROR.get(change.kind, change.kind),
        change.new,
        change.old,
        change.new_text,
        change.old_text,
        change.typographic,
    )


@given(_TEXT)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    """compare(x, x) is ()."""
    assert compare(text, list(text)) == ()


@given(_edited())
@settings(max_examples=300)
def test_words_spell_both_texts(texts: tuple[list[str], list[str]]) -> None:
    """same + deleted is the old text, same + inserted the new one, to the character; of a split or merged clause both
    have all its parts.
    """
    for change in compare(*texts):
        if (
            change.old_text is not None
            and change.new_text is not None
            and change.kind not in ("renumbered", "moved")
        ):
            old = "".join(text for mark, text in change.words if mark != "inserted")
            new = "".join(text for mark, text in change.words if mark != "deleted")
            parts = change.kind in ("split", "merged")
            assert change.old_text in old if parts else change.old_text == old
            assert change.new_text in new if parts else change.new_text == new
            assert all(text for _, text in change.words)


@given(_edited())
@settings(max_examples=300)
def test_swapping_the_texts_mirrors_the_changes(texts: tuple[list[str], list[str]]) -> None:
    """What was added is removed, what was split is merged; nothing else comes or goes."""
    old, new = texts
    there = sorted(map(_sides, compare(old, new)), key=repr)
    back = sorted(
        ((c.kind, c.old, c.new, c.old_text, c.new_text, c.typographic) for c in compare(new, old)),
        key=repr,
    )
    assert there == back


@given(_edited())
def test_the_same_texts_give_the_same_answer(texts: tuple[list[str], list[str]]) -> None:
    """No clock, no chance."""
    assert compare(*texts) == compare(*texts)


@given(
    st.lists(
        st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=4, max_size=20),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    st.integers(1, 3),
)
def test_renumbering_alone_amends_nothing(bodies: list[str], shift: int) -> None:
    """Articles that only move up or down in number are renumbered, with the references among them."""
    numerals = "零一二三四五六七八九十"
    count = len(bodies)

    def law(by: int) -> list[str]:
        names = [
            f"第{'十' if n > 10 else ''}{numerals[n % 10] if n > 10 else numerals[n]}条"
            for n in range(1, 13)
        ]
        return [
            f"{names[at + by]} 依照本法{names[(at + 1) % count + by]}办理：{body}。"
            for at, body in enumerate(bodies)
        ]

    assert {change.kind for change in compare(law(0), law(shift))} <= {"renumbered"}


@given(_TEXT, st.sampled_from(("\u200b", " ", "\u3000", "\ufeff")), st.integers(0, 40))
def test_invisible_characters_are_nothing(text: list[str], noise: str, at: int) -> None:
    """White space and zero-width characters inside a body line change nothing."""
    lines = [f"段落{line}" for line in text]
    assert compare(lines, [line[: 2 + at] + noise + line[2 + at :] for line in lines]) == ()
