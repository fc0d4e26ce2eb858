"""The log channel: the service's log, and files."""

import logging
import os
from pathlib import Path

import pytest

from notifiers import open_channel
from notifiers.address import AddressError
from notifiers.base import DeliveryError, Message

MESSAGE = Message("a-1", "废止：云河市旧办法", "自2026年12月1日起废止。")


def test_alerts_are_said_through_the_alert_logger(caplog: pytest.LogCaptureFixture) -> None:
    """log:// records title and body at INFO under "policywatch.alerts"."""
    with caplog.at_level(logging.INFO, "policywatch.alerts"):
        open_channel("log://").send(MESSAGE)
    record = caplog.records[0]
    assert (record.name, record.levelname) == ("policywatch.alerts", "INFO")
    assert record.getMessage() == f"{MESSAGE.title}\n{MESSAGE.body}"


def test_a_file_is_appended_to(tmp_path: Path) -> None:
    """log:///path keeps every alert, in order, readable, with its id."""
    file = tmp_path / "云河 alerts.log"
    channel = open_channel(f"log://{file}")
    channel.send(MESSAGE)
    channel.send(Message("a-2", "第二条", "正文"))
    text = file.read_text(encoding="utf-8")
    assert [text.index(word) for word in ("a-1", "第二条", "a-2")] == sorted(
        text.index(word) for word in ("a-1", "第二条", "a-2")
    )
    assert text.startswith("──")
    assert MESSAGE.body in text


@pytest.mark.parametrize("path", ["no/such/folder/x.log", "."])
def test_an_unwritable_path_is_a_permanent_failure(tmp_path: Path, path: str) -> None:
    """A missing folder, or a folder in the file's place, stays wrong until somebody mends it."""
    with pytest.raises(DeliveryError) as caught:
        open_channel(f"log://{tmp_path / path}").send(MESSAGE)
    assert caught.value.permanent


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_a_passing_failure() -> None:
    """ENOSPC is tried again: somebody may make room."""
    with pytest.raises(DeliveryError) as caught:
        open_channel("log:///dev/full").send(MESSAGE)
    assert not caught.value.permanent
    assert os.strerror(28) in str(caught.value)


@pytest.mark.parametrize("address", ["log://relative/file.log", "log://?x=1"])
def test_other_forms_are_refused(address: str) -> None:
    """Two slashes would make the first folder a host: say so instead of writing elsewhere."""
    with pytest.raises(AddressError, match="three slashes"):
        open_channel(address)
