"""How a document stands to others, told by its heading and its body; each other document once, with its number."""

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading import relations


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
            "云岭省人民政府关于清理文件的通知",
            "对《云岭省人民政府关于湿地的通知》（云政发〔2016〕3号）作部分修改。",
            ("amends", "云政发〔2016〕3号"),
        ),
    ],
)
def test_the_other_document_is_known_by_its_number(title: str, line: str, found: tuple[str, str]) -> None:
    """The number stands behind the same title in the text."""
    kind = "interpretation" if title.endswith("解读") else "policy_text"
    told = relations.find(segment_of(title, line, kind=kind), None)
    assert [(each.relation, each.reference.doc_number) for each in told] == [found]
