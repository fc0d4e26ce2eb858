"""A disk that could not take the next look is named before it comes."""

from pathlib import Path

from watcher.upkeep.disk_room import disk_faults


def test_a_folder_with_room_is_in_order(tmp_path: Path) -> None:
    assert disk_faults(tmp_path / "policywatch.db", least=1) == []


def test_a_disk_that_is_nearly_full_is_named_with_what_is_left(tmp_path: Path) -> None:
    (fault,) = disk_faults(tmp_path / "policywatch.db", least=10**18)
    assert "nearly full" in fault
    assert "make room" in fault
