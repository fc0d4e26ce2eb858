"""Two texts that differ, cut down to where they do, so that a person can judge the difference."""

from watcher.diffing.noise.trimming import trimmed
from watcher.patterns import deferred

_AROUND = 12
_WITHIN = 80
_UNSEEN = deferred(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u00ad\u180e\ufe0f\ufeff\u00a0]"
)


def excerpts(old: str, new: str) -> tuple[str, str]:
    """The first place where two texts differ, with a few characters around; what nobody sees is
    spelt out.
    """
    first, was, now = trimmed(old, new)
    return _cut(old, first, first + len(was)), _cut(new, first, first + len(now))


def _cut(text: str, first: int, end: int) -> str:
    start, stop = max(0, first - _AROUND), min(len(text), end + _AROUND, first + _WITHIN)
    shown = _UNSEEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", text[start:stop]).replace("\n", "⏎")
    return ("…" if start else "") + shown + ("…" if stop < len(text) else "")
