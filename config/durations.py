"""Durations as people write them: "30m", "6h", "1d", "1h30m".

Nothing about when something is due.
"""

import re
from datetime import timedelta

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=31)

_PARTS = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?")


def duration(text: str) -> timedelta | str:
    """The duration, or what is wrong with the text.

    Units d, h, m in that order; from one minute to 31 days.
    """
    match = _PARTS.fullmatch(text.strip().lower().replace(" ", ""))
    if match is None or not any(match.groups()):
        return f"“{text}” is not a duration"
    days, hours, minutes = (int(part or 0) for part in match.groups())
    value = timedelta(days=days, hours=hours, minutes=minutes)
    if value < SHORTEST:
        return f"“{text}” is shorter than one minute"
    if value > LONGEST:
        return f"“{text}” is longer than 31 days"
    return value
