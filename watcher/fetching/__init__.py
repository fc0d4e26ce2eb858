"""From an address to bytes and an outcome.

KINDS is the table of source kinds: one file each, one line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

# the kinds are called what the configuration calls them, `list` too
from watcher.fetching.kinds import folder, list, page  # noqa: A004
from watcher.fetching.kinds.kind import Kind

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "folder": folder.KIND,
        "list": list.KIND,
        "page": page.KIND,
    }
)
