"""One operator's machine in a journey: a configuration with a folder and a list, one subscriber, the commands."""

import json
from pathlib import Path
from typing import Any

from tests.journey.commands import Commands
from tests.journey.site import Site, list_page, notice_page

OLD_TITLE = "云湖市工业和信息化局关于组织申报2024年设备更新项目的通知"
NEW_TITLE = "云湖市工业和信息化局关于开展2024年智能工厂认定工作的通知"
BODY = """各有关企业：
为推动企业设备更新，现组织2024年设备更新项目申报，有关事项通知如下：
一、支持对象
在我市注册的汽车零部件和机械制造企业。
二、支持标准
对符合条件的项目给予补助，单个项目最高{amount}。
三、申报时间
请于2024年{closes}前登录申报平台提交材料，逾期不予受理。
云湖市工业和信息化局
2024年6月3日"""
NEW_BODY = """各有关企业：
现就2024年智能工厂认定工作有关事项通知如下：
一、申报条件
在我市注册并已建成智能工厂的制造业企业。
二、申报时间
申报截止时间为2024年9月30日。
云湖市工业和信息化局
2024年6月9日"""
OLD = ("/tz/202406/t20240603_1.html", OLD_TITLE, "2024-06-03")
NEW = ("/tz/202406/t20240609_2.html", NEW_TITLE, "2024-06-09")
CONFIGURATION = """
[[sources]]
key = "inbox"
kind = "folder"
path = "{inbox}"
region = "450200"
every = "30m"

[[sources]]
key = "notices"
kind = "list"
url = "{url}/tz/index.html"
items = "ul.news-list li a"
region = "450200"
every = "2h"

[[subscribers]]
name = "parts-maker"
regions = ["450200"]
remind_days = [30, 7, 1]
channels = ["json://{host}/hook"]
"""


def old_page(*, closes: str = "6月30日", amount: str = "200万元", views: int = 12) -> str:
    """The first notice as its page stands on some day."""
    body = BODY.format(closes=closes, amount=amount)
    return notice_page(
        title=OLD_TITLE, number="云工信〔2024〕21号", published="2024-06-03", views=views, body=body
    )


def open_site(site: Site) -> None:
    """The site on the first day: one notice."""
    site.put("/tz/index.html", list_page(OLD))
    site.put(OLD[0], old_page())


def next_day(site: Site) -> None:
    """A second notice; the first one's date and amount have moved, and its view counter."""
    site.put("/tz/index.html", list_page(NEW, OLD))
    page = notice_page(
        title=NEW_TITLE, number="云工信〔2024〕22号", published="2024-06-09", views=1, body=NEW_BODY
    )
    site.put(NEW[0], page)
    site.put(OLD[0], old_page(closes="7月31日", amount="300万元", views=13))


class World:
    """A folder of files, the site, one subscriber with a webhook; and the command line on them."""

    def __init__(self, folder: Path, site: Site, inbox: Path, commands: Commands) -> None:
        self.folder, self.site, self.commands = folder, site, commands
        host = site.url.removeprefix("http://")
        text = CONFIGURATION.format(inbox=inbox, url=site.url, host=host)
        (folder / "policywatch.toml").write_text(text, encoding="utf-8")

    def run(self, *args: str, status: int = 0) -> list[dict[str, Any]]:
        """One command; its output as objects where it was asked for JSON."""
        done = self.commands.run(self.folder, *args)
        assert done.status == status, f"{args}: {done.status}\n{done.out}\n{done.err}"
        return [json.loads(line) for line in done.out.splitlines()] if "--json" in args else []

    def sweep(self, as_of: str, *, status: int = 0) -> list[dict[str, Any]]:
        """One whole sweep at an instant; what the webhook got in it."""
        before = len(self.site.received)
        self.run("run", "--once", "--really", "--as-of", as_of, status=status)
        return self.site.received[before:]
