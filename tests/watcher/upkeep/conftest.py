"""The watched folders of the life stories: what upkeep repairs is made by an ordinary life."""

from tests.watcher.recording.conftest import shelf

__all__ = ["shelf"]
