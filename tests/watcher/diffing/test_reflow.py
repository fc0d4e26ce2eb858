"""Lines broken elsewhere say the same: a text takes over the paragraphs of the one before."""

from watcher.diffing.clauses.reflow import as_broken

OLD = (
    "第一条 为支持企业技术改造，制定本办法。",
    "第二条 补助20万元，每年一次。",
    "第三条 自印发之日起施行。",
)


def test_a_paragraph_that_was_broken_in_two_is_the_old_one() -> None:
    new = (OLD[0], "第二条 补助20万元，", "每年一次。", OLD[2])
    assert as_broken(OLD, new) == OLD
    assert as_broken(new, OLD) == new


def test_only_what_is_the_same_is_taken_over() -> None:
    """An amended paragraph stays amended, beside one that was only reflowed."""
    new = ("第一条 为支持企业", "技术改造，制定本办法。", OLD[1], "第三条 自2026年5月1日起施行。")
    assert as_broken(OLD, new) == (OLD[0], OLD[1], "第三条 自2026年5月1日起施行。")


def test_other_words_stay() -> None:
    assert as_broken(OLD, ("第一条",)) == ("第一条",)
    assert as_broken((), OLD) == OLD
