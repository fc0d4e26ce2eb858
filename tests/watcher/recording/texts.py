"""Documents of an invented city for the lives of policies: rules, a call, the notice that extends it. Holds no test."""

from tests.watcher.recording.conftest import Shelf

RULES = "云湖市工业和信息化局关于印发《云湖市技术改造补助办法》的通知"
TEXT = """{title}

云工信规〔{year}〕{number}号

各有关企业：

现将《云湖市技术改造补助办法》印发给你们，请遵照执行。

云湖市工业和信息化局

{year}年{date}

云湖市技术改造补助办法

第一条 为支持企业技术改造，制定本办法。

第二条 对符合条件的项目给予补助，单个项目最高{amount}万元。

第三条 本办法自印发之日起施行，有效期{years}年。{last}
"""


def rules(
    *,
    title: str = RULES,
    year: int = 2026,
    number: int = 3,
    date: str = "2月10日",
    amount: int = 200,
    years: int = 5,
    last: str = "",
) -> str:
    return TEXT.format(
        title=title, year=year, number=number, date=date, amount=amount, years=years, last=last
    )


def started(shelf: Shelf, **first: object) -> Shelf:
    """A shelf whose first look found one set of rules."""
    shelf.put("rules.txt", rules(**first))  # type: ignore[arg-type]  # test data
    shelf.check()
    return shelf


CALL = """云湖市工业和信息化局关于组织申报绿色工厂的通知

云工信〔2026〕20号

各有关企业：

请于2026年4月15日前提交申报材料。

云湖市工业和信息化局

2026年2月20日
"""
EXTENSION = """云湖市工业和信息化局关于延长绿色工厂申报时间的通知

云工信〔2026〕26号

各有关企业：

经研究，将《关于组织申报绿色工厂的通知》（云工信〔2026〕20号）的申报截止时间延长至2026年4月30日。

云湖市工业和信息化局

2026年4月8日
"""


def notice(title: str, number: str, body: str, *, day: str = "2026年3月2日") -> str:
    """A notice of the same office."""
    office = "云湖市工业和信息化局"
    return f"{office}{title}\n\n{number}\n\n各有关单位：\n\n{body}\n\n{office}\n\n{day}\n"


def extension(
    to: str,
    *,
    number: int = 26,
    verb: str = "延长至",
    title: str = "延长",
    day: str = "2026年3月2日",
) -> str:
    """A notice that moves the date of CALL, which it names."""
    body = (
        f"经研究，将《关于组织申报绿色工厂的通知》（云工信〔2026〕20号）的申报截止时间{verb}{to}。"
    )
    return notice(f"关于{title}绿色工厂申报时间的通知", f"云工信〔2026〕{number}号", body, day=day)
