"""Which events a difference is: another telephone number is no amendment."""

import pytest

from store.records import ChangeKind
from watcher.deciding import events
from watcher.diffing import compare, compare_facts
from watcher.diffing.fact_changes import FactChange
from watcher.parsing.parsed import Parsed
from watcher.reading import facts_record, read

NOTICE = """澄江市科技局关于组织申报2026年创新券的通知
澄科发〔2026〕3号
各有关企业：
请于2026年6月30日前登录平台提交申请。
{contact}
澄江市科技局
2026年3月4日"""


def changes_of(old: str, new: str) -> tuple[tuple[FactChange, ...], list[ChangeKind]]:
    """The facts that differ, and the events, of two notices that differ in whom to ask."""
    texts = [NOTICE.format(contact=contact).split("\n") for contact in (old, new)]
    records = [facts_record(read(Parsed(tuple(lines), "plain"))[0]) for lines in texts]
    facts = compare_facts(*records)
    return facts, [event.kind for event in events.between(compare(*texts), facts)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("咨询电话：市科技局高新科，0779-5650123。", "咨询电话：市科技局高新科，0779-5650188。"),
        ("联系人：张敏，0779-5650123。", "联系人：李莉，0779-5650188，kjj@example.cn。"),
        ("咨询电话：市科技局高新科0779-5650123。", "咨询电话：市科技局成果科0779-5650123。"),
        ("如有疑问请拨打0779-5650123。", "如有疑问请拨打0779-5650188、5650189。"),
    ],
)
def test_another_contact_is_metadata(old: str, new: str) -> None:
    """Number, address, office or person, in whatever sentence."""
    facts, kinds = changes_of(old, new)
    assert [fact.what for fact in facts] == ["contact"] * len(facts)
    assert facts
    assert kinds == [ChangeKind.METADATA]


def test_a_contact_that_changes_says_what_it_was_and_is() -> None:
    """One fact an office, found again by its name."""
    facts, _ = changes_of("咨询电话：市科技局0779-5650123。", "咨询电话：市科技局0779-5650188。")
    assert [(fact.old, fact.new) for fact in facts] == [
        ("市科技局 0779-5650123", "市科技局 0779-5650188")
    ]
    assert facts[0].evidence_new == "咨询电话：市科技局0779-5650188。"


def test_words_that_change_with_the_contact_are_an_amendment() -> None:
    """The sentence says something else, too."""
    _, kinds = changes_of(
        "材料一式两份，咨询电话0779-5650123。", "材料一式四份，咨询电话0779-5650188。"
    )
    assert kinds == [ChangeKind.AMENDED]


def test_a_contact_that_is_added_or_dropped_is_metadata() -> None:
    """A line that says nothing but whom to ask."""
    line = "联系电话：0779-5650123，市科技局高新科"
    for old, new in ((line, "特此通知。"), ("特此通知。", line)):
        facts, _ = changes_of(old, new)
        assert [fact.what for fact in facts] == ["contact"]
