"""The story as values, and the site's pages on each of its days.

Pure but for reading its own data files.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from html import escape
from importlib.resources import files
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

CIVIL = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One document of the site.

    `body` is a paragraph a line, `views` the counter on its first day.
    """

    path: str
    title: str
    number: str
    issuer: str
    issued: str
    published: date
    views: int
    body: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in one document's body."""

    document: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one day: documents that appear, edits, or a site that is down."""

    on: date
    happens: str
    publishes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    down: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The whole fortnight."""

    list_path: str
    hour: int
    views_a_day: int
    documents: Mapping[str, StoryPage]
    days: tuple[Day, ...]

    def moment(self, day: Day) -> datetime:
        """The instant at which the site is looked at that day."""
        return datetime.combine(day.on, time(self.hour), CIVIL)

    def site(self, day: Day) -> dict[str, str] | None:
        """Path → page as it is served that day, or None while the site is down."""
        if day.down:
            return None
        past = [one for one in self.days if one.on <= day.on]
        pages = [self._page(key, past) for one in past for key in one.publishes]
        newest_first = sorted(pages, key=lambda page: page.published, reverse=True)
        return {self.list_path: _list(newest_first), **{page.path: _detail(page) for page in pages}}

    def _page(self, key: str, past: Sequence[Day]) -> StoryPage:
        """A document with every edit up to now, and its counter moved on."""
        page = self.documents[key]
        body = page.body
        for edit in (edit for day in past for edit in day.edits if edit.document == key):
            if edit.old not in body:
                raise ValueError(f"the story edits words that {key} does not have: {edit.old[:40]}")
            body = body.replace(edit.old, edit.new)
        return replace(page, body=body, views=page.views + self.views_a_day * (len(past) - 1))


def load() -> Story:
    """The story of the data files."""
    values = tomllib.loads(template("story.toml"))
    documents = {key: StoryPage(**document) for key, document in values["documents"].items()}
    return Story(
        list_path=values["list_path"],
        hour=values["hour"],
        views_a_day=values["views_a_day"],
        documents=documents,
        days=tuple(_day(day) for day in values["days"]),
    )


def template(name: str) -> str:
    """The text of a data file of the story."""
    return files("watcher.demo").joinpath("site", name).read_text(encoding="utf-8")


def _day(values: Mapping[str, Any]) -> Day:
    edits = tuple(Edit(**edit) for edit in values.get("edits", ()))
    publishes = tuple(values.get("publishes", ()))
    return Day(values["on"], values["happens"], publishes, edits, values.get("down", False))


def _list(pages: Sequence[StoryPage]) -> str:
    item = template("item.html")
    return Template(template("list.html")).substitute(
        items="".join(_filled(item, page) for page in pages)
    )


def _detail(page: StoryPage) -> str:
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in page.body.split("\n") if line)
    return _filled(template("detail.html"), page, body=paragraphs)


def _filled(text: str, page: StoryPage, **more: str) -> str:
    values = {
        "path": page.path,
        "title": page.title,
        "number": page.number,
        "issuer": page.issuer,
        "issued": page.issued,
        "published": page.published.isoformat(),
        "views": str(page.views),
    }
    return Template(text).substitute({name: escape(value) for name, value in values.items()} | more)
