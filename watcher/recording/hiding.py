"""Old names of what moved to watcher/deciding, for those that still ask here."""

from watcher.deciding.read_document import Source
from watcher.deciding.silence import RULES

__all__ = ["RULES", "Source"]
