"""Repeals and the other relations: which document, from when, until when."""

from datetime import date

import pytest

from store.records import DocumentKind
from tests.watcher.reading.dated import on, segment
from watcher.reading.facts import effective_day, repeals, stated_relations


def repealed(*paragraphs: str) -> list[tuple[str | None, str | None, str]]:
    text = segment(*paragraphs)
    in_force = effective_day.find_effective_day(text, on("2026-03-01"), None)
    return [
        (each.title, each.doc_number, str(each.on))
        for each in repeals.find_repeals(text, in_force, on("2026-03-01"))
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "本办法自2026年7月1日起施行。原《澄江市扶持办法》（澄政规〔2020〕5号）同时废止。",
            [("澄江市扶持办法", "澄政规〔2020〕5号", "2026-07-01")],
        ),
        ("《XX补助办法》自2026年5月26日起废止。", [("XX补助办法", None, "2026-05-26")]),
        (
            "本通知自印发之日起执行，原印发的澄府发〔2016〕108号、澄府发〔2017〕22号等文件同时废止。",
            [
                (None, "澄府发〔2016〕108号", "2026-03-01"),
                (None, "澄府发〔2017〕22号", "2026-03-01"),
            ],
        ),
        (
            "本办法发布后，《澄江市关于印发〈基金管理暂行办法〉的通知》（澄发改规〔2016〕2800 号）同步废止。",
            [("澄江市关于印发〈基金管理暂行办法〉的通知", "澄发改规〔2016〕2800号", "None")],
        ),
        (
            "原《澄江市产业园规定（2022-2024）》（澄商规〔2022〕1号）停止执行。",
            [("澄江市产业园规定（2022-2024）", "澄商规〔2022〕1号", "None")],
        ),
        (
            "2017年4月24日发布的《人才安居办法（试行）》（澄政发〔2017〕99号）同时废止。",
            [("人才安居办法（试行）", "澄政发〔2017〕99号", "None")],
        ),
        (
            "《听证规则》（国家经济贸易委员会令第44号）和《价格规则》同时废止。",
            [("听证规则", "国家经济贸易委员会令第44号", "None"), ("价格规则", None, "None")],
        ),
    ],
)
def test_named_documents_end(said: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert repealed(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "本《通知》有效期一年，至2027年6月30日自动废止。",
        "本意见自发布之日起实施，视试行情况进行调整或废止。",
        "原有规定与本通知不一致的，同时废止。",
        "《征管公告》（国家税务总局公告2018年第10号）第三条同时废止。",
        "《澄江市人才安居办法》（澄政办发〔2023〕5号）第三条同时废止。",
        "《澄江市人才安居办法》（澄政办发〔2023〕5号）中有关住房补贴的规定停止执行。",
        "根据《澄江市清理办法》，对过期文件予以废止。",
        "按照《关于废止部分文件的决定》执行。",
        "证书自动失效。",
    ],
)
def test_nothing_else_ends(said: str) -> None:
    """Never the document that says so, never an article alone, never the ground of a decision."""
    assert repealed(said) == []


def test_a_list_under_the_announcement() -> None:
    found = repealed(
        "现决定废止下列文件：",
        "1.《甲办法》（澄政发〔2010〕1号）",
        "2.《乙办法》（澄政发〔2011〕2号）",
        "本决定自公布之日起生效。《丙办法》继续有效。",
    )
    assert [number for _, number, _ in found] == ["澄政发〔2010〕1号", "澄政发〔2011〕2号"]


def test_said_twice_is_once() -> None:
    found = repealed(
        "原《园区规定》（澄商规〔2022〕1号）停止执行。",
        "《澄江市商务局关于园区规定》（澄商规〔2022〕1号）即行废止。",
    )
    assert [number for _, number, _ in found] == ["澄商规〔2022〕1号"]


def related(
    title: str, *paragraphs: str, kind: DocumentKind = "policy_text"
) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.relation, each.reference.title, each.reference.doc_number)
        for each in stated_relations.find_relations(
            segment(*paragraphs, title=title, kind=kind), None
        )
    ]


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        (
            "澄江市科技局关于转发《省科技厅关于做好推荐工作的通知》的通知",
            "policy_text",
            ("forwards", "省科技厅关于做好推荐工作的通知", None),
        ),
        (
            "澄江市人民政府关于修改《澄江市节约用水办法》的决定",
            "policy_text",
            ("amends", "澄江市节约用水办法", None),
        ),
        ("《澄江市人才办法》政策解读", "interpretation", ("interprets", "澄江市人才办法", None)),
        (
            "关于公开征求《澄江市供热条例（征求意见稿）》意见的公告",
            "policy_text",
            ("drafts", "澄江市供热条例（征求意见稿）", None),
        ),
        (
            "关于延长《澄江市人才办法》有效期的通知",
            "policy_text",
            ("extends", "澄江市人才办法", None),
        ),
    ],
)
def test_relations_told_by_the_title(
    title: str, kind: DocumentKind, expected: tuple[str, str | None, str | None]
) -> None:
    assert expected in related(title, "正文。", kind=kind)


def test_an_extension_moves_the_named_documents_last_day() -> None:
    text = segment("《澄江市若干措施》（澄政规〔2023〕5号）有效期延长至2027年12月31日。")
    (found,) = stated_relations.find_relations(text, None)
    assert (found.relation, found.reference.doc_number, found.reference.until) == (
        "extends",
        "澄政规〔2023〕5号",
        date(2027, 12, 31),
    )


@pytest.mark.parametrize("verb", ["提前至", "调整为", "推迟至"])
def test_a_date_that_is_set_anew_is_the_named_documents(verb: str) -> None:
    text = segment(
        f"将《关于组织申报绿色工厂的通知》（澄工信〔2026〕5号）的申报截止时间{verb}2026年4月10日。"
    )
    (found,) = stated_relations.find_relations(text, None)
    assert (found.reference.doc_number, found.reference.until) == (
        "澄工信〔2026〕5号",
        date(2026, 4, 10),
    )


def test_an_amount_that_is_set_anew_is_no_date() -> None:
    text = segment(
        "将《澄江市若干措施》（澄政规〔2023〕5号）规定的补助标准由2026年的50万元调整为80万元。"
    )
    assert [found.relation for found in stated_relations.find_relations(text, None)] == []


def test_the_ground_of_a_call() -> None:
    found = related(
        "关于组织申报的通知",
        "根据《澄江市科技计划管理办法》（澄科规〔2024〕3号）规定，现组织申报《项目指南》所列项目。",
    )
    assert found == [("based_on", "澄江市科技计划管理办法", "澄科规〔2024〕3号")]


def test_its_own_number_is_no_relation() -> None:
    text = segment("原《园区规定》（澄商规〔2022〕1号）同时废止。")
    assert stated_relations.find_relations(text, "澄商规〔2022〕1号") == ()
