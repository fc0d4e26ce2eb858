"""Every printed number except the document's own is cited once, with the title right before it."""

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.facts import citations


def cited(*lines: str, own: str | None = None) -> list[tuple[str | None, str | None]]:
    return [
        (ref.title, ref.doc_number)
        for ref in citations.find_citations(segment_of("某某通知", *lines), own)
    ]


def test_each_number_once_in_order() -> None:
    """The first mention counts, the own number never; a later mention may add the title the first one lacked."""
    found = cited(
        "桂政办发〔2024〕10号",
        "按人社部发〔2023〕37号文件执行，享受财税〔2018〕54号规定的政策。",
        "见《关于某某政策的通知》（人社部发〔2023〕37号）。桂政办发〔2024〕10号同时印发。",
        own="桂政办发〔2024〕10号",
    )
    assert found == [("关于某某政策的通知", "人社部发〔2023〕37号"), (None, "财税〔2018〕54号")]


def test_the_title_is_the_one_right_before() -> None:
    """Titles within a title are kept, line breaks inside it are not; two numbers in one bracket share it."""
    found = cited(
        "《某省人民政府关于印发〈某 某措施〉的通知》（桂政发〔2019〕27号）和《设备、器具扣除的通知》(财税〔2014〕75号、财税〔2015〕106号)"
    )
    assert found == [
        ("某省人民政府关于印发〈某某措施〉的通知", "桂政发〔2019〕27号"),
        ("设备、器具扣除的通知", "财税〔2014〕75号"),
        ("设备、器具扣除的通知", "财税〔2015〕106号"),
    ]


def test_an_order_and_an_announcement_are_cited() -> None:
    """Numbers that begin with an organ's name are citations like any other, 《》 around them or not."""
    found = cited(
        "《反补贴听证规则》（对外贸易经济合作部令2002年第10号）、《财政部 税务总局公告2021年第9号》同时废止。"
    )
    assert found == [
        ("反补贴听证规则", "对外贸易经济合作部令2002年第10号"),
        (None, "财政部 税务总局公告2021年第9号"),
    ]


def test_evidence_is_what_is_printed() -> None:
    """The evidence is the number as it stands on its line."""
    (reference,) = citations.find_citations(
        segment_of("某某通知", "第一段。", "见国发［２０２４］７号。"), None
    )
    assert (reference.evidence.text, reference.evidence.lines) == ("国发［２０２４］７号", (3, 3))
