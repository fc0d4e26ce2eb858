"""What is left of two titles when their errand is taken off."""

import pytest

from watcher.deciding.title_likeness import inner_key, matter, moves_a_date, named_keys, undrafted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "关于延长绿色工厂申报时间的通知",
            "云湖市工业和信息化局关于组织开展绿色工厂申报工作的通知",
        ),
        ("关于2026年智能工厂认定申报延期的通知", "关于开展2026年智能工厂认定工作的通知"),
        ("关于调整2026年科技计划项目申报截止时间的通知", "关于组织申报2026年科技计划项目的通知"),
        ("关于延长揭榜挂帅项目需求征集时间的通知", "关于征集揭榜挂帅项目需求的通知"),
        (
            "关于公开征求《云湖市算力补贴办法（征求意见稿）》意见的公告",
            "云湖市算力补贴办法（征求意见稿）",
        ),
        ("关于延长《云湖市算力补贴办法（征求意见稿）》征求意见时间的公告", "云湖市算力补贴办法"),
    ],
)
def test_two_titles_of_one_matter(one: str, other: str) -> None:
    """The same is left of both, and they name the same year."""
    assert matter(one) == matter(other)
    assert matter(one).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于延长绿色工厂申报时间的通知", "关于开展绿色工厂复核工作的通知"),
        ("关于延长第二批绿色工厂申报时间的通知", "关于组织申报第一批绿色工厂的通知"),
        ("关于延长绿色工厂申报时间的通知", "关于组织申报绿色园区的通知"),
        ("关于延长2026年绿色工厂申报时间的通知", "关于组织申报2025年绿色工厂的通知"),
    ],
)
def test_two_matters(one: str, other: str) -> None:
    """Another batch, another year, another errand."""
    assert matter(one) != matter(other)


def test_too_little_is_no_matter() -> None:
    """What is left of it names anything."""
    assert matter("关于延长项目申报时间的通知").key is None


def test_a_term_of_validity_is_no_date_of_a_call() -> None:
    """It belongs to the measure that is named."""
    assert moves_a_date("关于延长绿色工厂申报时间的通知")
    assert moves_a_date("关于绿色工厂申报延期的公告")
    assert not moves_a_date("关于延长《云湖市人才办法》有效期的通知")
    assert not moves_a_date("关于组织申报绿色工厂的通知")


def test_a_measure_answers_to_its_own_title() -> None:
    """The notice that issues it is the same document."""
    assert inner_key("云湖市人民政府关于印发《云湖市人才公寓办法》的通知") in named_keys(
        "云湖市人才公寓办法"
    )
    assert inner_key("关于延长《云湖市人才公寓办法》有效期的通知") is None
    assert undrafted("云湖市人才公寓办法（征求意见稿）") == "云湖市人才公寓办法"
