"""How a dump is freed of what differs from run to run, so that all else can be compared.

- a folder of the test, wherever the caller names it, is the name it is given;
- a port of this machine is PORT;
- a digest's random id is numbered in the order in which it first stands there;
- a story that reads the machine's clock cannot be kept: `of_this_moment` tells it by a fraction
  of a second, which no clock of a story has;
- where two sources are looked at side by side, ids follow from who was quicker: `without_order`
  leaves out every id, what is computed from one, and the order of entries.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_PORT = re.compile(r"(127\.0\.0\.1|localhost):\d+")
_DIGEST = re.compile(r"digest-[0-9a-f]{16}")
_FRACTION = re.compile(r"T\d\d:\d\d:\d\d\.\d+")
_IDS = frozenset(
    [
        "id",
        "policy_id",
        "change_id",
        "alert_id",
        "snapshot_id",
        "before_id",
        "from_policy",
        "to_policy",
        "of",
        "policy",
        "row_id",
        "digest_id",
        "claimed_at",
        "merged_into",
    ]
)
_ONLY_IDS = ("hashes", "ahead")


def settled(text: str, names: Mapping[str, str]) -> str:
    """The text without what differs from run to run."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    text = _PORT.sub(r"\1:PORT", text)
    numbers: dict[str, str] = {}
    return _DIGEST.sub(lambda found: _number(found[0], numbers), text)


def _number(name: str, numbers: dict[str, str]) -> str:
    return numbers.setdefault(name, f"digest-{len(numbers) + 1}")


def of_this_moment(text: str) -> bool:
    """Some instant in the text was read off the machine's clock."""
    return bool(_FRACTION.search(text))


def without_order(text: str) -> str:
    """A dump of sources that ran side by side: entries without their ids, in alphabetical order."""
    sections = json.loads(text)
    for name in _ONLY_IDS:
        del sections[name]
    kept = {}
    for name, entries in sections.items():
        lines = (json.dumps(_bare(entry), ensure_ascii=False) for entry in entries)
        kept[name] = [json.loads(line) for line in sorted(lines)]
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if not _is_id(key, one)}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _is_id(key: str, value: Any) -> bool:
    return key in _IDS and not isinstance(value, dict)
