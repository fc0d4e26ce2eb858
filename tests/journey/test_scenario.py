"""The scenario of the first days: a baseline with a reminder, a new call, a moved deadline, and silence."""

from pathlib import Path
from typing import Any

import pytest

from tests.journey.commands import Commands
from tests.journey.site import Site
from tests.journey.world import NEW_TITLE, OLD, OLD_TITLE, World, next_day, old_page

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(__file__).parents[3] / "shared" / "corpus"


def _inboxes() -> list[Any]:
    absent = pytest.mark.skipif(
        not REAL.is_dir(), reason="the real documents are not beside this checkout"
    )
    return [pytest.param(SAMPLES, id="our-five"), pytest.param(REAL, id="real-five", marks=absent)]


@pytest.mark.parametrize("inbox", _inboxes())
def test_the_first_days(tmp_path: Path, site: Site, inbox: Path, commands: Commands) -> None:
    """A baseline tells nobody but reminds; a new call and a moved deadline are one alert each; then silence."""
    world = World(tmp_path, site, inbox, commands)

    first = world.sweep("2024-06-08T09:00:00+08:00")
    assert [message["kind"] for message in first] == ["reminder"]
    assert "2024-06-15" in first[0]["body"]
    assert first[0]["subscriber"] == "parts-maker"
    published = world.run("history", "--json", "--kind", "published")
    assert {entry["alerted"] for entry in published} == {0}

    next_day(site)
    second = world.sweep("2024-06-09T09:00:00+08:00")
    told = {message["policy"]["title"]: message for message in second}
    assert len(second) == 2
    assert told[NEW_TITLE]["kind"] == "published"
    moved = told[OLD_TITLE]
    assert moved["kind"] == "deadline_moved"
    assert "2024年6月30日 → 7月31日（延长31天）" in moved["body"]
    assert "200万元" in moved["body"]
    assert "300万元" in moved["body"]
    assert "13" not in moved["body"].replace(site.url, "").replace("2024", "")
    assert moved["policy"]["doc_number"] == "云工信〔2024〕21号"
    assert moved["alert_id"]
    assert moved["reason"]

    assert world.sweep("2024-06-10T09:00:00+08:00") == []
    ahead = {
        row["policy"]["title"]: row["closes"]
        for row in world.run("deadlines", "--json", "--as-of", "2024-06-10")
    }
    assert ahead[OLD_TITLE] == "2024-07-31"
    assert ahead[NEW_TITLE] == "2024-09-30"


def test_the_moved_deadline_reminds_at_its_new_date(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """Seven days before the old date nothing; seven days before the new one a reminder, once."""
    world = World(tmp_path, site, SAMPLES, commands)
    world.sweep("2024-06-08T09:00:00+08:00")
    site.put(OLD[0], old_page(closes="7月31日", views=13))
    world.sweep("2024-06-09T09:00:00+08:00")
    assert world.sweep("2024-06-23T09:00:00+08:00") == []
    reminders = world.sweep("2024-07-24T09:00:00+08:00")
    assert [(m["kind"], m["policy"]["title"], m["days_left"]) for m in reminders] == [
        ("reminder", OLD_TITLE, 7)
    ]
    assert world.sweep("2024-07-24T18:00:00+08:00") == []


def test_a_refused_alert_is_sent_later_under_the_same_id(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """A webhook that is down loses nothing: the delivery fails, waits, and is sent with the same alert id."""
    world = World(tmp_path, site, SAMPLES, commands)
    site.refuse = 503
    world.run("run", "--once", "--really", "--as-of", "2024-06-08T09:00:00+08:00", status=1)
    (alert,) = world.run("alerts", "--json")
    assert (alert["kind"], alert["deliveries"][0]["state"]) == ("reminder", "failed")
    site.refuse = None
    (message,) = world.sweep("2024-06-08T09:30:00+08:00")
    assert message["alert_id"] == alert["id"]
    (alert,) = world.run("alerts", "--json")
    assert alert["deliveries"][0]["state"] == "sent"


def test_a_site_that_is_down_harms_nothing_and_is_told_after_a_day(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """Failing for a day: one source_silent; back: one source_back; no policy is withdrawn or published again."""
    world = World(tmp_path, site, SAMPLES, commands)
    world.sweep("2024-06-08T09:00:00+08:00")
    site.status["*"] = 500
    for day in ("2024-06-10", "2024-06-11", "2024-06-12"):
        world.run("run", "--once", "--really", "--as-of", f"{day}T09:00:00+08:00", status=1)
    assert [m["kind"] for m in site.received[1:]] == ["source_silent"]
    site.status.clear()
    assert [m["kind"] for m in world.sweep("2024-06-13T09:00:00+08:00")] == ["source_back"]
    kinds = {entry["kind"] for entry in world.run("history", "--json")}
    assert kinds == {"published"}
