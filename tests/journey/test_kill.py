"""Killed with -9 at any step and started again: nothing is lost, nothing is told twice but a send that was under way."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.journey.commands import Commands
from tests.journey.site import Site
from tests.journey.world import NEW_TITLE, OLD_TITLE, World, next_day

# every name that the pipeline, the sweeps and the courier call out; `stops` counts that this is still all of them
STEPS = (
    "looked",
    "snapshots kept",
    "read",
    "changes stored",
    "check settled",
    "reminders stored",
    "delivery claimed",
    "sent",
    "delivery recorded",
)
INBOX = """云湖市科学技术局关于组织申报2024年科技成果转化项目的通知

云科〔2024〕30号

各有关企业：

请于2024年6月16日前提交申报材料。

云湖市科学技术局

2024年6月1日
"""
# one sweep in a process of its own that kills itself with -9 at the Nth time that a step is called out
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from config.loading import load
from notifiers import check_channel
from watcher.rendering.languages import CODES
from store.database.opening import Database
from watcher.engine.service import Service
from watcher.fetching import KINDS

step, nth, moment = sys.argv[1], int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
called = []

def on_step(name):
    called.append(name)
    print(name, flush=True)
    if name == step and called.count(name) == nth:
        os.kill(os.getpid(), signal.SIGKILL)

settings = load(Path("policywatch.toml"), os.environ, kinds=KINDS, check_channel=check_channel, languages=CODES)
service = Service.of(settings, Database(settings.database), lambda: moment, on_step)
service.start()
service.check(service.due())
service.keep_time()
service.deliver()
"""


def _world(folder: Path, site: Site, commands: Commands) -> World:
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "notice.txt").write_text(INBOX, encoding="utf-8")
    return World(folder, site, inbox, commands)


def _killed(world: World, step: str, nth: int) -> list[str]:
    done = world.commands.run(
        world.folder, step, str(nth), "2024-06-09T09:00:00+08:00", code=KILLED
    )
    assert done.status in (-9, 0), done.err
    return done.out.splitlines()


def _told(site: Site) -> Counter[tuple[str, Any]]:
    return Counter((message["kind"], message["policy"]["title"]) for message in site.received)


EXPECTED = {
    ("reminder", "云湖市科学技术局关于组织申报2024年科技成果转化项目的通知"),
    ("published", NEW_TITLE),
    ("deadline_moved", OLD_TITLE),
}


def test_the_steps_are_all_that_are_called_out(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """A step that is added to the path must be added to the kills below."""
    world = _world(tmp_path, site, commands)
    world.run("run", "--once", "--really", "--as-of", "2024-06-08T09:00:00+08:00")
    next_day(site)
    assert set(_killed(world, "never", 1)) == set(STEPS)
    assert _told(site) == Counter(EXPECTED)


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_loses_nothing_and_repeats_only_a_send_under_way(
    tmp_path: Path, site: Site, commands: Commands, step: str, nth: int
) -> None:
    """The next start goes on; the repeat of a send that was under way has the same alert id."""
    world = _world(tmp_path, site, commands)
    world.run("run", "--once", "--really", "--as-of", "2024-06-08T09:00:00+08:00")
    assert site.received == []
    next_day(site)
    _killed(world, step, nth)
    world.run("run", "--once", "--really", "--as-of", "2024-06-09T09:10:00+08:00")
    assert set(_told(site)) == EXPECTED
    repeated = [message for message, times in _told(site).items() if times > 1]
    assert len(repeated) <= (1 if step == "sent" else 0)
    assert len({message["alert_id"] for message in site.received}) == len(EXPECTED)
    world.run("run", "--once", "--really", "--as-of", "2024-06-09T12:00:00+08:00")
    assert len(site.received) == len(EXPECTED) + len(repeated)


@pytest.mark.parametrize("step", ["looked", "snapshots kept", "changes stored"])
def test_a_kill_in_the_first_look_is_still_a_baseline(
    tmp_path: Path, site: Site, commands: Commands, step: str
) -> None:
    """What was there at the first look tells nobody, even where the look took two starts."""
    world = _world(tmp_path, site, commands)
    _killed(world, step, 1)
    world.run("run", "--once", "--really", "--as-of", "2024-06-09T09:10:00+08:00")
    assert [message["kind"] for message in site.received] == ["reminder"]
    published = world.run("history", "--json", "--kind", "published")
    assert len(published) == 2
