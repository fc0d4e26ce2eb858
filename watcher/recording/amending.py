"""Old names of what moved to watcher/deciding, for those that still ask here."""

from watcher.deciding.read_document import Reading

__all__ = ["Reading"]
