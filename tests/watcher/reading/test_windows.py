"""By when somebody must file, and what is no window."""

from datetime import date, time

import pytest

from tests.watcher.reading.dated import on, segment
from watcher.reading.document import Context, Evidence, Paragraph, Window
from watcher.reading.facts import windows
from watcher.reading.segment import Segment

ISSUED = "2026-02-20"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def spoken(window: Window) -> tuple[str, str | None, str | None]:
    return window.kind, _day(window.opens), _day(window.closes)


def read(
    *paragraphs: str,
    issued: str | None = ISSUED,
    published: str | None = None,
    title: str = "澄江市科技局关于组织申报科技计划项目的通知",
) -> tuple[Window, ...]:
    return windows.find_windows(segment(*paragraphs, title=title), on(issued), on(published))


DATED = [
    ("申报时间：2026年4月25日-5月19日。", "2026-04-25", "2026-05-19"),
    ("申报时间：4月25日-5月19日。", "2026-04-25", "2026-05-19"),
    ("申报时间：12月1日至次年1月31日。", "2026-12-01", "2027-01-31"),
    ("申报时间：1月1日至12月31日。", "2026-01-01", "2026-12-31"),
    ("（一）申报时间：2026年6月1日9:00—6月30日18:00，逾期系统自动关闭。", "2026-06-01", "2026-06-30"),
    ("申报窗口期：2026年4月1日至30日。", "2026-04-01", "2026-04-30"),
    ("申请企业应于2026 年 3 月 25 日至 4 月 16 日在系统（<https://x.invalid/>）中提交申请。", "2026-03-25", "2026-04-16"),
    ("2026年5月8日至7月31日，申请人进行契税补贴申报，逾期不再享受。", "2026-05-08", "2026-07-31"),
    ("2026年4月1日至5月31日，仅受理符合条件的申请。", "2026-04-01", "2026-05-31"),
    ("2026年4月1日—4月30日为集中申报期。", "2026-04-01", "2026-04-30"),
    ("企业自主申报（2026年5月1日-5月31日）。", "2026-05-01", "2026-05-31"),
    ("从2026年5月1日开始申报，6月1日截止。", "2026-05-01", "2026-06-01"),
    ("系统开放时间为2026年3月1日，截止时间为2026年3月20日17时。", "2026-03-01", "2026-03-20"),
    ("申报截止日期：2026年6月30日。", None, "2026-06-30"),
    ("补贴申请时间截止至2026年3月31日止。", None, "2026-03-31"),
    ("以上申请材料需在2026年3月1日前提交，超过期限的不再受理。", None, "2026-03-01"),
    ("须在2026年3月31日前完成《合同》网签备案，并在2026年6月30日前提出补贴申请。", None, "2026-06-30"),
    ("6月底前将申报材料报市经信局。", None, "2026-06-30"),
    ("于9月30日24时前提交。", None, "2026-09-30"),
    ("申报材料请于2026年 4 月 3 0 日前寄达。", None, "2026-04-30"),
    ("上述资料由市财政局将纸质版及推荐函各一式两份，于2026年5月31日前报送两部门。", None, "2026-05-31"),
    ("请各区经信局于2026年5月31日前完成审核推荐，并将推荐材料报送市局。", None, "2026-05-31"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "opens", "closes"), DATED)
def test_a_dated_application_window(said: str, opens: str | None, closes: str) -> None:
    assert [spoken(window) for window in read(said)] == [("application", opens, closes)]


@pytest.mark.parametrize(
    "said",
    [
        "对符合条件的企业，7个工作日内兑现。",
        "专家评审于10月中旬前完成。",
        "各县区初审于10月20日前完成。",
        "公示期为2026年5月6日至5月10日，如有异议请在公示期内反映。",
        "截至2026年6月30日，共受理申报企业120家。",
        "2025年度营业收入（截至2026年3月31日）达到1000万元。",
        "申报企业应在2025年12月31日前完成登记注册。",
        "项目实施期为2026年3月1日至2027年12月31日。",
        "第一阶段：2026年7月1日至2027年6月30日止；",
        "利率调整工作10月31日前完成。",
        "9月底前，市人社局汇总分析主管单位报送的毕业生需求。",
        "4月底前组织完成一季度企业奖补申报工作。",
        "凡在2026年8月1日至12月31日期间购买新建住房，并办理备案的，发放补贴。",
        "由市发展改革委于每年3月底前向市财政局提供上一年度可享受优惠的企业清单。",
        "各有关单位贯彻落实情况于每月5日前报市局，邮箱：a@b.invalid。",
        "2026年12月31日前，企业可申请分期缴纳配套费。",
        "缓缴期限截止到2026年底。",
        "购房时间为2026年3月1日—2026年6月30日期限内；",
        "个人住房房产税纳税期限为每年的10月1日至12月31日。",
        "消费券用券时间：2026年3月20日-2026年4月30日。",
        "培训时间：2026年5月20日至5月22日。",
        "2026年6月31日前报送。",
        "各市工信局每季度末月30日前登录账号完成线上初审。",
        "组织服务机构每月10日前通过平台报送上月服务情况。",
        "每两年开展一次评选，给予通报表扬。",
        "按季度兑现。",
        "资金由市财政局统一安排。",
        "深化改革，推动惠企政策“免申即享”。",
        "对部分项目进行现场调研，具体安排另行通知。",
        "常态化征集中小企业创新需求。",
    ],
)
def test_what_nobody_files_by(said: str) -> None:
    """Promises, evaluations, conditions, benefit periods, reports between offices, impossible dates."""
    assert read(said) == ()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("本项目常年申报，分批评审。", "rolling"),
        ("项目资金支持申报采用即时申报的方式。", "rolling"),
        ("补助资金采取“免申即享”与企业自行申请相结合的方式发放。", "rolling"),
        ("申报时间以当年申报通知为准。", "unannounced"),
        ("申报时间另行通知。", "unannounced"),
        (
            "市科技局发布创新中心申报通知，明确申报单位需提交的材料和评审流程；申报单位按通知要求填写材料。",
            "unannounced",
        ),
        ("凡符合条件的企业，按申报通知要求向市质量强市办提交申报材料。", "unannounced"),
        ("网上申报截止时间以工业和信息化部统一安排为准，逾期不受理。", "unannounced"),
        ("每季度首月10日前申报。", "recurring"),
        ("每年3月、9月组织申报。", "recurring"),
        ("每个会计年度结束后6个月内，基金管理人在登记系统中填报更新上一年度信息。", "recurring"),
    ],
)
def test_windows_without_a_day(said: str, status: str) -> None:
    """None of these is a date, and none counts as open now."""
    assert [(window.status, window.opens, window.closes) for window in read(said)] == [
        (status, None, None)
    ]


def test_a_label_above_an_arrangement_to_come() -> None:
    assert [
        window.status for window in read("【申报时间】", "具体依据市工业和信息化局的统一安排。")
    ] == ["unannounced"]


def test_a_yearly_recognition_needs_a_procedure() -> None:
    """每年进行一次 is a window only where people apply for it."""
    once = "第八条 设计中心认定工作，原则上每年进行一次。"
    assert [
        window.status for window in read(once, "（一）申报主体向市工信局提出申请，提交申请材料。")
    ] == ["recurring"]
    assert read(once, title="澄江市设计中心管理办法") == ()


def test_an_opening_day_joins_the_close_to_come() -> None:
    text = (
        "【申报时间】",
        "具体依据工业和信息化部的统一安排。",
        "请申报企业2026年2月22日起登录“创新管理系统”进行申报。",
    )
    assert [(w.status, w.opens, w.closes) for w in read(*text)] == [
        ("unannounced", date(2026, 2, 22), None)
    ]


def test_batches_are_windows_and_the_header_adds_none() -> None:
    """A header prints one date, the body two batches of one programme and one of another: the body wins."""
    text = (
        "【申报时间】2026年7月15日",
        "2026年振兴资金（优化升级项目）共组织两批次申报，截止上报时间分别为2026年3月25日、2026年7月15日。2026年振兴资金（竣工投产奖励）共组织一批次申报，截止上报时间为2026年3月25日。",
    )
    assert sorted((str(w.closes), w.batch) for w in read(*text)) == [
        ("2026-03-25", "优化升级项目·第一批"),
        ("2026-03-25", "竣工投产奖励"),
        ("2026-07-15", "优化升级项目·第二批"),
    ]


def test_batches_open_one_after_the_other_once_published() -> None:
    found = read(
        "截止上报时间分别为4月30日、7月31日、10月31日。", issued=None, published="2026-03-02"
    )
    assert [(str(w.opens), str(w.closes), w.basis) for w in found] == [
        ("2026-03-02", "2026-04-30", "inferred"),
        ("2026-05-01", "2026-07-31", "inferred"),
        ("2026-08-01", "2026-10-31", "inferred"),
    ]


def test_batches_named_in_the_text() -> None:
    found = read("申报时间分两批，第一批：2026年3月1日至3月31日，第二批：8月1日至8月31日。")
    assert [(w.batch, str(w.opens), str(w.closes)) for w in found] == [
        ("第一批", "2026-03-01", "2026-03-31"),
        ("第二批", "2026-08-01", "2026-08-31"),
    ]


def test_online_and_paper_closes_are_both_kept() -> None:
    found = read(
        "网上申报的截止时间：2026年9月1日（星期二）17:00；提交纸质材料的截止时间：2026年9月8日17:00。"
    )
    assert [(w.channel, str(w.closes), w.closes_at) for w in found] == [
        ("online", "2026-09-01", time(17)),
        ("paper", "2026-09-08", time(17)),
    ]


def test_the_applicants_day_and_the_bureaus_day_are_both_kept() -> None:
    found = read("企业申报截止时间为2026年5月10日，各市工信局于2026年5月25日前将推荐文件报送省厅。")
    assert [(w.actor, str(w.closes)) for w in found] == [
        ("applicant", "2026-05-10"),
        ("authority", "2026-05-25"),
    ]


@pytest.mark.parametrize(
    ("said", "opens", "closes", "basis"),
    [
        ("征求意见时间为2026年3月1日至3月31日。", "2026-03-01", "2026-03-31", "stated"),
        ("如有修改意见，请于2026年4月20日前书面反馈至市司法局。", None, "2026-04-20", "stated"),
        ("请于本公告发布之日起30日内将意见反馈至邮箱。", "2026-03-01", "2026-03-31", "computed"),
        ("征求意见期限为30日，自公告发布之日起计算。", None, "2026-03-31", "computed"),
        ("意见征集截止日期2026-03-15。", None, "2026-03-15", "stated"),
    ],
)
def test_consultations(said: str, opens: str | None, closes: str, basis: str) -> None:
    """N日内 does not count the day of publication."""
    (found,) = read(
        said, published="2026-03-01", title="关于公开征求《澄江市办法（征求意见稿）》意见的公告"
    )
    assert (*spoken(found), found.basis) == ("consultation", opens, closes, basis)


def test_working_days_after_the_issue_count_make_up_days() -> None:
    """15 working days after 18 September 2026: the 20th is worked, 25–27 and the first week of October are off, the 10th is worked."""
    (found,) = read("请于本通知印发后15个工作日内报送申报材料。", issued="2026-09-18")
    assert (found.closes, found.basis) == (date(2026, 10, 15), "computed")


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        (
            "企业网上申报截止时间为2026年8月5日，主管部门报送截止时间为2026年8月10日。",
            ["applicant", "authority"],
        ),
        ("6月10日前完成企业网上申报，6月17日前完成区级审核推荐。", ["applicant", "authority"]),
        (
            "申报时间：6月1日至6月10日。各乡、镇于6月17日前将申报材料报送至市农业农村局。",
            ["applicant", "authority"],
        ),
        ("请各区主管部门组织申报主体在2026年11月20日前完成线上申报。", ["applicant"]),
    ],
)
def test_the_bureaus_step_is_the_authoritys_and_the_applicants_day_is_his(
    sentence: str, actors: list[str]
) -> None:
    assert [window.actor for window in read(sentence)] == actors


def test_batches_printed_in_one_sentence_keep_their_names() -> None:
    found = read("第二批6月10日前，第三批6月20日前报送申报材料。")
    assert [(w.batch, str(w.closes)) for w in found] == [
        ("第二批", "2026-06-10"),
        ("第三批", "2026-06-20"),
    ]


def test_a_disc_is_no_way_online() -> None:
    (found,) = read("申报企业于7月20日前将申报材料（一式四份，电子版光盘两份）报市工信局。")
    assert found.channel is None


def test_an_office_that_proposes_adjustments_asks_nobody_for_comments() -> None:
    assert read("组织现场评估，于2026年4月30日前完成动态管理工作提出动态调整意见。") == ()


def test_an_elided_date_long_before_the_text_is_next_years() -> None:
    (found,) = read("各县区于1月15日前报送。", issued=None, published="2026-12-20")
    assert (found.closes, found.actor, found.basis) == (date(2027, 1, 15), "authority", "inferred")


def test_an_elided_year_follows_the_date_before_it() -> None:
    found = read("会议定于2027年5月20日召开，请于5月15日前报名。")
    assert [str(w.closes) for w in found] == ["2027-05-15"]


def test_no_year_at_all_gives_no_window() -> None:
    """Without any anchor a wrong year would send a wrong warning."""
    assert read("请于6月30日前报送。", issued=None) == ()


def test_an_old_text_read_today_is_not_put_into_this_year() -> None:
    def told(*paragraphs: str) -> list[str]:
        text = segment(*paragraphs, title="通知", context=Context(as_of=date(2026, 11, 22)))
        return [str(window.closes) for window in windows.find_windows(text, None, None)]

    assert told("请于12月10日前报送材料。") == ["2026-12-10"]
    assert told("2023年工作已经完成。", "请于12月10日前报送材料。") == []


def test_the_same_day_said_twice_is_one_window() -> None:
    found = read("【申报截止时间】2026年6月15日", "请企业于2026年6月15日17:00前登录系统提交申请。")
    assert [(str(w.closes), w.closes_at) for w in found] == [("2026-06-15", time(17))]


def test_evidence_is_the_sentence_and_its_line() -> None:
    (found,) = read("现通知如下。", "一、要求。请于2026年7月31日前报送材料。逾期不候。")
    assert found.evidence == Evidence("请于2026年7月31日前报送材料。", (3, 3))


def test_a_table_of_programmes_is_a_window_a_row() -> None:
    """A workbook's column of closing days under its heading; rows without a day keep their status."""
    rows = (
        ("2026年科技计划申报安排",),
        ("序号", "项目名称", "受理开始时间", "申报截止时间"),
        ("1", "重点研发计划", "2026-03-01", "2026-04-15 17:00"),
        ("2", "成果转化专项", "", "6月30日"),
        ("3", "创新券", "", "常年受理"),
    )
    lines = tuple(
        Paragraph(" | ".join(filter(None, row)), (number, number))
        for number, row in enumerate(rows, 1)
    )
    text = Segment("policy_text", rows[0][0], (1, 5), lines, heads=1, tables=(rows,))
    found = windows.find_windows(text, on(ISSUED), None)
    assert [
        (w.batch, w.status, _day(w.opens), _day(w.closes), w.closes_at, w.evidence.lines)
        for w in found
    ] == [
        ("重点研发计划", "dated", "2026-03-01", "2026-04-15", time(17), (3, 3)),
        ("成果转化专项", "dated", None, "2026-06-30", None, (4, 4)),
        ("创新券", "rolling", None, None, None, (5, 5)),
    ]


def test_a_table_of_results_is_no_window() -> None:
    rows = (("项目名称", "立项时间", "评审时间"), ("重点研发计划", "2026-03-01", "2026-04-15"))
    lines = tuple(
        Paragraph(" | ".join(row), (number, number)) for number, row in enumerate(rows, 1)
    )
    assert (
        windows.find_windows(
            Segment("policy_text", "", (1, 2), lines, tables=(rows,)), on(ISSUED), None
        )
        == ()
    )


def test_working_days_beyond_the_announced_years_are_provisional() -> None:
    """The window says so where its day is shown: the notice of that year's holidays may move it."""
    text = segment(
        "请于本通知印发之日起10个工作日内提交申报材料。", title="关于组织申报专项资金项目的通知"
    )
    (known,) = windows.find_windows(text, on("2026-03-10"), None)
    (beyond,) = windows.find_windows(text, on("2026-12-25"), None)
    assert ("provisional" in known.note, "provisional" in beyond.note) == (False, True)
