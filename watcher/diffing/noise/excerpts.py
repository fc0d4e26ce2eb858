"""Two texts that differ, cut down to where they do, so that a person can judge the difference."""

from watcher.diffing.noise.trimming import trim_common_ends
from watcher.patterns import deferred

_AROUND = 12
_WITHIN = 80
# control and zero-width characters, direction marks, soft and unbreakable signs
_UNSEEN = deferred(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\u00ad\u180e\ufe0f\ufeff\u00a0]"
)


def cut_excerpts(old: str, new: str) -> tuple[str, str]:
    """The first place where two texts differ, with a few characters around; what nobody sees is
    spelt out.
    """
    first, was, now = trim_common_ends(old, new)
    return _cut_around(old, first, first + len(was)), _cut_around(new, first, first + len(now))


def _cut_around(text: str, first: int, end: int) -> str:
    start, stop = max(0, first - _AROUND), min(len(text), end + _AROUND, first + _WITHIN)
    shown = _UNSEEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", text[start:stop]).replace("\n", "⏎")
    return ("…" if start else "") + shown + ("…" if stop < len(text) else "")
