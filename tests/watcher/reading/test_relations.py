"""How a document stands to others, told by its heading and its body; each other document once, with its number."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.facts import stated_relations


@pytest.mark.parametrize(
    ("title", "line", "found"),
    [
        (
            "《云岭省湿地办法》政策解读",
            "省政府印发了《云岭省湿地办法（2026年版）》（云政发〔2026〕3号），现解读如下。",
            ("interprets", "云政发〔2026〕3号"),
        ),
        (
            "云岭省人民政府关于清理文件的通知",
            "对《云岭省人民政府关于湿地的通知》（云政发〔2016〕3号）作出修改（附件2）。",
            ("amends", "云政发〔2016〕3号"),
        ),
        (
            "甲市科技局转发云岭省科技厅关于开展湿地调查的通知",
            "现将《云岭省科技厅关于开展湿地调查的通知》（云科函〔2026〕3号）转发给你们。",
            ("forwards", "云科函〔2026〕3号"),
        ),
        (
            "云岭省人民政府关于清理文件的通知",
            "对《云岭省人民政府关于湿地的通知》（云政发〔2016〕3号）作部分修改。",
            ("amends", "云政发〔2016〕3号"),
        ),
    ],
)
def test_the_other_document_is_known_by_its_number(
    title: str, line: str, found: tuple[str, str]
) -> None:
    """The number stands behind the same title in the text."""
    kind = "interpretation" if title.endswith("解读") else "policy_text"
    told = stated_relations.find_relations(segment_of(title, line, kind=kind), None)
    assert [(each.relation, each.reference.doc_number) for each in told] == [found]


def test_a_ground_ends_with_its_clause() -> None:
    """What follows the comma is changed, not built on."""
    line = "根据省有关规定，我们对《甲市专项资金管理办法》（甲财规〔2021〕3号）进行了修订，现印发给你们。"
    told = stated_relations.find_relations(
        segment_of("甲市财政局关于修订专项资金管理办法的通知", line), None
    )
    assert [each.relation for each in told] == ["amends"]


@pytest.mark.parametrize(
    ("line", "repealed"),
    [
        ("《甲市领导小组通知》（甲政办函〔2020〕55号）中的组成人员名单同时废止。", []),
        (
            "《甲市办法》（甲财规〔2020〕5号，甲财规〔2021〕2号修订）同时废止。",
            ["甲财规〔2020〕5号"],
        ),
        (
            "《甲市办法》（甲财规〔2020〕5号）、甲财规〔2021〕2号文件同时废止。",
            ["甲财规〔2020〕5号", "甲财规〔2021〕2号"],
        ),
    ],
)
def test_only_whole_documents_are_repealed(line: str, repealed: list[str]) -> None:
    """Neither a list within one, nor what changed one."""
    told = stated_relations.find_relations(
        segment_of("甲市财政局关于印发专项资金管理办法的通知", line), None
    )
    assert [each.reference.doc_number for each in told if each.relation == "repeals"] == repealed
