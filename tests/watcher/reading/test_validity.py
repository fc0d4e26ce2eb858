"""From when and until when a document is in force, and what is not its validity."""

from datetime import date

import pytest

from tests.watcher.reading.dated import on, segment
from watcher.reading.document import Evidence
from watcher.reading.facts import effective_day, validity

WRITTEN, PUBLISHED = "2026-03-10", "2026-03-16"

# sentence, effective (with basis), last day (with basis), years
SAID = [
    ("本办法自印发之日起施行，有效期5年。", ("2026-03-10", "computed"), ("2031-03-09", "computed"), 5),
    ("本办法自发布之日起施行。", ("2026-03-16", "computed"), None, None),
    ("本规定自发布之日起30日后施行。", ("2026-04-16", "computed"), None, None),
    ("第二十条 本办法自二〇二六年五月一日起正式实施，有效期两年。", ("2026-05-01", "stated"), ("2028-04-30", "computed"), 2),
    ("自2026年9月24日24时起执行。", ("2026-09-25", "stated"), None, None),
    ("自2027年1月1日零时起施行，有效期至2028年12月31日止。", ("2027-01-01", "stated"), ("2028-12-31", "stated"), None),
    ("据悉，新政将于4月15日起施行，有效期6个月。", ("2026-04-15", "inferred"), ("2026-10-14", "computed"), 0.5),
    ("该政策的执行期限自文件印发之日起至2027年12月31日（含）。", ("2026-03-10", "computed"), ("2027-12-31", "stated"), None),
    ("本措施由市科技局负责解释，自印发之日起实施，有效期至2027年9月5日。", ("2026-03-10", "computed"), ("2027-09-05", "stated"), None),
    ("政策措施自2026年8月6日起实施，2027年8月5日（含）截止。", ("2026-08-06", "stated"), ("2027-08-05", "stated"), None),
    ("本《通知》有效期一年，自2026年7月1日起执行，至2027年6月30日自动废止。", ("2026-07-01", "stated"), ("2027-06-30", "stated"), 1),
    ("《通知》明确，该政策自2026年3月14日起施行，至2029年3月13日止，有效期三年。", ("2026-03-14", "stated"), ("2029-03-13", "stated"), 3),
    ("执行期限：截至2027年6月30日", None, ("2027-06-30", "stated"), None),
    ("【有效期限】2026年1月1日至2028年12月31日", ("2026-01-01", "stated"), ("2028-12-31", "stated"), None),
    ("政策有效期至2027年12月。", None, ("2027-12-31", "inferred"), None),
    ("本方案实施期限为“十五五”期间。", None, ("2030-12-31", "inferred"), None),
    ("政策实施期限暂定1年，后续可视情延长。", None, None, 1),
    ("本意见第三条自2026年5月1日起执行，其他政策自2026年6月1日起施行。", ("2026-06-01", "stated"), None, None),
    ("除第（三）项有效期至2026年12月31日外，其余条款有效期5年。", None, None, 5),
    ("有效期为自印发之日起三年。", None, ("2029-03-09", "computed"), 3),
    ("自2027年1月1日起施行，试行期二年。", ("2027-01-01", "stated"), ("2028-12-31", "computed"), 2),
    ("本通知自2026年7月1日起执行至2026年12月31日。", ("2026-07-01", "stated"), ("2026-12-31", "stated"), None),
    ("以上政策执行截止时间为2027年12月31日。", None, ("2027-12-31", "stated"), None),
    ("新政策2026年6月1日起执行。", ("2026-06-01", "stated"), None, None),
    ("本通知即日起施行。", ("2026-03-16", "computed"), None, None),
    ("有效期为2年，自2026年6月1日至2028年5月31日。", ("2026-06-01", "stated"), ("2028-05-31", "stated"), 2),
    ("本通知有效期2年，自印发之日起计算。", None, ("2028-03-09", "computed"), 2),
    ("中华人民共和国某法 第七十条 本法自2027年8月1日起施行。", ("2027-08-01", "stated"), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "first", "last", "years"), SAID)
def test_what_a_sentence_says_of_the_document(
    said: str, first: tuple[str, str] | None, last: tuple[str, str] | None, years: float | None
) -> None:
    text = segment(said)
    in_force = effective_day.find_effective_day(text, on(WRITTEN), on(PUBLISHED))
    until, term = validity.find_validity(text, in_force, on(WRITTEN), on(PUBLISHED))
    assert (in_force and (str(in_force.value), in_force.basis)) == first
    assert (until and (str(until.value), until.basis)) == last
    assert (term and term.value) == years


@pytest.mark.parametrize(
    "said",
    [
        "认定有效期为三年，自发证之日起计算。",
        "自治区级工业设计中心每次认定及复核的有效期为4年。",
        "消费券有效期至2027年12月31日，逾期未使用的自动收回。",
        "（注：创业孵化基地有效期3年，有效期满前2个月重新申报）",
        "再按照博士10万元标准发放有效期为一年的购房券。",
        "给予5000元创业扶持补贴，该政策有效期至2027年12月31日。",
        "企业招用毕业生的，按每人1500元发放补助，政策实施期限截至2027年12月31日。",
        "出让年限最高不超过50年，贷款期限5年，贴息期限不超过2年。",
        "大专毕业生创业生活补贴从2027年1月1日起实施。",
        "第（四）条自2027年5月25日起执行。",
        "《澄江市旧办法》自2020年1月1日起施行。",
        "将《澄江市若干政策》（澄政规〔2023〕5号）有效期延长至2027年12月31日。",
        "截至2025年12月31日，共接入医疗机构1002家。",
        "项目实施期为2026年1月1日至2027年12月31日。",
        "自2027年1月1日至2027年12月31日，对出售住房的纳税人予以退税优惠。",
        "到2027年底，初步建成现代体系。",
    ],
)
def test_what_belongs_to_another_subject(said: str) -> None:
    """A recognition, a voucher, one measure, another document, a target: none is the document's validity."""
    text = segment(said)
    in_force = effective_day.find_effective_day(text, on(WRITTEN), on(PUBLISHED))
    assert (in_force, validity.find_validity(text, in_force, on(WRITTEN), on(PUBLISHED))) == (
        None,
        (None, None),
    )


def test_on_issue_where_no_issue_date_is_printed() -> None:
    text = segment("本办法自印发之日起施行，有效期5年。")
    in_force = effective_day.find_effective_day(text, None, None)
    assert in_force is not None
    assert (in_force.value, in_force.evidence) == (
        "on_issue",
        Evidence("本办法自印发之日起施行，有效期5年。", (2, 2)),
    )
    until, years = validity.find_validity(text, in_force, None, None)
    assert (until, years and years.value) == (None, 5)


def test_the_date_that_stood_in_is_told() -> None:
    found = effective_day.find_effective_day(
        segment("本办法自印发之日起施行。"), None, on(PUBLISHED)
    )
    assert found is not None
    assert (found.value, found.note) == (date(2026, 3, 16), "成文日期 missing, 发布日期 used")


def test_the_rules_date_wins_over_the_notice_that_issues_them() -> None:
    text = segment(
        "本通知自印发之日起执行。", "澄江市科技计划管理办法", "第九条 本办法自2026年5月1日起施行。"
    )
    found = effective_day.find_effective_day(text, on(WRITTEN), None)
    assert found is not None
    assert found.value == date(2026, 5, 1)


def test_a_label_paragraph_is_read_with_the_line_below() -> None:
    text = segment("【有效期限】", "2027年12月31日", "【实施时间】", "自印发之日起施行。")
    in_force = effective_day.find_effective_day(text, None, None)
    until, _ = validity.find_validity(text, in_force, None, None)
    assert (in_force and in_force.value, until and until.value) == ("on_issue", date(2027, 12, 31))


TAX = "关于继续实施仓储设施用地城镇土地使用税优惠政策的公告"


def test_the_only_benefit_of_a_tax_announcement_is_its_validity() -> None:
    text = segment(
        "现将有关政策公告如下：",
        "一、自2027年1月1日起至2029年12月31日止，对物流企业减按50%计征城镇土地使用税。",
        "二、纳税人应当进行申报。",
        title=TAX,
    )
    in_force = effective_day.find_effective_day(text, on(WRITTEN), None)
    until, _ = validity.find_validity(text, in_force, on(WRITTEN), None)
    assert (in_force and in_force.value, until and until.value) == (
        date(2027, 1, 1),
        date(2029, 12, 31),
    )


def test_one_benefit_among_several_is_not() -> None:
    text = segment(
        "一、自2027年1月1日至2029年12月31日，减按50%征收。",
        "二、自2028年1月1日至2030年12月31日，免征增值税。",
        title=TAX,
    )
    assert effective_day.find_effective_day(text, on(WRITTEN), None) is None
