"""`run --once --as-of` and `check --as-of` without `--really`: nothing is touched, all is said."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

NOTICE = "海屿市商务局关于组织申报2026年外贸补助的通知\n海屿商〔2026〕7号\n各企业：\n申报时间为2026年5月6日至2026年5月29日。\n海屿市商务局\n2026年4月30日\n"
A_WEEK_BEFORE = "2026-05-22T09:00:00+08:00"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A configuration that watches a folder with one notice and tells a file."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "notice.txt").write_text(NOTICE, encoding="utf-8")
    file = tmp_path / "policywatch.toml"
    file.write_text(
        f"""
[service]
database = "sqlite:///policywatch.db"
[[sources]]
key = "inbox"
kind = "folder"
path = "inbox"
every = "1h"
[[subscribers]]
name = "me"
channels = ["log://{tmp_path}/alerts.txt"]
""",
        encoding="utf-8",
    )
    return file


def _everything(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.name, sha256(file.read_bytes()).hexdigest()


def test_a_rehearsal_before_the_first_run_leaves_nothing(call: Call, watched: Path) -> None:
    """Not even a database is made, and the reminder that would go out is printed."""
    before = dict(_everything(watched.parent))
    said = call("-c", watched, "run", "--once", "--as-of", A_WEEK_BEFORE)
    assert (said.status, dict(_everything(watched.parent))) == (0, before)
    assert "would tell me through log://" in said.out
    assert "还有7天申报截止" in said.out
    assert "nothing was sent or stored" in said.out


def test_a_rehearsal_leaves_a_store_byte_for_byte(call: Call, watched: Path) -> None:
    """It may be repeated, and the real run that follows still tells what it announced."""
    call("-c", watched, "run", "--once", "--as-of", "2026-05-20T09:00:00+08:00", "--really")
    before = dict(_everything(watched.parent))
    for command in (["run", "--once"], ["run", "--once"], ["check", "inbox", "--force"]):
        said = call("-c", watched, *command, "--as-of", A_WEEK_BEFORE)
        assert said.out.count("would tell me") == 1
    assert dict(_everything(watched.parent)) == before
    call("-c", watched, "run", "--once", "--as-of", A_WEEK_BEFORE, "--really")
    told = (watched.parent / "alerts.txt").read_text(encoding="utf-8")
    assert told.count("还有7天申报截止") == 1


def test_a_rehearsal_as_json_prints_what_a_webhook_would_get(call: Call, watched: Path) -> None:
    """One object an alert, with the channel it would take; all else stands on standard error."""
    said = call("-c", watched, "run", "--once", "--as-of", A_WEEK_BEFORE, "--json")
    (told,) = said.objects
    assert (told["subscriber"], told["kind"]) == ("me", "reminder")
    assert told["channel"].startswith("log://")
    assert "2026-05-29" in told["body"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--really"], "--really belongs to --as-of"),
        (["--json"], "--as-of INSTANT --json"),
        (["--as-of", "9999-12-31"], "the year is one from"),
        (["--as-of", "0001-01-01", "--really"], "the year is one from"),
        (["--as-of", "9999-12-31T23:59:59-12:00"], "the year is one from"),
    ],
)
def test_options_that_rehearse_no_day_are_refused(
    call: Call, watched: Path, options: list[str], sentence: str
) -> None:
    """In a sentence, with nothing done."""
    said = call("-c", watched, "run", "--once", *options)
    assert said.status == 2
    assert sentence in said.err
