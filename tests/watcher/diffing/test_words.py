"""Inside an amended clause whole words are marked, and both wordings can be spelled from the marks."""

import pytest

from watcher.diffing import ClauseChange, compare
from watcher.diffing.redline.marked_words import Redliner


def _only(old: str, new: str) -> ClauseChange:
    (change,) = compare([old], [new])
    return change


def _marked(old: str, new: str) -> str:
    forms = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(forms[mark].format(text) for mark, text in _only(old, new).words)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("给予6549万元补助", "给予7302万元补助", "给予[-6549-][+7302+]万元补助"),
        ("截止2026年6月30日前", "截止2026年7月30日前", "截止[-2026年6月30日-][+2026年7月30日+]前"),
        ("处五万元以上罚款", "处二十五万元以上罚款", "处[-五万-][+二十五万+]元以上罚款"),
        ("利率按3.5%执行", "利率按3.75%执行", "利率按[-3.5%-][+3.75%+]执行"),
        ("适用本办法第十二条之一的规定", "适用本办法第十二条的规定", "适用本办法[-第十二条之一-][+第十二条+]的规定"),
        ("咨询电话0772-2631234", "咨询电话0772-2635678", "咨询电话[-0772-2631234-][+0772-2635678+]"),
        ("依据云府发〔2024〕12号执行", "依据云府发〔2025〕12号执行", "依据云府发[-〔2024〕12号-][+〔2025〕12号+]执行"),
        ("申报系统为iOS版本", "申报系统为Android版本", "申报系统为[-iOS-][+Android+]版本"),
        ("应当公开", "应当依法及时公开", "应当[+依法及时+]公开"),
        ("应当依法及时公开", "应当公开", "应当[-依法及时-]公开"),
    ],
)  # fmt: skip
def test_numbers_dates_and_words_stay_whole(old: str, new: str, marked: str) -> None:
    """No cut inside a number, a date, a reference, a document number or a Latin word."""
    assert _marked(old, new) == marked


def test_one_wrong_character_is_marked_alone() -> None:
    """帐 → 账 is one character, wherever it stands."""
    assert _marked("会计帐簿与总帐核对，会计帐簿归档。", "会计账簿与总账核对，会计账簿归档。") == (
        "会计[-帐-][+账+]簿与总[-帐-][+账+]核对，会计[-帐-][+账+]簿归档。"
    )


def test_a_rewritten_clause_is_not_confetti() -> None:
    """Where next to nothing stays, the old wording goes and the new one comes."""
    old = "会计人员保管账册，交由机构每年检查，公布结果，责任到人，资金专户管理。"
    new = "统筹资金，落实责任，森林防火以及地震监测和防汛抗旱等保管工作每年开展。"
    assert Redliner({}, {}).mark_words(old, new) == (("deleted", old), ("inserted", new))


def test_a_word_that_an_edit_would_cut_is_marked_whole() -> None:
    """限制 and 强制 share a character; the texts show that both are words, so 制 is drawn into the edit."""
    old, new = "不得排斥或者限制外地企业进入", "不得排斥、变相强制外地企业进入"
    marked = Redliner({"限制": 4, "强制": 4, "制外": 1}, {}).mark_words(old, new)
    assert marked[1:3] == (("deleted", "或者限制"), ("inserted", "、变相强制"))
    cut = Redliner({}, {}).mark_words(old, new)
    assert cut[1:3] == (("deleted", "或者限"), ("inserted", "、变相强"))


def test_noise_beside_an_amendment_is_spelled_but_harmless() -> None:
    """A width that changed along with the words: both spellings stay exact."""
    change = _only("下列行为:罚款二千元", "下列行为：罚款五千元")
    assert (
        "".join(text for mark, text in change.words if mark != "inserted") == "下列行为:罚款二千元"
    )
    assert (
        "".join(text for mark, text in change.words if mark != "deleted") == "下列行为：罚款五千元"
    )


def test_private_characters_of_a_broken_font_are_kept_apart() -> None:
    """A text that itself holds private characters is not confused with the letters that words are mapped to."""
    old, new = "标志\U000f0000与12号\ue000件", "标志\U000f0001与34号\ue001件"
    change = _only(old, new)
    assert "".join(text for mark, text in change.words if mark != "inserted") == old
    assert "".join(text for mark, text in change.words if mark != "deleted") == new


def test_a_clause_of_any_size_is_marked() -> None:
    """A single clause of a megabyte is compared sentence by sentence: only the edited sentence is marked."""
    sentences = [
        f"第{number}项工作由责任单位{number * 7919}按季度推进并报告进展情况。"
        for number in range(12_000)
    ]
    edited = [*sentences[:6000], sentences[6000].replace("按季度", "按月度"), *sentences[6001:]]
    change = _only("".join(sentences), "".join(edited))
    assert [(mark, text) for mark, text in change.words if mark != "same"] == [
        ("deleted", "季"),
        ("inserted", "月"),
    ]
